import type { Construct, IConstruct, RosCondition } from '@alicloud/ros-cdk-core';
import { chooseText } from '../ros/conditions';
import type { AddonOptions } from './addon';
import { Addon } from './addon';
import type { ICluster } from './icluster';
import { ClusterKind } from './cluster-kind';
import type { HelmReleaseOptions } from './helm-release';
import { HelmRelease } from './helm-release';
import type { KubernetesManifestOptions } from './kubernetes-manifest';
import { KubernetesManifest } from './kubernetes-manifest';

/** One of two clusters, chosen when the stack is deployed. Choose between more by choosing between choices. */
export class ClusterChoice implements ICluster {
  readonly clusterId: string;
  readonly kind: ClusterKind;
  readonly virtualNode?: boolean;
  readonly edition?: 'pro' | 'basic';
  readonly prometheusOperator?: boolean;
  readonly rrsa?: boolean;
  /** Of both: ROS takes no notice of a dependency that its condition keeps from being created. */
  readonly dependencies: IConstruct[];
  /** What is added to the cluster stands beside its condition. */
  private readonly scope: Construct;

  /** @param condition the first cluster is used if it holds, the second if not */
  constructor(condition: RosCondition, whenTrue: ICluster, whenFalse: ICluster) {
    this.scope = condition.node.scope as Construct;
    this.clusterId = chooseText(condition, whenTrue.clusterId, whenFalse.clusterId);
    this.kind = whenTrue.kind === whenFalse.kind ? whenTrue.kind : ClusterKind.UNKNOWN;
    this.virtualNode = whenTrue.virtualNode === whenFalse.virtualNode ? whenTrue.virtualNode : undefined;
    this.edition = whenTrue.edition === whenFalse.edition ? whenTrue.edition : undefined;
    this.prometheusOperator =
      whenTrue.prometheusOperator === whenFalse.prometheusOperator ? whenTrue.prometheusOperator : undefined;
    this.rrsa = whenTrue.rrsa === whenFalse.rrsa ? whenTrue.rrsa : undefined;
    this.dependencies = [...whenTrue.dependencies, ...whenFalse.dependencies];
  }

  /** Applies Kubernetes objects to whichever cluster is chosen. */
  addManifest(id: string, options: KubernetesManifestOptions): KubernetesManifest {
    return new KubernetesManifest(this.scope, id, { ...options, cluster: this });
  }

  /** Releases a Helm chart in whichever cluster is chosen. */
  addHelmRelease(id: string, options: HelmReleaseOptions): HelmRelease {
    return new HelmRelease(this.scope, id, { ...options, cluster: this });
  }

  /** Installs an add-on in whichever cluster is chosen. What is applied to the cluster afterwards waits for it. */
  addAddon(id: string, options: AddonOptions): Addon {
    const addon = new Addon(this.scope, id, { ...options, cluster: this });
    this.dependencies.push(addon);
    return addon;
  }
}
