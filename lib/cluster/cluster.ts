import { checkArguments } from '../checks/check-arguments';
import type { IConstruct, IResolvable } from '@alicloud/ros-cdk-core';
import { Construct } from '@alicloud/ros-cdk-core';
import { Report } from '../diagnostics/report';
import { settle } from '../diagnostics/settle';
import { StackChecks } from '../checks/stack-checks';
import { checkDependencies } from '../ros/dependencies';
import { asString } from '../ros/tokens';
import type { AddonOptions } from './addon';
import { Addon } from './addon';
import { checkClusterId, checkTraits } from './check-cluster';
import { ClusterKind } from './cluster-kind';
import { HelmRelease } from './helm-release';
import type { HelmReleaseOptions } from './helm-release';
import type { ICluster } from './icluster';
import type { INodePool } from './inode-pool';
import { KubernetesManifest } from './kubernetes-manifest';
import type { KubernetesManifestOptions } from './kubernetes-manifest';
import type { INetwork } from '../network/network-props';
import type { NodePoolDefaults } from './node-pool-options';

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
   * Whether pods may take roles of RAM by their service accounts (RRSA).
   *
   * @default - not known
   */
  readonly rrsa?: boolean;
  /**
   * What must exist before anything is applied to the cluster, for instance the `ready` of a {@link VirtualNode} that
   * is installed in it, or the construct of an official package that creates it. Of a construct all resources are
   * waited for.
   *
   * @default - nothing
   */
  readonly dependencies?: IConstruct[];
}

/** Base of all clusters of this library, and of those of your own. */
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
    checkArguments('Cluster.fromClusterId', { scope, id, clusterId, attributes });
    return new ImportedCluster(scope, id, asString(clusterId), attributes);
  }

  abstract readonly clusterId: string;
  abstract readonly kind: ClusterKind;
  readonly virtualNode?: boolean;
  readonly edition?: 'pro' | 'basic';
  readonly prometheusOperator?: boolean;
  readonly rrsa?: boolean;
  abstract readonly dependencies: IConstruct[];
  readonly nodePools?: INodePool[];
  readonly nodePoolDefaults?: NodePoolDefaults;
  readonly network?: INetwork;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    StackChecks.attachTo(this);
  }

  /** Releases a Helm chart in this cluster, once it is ready. */
  addHelmRelease(id: string, options: HelmReleaseOptions): HelmRelease {
    return new HelmRelease(this, id, { ...options, cluster: this });
  }

  /** Applies Kubernetes objects to this cluster, once it is ready. */
  addManifest(id: string, options: KubernetesManifestOptions): KubernetesManifest {
    return new KubernetesManifest(this, id, { ...options, cluster: this });
  }

  /** Installs an add-on in this cluster, once it is ready. What is applied to the cluster afterwards waits for it. */
  addAddon(id: string, options: AddonOptions): Addon {
    const addon = new Addon(this, id, { ...options, cluster: this });
    this.dependencies.push(addon);
    return addon;
  }
}

class ImportedCluster extends Cluster {
  readonly clusterId: string;
  readonly kind: ClusterKind;
  override readonly virtualNode?: boolean;
  override readonly edition?: 'pro' | 'basic';
  override readonly prometheusOperator?: boolean;
  override readonly rrsa?: boolean;
  readonly dependencies: IConstruct[];

  constructor(scope: Construct, id: string, clusterId: string, attributes: ClusterAttributes) {
    super(scope, id);
    this.clusterId = clusterId;
    this.kind = attributes.kind ?? ClusterKind.UNKNOWN;
    this.virtualNode = attributes.virtualNode ?? (this.kind === ClusterKind.ACS ? true : undefined);
    this.edition = attributes.edition;
    this.prometheusOperator = attributes.prometheusOperator;
    this.rrsa = attributes.rrsa;
    this.dependencies = [...(attributes.dependencies ?? [])];

    const report = new Report();
    checkClusterId(clusterId, report);
    checkTraits(this, report);
    checkDependencies(attributes.dependencies, report);
    settle(report, this);
  }
}
