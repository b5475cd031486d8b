import type { IResolvable, RosResource } from '@alicloud/ros-cdk-core';
import { Construct } from '@alicloud/ros-cdk-core';
import { FaultList, shown } from '../checks/faults';
import { StackChecks } from '../checks/stack-checks';
import { asString, known } from '../ros/tokens';
import { ClusterKind } from './cluster-kind';
import { HelmRelease } from './helm-release';
import type { HelmReleaseOptions } from './helm-release';
import { KubernetesManifest } from './kubernetes-manifest';
import type { KubernetesManifestOptions } from './kubernetes-manifest';

/** A Kubernetes cluster that charts and manifests can be applied to. */
export interface ICluster {
  readonly clusterId: string;
  readonly kind: ClusterKind;
  /**
   * Whether the cluster has virtual nodes, that is, the ack-virtual-node add-on; undefined when not known.
   * ACS clusters always have.
   */
  readonly virtualNode?: boolean;
  /** Edition of an ACK cluster; undefined when not known. Basic clusters lack the scheduler of Pro. */
  readonly edition?: 'pro' | 'basic';
  /**
   * Whether the cluster knows PodMonitors and the other kinds of the Prometheus Operator, as it does with the
   * arms-prometheus add-on; undefined when not known.
   */
  readonly prometheusOperator?: boolean;
  /** What must exist before anything is applied to the cluster: nodes, add-ons. Empty for an existing cluster. */
  readonly dependencies: readonly RosResource[];
  /** vCPUs of the largest node that jobs can land on, where known. */
  readonly largestNodeCpu?: number;
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
   * Whether the cluster knows PodMonitors and the other kinds of the Prometheus Operator, by the arms-prometheus add-on
   * or an operator of yours.
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
    return new ImportedCluster(scope, id, asString(clusterId), attributes);
  }

  abstract readonly clusterId: string;
  abstract readonly kind: ClusterKind;
  abstract readonly virtualNode?: boolean;
  readonly edition?: 'pro' | 'basic';
  readonly prometheusOperator?: boolean;
  abstract readonly dependencies: readonly RosResource[];
  readonly largestNodeCpu?: number;

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
  override readonly prometheusOperator?: boolean;
  readonly dependencies: readonly RosResource[];

  constructor(scope: Construct, id: string, clusterId: string, attributes: ClusterAttributes) {
    super(scope, id);
    const faults = new FaultList();
    const knownId = known(clusterId);
    if (knownId !== undefined && !/^c[0-9a-z]{32}$/.test(knownId)) {
      faults.add(
        'clusterId',
        `${shown(knownId)} is not a cluster id; it is the letter c and 32 letters or digits, as the cluster's page in the console shows it`,
      );
    }
    this.clusterId = clusterId;
    this.dependencies = attributes.dependencies ?? [];
    this.prometheusOperator = attributes.prometheusOperator;
    this.kind = attributes.kind ?? ClusterKind.UNKNOWN;
    if (this.kind === ClusterKind.ACS && attributes.virtualNode === false) {
      faults.add('virtualNode', 'is false, but every ACS cluster has virtual nodes; leave it out');
    }
    this.virtualNode = attributes.virtualNode ?? (this.kind === ClusterKind.ACS ? true : undefined);
    faults.throwIfAny(this.node.path);
  }
}
