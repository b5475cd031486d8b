import type { FaultList } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { checkTags } from '../ros/tags';
import { isUnresolved, known } from '../ros/tokens';
import { overlaps, parseCidr, privateCidrFault, within } from './cidr';
import type { INetwork, NetworkProps } from './network';
import { checkVSwitchIds } from './vswitch-ids';
import { checkZoneIds } from './zones';

export const DEFAULT_CIDR_BLOCK = '192.168.0.0/16';
const VPC_MASKS = { min: 8, max: 28 };
const VSWITCH_MASKS = { min: 16, max: 29 };

/** The mask that yields at least eight parts, so that zones can be added later without moving the first ones. */
export function calculatedMask(vpcBlock: string, zoneCount: number): number {
  const vpcMask = Number(vpcBlock.split('/')[1]);
  return Math.max(VSWITCH_MASKS.min, vpcMask + Math.max(3, Math.ceil(Math.log2(zoneCount))));
}

/** Adds what is wrong with the props of a new network. */
export function checkNetwork(props: NetworkProps, faults: FaultList): void {
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
  checkVpcName(known(props.vpcName), faults);
  checkTags(props.tags, faults);
}

/** Adds what is wrong with what is told of an existing network. */
export function checkExistingNetwork({ vpcId, vSwitchIds, zoneIds, cidrBlock }: INetwork, faults: FaultList): void {
  if (!isUnresolved(vpcId) && !/^vpc-[0-9a-z]+$/.test(vpcId)) {
    faults.add('vpcId', `${shown(vpcId)} is not a VPC id; it looks like vpc-bp1a2b3c…`);
  }
  checkVSwitchIds(vSwitchIds, faults, 'vSwitchIds', 'name at least one vSwitch of the VPC');
  const zones = known(zoneIds);
  if (zones !== undefined) {
    checkZoneIds(zones, faults, 'zoneIds');
    if (!isUnresolved(vSwitchIds) && zones.length !== vSwitchIds.length) {
      faults.add(
        'zoneIds',
        `names ${zones.length} for the ${vSwitchIds.length} vSwitches; name the zone of each, in the same order, or leave it out`,
      );
    }
  }
  const block = known(cidrBlock);
  const parsed = block === undefined ? undefined : parseCidr(block);
  if (typeof parsed === 'string') {
    faults.add('cidrBlock', parsed);
  }
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
  checkZoneIds(zones, faults, 'zones');
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

function checkVpcName(name: string | undefined, faults: FaultList): void {
  if (name !== undefined && !/^(?!https?:\/\/).{1,128}$/u.test(name)) {
    faults.add(
      'vpcName',
      `${shown(name)} is not the name of a VPC; use 1 to 128 characters that do not begin with http:// or https://`,
    );
  }
}
