import type { IResolvable, RosResource } from '@alicloud/ros-cdk-core';
import { Construct } from '@alicloud/ros-cdk-core';
import { FaultList } from '../diagnostics/report';
import { checkPropKinds } from '../checks/prop-kinds';
import { StackChecks } from '../checks/stack-checks';
import { ecs } from '../ros/packages';
import { scopedId } from '../ros/scoped-id';
import { tagList } from '../ros/tags';
import type { Tags } from '../ros/tags';
import { asString } from '../ros/tokens';
import { DEFAULT_CIDR_BLOCK, calculatedMask, checkExistingNetwork, checkNetwork } from './check-network';
import { subnets } from './cidr';

/** A VPC and the vSwitches that a cluster, its nodes and its pods are placed in. */
export interface INetwork {
  /** Id of the VPC. */
  readonly vpcId: string;
  /** One or more vSwitches, usually one per zone. */
  readonly vSwitchIds: string[];
  /** The zones of the vSwitches in the same order, where known. */
  readonly zoneIds?: string[];
  /** The IPv4 block of the VPC, where known: new clusters check their own ranges against it. */
  readonly cidrBlock?: string;
}

/** What is needed to know of an existing network. */
export interface NetworkAttributes {
  /** Id of the VPC, `vpc-…`. */
  readonly vpcId: string | IResolvable;
  /** Ids of vSwitches in that VPC, `vsw-…`. */
  readonly vSwitchIds: readonly (string | IResolvable)[];
  /**
   * Zones of the vSwitches, in the same order.
   *
   * @default - not known
   */
  readonly zoneIds?: string[];
  /**
   * IPv4 block of the VPC.
   *
   * @default - not known: the pod and Service ranges of a new cluster are not checked against the VPC
   */
  readonly cidrBlock?: string;
}

/** A new VPC and its vSwitches. */
export interface NetworkProps {
  /**
   * Zones to place one vSwitch each in, for instance `cn-hangzhou-i`. Two zones survive the loss of one.
   *
   * Fails when empty or when a zone is named twice.
   */
  readonly zones: string[];
  /**
   * IPv4 block of the VPC: one of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or a part of it, mask /8 to /28.
   *
   * @default '192.168.0.0/16'
   * @see https://www.alibabacloud.com/help/en/vpc/user-guide/create-and-manage-a-vpc
   */
  readonly cidrBlock?: string;
  /**
   * IPv4 blocks of the vSwitches, one for each zone in the same order, mask /16 to /29.
   *
   * Fails when a block lies outside the VPC, or two of them overlap.
   *
   * @default - the first equal parts of the VPC, eight or more parts in all: /19 blocks in a /16 VPC. ACS pods, ECI pods
   * and Terway pods take their addresses from the vSwitches, so do not make them small.
   */
  readonly vSwitchCidrBlocks?: string[];
  /**
   * Name of the VPC.
   *
   * @default - none
   */
  readonly vpcName?: string;
  /**
   * Tags of the VPC and the vSwitches.
   *
   * @default - none
   */
  readonly tags?: Tags;
}

/**
 * A new VPC with one vSwitch in each zone.
 *
 * Outbound internet access is the cluster's choice (`snatEntry`): ACK and ACS set up the NAT gateway themselves.
 */
export class Network extends Construct implements INetwork {
  /** Uses an existing VPC and vSwitches. Deploy-time values are allowed. */
  static fromAttributes(scope: Construct, id: string, attributes: NetworkAttributes): INetwork {
    return new ImportedNetwork(scope, id, attributes);
  }

  readonly vpcId: string;
  readonly vSwitchIds: string[];
  readonly zoneIds: string[];
  readonly cidrBlock: string;
  /** The VPC. */
  readonly vpc: RosResource;
  /** The vSwitches, in the order of the zones. */
  readonly vSwitches: readonly RosResource[];

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    StackChecks.attachTo(this);
    checkPropKinds(props, ['zones'], this.node.path);
    const faults = new FaultList();
    checkNetwork(props, faults);
    faults.throwIfAny(this.node.path);

    this.zoneIds = props.zones;
    this.cidrBlock = props.cidrBlock ?? DEFAULT_CIDR_BLOCK;
    const blocks =
      props.vSwitchCidrBlocks ??
      subnets(this.cidrBlock, calculatedMask(this.cidrBlock, props.zones.length), props.zones.length);
    const tags = tagList(props.tags);

    const vpc = new (ecs().RosVPC)(
      this,
      scopedId(this, 'Vpc'),
      { cidrBlock: this.cidrBlock, vpcName: props.vpcName, tags },
      true,
    );
    this.vpc = vpc;
    this.vpcId = asString(vpc.attrVpcId);

    const vSwitches = props.zones.map(
      (zoneId, index) =>
        new (ecs().RosVSwitch)(
          this,
          scopedId(this, `VSwitch${index + 1}`),
          { vpcId: this.vpcId, zoneId, cidrBlock: blocks[index] ?? '', tags },
          true,
        ),
    );
    this.vSwitches = vSwitches;
    this.vSwitchIds = vSwitches.map((vSwitch) => asString(vSwitch.attrVSwitchId));
  }
}

class ImportedNetwork extends Construct implements INetwork {
  readonly vpcId: string;
  readonly vSwitchIds: string[];
  readonly zoneIds?: string[];
  readonly cidrBlock?: string;

  constructor(scope: Construct, id: string, attributes: NetworkAttributes) {
    super(scope, id);
    checkPropKinds(attributes, ['vpcId', 'vSwitchIds'], this.node.path);
    this.vpcId = asString(attributes.vpcId);
    this.vSwitchIds = attributes.vSwitchIds.map(asString);
    this.zoneIds = attributes.zoneIds;
    this.cidrBlock = attributes.cidrBlock;

    const faults = new FaultList();
    checkExistingNetwork(this, faults);
    faults.throwIfAny(this.node.path);
  }
}
