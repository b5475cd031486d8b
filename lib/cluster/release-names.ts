import type { IConstruct } from '@alicloud/ros-cdk-core';
import { namespaceFault, releaseNameFault } from '../chart/kubernetes-names';
import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import { isUnresolved } from '../ros/tokens';
import type { ICluster } from './icluster';
import { PerCluster } from './per-cluster';
import { releaseRules } from './release-rules';

interface ReleaseNames {
  readonly releaseName: string;
  readonly namespace: string;
}

/** Reports what is wrong with the name of a Helm release and with its namespace. */
export function checkReleaseNames(names: ReleaseNames, report: Report): void {
  const check = (rule: Rule, at: keyof ReleaseNames, faultOf: (name: string) => string | undefined) => {
    const fault = isUnresolved(names[at]) ? undefined : faultOf(names[at]);
    if (fault !== undefined) {
      report.add(rule, at, `${shown(names[at])} ${fault}`);
    }
  };
  check(releaseRules['release-name'], 'releaseName', releaseNameFault);
  check(releaseRules.namespace, 'namespace', namespaceFault);
}

/** Reports why a runner cannot be in a namespace: Kubernetes keeps those of its own components for itself. */
export function checkRunnerNamespace(namespace: string, report: Report): void {
  if (!isUnresolved(namespace) && namespace.startsWith('kube-')) {
    report.add(
      releaseRules['runner-namespace-reserved'],
      'namespace',
      `${shown(namespace)} is a namespace of Kubernetes itself: managers may read the Secrets of their namespace, and jobs would run beside the components of the cluster. Give the runner a namespace of its own`,
    );
  }
}

/** The releases of each cluster, in all stacks of an app, by their namespace and name. */
const releasesIn = new PerCluster(() => new Map<string, IConstruct>());

/** Takes the name of a release. Helm knows releases by namespace and name, so a second one of both is a problem. */
export function takeReleaseName(cluster: ICluster, release: ReleaseNames & IConstruct, report: Report): void {
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
    report.add(
      releaseRules['release-name-taken'],
      'releaseName',
      `${shown(releaseName)} is the name of two releases in the namespace ${shown(namespace)} of one cluster, ${other.node.path} and ${release.node.path}; give one of them another name or namespace`,
    );
  }
}

/** The runners of each cluster, in all stacks of an app, by their namespace and the name of their Deployment. */
const managersIn = new PerCluster(() => new Map<string, { readonly path: string; readonly releaseName: string }>());

/**
 * Takes the name of a runner's Deployment. Helm refuses a second one, since it belongs to another release. Releases of
 * one name are reported by {@link takeReleaseName}.
 *
 * @param at path of what decides the name in the props
 */
export function takeManagerName(
  cluster: ICluster,
  runner: IConstruct,
  names: ReleaseNames & { readonly managerName: string },
  report: Report,
  at: string,
): void {
  const { namespace, releaseName, managerName } = names;
  if (isUnresolved(namespace) || isUnresolved(managerName)) {
    return;
  }
  const managers = managersIn.of(runner.node.root, cluster);
  const key = `${namespace}/${managerName}`;
  const other = managers.get(key);
  if (other === undefined) {
    managers.set(key, { path: runner.node.path, releaseName });
  } else if (other.releaseName !== releaseName) {
    report.add(
      releaseRules['manager-name-taken'],
      at,
      `makes the Deployment ${shown(managerName)} in the namespace ${shown(namespace)}, as ${other.path} does in the same cluster, and Helm refuses the second; give one of the two runners another name`,
    );
  }
}
