import type { IResolvable, RosResource } from '@alicloud/ros-cdk-core';
import { Construct } from '@alicloud/ros-cdk-core';
import { FaultList, shown } from '../checks/faults';
import { StackChecks } from '../checks/stack-checks';
import { ecs } from '../ros/packages';
import { scopedId } from '../ros/scoped-id';
import { tagList } from '../ros/tags';
import type { Tags } from '../ros/tags';
import { asString, isUnresolved, known } from '../ros/tokens';
import { overlaps, parseCidr, privateCidrFault, subnets, within } from './cidr';

/** A VPC and the vSwitches that a cluster, its nodes and its pods are placed in. */
export interface INetwork {
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

const DEFAULT_CIDR_BLOCK = '192.168.0.0/16';
const VPC_MASKS = { min: 8, max: 28 };
const VSWITCH_MASKS = { min: 16, max: 29 };

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
    checkNetwork(props, this.node.path);

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
    this.vpcId = asString(attributes.vpcId);
    this.vSwitchIds = attributes.vSwitchIds.map(asString);
    this.zoneIds = attributes.zoneIds;
    this.cidrBlock = attributes.cidrBlock;

    const faults = new FaultList();
    const vpcId = known(this.vpcId);
    if (vpcId !== undefined && !/^vpc-[0-9a-z]+$/.test(vpcId)) {
      faults.add('vpcId', `${shown(vpcId)} is not a VPC id; it looks like vpc-bp1a2b3c…`);
    }
    if (this.vSwitchIds.length === 0) {
      faults.add('vSwitchIds', 'is empty; name at least one vSwitch of the VPC');
    }
    this.vSwitchIds
      .filter((vSwitchId) => !isUnresolved(vSwitchId))
      .forEach((vSwitchId) => {
        if (!/^vsw-[0-9a-z]+$/.test(vSwitchId)) {
          faults.add('vSwitchIds', `${shown(vSwitchId)} is not a vSwitch id; it looks like vsw-bp1a2b3c…`);
        }
      });
    const block = known(attributes.cidrBlock);
    const parsed = block === undefined ? undefined : parseCidr(block);
    if (typeof parsed === 'string') {
      faults.add('cidrBlock', parsed);
    }
    faults.throwIfAny(this.node.path);
  }
}

/** The mask that yields at least eight parts, so that zones can be added later without moving the first ones. */
function calculatedMask(vpcBlock: string, zoneCount: number): number {
  const vpcMask = Number(vpcBlock.split('/')[1]);
  return Math.max(VSWITCH_MASKS.min, vpcMask + Math.max(3, Math.ceil(Math.log2(zoneCount))));
}

function checkNetwork(props: NetworkProps, where: string): void {
  const faults = new FaultList();
  checkZones(props.zones, faults);

  const vpcBlock = props.cidrBlock ?? DEFAULT_CIDR_BLOCK;
  if (isUnresolved(vpcBlock)) {
    if (props.vSwitchCidrBlocks === undefined) {
      faults.add(
        'vSwitchCidrBlocks',
        'is missing: it cannot be calculated while cidrBlock is a deploy-time value; give one block for each zone',
      );
    }
  } else {
    const fault = privateCidrFault(vpcBlock, VPC_MASKS);
    if (fault !== undefined) {
      faults.add('cidrBlock', fault);
    } else if (props.vSwitchCidrBlocks === undefined) {
      checkRoom(vpcBlock, props.zones.length, faults);
    }
  }
  checkVSwitchBlocks(props, known(vpcBlock), faults);
  faults.throwIfAny(where);
}

function checkZones(zones: string[], faults: FaultList): void {
  if (isUnresolved(zones)) {
    faults.add('zones', 'is one deploy-time list, whose length is not known at synth; give a list of single zones');
    return;
  }
  if (zones.length === 0) {
    faults.add('zones', 'is empty; name at least one zone, for instance cn-hangzhou-i');
  }
  const names = zones.filter((zone) => !isUnresolved(zone));
  names
    .filter((zone, index) => names.indexOf(zone) !== index)
    .forEach((zone) => faults.add('zones', `names ${shown(zone)} twice; each zone gets one vSwitch`));
}

function checkRoom(vpcBlock: string, zoneCount: number, faults: FaultList): void {
  const mask = calculatedMask(vpcBlock, zoneCount);
  if (mask > VSWITCH_MASKS.max) {
    faults.add(
      'cidrBlock',
      `${shown(vpcBlock)} would be divided into vSwitches of /${mask}, and the smallest is /${VSWITCH_MASKS.max}; use a larger block, or give vSwitchCidrBlocks`,
    );
  }
}

function checkVSwitchBlocks(props: NetworkProps, vpcBlock: string | undefined, faults: FaultList): void {
  const blocks = props.vSwitchCidrBlocks;
  if (blocks === undefined) {
    return;
  }
  if (isUnresolved(blocks) || blocks.length !== props.zones.length) {
    faults.add(
      'vSwitchCidrBlocks',
      `must name one block for each of the ${props.zones.length} zones, in the same order`,
    );
    return;
  }
  blocks.forEach((block, index) => {
    const at = `vSwitchCidrBlocks[${index}]`;
    if (isUnresolved(block)) {
      return;
    }
    const fault = privateCidrFault(block, VSWITCH_MASKS);
    if (fault !== undefined) {
      faults.add(at, fault);
    } else if (vpcBlock !== undefined && !within(block, vpcBlock)) {
      faults.add(at, `${shown(block)} lies outside the VPC block ${vpcBlock}`);
    }
    blocks.slice(0, index).forEach((earlier, earlierIndex) => {
      if (!isUnresolved(earlier) && overlaps(block, earlier)) {
        faults.add(at, `${shown(block)} overlaps ${shown(earlier)} of vSwitchCidrBlocks[${earlierIndex}]`);
      }
    });
  });
}
