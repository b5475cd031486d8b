import * as ecs from '@alicloud/ros-cdk-ecs';
import * as ros from '@alicloud/ros-cdk-core';
import type { NetworkProps } from '../../lib/network/network-props';
import { Network } from '../../lib/network/network';
import { parameter, properties } from '../cluster/fixtures';
import { synth, synthesize } from '../support/synth';
import type { Template } from '../support/template';
import { checkStructure, onlyResource, resourcesOfType } from '../support/template';

const ZONES = ['cn-hangzhou-i', 'cn-hangzhou-j'];

function networkTemplate(props: Partial<NetworkProps> = {}): Template {
  return synth((stack) => new Network(stack, 'Network', { zones: ZONES, ...props }));
}

function vSwitchBlocks(template: Template): unknown[] {
  return resourcesOfType(template, 'ALIYUN::ECS::VSwitch').map(({ Properties }) => Properties.CidrBlock);
}

test('calls what it makes after its VPC', () => {
  const template = networkTemplate({ vpcName: 'ci' });
  expect(onlyResource(template, 'ALIYUN::ECS::VPC').Properties.VpcName).toBe('ci');
  const names = resourcesOfType(template, 'ALIYUN::ECS::VSwitch').map(({ Properties }) => Properties.VSwitchName);
  expect(names).toEqual(['ci-1', 'ci-2']);
});

test('makes a VPC and one vSwitch in each zone', () => {
  const vpcId = { 'Fn::GetAtt': ['NetworkVpc', 'VpcId'] };
  const named = (end: string) => ({ 'Fn::Join': ['', [{ Ref: 'ALIYUN::StackName' }, end]] });
  const template = networkTemplate();
  expect(onlyResource(template, 'ALIYUN::ECS::VPC').Properties).toEqual({
    CidrBlock: '192.168.0.0/16',
    VpcName: { Ref: 'ALIYUN::StackName' },
  });
  const vSwitches = resourcesOfType(template, 'ALIYUN::ECS::VSwitch');
  expect(vSwitches.map(({ Properties }) => Properties)).toEqual([
    { VpcId: vpcId, VSwitchName: named('-1'), ZoneId: ZONES[0], CidrBlock: '192.168.0.0/19' },
    { VpcId: vpcId, VSwitchName: named('-2'), ZoneId: ZONES[1], CidrBlock: '192.168.32.0/19' },
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
