import type { IConstruct } from '@alicloud/ros-cdk-core';
import type { ClusterKind } from './cluster-kind';

/** A Kubernetes cluster that charts and manifests can be applied to. */
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
  /**
   * What must exist before anything is applied to the cluster: nodes, add-ons. Empty for an existing cluster. Of a
   * construct all resources are waited for.
   */
  readonly dependencies: readonly IConstruct[];
  /** vCPUs of the largest node that jobs can land on, where known. */
  readonly largestNodeCpu?: number;
  /** Most nodes that the cluster's own node pool can have, where known. */
  readonly maxNodes?: number;
}
