import type { IConstruct, RosCondition } from '@alicloud/ros-cdk-core';
import { chooseText } from '../ros/conditions';
import type { ICluster } from './icluster';
import { ClusterKind } from './cluster-kind';

/** One of two clusters, chosen when the stack is deployed. Choose between more by choosing between choices. */
export class ClusterChoice implements ICluster {
  readonly clusterId: string;
  readonly kind: ClusterKind;
  readonly virtualNode?: boolean;
  readonly edition?: 'pro' | 'basic';
  readonly prometheusOperator?: boolean;
  /** Of both: ROS takes no notice of a dependency that its condition keeps from being created. */
  readonly dependencies: readonly IConstruct[];

  /** @param condition the first cluster is used if it holds, the second if not */
  constructor(condition: RosCondition, whenTrue: ICluster, whenFalse: ICluster) {
    this.clusterId = chooseText(condition, whenTrue.clusterId, whenFalse.clusterId);
    this.kind = whenTrue.kind === whenFalse.kind ? whenTrue.kind : ClusterKind.UNKNOWN;
    this.virtualNode = whenTrue.virtualNode === whenFalse.virtualNode ? whenTrue.virtualNode : undefined;
    this.edition = whenTrue.edition === whenFalse.edition ? whenTrue.edition : undefined;
    this.prometheusOperator =
      whenTrue.prometheusOperator === whenFalse.prometheusOperator ? whenTrue.prometheusOperator : undefined;
    this.dependencies = [...whenTrue.dependencies, ...whenFalse.dependencies];
  }
}
