import type { IResolvable, RosResource } from '@alicloud/ros-cdk-core';
import { Construct } from '@alicloud/ros-cdk-core';
import { FaultList } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { checkArgument, checkPropKinds } from '../checks/prop-kinds';
import { StackChecks } from '../checks/stack-checks';
import { asString } from '../ros/tokens';
import { checkClusterId } from './cluster-id';
import { ClusterKind } from './cluster-kind';
import { HelmRelease } from './helm-release';
import type { HelmReleaseOptions } from './helm-release';
import { KubernetesManifest } from './kubernetes-manifest';
import type { KubernetesManifestOptions } from './kubernetes-manifest';

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
  /** What must exist before anything is applied to the cluster: nodes, add-ons. Empty for an existing cluster. */
  readonly dependencies: readonly RosResource[];
  /** vCPUs of the largest node that jobs can land on, where known. */
  readonly largestNodeCpu?: number;
  /** Most nodes that the cluster's own node pool can have, where known. */
  readonly maxNodes?: number;
}

/** What is needed to know of an existing cluster. */
export interface ClusterAttributes {
  /**
   * ACK or ACS.
   *
   * @default ClusterKind.UNKNOWN - jobs go to ordinary nodes unless a placement is given
   */
  readonly kind?: ClusterKind;
  /**
   * Whether an ACK cluster has the ack-virtual-node add-on.
   *
   * @default - not known for ACK, true for ACS
   */
  readonly virtualNode?: boolean;
  /**
   * Edition of an ACK cluster. ACK Pro has the scheduler that a fallback to ECI or ACS needs, and ACS compute.
   *
   * @default - not known: what needs ACK Pro gets a warning
   */
  readonly edition?: 'pro' | 'basic';
  /**
   * Whether the cluster knows the kinds of the Prometheus Operator: PodMonitors, by the arms-prometheus add-on or an
   * operator of yours, and for {@link RunnerAlerts} PrometheusRules.
   *
   * @default - not known
   */
  readonly prometheusOperator?: boolean;
  /**
   * What must exist before anything is applied to the cluster, for instance the `ready` of a {@link VirtualNode} that
   * is installed in it.
   *
   * @default - nothing
   */
  readonly dependencies?: readonly RosResource[];
}

/** Base of all clusters of this library. */
export abstract class Cluster extends Construct implements ICluster {
  /**
   * Uses an existing cluster.
   *
   * @param clusterId the id, 33 characters beginning with `c`; a deploy-time value such as a parameter or the
   * `attrClusterId` of any other cluster construct is fine
   */
  static fromClusterId(
    scope: Construct,
    id: string,
    clusterId: string | IResolvable,
    attributes: ClusterAttributes = {},
  ): Cluster {
    checkArgument('clusterId', clusterId, 'Cluster.fromClusterId(...)');
    return new ImportedCluster(scope, id, asString(clusterId), attributes);
  }

  abstract readonly clusterId: string;
  abstract readonly kind: ClusterKind;
  abstract readonly virtualNode?: boolean;
  readonly edition?: 'pro' | 'basic';
  readonly prometheusOperator?: boolean;
  abstract readonly dependencies: readonly RosResource[];
  readonly largestNodeCpu?: number;
  readonly maxNodes?: number;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    StackChecks.attachTo(this);
  }

  /** Releases a Helm chart in this cluster. */
  addHelmRelease(id: string, options: HelmReleaseOptions): HelmRelease {
    return new HelmRelease(this, id, { ...options, cluster: this });
  }

  /** Applies Kubernetes objects to this cluster. */
  addManifest(id: string, options: KubernetesManifestOptions): KubernetesManifest {
    return new KubernetesManifest(this, id, { ...options, cluster: this });
  }
}

class ImportedCluster extends Cluster {
  readonly clusterId: string;
  readonly kind: ClusterKind;
  readonly virtualNode?: boolean;
  override readonly edition?: 'pro' | 'basic';
  override readonly prometheusOperator?: boolean;
  readonly dependencies: readonly RosResource[];

  constructor(scope: Construct, id: string, clusterId: string, attributes: ClusterAttributes) {
    super(scope, id);
    checkPropKinds(attributes, [], this.node.path);
    const faults = new FaultList();
    checkClusterId(clusterId, faults);
    this.clusterId = clusterId;
    this.dependencies = attributes.dependencies ?? [];
    this.edition = attributes.edition;
    this.prometheusOperator = attributes.prometheusOperator;
    this.kind = attributes.kind ?? ClusterKind.UNKNOWN;
    if (this.kind === ClusterKind.ACS && attributes.virtualNode === false) {
      faults.add('virtualNode', 'is false, but every ACS cluster has virtual nodes; leave it out');
    }
    checkEdition(this, faults);
    this.virtualNode = attributes.virtualNode ?? (this.kind === ClusterKind.ACS ? true : undefined);
    faults.throwIfAny(this.node.path);
  }
}

function checkEdition({ kind, edition }: ICluster, faults: FaultList): void {
  if (edition !== undefined && !['pro', 'basic'].includes(edition)) {
    faults.add('edition', `is ${shown(edition)}; allowed are "pro" and "basic"`);
  } else if (edition !== undefined && kind === ClusterKind.ACS) {
    faults.add('edition', `is ${shown(edition)}, and ACS clusters have no editions; leave it out`);
  }
}
