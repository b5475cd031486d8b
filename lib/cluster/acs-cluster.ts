import type { Construct, IResolvable, RosResource } from '@alicloud/ros-cdk-core';
import { RosPseudo } from '@alicloud/ros-cdk-core';
import { FaultList } from '../checks/faults';
import type { INetwork } from '../network/network';
import { RosCluster } from '../ros/acs.generated';
import { dependOn } from '../ros/dependencies';
import { ros } from '../ros/packages';
import { scopedId } from '../ros/scoped-id';
import type { Tags } from '../ros/tags';
import { tagList } from '../ros/tags';
import { asString } from '../ros/tokens';
import type { ClusterAddon } from './addon';
import { addonProperty } from './addon';
import { Cluster } from './cluster';
import { ClusterKind } from './cluster-kind';
import { clusterNameFault } from './cluster-name';
import { ManagedPrometheus } from './managed-prometheus';
import { DEFAULT_SERVICE_CIDR, checkServiceCidr } from './service-cidr';

export interface AcsClusterProps {
  /** VPC and vSwitches of the cluster. */
  readonly network: INetwork;
  /**
   * Name of the cluster: 1 to 63 letters, digits, Chinese characters and hyphens.
   *
   * @default - the name of the stack
   */
  readonly clusterName?: string;
  /**
   * Private IPv4 block of Services, mask /16 to /24, apart from the VPC. It cannot be changed later.
   *
   * @default '172.16.0.0/16'
   */
  readonly serviceCidr?: string;
  /**
   * vSwitches that pods take their addresses from. Every job pod takes one, so do not make them small.
   *
   * @default - the vSwitches of the network
   */
  readonly podVSwitchIds?: string[];
  /**
   * Kubernetes version. ACS offers the newest few only, so a pinned version ages quickly.
   *
   * @default - the newest that ACS offers
   */
  readonly kubernetesVersion?: string;
  /**
   * Installs arms-prometheus, the agent of Managed Service for Prometheus, so that runners can have a PodMonitor. The
   * account needs the service role AliyunCSManagedArmsRole, and metrics of your own are billed.
   *
   * @default false
   * @see https://www.alibabacloud.com/help/en/ack/product-overview/ack-arms-prometheus
   */
  readonly managedPrometheus?: boolean;
  /**
   * Add-ons beside those that every ACS cluster has.
   *
   * @default - none
   */
  readonly addons?: readonly ClusterAddon[];
  /**
   * Sets up a NAT gateway with an EIP, so that pods reach the internet: GitLab, and registries for images.
   *
   * @default true
   */
  readonly snatEntry?: boolean | IResolvable;
  /**
   * Gives the API server a public address. Nothing here needs it.
   *
   * @default false
   */
  readonly endpointPublicAccess?: boolean | IResolvable;
  /**
   * Refuses to delete the cluster until protection is lifted in the console.
   *
   * @default false
   */
  readonly deletionProtection?: boolean | IResolvable;
  /**
   * Resource group of the cluster.
   *
   * @default - the default resource group of the account
   */
  readonly resourceGroupId?: string;
  /**
   * Tags of the cluster.
   *
   * @default - none
   */
  readonly tags?: Tags;
}

/** A fresh ACS cluster takes a moment before it accepts charts. */
const SETTLE_SECONDS = 10;

/**
 * A new ACS cluster: Kubernetes without nodes, where every pod runs on serverless compute.
 *
 * @see https://www.alibabacloud.com/help/en/ros/developer-reference/aliyun-acs-cluster
 */
export class AcsCluster extends Cluster {
  readonly clusterId: string;
  readonly kind = ClusterKind.ACS;
  readonly virtualNode = true;
  readonly dependencies: readonly RosResource[];
  /** The L1 of the cluster, for properties that this construct does not offer. */
  readonly resource: RosCluster;
  /** The arms-prometheus add-on, where there is one. */
  readonly managedPrometheus?: ManagedPrometheus;
  override readonly prometheusOperator?: boolean;

  constructor(scope: Construct, id: string, props: AcsClusterProps) {
    super(scope, id);
    const { network } = props;
    const serviceCidr = props.serviceCidr ?? DEFAULT_SERVICE_CIDR;
    const faults = new FaultList();
    const nameFault = clusterNameFault(props.clusterName);
    if (nameFault !== undefined) {
      faults.add('clusterName', nameFault);
    }
    checkServiceCidr(serviceCidr, network, faults);
    faults.throwIfAny(this.node.path);

    this.resource = new RosCluster(this, scopedId(this), {
      name: props.clusterName ?? RosPseudo.stackName,
      clusterSpec: 'ack.pro.small',
      kubernetesVersion: props.kubernetesVersion,
      vpcId: network.vpcId,
      vSwitchIds: network.vSwitchIds,
      zoneIds: network.zoneIds,
      podVSwitchIds: props.podVSwitchIds ?? network.vSwitchIds,
      serviceCidr,
      serviceDiscoveryTypes: ['CoreDNS'],
      snatEntry: props.snatEntry ?? true,
      endpointPublicAccess: props.endpointPublicAccess ?? false,
      deletionProtection: props.deletionProtection,
      resourceGroupId: props.resourceGroupId,
      addons: props.addons?.map(addonProperty),
      tags: tagList(props.tags),
    });
    this.clusterId = asString(this.resource.attrClusterId);

    const ready = new (ros().RosSleep)(this, scopedId(this, 'Ready'), { createDuration: SETTLE_SECONDS }, true);
    dependOn(ready, [this.resource]);
    this.managedPrometheus = props.managedPrometheus
      ? new ManagedPrometheus(this, 'ManagedPrometheus', { clusterId: this.clusterId, dependencies: [ready] })
      : undefined;
    this.prometheusOperator = props.managedPrometheus ? true : undefined;
    this.dependencies = [ready, ...(this.managedPrometheus ? [this.managedPrometheus.ready] : [])];
  }
}
