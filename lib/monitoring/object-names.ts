import type { IConstruct } from '@alicloud/ros-cdk-core';
import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import type { ICluster } from '../cluster/icluster';
import { PerCluster } from '../cluster/per-cluster';
import { monitoringRules } from './monitoring-rules';

interface ObjectName {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** What makes the monitoring objects of each cluster, in all stacks of an app, by their kind, namespace and name. */
const makersIn = new PerCluster(() => new Map<string, IConstruct>());

/** Takes the name of an object: of two objects of one name, the later would take the place of the earlier. */
export function takeObjectName(cluster: ICluster, maker: IConstruct, object: ObjectName, report: Report): void {
  const { kind, namespace, name } = object;
  const makers = makersIn.of(maker.node.root, cluster);
  // A name that only the deployment knows is the same as another if the tokens in it are.
  const key = `${kind}/${namespace}/${name}`;
  const other = makers.get(key);
  if (other === undefined) {
    makers.set(key, maker);
  } else {
    report.add(
      monitoringRules['monitoring-object-twice'],
      '',
      `the ${kind} ${shown(name)} in the namespace ${shown(namespace)} of one cluster is made twice, by ${other.node.path} and ${maker.node.path}, and one would overwrite the other; leave one of them out, or give it another namespace`,
    );
  }
}
