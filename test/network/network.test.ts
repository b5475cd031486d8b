import * as ecs from '@alicloud/ros-cdk-ecs';
import * as ros from '@alicloud/ros-cdk-core';
import fc from 'fast-check';
import { InvalidInputError } from '../../lib/checks/faults';
import type { NetworkProps } from '../../lib/network/network';
import { Network } from '../../lib/network/network';
import { errorOf, faultsOf, parameter, properties } from '../cluster/fixtures';
import { synth, synthesize } from '../support/synth';
import type { Template } from '../support/template';
import { checkStructure, onlyResource, resourcesOfType } from '../support/template';

const ZONES = ['cn-hangzhou-i', 'cn-hangzhou-j'];

function networkTemplate(props: Partial<NetworkProps> = {}): Template {
  return synth((stack) => new Network(stack, 'Network', { zones: ZONES, ...props }));
}

function networkFaults(props: Partial<NetworkProps>) {
  return faultsOf((stack) => new Network(stack, 'Network', { zones: ZONES, ...props }));
}

function vSwitchBlocks(template: Template): unknown[] {
  return resourcesOfType(template, 'ALIYUN::ECS::VSwitch').map(({ Properties }) => Properties.CidrBlock);
}

test('makes a VPC and one vSwitch in each zone', () => {
  const template = networkTemplate();
  expect(onlyResource(template, 'ALIYUN::ECS::VPC').Properties).toEqual({ CidrBlock: '192.168.0.0/16' });
  const vSwitches = resourcesOfType(template, 'ALIYUN::ECS::VSwitch');
  expect(vSwitches.map(({ Properties }) => Properties)).toEqual([
    { VpcId: { 'Fn::GetAtt': ['NetworkVpc', 'VpcId'] }, ZoneId: ZONES[0], CidrBlock: '192.168.0.0/19' },
    { VpcId: { 'Fn::GetAtt': ['NetworkVpc', 'VpcId'] }, ZoneId: ZONES[1], CidrBlock: '192.168.32.0/19' },
  ]);
});

test('a zone added at the end leaves the first vSwitches where they are', () => {
  const [before, after] = [ZONES, [...ZONES, 'cn-hangzhou-k']].map((zones) => networkTemplate({ zones }));
  expect(after!.Resources).toMatchObject(before!.Resources!);
});

test('gives the ids of what it makes, in the order of the zones', () => {
  const template = synth((stack) => {
    const network = new Network(stack, 'Network', { zones: ZONES });
    expect(network.zoneIds).toEqual(ZONES);
    expect(network.cidrBlock).toBe('192.168.0.0/16');
    new ros.RosOutput(stack, 'Vpc', { value: network.vpcId });
    network.vSwitchIds.forEach((value, index) => new ros.RosOutput(stack, `VSwitch${index}`, { value }));
  });
  expect(Object.values(template.Outputs ?? {}).map(({ Value }) => Value)).toEqual([
    { 'Fn::GetAtt': ['NetworkVpc', 'VpcId'] },
    { 'Fn::GetAtt': ['NetworkVSwitch1', 'VSwitchId'] },
    { 'Fn::GetAtt': ['NetworkVSwitch2', 'VSwitchId'] },
  ]);
});

test('takes a name, tags and blocks of one’s own', () => {
  const template = networkTemplate({
    cidrBlock: '10.0.0.0/8',
    vSwitchCidrBlocks: ['10.1.0.0/16', '10.2.0.0/20'],
    vpcName: 'ci',
    tags: { team: 'platform' },
  });
  expect(properties(template, 'NetworkVpc')).toEqual({
    CidrBlock: '10.0.0.0/8',
    VpcName: 'ci',
    Tags: [{ Key: 'team', Value: 'platform' }],
  });
  expect(vSwitchBlocks(template)).toEqual(['10.1.0.0/16', '10.2.0.0/20']);
  expect(properties(template, 'NetworkVSwitch2').Tags).toEqual([{ Key: 'team', Value: 'platform' }]);
});

test('empty tags are no tags', () => {
  expect(networkTemplate({ tags: {} })).toEqual(networkTemplate());
});

test('an L1 override reaches the VPC and the vSwitches', () => {
  const template = synth((stack) => {
    const network = new Network(stack, 'Network', { zones: ZONES });
    network.vpc.addPropertyOverride('EnableIpv6', true);
    network.vSwitches[1]!.addPropertyOverride('VSwitchName', 'second');
  });
  expect(properties(template, 'NetworkVpc').EnableIpv6).toBe(true);
  expect(properties(template, 'NetworkVSwitch2').VSwitchName).toBe('second');
});

test('every prop takes a deploy-time value', () => {
  const template = synth((stack) => {
    new Network(stack, 'Network', {
      zones: [parameter.text(stack, 'ZoneA'), parameter.text(stack, 'ZoneB')],
      cidrBlock: parameter.text(stack, 'VpcBlock'),
      vSwitchCidrBlocks: [parameter.text(stack, 'BlockA'), parameter.text(stack, 'BlockB')],
      vpcName: parameter.text(stack, 'VpcName'),
      tags: { team: parameter.text(stack, 'Team') },
    });
  });
  expect(properties(template, 'NetworkVpc')).toEqual({
    CidrBlock: { Ref: 'VpcBlock' },
    VpcName: { Ref: 'VpcName' },
    Tags: [{ Key: 'team', Value: { Ref: 'Team' } }],
  });
  expect(properties(template, 'NetworkVSwitch2')).toMatchObject({
    ZoneId: { Ref: 'ZoneB' },
    CidrBlock: { Ref: 'BlockB' },
  });
});

test('blocks are calculated for deploy-time zones too', () => {
  const template = synth((stack) => {
    new Network(stack, 'Network', { zones: [parameter.text(stack, 'ZoneA'), parameter.text(stack, 'ZoneB')] });
  });
  expect(vSwitchBlocks(template)).toEqual(['192.168.0.0/19', '192.168.32.0/19']);
});

test('several networks and resources of the user stand side by side in one stack', () => {
  const template = synth((stack) => {
    new ecs.RosVPC(stack, 'Vpc', { cidrBlock: '10.0.0.0/8' }, true);
    new Network(stack, 'Blue', { zones: ZONES });
    new Network(stack, 'Green', { zones: ['cn-hangzhou-i'] });
    new Network(new ros.Construct(stack, 'Team'), 'Network', { zones: ['cn-hangzhou-i'] });
  });
  expect(checkStructure(template)).toEqual([]);
  expect(Object.keys(template.Resources ?? {})).toEqual([
    'Vpc',
    'BlueVpc',
    'BlueVSwitch1',
    'BlueVSwitch2',
    'GreenVpc',
    'GreenVSwitch1',
    'TeamNetworkVpc',
    'TeamNetworkVSwitch1',
  ]);
});

test('the same input gives the same bytes', () => {
  const build = (stack: ros.Stack) => void new Network(stack, 'Network', { zones: ZONES, tags: { b: '1', a: '2' } });
  expect(synthesize(build).text).toBe(synthesize(build).text);
});

describe('calculated blocks', () => {
  const vpcBlock = fc.oneof(
    fc.integer({ min: 8, max: 28 }).map((mask) => `10.0.0.0/${mask}`),
    fc.integer({ min: 12, max: 28 }).map((mask) => `172.16.0.0/${mask}`),
    fc.integer({ min: 17, max: 28 }).map((mask) => `192.168.128.0/${mask}`),
  );
  const zoneCount = fc.integer({ min: 1, max: 40 });

  function range(block: string): { first: number; last: number } {
    const [address = '', mask] = block.split('/');
    const first = address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
    return { first, last: first + 2 ** (32 - Number(mask)) - 1 };
  }

  /** The vSwitch blocks that were calculated, or undefined when the VPC is refused. */
  function calculated(cidrBlock: string, count: number): string[] | undefined {
    const zones = Array.from({ length: count }, (_, index) => `zone-${index}`);
    try {
      return vSwitchBlocks(networkTemplate({ zones, cidrBlock })) as string[];
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidInputError);
      return undefined;
    }
  }

  test('lie in the VPC, apart from each other, with masks that vSwitches may have', () => {
    fc.assert(
      fc.property(vpcBlock, zoneCount, (vpc, count) => {
        const blocks = calculated(vpc, count);
        if (blocks === undefined) {
          return;
        }
        const ranges = blocks.map(range);
        expect(blocks).toHaveLength(count);
        expect(ranges[0]!.first).toBe(range(vpc).first);
        expect(ranges.at(-1)!.last).toBeLessThanOrEqual(range(vpc).last);
        ranges.slice(1).forEach(({ first }, index) => expect(first).toBe(ranges[index]!.last + 1));
        blocks.forEach((block) => expect(Number(block.split('/')[1])).toBeGreaterThanOrEqual(16));
        blocks.forEach((block) => expect(Number(block.split('/')[1])).toBeLessThanOrEqual(29));
      }),
    );
  });

  test('are refused only when the parts would be smaller than a vSwitch can be', () => {
    fc.assert(
      fc.property(vpcBlock, zoneCount, (vpc, count) => {
        const parts = Math.max(3, Math.ceil(Math.log2(count)));
        const fits = Number(vpc.split('/')[1]) + parts <= 29;
        expect(calculated(vpc, count) !== undefined).toBe(fits);
      }),
    );
  });
});

describe('refuses', () => {
  test('no zones', () => {
    expect(networkFaults({ zones: [] })).toEqual([
      { at: 'zones', message: 'is empty; name at least one zone, for instance cn-hangzhou-i' },
    ]);
  });

  test('a zone that is named twice', () => {
    expect(networkFaults({ zones: ['cn-hangzhou-i', 'cn-hangzhou-i'] })).toEqual([
      { at: 'zones', message: 'names "cn-hangzhou-i" twice; each zone gets one vSwitch' },
    ]);
  });

  test('a deploy-time list of zones, whose length nobody knows', () => {
    const faults = faultsOf((stack) => new Network(stack, 'Network', { zones: parameter.list(stack, 'Zones') }));
    expect(faults).toEqual([
      {
        at: 'zones',
        message: 'is one deploy-time list, whose length is not known at synth; give a list of single zones',
      },
    ]);
  });

  test.each([
    ['10.1.0.0/8', /bits set beyond its mask/],
    ['8.0.0.0/8', /not a private range; use a block within 10\.0\.0\.0\/8, 172\.16\.0\.0\/12, 192\.168\.0\.0\/16/],
    ['10.0.0.0/29', /has mask \/29; allowed is \/8 to \/28/],
    ['ten', /not an IPv4 CIDR block/],
  ])('the VPC block %s', (cidrBlock, message) => {
    expect(networkFaults({ cidrBlock })).toEqual([
      { at: 'cidrBlock', message: expect.stringMatching(message) as string },
    ]);
  });

  test('a VPC too small to be divided, and says what to do', () => {
    expect(networkFaults({ cidrBlock: '10.0.0.0/27' })).toEqual([
      {
        at: 'cidrBlock',
        message:
          '"10.0.0.0/27" would be divided into vSwitches of /30, and the smallest is /29; use a larger block, or give vSwitchCidrBlocks',
      },
    ]);
  });

  test('a deploy-time VPC block without vSwitch blocks', () => {
    const faults = faultsOf((stack) => {
      new Network(stack, 'Network', { zones: ZONES, cidrBlock: parameter.text(stack, 'VpcBlock') });
    });
    expect(faults).toEqual([
      {
        at: 'vSwitchCidrBlocks',
        message:
          'is missing: it cannot be calculated while cidrBlock is a deploy-time value; give one block for each zone',
      },
    ]);
  });

  test.each([[['192.168.0.0/24']], [['192.168.0.0/24', '192.168.1.0/24', '192.168.2.0/24']]])(
    'a number of vSwitch blocks that differs from the number of zones: %j',
    (vSwitchCidrBlocks) => {
      expect(networkFaults({ vSwitchCidrBlocks })).toEqual([
        { at: 'vSwitchCidrBlocks', message: 'must name one block for each of the 2 zones, in the same order' },
      ]);
    },
  );

  test('a vSwitch block outside the VPC', () => {
    expect(networkFaults({ vSwitchCidrBlocks: ['192.168.0.0/24', '10.0.0.0/24'] })).toEqual([
      { at: 'vSwitchCidrBlocks[1]', message: '"10.0.0.0/24" lies outside the VPC block 192.168.0.0/16' },
    ]);
  });

  test('vSwitch blocks that overlap', () => {
    expect(networkFaults({ vSwitchCidrBlocks: ['192.168.0.0/20', '192.168.8.0/24'] })).toEqual([
      { at: 'vSwitchCidrBlocks[1]', message: '"192.168.8.0/24" overlaps "192.168.0.0/20" of vSwitchCidrBlocks[0]' },
    ]);
  });

  test('a vSwitch mask out of bounds', () => {
    expect(networkFaults({ cidrBlock: '10.0.0.0/8', vSwitchCidrBlocks: ['10.0.0.0/15', '10.8.0.0/30'] })).toEqual([
      { at: 'vSwitchCidrBlocks[0]', message: '"10.0.0.0/15" has mask /15; allowed is /16 to /29' },
      { at: 'vSwitchCidrBlocks[1]', message: '"10.8.0.0/30" has mask /30; allowed is /16 to /29' },
    ]);
  });

  test('known vSwitch blocks that are wrong beside deploy-time ones', () => {
    const faults = faultsOf((stack) => {
      new Network(stack, 'Network', {
        zones: ZONES,
        vSwitchCidrBlocks: [parameter.text(stack, 'BlockA'), '10.0.0.0/24'],
      });
    });
    expect(faults.map(({ at }) => at)).toEqual(['vSwitchCidrBlocks[1]']);
  });

  test('everything at once, under the path of the construct', () => {
    const error = errorOf((stack) => {
      new Network(new ros.Construct(stack, 'Team'), 'Network', {
        zones: ['a', 'a'],
        cidrBlock: '11.0.0.0/8',
        vSwitchCidrBlocks: ['11.0.0.0/16', '11.0.0.0/24'],
      });
    });
    expect(error.message).toMatch(/^Test\/Team\/Network has 5 faults:\n/);
    expect(error.message).toContain('- zones: names "a" twice');
    expect(error.message).toContain('- cidrBlock: "11.0.0.0/8" is not a private range');
    expect(error.message).toContain('- vSwitchCidrBlocks[0]: "11.0.0.0/16" is not a private range');
    expect(error.message).toContain('- vSwitchCidrBlocks[1]: "11.0.0.0/24" overlaps "11.0.0.0/16"');
  });
});
