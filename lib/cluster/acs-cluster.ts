import { checkArguments } from '../checks/check-arguments';
import type { Construct, IConstruct, RosResource } from '@alicloud/ros-cdk-core';
import { RosPseudo } from '@alicloud/ros-cdk-core';
import { Report } from '../diagnostics/report';
import { settle } from '../diagnostics/settle';
import type { INetwork } from '../network/network-props';
import { checkVSwitchIds } from '../network/vswitch-ids';
import type { RosClusterProps } from '../ros/acs.generated';
import { RosCluster } from '../ros/acs.generated';
import { dependOn } from '../ros/dependencies';
import { ros } from '../ros/packages';
import { scopedId } from '../ros/scoped-id';
import { tagList } from '../ros/tags';
import { asString, known } from '../ros/tokens';
import type { ClusterAddon } from './cluster-addons';
import { addonProperty, checkAddons } from './cluster-addons';
import { DEFAULT_SERVICE_CIDR, checkNewCluster, checkServiceCidr } from './check-cluster';
import { clusterRules } from './cluster-rules';
import { Cluster } from './cluster';
import type { NewClusterProps } from './new-cluster-props';
import { ClusterKind } from './cluster-kind';
import { ManagedPrometheus } from './managed-prometheus';

export interface AcsClusterProps extends NewClusterProps {
  /**
   * vSwitches that pods take their addresses from. Every job pod takes one, so do not make them small.
   *
   * @default - the vSwitches of the network
   */
  readonly podVSwitchIds?: string[];
  /**
   * Add-ons beside those that every ACS cluster has.
   *
   * @default - none
   */
  readonly addons?: ClusterAddon[];
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
  override readonly virtualNode = true;
  readonly dependencies: IConstruct[];
  override readonly network: INetwork;
  /** The resource of the cluster, for properties that this construct does not offer. */
  readonly resource: RosResource;
  /** The arms-prometheus add-on, where there is one. */
  readonly managedPrometheus?: ManagedPrometheus;
  override readonly prometheusOperator?: boolean;

  constructor(scope: Construct, id: string, props: AcsClusterProps) {
    checkArguments('AcsCluster', { scope, id });
    super(scope, id);
    checkArguments('AcsCluster', { props }, this.node.path);
    const { network } = props;
    const serviceCidr = props.serviceCidr ?? DEFAULT_SERVICE_CIDR;
    const report = new Report();
    checkNewCluster(props, report);
    checkServiceCidr(serviceCidr, network, report);
    checkVSwitchCount(network, report);
    checkVSwitchIds(props.podVSwitchIds, report, 'podVSwitchIds');
    checkAddons(props.addons ?? [], report, 'addons');
    settle(report, this);

    const properties: RosClusterProps = {
      name: props.clusterName ?? RosPseudo.stackName,
      clusterSpec: 'ack.pro.small',
      kubernetesVersion: props.kubernetesVersion,
      vpcId: network.vpcId,
      vSwitchIds: network.vSwitchIds,
      zoneIds: network.zoneIds,
      podVSwitchIds: props.podVSwitchIds ?? network.vSwitchIds,
      serviceCidr,
      serviceDiscoveryTypes: ['CoreDNS'],
      // A vSwitch may be in one SNAT entry only.
      snatEntry: props.snatEntry ?? network.natGateway === undefined,
      endpointPublicAccess: props.endpointPublicAccess ?? true,
      deletionProtection: props.deletionProtection,
      resourceGroupId: props.resourceGroupId,
      addons: props.addons?.map(addonProperty),
      tags: tagList(props.tags),
    };
    // The official class demands the last argument.
    const resource = new RosCluster(this, scopedId(this), properties, true);
    dependOn(resource, network.natGateway?.dependencies ?? []);
    this.resource = resource;
    this.network = network;
    this.clusterId = asString(resource.attrClusterId);

    const ready = new (ros().RosSleep)(this, scopedId(this, 'Ready'), { createDuration: SETTLE_SECONDS }, true);
    dependOn(ready, [this.resource]);
    this.managedPrometheus = props.managedPrometheus
      ? new ManagedPrometheus(this, 'ManagedPrometheus', { clusterId: this.clusterId, dependencies: [ready] })
      : undefined;
    this.prometheusOperator = props.managedPrometheus ? true : undefined;
    this.dependencies = [ready, ...(this.managedPrometheus ? [this.managedPrometheus.ready] : [])];
  }
}

const MOST_VSWITCHES = 3;

/** The resource type takes no more for the control plane. */
function checkVSwitchCount({ vSwitchIds }: INetwork, report: Report): void {
  const count = known(vSwitchIds)?.length ?? 0;
  if (count > MOST_VSWITCHES) {
    report.add(
      clusterRules['acs-cluster-vswitches'],
      'network.vSwitchIds',
      `has ${count} vSwitches; an ACS cluster takes at most ${MOST_VSWITCHES}. Use a network of fewer zones; the pods may use vSwitches beside it, by podVSwitchIds`,
    );
  }
}
