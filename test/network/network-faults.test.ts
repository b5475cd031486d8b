import * as ros from '@alicloud/ros-cdk-core';
import type { NetworkProps } from '../../lib/network/network-props';
import { Network } from '../../lib/network/network';
import { errorOf, faultsOf, parameter } from '../cluster/fixtures';
import { synth } from '../support/synth';

const ZONES = ['cn-hangzhou-i', 'cn-hangzhou-j'];

function networkFaults(props: Partial<NetworkProps>) {
  return faultsOf((stack) => new Network(stack, 'Network', { zones: ZONES, ...props }));
}

test('zones-needed: refuses no zones', () => {
  expect(networkFaults({ zones: [] })).toMatchObject([
    { rule: 'zones-needed', at: 'zones', message: 'is empty; name at least one zone, for instance cn-hangzhou-i' },
  ]);
});

test('zone-twice: refuses a zone that is named twice', () => {
  expect(networkFaults({ zones: ['cn-hangzhou-i', 'cn-hangzhou-i'] })).toMatchObject([
    { rule: 'zone-twice', at: 'zones', message: 'names "cn-hangzhou-i" twice; each zone gets one vSwitch' },
  ]);
});

test.each(['cn-hangzhou', 'eu-central-1', 'z', '', 'cn-hangzhou-I', 'cn-hangzhou-ij'])(
  'zone-id: refuses the zone "%s", which is none',
  (zone) => {
    expect(networkFaults({ zones: [zone] })).toMatchObject([
      {
        rule: 'zone-id',
        at: 'zones',
        message: `"${zone}" is not a zone; it looks like cn-hangzhou-i or ap-southeast-1a`,
      },
    ]);
  },
);

test('zones-one-region: refuses zones of two regions, which no VPC spans', () => {
  expect(networkFaults({ zones: ['cn-hangzhou-h', 'cn-beijing-a'] })).toMatchObject([
    {
      rule: 'zones-one-region',
      at: 'zones',
      message:
        'lie in cn-hangzhou and cn-beijing, and a VPC is in one region; name zones of the region that the stack is deployed in',
    },
  ]);
  expect(networkFaults({ zones: ['ap-southeast-1a', 'ap-southeast-5a'] })).toHaveLength(1);
});

test.each([
  [['cn-hangzhou-h', 'cn-hangzhou-k']],
  [['ap-southeast-1a', 'ap-southeast-1c']],
  [['cn-shanghai-finance-1a', 'cn-shanghai-finance-1b']],
])('accepts %j, the zones of one region', (zones) => {
  expect(() => synth((stack) => new Network(stack, 'Network', { zones }))).not.toThrow();
});

test('leaves out zones that only the deployment knows', () => {
  const zonesBeside = (zone: string) => (stack: ros.Stack) =>
    new Network(stack, 'Network', { zones: ['cn-hangzhou-h', parameter.text(stack, 'Zone'), zone] });
  expect(() => synth(zonesBeside('cn-hangzhou-i'))).not.toThrow();
  expect(faultsOf(zonesBeside('cn-beijing-a'))).toHaveLength(1);
});

test.each(['', 'https://vpc', 'x'.repeat(129)])('vpc-name: refuses the VPC name "%s"', (vpcName) => {
  expect(networkFaults({ vpcName })).toMatchObject([
    {
      rule: 'vpc-name',
      at: 'vpcName',
      message: expect.stringMatching(
        /is not the name of a VPC; use 1 to 128 characters that do not begin with http:\/\/ or https:\/\/$/,
      ) as string,
    },
  ]);
});

test('refuses tags that the VPC refuses', () => {
  expect(networkFaults({ tags: { 'acs:team': 'ci' } }).map(({ at }) => at)).toEqual(['tags["acs:team"]']);
});

test('zones-needed: refuses a deploy-time list of zones, whose length nobody knows', () => {
  const faults = faultsOf((stack) => new Network(stack, 'Network', { zones: parameter.list(stack, 'Zones') }));
  expect(faults).toMatchObject([
    {
      rule: 'zones-needed',
      at: 'zones',
      message: 'is one deploy-time list, whose length is not known at synth; give a list of single zones',
    },
  ]);
});

test.each([
  ['cidr-block', '10.1.0.0/8', /bits set beyond its mask/],
  [
    'cidr-private',
    '8.0.0.0/8',
    /not a private range; use a block within 10\.0\.0\.0\/8, 172\.16\.0\.0\/12, 192\.168\.0\.0\/16/,
  ],
  ['cidr-mask', '10.0.0.0/29', /has mask \/29; allowed is \/8 to \/28/],
  ['cidr-block', 'ten', /not an IPv4 CIDR block/],
])('%s: refuses the VPC block %s', (rule, cidrBlock, message) => {
  expect(networkFaults({ cidrBlock })).toMatchObject([
    { rule, at: 'cidrBlock', message: expect.stringMatching(message) as string },
  ]);
});

test('vpc-too-small: refuses a VPC too small to be divided, and says what to do', () => {
  expect(networkFaults({ cidrBlock: '10.0.0.0/27' })).toMatchObject([
    {
      rule: 'vpc-too-small',
      at: 'cidrBlock',
      message:
        '"10.0.0.0/27" would be divided into vSwitches of /30, and the smallest is /29; use a larger block, or give vSwitchCidrBlocks',
    },
  ]);
});

test('vswitch-blocks: refuses a deploy-time VPC block without vSwitch blocks', () => {
  const faults = faultsOf((stack) => {
    new Network(stack, 'Network', { zones: ZONES, cidrBlock: parameter.text(stack, 'VpcBlock') });
  });
  expect(faults).toMatchObject([
    {
      rule: 'vswitch-blocks',
      at: 'vSwitchCidrBlocks',
      message:
        'is missing: it cannot be calculated while cidrBlock is a deploy-time value; give one block for each zone',
    },
  ]);
});

test.each([[['192.168.0.0/24']], [['192.168.0.0/24', '192.168.1.0/24', '192.168.2.0/24']]])(
  'vswitch-blocks: refuses a number of vSwitch blocks that differs from the number of zones: %j',
  (vSwitchCidrBlocks) => {
    expect(networkFaults({ vSwitchCidrBlocks })).toMatchObject([
      {
        rule: 'vswitch-blocks',
        at: 'vSwitchCidrBlocks',
        message: 'must name one block for each of the 2 zones, in the same order',
      },
    ]);
  },
);

test('vswitch-block-outside: refuses a vSwitch block outside the VPC', () => {
  expect(networkFaults({ vSwitchCidrBlocks: ['192.168.0.0/24', '10.0.0.0/24'] })).toMatchObject([
    {
      rule: 'vswitch-block-outside',
      at: 'vSwitchCidrBlocks[1]',
      message: '"10.0.0.0/24" lies outside the VPC block 192.168.0.0/16; choose a part of it',
    },
  ]);
});

test('cidr-overlap: refuses vSwitch blocks that overlap', () => {
  expect(networkFaults({ vSwitchCidrBlocks: ['192.168.0.0/20', '192.168.8.0/24'] })).toMatchObject([
    {
      rule: 'cidr-overlap',
      at: 'vSwitchCidrBlocks[1]',
      message: '"192.168.8.0/24" overlaps "192.168.0.0/20" of vSwitchCidrBlocks[0]; choose blocks that lie apart',
    },
  ]);
});

test('cidr-mask: refuses a vSwitch mask out of bounds', () => {
  expect(networkFaults({ cidrBlock: '10.0.0.0/8', vSwitchCidrBlocks: ['10.0.0.0/15', '10.8.0.0/30'] })).toMatchObject([
    { rule: 'cidr-mask', at: 'vSwitchCidrBlocks[0]', message: '"10.0.0.0/15" has mask /15; allowed is /16 to /29' },
    { rule: 'cidr-mask', at: 'vSwitchCidrBlocks[1]', message: '"10.8.0.0/30" has mask /30; allowed is /16 to /29' },
  ]);
});

test('refuses known vSwitch blocks that are wrong beside deploy-time ones', () => {
  const faults = faultsOf((stack) => {
    new Network(stack, 'Network', {
      zones: ZONES,
      vSwitchCidrBlocks: [parameter.text(stack, 'BlockA'), '10.0.0.0/24'],
    });
  });
  expect(faults.map(({ at }) => at)).toEqual(['vSwitchCidrBlocks[1]']);
});

test('reports everything at once, under the path of the construct', () => {
  const error = errorOf((stack) => {
    new Network(new ros.Construct(stack, 'Team'), 'Network', {
      zones: ['cn-hangzhou-i', 'cn-hangzhou-i'],
      cidrBlock: '11.0.0.0/8',
      vSwitchCidrBlocks: ['11.0.0.0/16', '11.0.0.0/24'],
    });
  });
  expect(error.message).toMatch(/^Test\/Team\/Network has 5 problems:\n/);
  expect(error.message).toContain('- zones: names "cn-hangzhou-i" twice');
  expect(error.message).toContain('- cidrBlock: "11.0.0.0/8" is not a private range');
  expect(error.message).toContain('- vSwitchCidrBlocks[0]: "11.0.0.0/16" is not a private range');
  expect(error.message).toContain('- vSwitchCidrBlocks[1]: "11.0.0.0/24" overlaps "11.0.0.0/16"');
});
