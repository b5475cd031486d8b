import type { FaultList } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { known } from '../ros/tokens';

/** Adds what is wrong with the id of a cluster. */
export function checkClusterId(clusterId: string, faults: FaultList): void {
  const id = known(clusterId);
  if (id !== undefined && !/^c[0-9a-z]{32}$/.test(id)) {
    faults.add(
      'clusterId',
      `${shown(id)} is not a cluster id; it is the letter c and 32 letters or digits, as the cluster's page in the console shows it`,
    );
  }
}
