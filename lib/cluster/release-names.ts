import type { IConstruct } from '@alicloud/ros-cdk-core';
import { namespaceFault, releaseNameFault } from '../chart/kubernetes-names';
import type { FaultList } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { isUnresolved } from '../ros/tokens';
import type { ICluster } from './cluster';
import { PerCluster } from './per-cluster';

interface ReleaseNames {
  readonly releaseName: string;
  readonly namespace: string;
}

/** Adds what is wrong with the name of a Helm release and with its namespace. */
export function checkReleaseNames(names: ReleaseNames, faults: FaultList): void {
  const check = (at: string, name: string, faultOf: (name: string) => string | undefined) => {
    const fault = isUnresolved(name) ? undefined : faultOf(name);
    if (fault !== undefined) {
      faults.add(at, `${shown(name)} ${fault}`);
    }
  };
  check('releaseName', names.releaseName, releaseNameFault);
  check('namespace', names.namespace, namespaceFault);
}

/** Adds why a runner cannot be in a namespace: Kubernetes keeps those of its own components for itself. */
export function checkRunnerNamespace(namespace: string, faults: FaultList): void {
  if (!isUnresolved(namespace) && namespace.startsWith('kube-')) {
    faults.add(
      'namespace',
      `${shown(namespace)} is a namespace of Kubernetes itself: managers may read the Secrets of their namespace, and jobs would run beside the components of the cluster. Give the runner a namespace of its own`,
    );
  }
}

/** The releases of each cluster, in all stacks of an app, by their namespace and name. */
const releasesIn = new PerCluster(() => new Map<string, IConstruct>());

/** Takes the name of a release. Helm knows releases by namespace and name, so a second one of both is a fault. */
export function takeReleaseName(cluster: ICluster, release: ReleaseNames & IConstruct, faults: FaultList): void {
  const { namespace, releaseName } = release;
  if (isUnresolved(namespace) || isUnresolved(releaseName)) {
    return;
  }
  const releases = releasesIn.of(release.node.root, cluster);
  const key = `${namespace}/${releaseName}`;
  const other = releases.get(key);
  if (other === undefined) {
    releases.set(key, release);
  } else {
    faults.add(
      'releaseName',
      `${shown(releaseName)} is the name of two releases in the namespace ${shown(namespace)} of one cluster, ${other.node.path} and ${release.node.path}; give one of them another name or namespace`,
    );
  }
}
