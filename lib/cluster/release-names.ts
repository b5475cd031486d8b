import { namespaceFault, releaseNameFault } from '../chart/kubernetes-names';
import type { FaultList } from '../checks/faults';
import { shown } from '../checks/faults';
import { isUnresolved } from '../ros/tokens';

/** Adds what is wrong with the name of a Helm release and with its namespace. */
export function checkReleaseNames(names: { releaseName: string; namespace: string }, faults: FaultList): void {
  const check = (at: string, name: string, faultOf: (name: string) => string | undefined) => {
    const fault = isUnresolved(name) ? undefined : faultOf(name);
    if (fault !== undefined) {
      faults.add(at, `${shown(name)} ${fault}`);
    }
  };
  check('releaseName', names.releaseName, releaseNameFault);
  check('namespace', names.namespace, namespaceFault);
}
