import { defineRules } from '../diagnostics/rule';

export const networkRules = defineRules({
  'zones-needed': {
    severity: 'error',
    title: 'A new network has no zones, or a list of zones that only the deployment knows',
    reason: 'Each zone gets a vSwitch of its own, so their number must be known when the template is made.',
    remedy: 'Name at least one zone. Single zones may be deploy-time values.',
    fatal: true,
  },
  'zone-twice': {
    severity: 'error',
    title: 'A new network names a zone twice',
    reason: 'The zone gets two vSwitches, and the network survives the loss of fewer zones than it seems to.',
    remedy: 'Name each zone once.',
  },
  'zone-id': {
    severity: 'error',
    title: 'A zone does not have the form of a zone id',
    reason: 'The service knows no zone of this name, and the deployment fails.',
    remedy: 'Write the id as the console shows it, for instance cn-hangzhou-i or ap-southeast-1a.',
  },
  'zones-one-region': {
    severity: 'error',
    title: 'The zones of a network lie in several regions',
    reason: 'A VPC is in one region, and the deployment fails at the first zone of another.',
    remedy: 'Name zones of the region that the stack is deployed in.',
  },
  'zones-per-vswitch': {
    severity: 'error',
    title: 'An existing network has another number of zones than of vSwitches',
    reason: 'The zones are matched with the vSwitches by their order.',
    remedy: 'Name the zone of each vSwitch, in the same order, or leave the zones out.',
  },
  'cidr-block': {
    severity: 'error',
    title: 'A text is not an IPv4 CIDR block',
    reason: 'Blocks are divided and compared when the template is made.',
    remedy: 'Write the block as address/mask, for instance 192.168.0.0/16.',
    fatal: true,
  },
  'cidr-private': {
    severity: 'error',
    title: 'A block is not within the private ranges',
    reason: 'VPCs and clusters take private addresses: the service refuses others, or traffic to the internet is lost.',
    remedy: 'Use a block within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.',
  },
  'cidr-mask': {
    severity: 'error',
    title: 'The mask of a block is outside of what the service takes',
    reason: 'The service refuses the block, and blocks that are calculated from it may be impossible.',
    remedy: 'Use a mask within the bounds that the message names.',
    fatal: true,
  },
  'cidr-overlap': {
    severity: 'error',
    title: 'Blocks of addresses overlap',
    reason:
      'Where addresses of vSwitches, Services and pods overlap, the service refuses the blocks, or traffic is lost.',
    remedy: 'Choose blocks that lie apart.',
  },
  'vswitch-blocks': {
    severity: 'error',
    title: 'The blocks of the vSwitches are not one for each zone',
    reason: 'Each zone gets a vSwitch, and each vSwitch needs a block.',
    remedy: 'Give one block for each zone in the same order, or leave them out to have them calculated.',
    fatal: true,
  },
  'vswitch-block-outside': {
    severity: 'error',
    title: 'The block of a vSwitch lies outside the VPC',
    reason: 'The service refuses the vSwitch, and the deployment fails.',
    remedy: 'Choose a part of the block of the VPC.',
  },
  'vpc-too-small': {
    severity: 'error',
    title: 'The block of a VPC cannot be divided into vSwitches',
    reason: 'The smallest vSwitch has the mask /29.',
    remedy: 'Use a larger block, or give the blocks of the vSwitches.',
    fatal: true,
  },
  'vpc-id': {
    severity: 'error',
    title: 'A text is not the id of a VPC',
    reason: 'The service finds no VPC of this id, and the deployment fails.',
    remedy: 'Copy the id from the console; it looks like vpc-bp1a2b3c….',
  },
  'vpc-name': {
    severity: 'error',
    title: 'A text cannot be the name of a VPC',
    reason: 'The service refuses the name, and the deployment fails.',
    remedy: 'Use 1 to 128 characters that do not begin with http:// or https://.',
  },
  'vswitch-id': {
    severity: 'error',
    title: 'A text is not the id of a vSwitch',
    reason: 'The service finds no vSwitch of this id, and the deployment fails.',
    remedy: 'Copy the id from the console; it looks like vsw-bp1a2b3c….',
  },
  'vswitch-list': {
    severity: 'error',
    title: 'A list of vSwitches is empty, or names one twice',
    reason: 'Nothing can be placed without a vSwitch, and services refuse lists with one twice.',
    remedy: 'Name each vSwitch once.',
  },
  'eip-twice': {
    severity: 'error',
    title: 'The NAT gateway of a network takes an EIP that exists, and says how a new one is made',
    reason: 'An EIP that exists keeps its own bandwidth and its own way of payment.',
    remedy: 'Leave out either the EIP, or the bandwidth and the charge type.',
  },
  'eip-bandwidth': {
    severity: 'error',
    title: 'The bandwidth of a new EIP is out of bounds',
    reason: 'The service refuses the EIP, and the deployment fails.',
    remedy: 'Use a whole number of Mbit/s: up to 200 by traffic, up to 500 by bandwidth.',
  },
  'eip-existing': {
    severity: 'error',
    title: 'An EIP that exists is not named by its id and its address',
    reason: 'The id is what the NAT gateway is bound to, the address what the SNAT entry takes.',
    remedy: 'Copy both from the page of the EIP in the console.',
  },
});
