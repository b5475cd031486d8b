import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { checkTags } from '../ros/tags';
import { isUnresolved, known } from '../ros/tokens';
import { checkPrivateCidr, overlaps, parseCidr, within } from './cidr';
import { checkNatGateway } from './nat-gateway';
import type { INetwork, NetworkProps } from './network-props';
import { networkRules } from './network-rules';
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

/** Reports what is wrong with the props of a new network. */
export function checkNetwork(props: NetworkProps, report: Report): void {
  checkZones(props.zones, report);

  const vpcBlock = props.cidrBlock ?? DEFAULT_CIDR_BLOCK;
  if (isUnresolved(vpcBlock)) {
    if (props.vSwitchCidrBlocks === undefined) {
      report.add(
        networkRules['vswitch-blocks'],
        'vSwitchCidrBlocks',
        'is missing: it cannot be calculated while cidrBlock is a deploy-time value; give one block for each zone',
      );
    }
  } else {
    const fits = checkPrivateCidr(vpcBlock, VPC_MASKS, report, 'cidrBlock');
    if (fits && props.vSwitchCidrBlocks === undefined) {
      checkRoom(vpcBlock, props.zones.length, report);
    }
  }
  checkVSwitchBlocks(props, known(vpcBlock), report);
  checkVpcName(known(props.vpcName), report);
  checkNatGateway(props.natGateway, report, 'natGateway');
  checkTags(props.tags, report);
}

/** Reports what is wrong with what is told of an existing network. */
export function checkExistingNetwork({ vpcId, vSwitchIds, zoneIds, cidrBlock }: INetwork, report: Report): void {
  if (!isUnresolved(vpcId) && !/^vpc-[0-9a-z]+$/.test(vpcId)) {
    report.add(networkRules['vpc-id'], 'vpcId', `${shown(vpcId)} is not a VPC id; it looks like vpc-bp1a2b3c…`);
  }
  checkVSwitchIds(vSwitchIds, report, 'vSwitchIds', 'name at least one vSwitch of the VPC');
  const zones = known(zoneIds);
  if (zones !== undefined) {
    checkZoneIds(zones, report, 'zoneIds');
    if (!isUnresolved(vSwitchIds) && zones.length !== vSwitchIds.length) {
      report.add(
        networkRules['zones-per-vswitch'],
        'zoneIds',
        `names ${zones.length} for the ${vSwitchIds.length} vSwitches; name the zone of each, in the same order, or leave it out`,
      );
    }
  }
  const block = known(cidrBlock);
  const parsed = block === undefined ? undefined : parseCidr(block);
  if (typeof parsed === 'string') {
    report.add(networkRules['cidr-block'], 'cidrBlock', parsed);
  }
}

function checkZones(zones: string[], report: Report): void {
  if (isUnresolved(zones)) {
    report.add(
      networkRules['zones-needed'],
      'zones',
      'is one deploy-time list, whose length is not known at synth; give a list of single zones',
    );
    return;
  }
  if (zones.length === 0) {
    report.add(networkRules['zones-needed'], 'zones', 'is empty; name at least one zone, for instance cn-hangzhou-i');
  }
  const names = zones.filter((zone) => !isUnresolved(zone));
  names
    .filter((zone, index) => names.indexOf(zone) !== index)
    .forEach((zone) =>
      report.add(networkRules['zone-twice'], 'zones', `names ${shown(zone)} twice; each zone gets one vSwitch`),
    );
  checkZoneIds(zones, report, 'zones');
}

function checkRoom(vpcBlock: string, zoneCount: number, report: Report): void {
  const mask = calculatedMask(vpcBlock, zoneCount);
  if (mask > VSWITCH_MASKS.max) {
    report.add(
      networkRules['vpc-too-small'],
      'cidrBlock',
      `${shown(vpcBlock)} would be divided into vSwitches of /${mask}, and the smallest is /${VSWITCH_MASKS.max}; use a larger block, or give vSwitchCidrBlocks`,
    );
  }
}

function checkVSwitchBlocks(props: NetworkProps, vpcBlock: string | undefined, report: Report): void {
  const blocks = props.vSwitchCidrBlocks;
  if (blocks === undefined) {
    return;
  }
  if (isUnresolved(blocks) || blocks.length !== props.zones.length) {
    report.add(
      networkRules['vswitch-blocks'],
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
    const fits = checkPrivateCidr(block, VSWITCH_MASKS, report, at);
    if (fits && vpcBlock !== undefined && !within(block, vpcBlock)) {
      report.add(
        networkRules['vswitch-block-outside'],
        at,
        `${shown(block)} lies outside the VPC block ${vpcBlock}; choose a part of it`,
      );
    }
    blocks.slice(0, index).forEach((earlier, earlierIndex) => {
      if (!isUnresolved(earlier) && overlaps(block, earlier)) {
        report.add(
          networkRules['cidr-overlap'],
          at,
          `${shown(block)} overlaps ${shown(earlier)} of vSwitchCidrBlocks[${earlierIndex}]; choose blocks that lie apart`,
        );
      }
    });
  });
}

function checkVpcName(name: string | undefined, report: Report): void {
  if (name !== undefined && !/^(?!https?:\/\/).{1,128}$/u.test(name)) {
    report.add(
      networkRules['vpc-name'],
      'vpcName',
      `${shown(name)} is not the name of a VPC; use 1 to 128 characters that do not begin with http:// or https://`,
    );
  }
}
