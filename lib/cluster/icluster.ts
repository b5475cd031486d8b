import type { IConstruct } from '@alicloud/ros-cdk-core';
import type { Addon, AddonOptions } from './addon';
import type { ClusterKind } from './cluster-kind';
import type { HelmRelease, HelmReleaseOptions } from './helm-release';
import type { INodePool } from './inode-pool';
import type { KubernetesManifest, KubernetesManifestOptions } from './kubernetes-manifest';
import type { INetwork } from '../network/network-props';
import type { NodePoolDefaults } from './node-pool-options';

/** A Kubernetes cluster that charts, manifests and add-ons can be applied to. Extend {@link Cluster} for one of your own. */
export interface ICluster {
  /** Id of the cluster. */
  readonly clusterId: string;
  /** Whether it is an ACK or an ACS cluster. */
  readonly kind: ClusterKind;
  /**
   * Whether the cluster has virtual nodes, that is, the ack-virtual-node add-on; undefined when not known.
   * ACS clusters always have.
   */
  readonly virtualNode?: boolean;
  /** Edition of an ACK cluster; undefined when not known. Basic clusters lack the scheduler of Pro. */
  readonly edition?: 'pro' | 'basic';
  /**
   * Whether the cluster knows the kinds of the Prometheus Operator; undefined when not known. With the arms-prometheus
   * add-on it knows PodMonitors; whether it knows PrometheusRules is not documented.
   */
  readonly prometheusOperator?: boolean;
  /** Whether pods may take roles of RAM by their service accounts (RRSA); undefined when not known. */
  readonly rrsa?: boolean;
  /**
   * What must exist before anything is applied to the cluster: nodes, add-ons. Empty for an existing cluster. Of a
   * construct all resources are waited for.
   */
  readonly dependencies: IConstruct[];
  /**
   * All node pools of a cluster that is made here, the first one first. Undefined when the cluster may have others, as
   * existing ones do.
   */
  readonly nodePools?: INodePool[];
  /** What node pools of this cluster take where they say nothing else; undefined when not known. */
  readonly nodePoolDefaults?: NodePoolDefaults;
  /** The network of a cluster that is made here; undefined when not known. */
  readonly network?: INetwork;
  /** Applies Kubernetes objects to this cluster, once it is ready. */
  addManifest(id: string, options: KubernetesManifestOptions): KubernetesManifest;
  /** Releases a Helm chart in this cluster, once it is ready. */
  addHelmRelease(id: string, options: HelmReleaseOptions): HelmRelease;
  /** Installs an add-on in this cluster, once it is ready. What is applied to the cluster afterwards waits for it. */
  addAddon(id: string, options: AddonOptions): Addon;
}
