import * as ros from '@alicloud/ros-cdk-core';
import { AcsCluster } from '../../lib/cluster/acs-cluster';
import type { INetwork } from '../../lib/network/network-props';
import { Network } from '../../lib/network/network';
import { errorOf, existingNetwork, faultsOf, parameter, properties } from '../cluster/fixtures';
import { synth } from '../support/synth';

test('a cluster is placed in the existing VPC and vSwitches', () => {
  const template = synth((stack) => {
    const network = existingNetwork(stack, { zoneIds: ['cn-hangzhou-i', 'cn-hangzhou-j'] });
    new AcsCluster(stack, 'Cluster', { network });
  });
  expect(properties(template, 'Cluster')).toMatchObject({
    VpcId: 'vpc-1',
    VSwitchIds: ['vsw-1', 'vsw-2'],
    ZoneIds: ['cn-hangzhou-i', 'cn-hangzhou-j'],
  });
});

test('an existing network adds nothing to the template', () => {
  const template = synth((stack) => new AcsCluster(stack, 'Cluster', { network: existingNetwork(stack) }));
  expect(Object.keys(template.Resources ?? {})).toEqual(['Cluster', 'ClusterReady']);
});

test('ids and the block can be deploy-time values, also the whole list of vSwitches', () => {
  const template = synth((stack) => {
    const network = existingNetwork(stack, {
      vpcId: parameter.text(stack, 'VpcId'),
      vSwitchIds: parameter.list(stack, 'VSwitchIds'),
      zoneIds: parameter.list(stack, 'ZoneIds'),
      cidrBlock: parameter.text(stack, 'VpcBlock'),
    });
    new AcsCluster(stack, 'Cluster', { network });
  });
  expect(properties(template, 'Cluster')).toMatchObject({
    VpcId: { Ref: 'VpcId' },
    VSwitchIds: { Ref: 'VSwitchIds' },
    ZoneIds: { Ref: 'ZoneIds' },
    PodVSwitchIds: { Ref: 'VSwitchIds' },
  });
});

test('one vSwitch of the list can be a deploy-time value', () => {
  const template = synth((stack) => {
    const network = existingNetwork(stack, { vSwitchIds: ['vsw-0', parameter.text(stack, 'Second')] });
    new AcsCluster(stack, 'Cluster', { network });
  });
  expect(properties(template, 'Cluster').VSwitchIds).toEqual(['vsw-0', { Ref: 'Second' }]);
});

test('ids can be attributes of other constructs, as they are', () => {
  const template = synth((stack) => {
    const vpc = new ros.RosResource(stack, 'Vpc', {
      type: 'ALIYUN::ECS::VPC',
      properties: { CidrBlock: '10.0.0.0/8' },
    });
    const vSwitch = new ros.RosResource(stack, 'VSwitch', {
      type: 'ALIYUN::ECS::VSwitch',
      properties: { VpcId: vpc.ref },
    });
    const network = existingNetwork(stack, { vpcId: vpc.getAtt('VpcId'), vSwitchIds: [vSwitch.getAtt('VSwitchId')] });
    new AcsCluster(stack, 'Cluster', { network });
  });
  expect(properties(template, 'Cluster')).toMatchObject({
    VpcId: { 'Fn::GetAtt': ['Vpc', 'VpcId'] },
    VSwitchIds: [{ 'Fn::GetAtt': ['VSwitch', 'VSwitchId'] }],
  });
});

test('any object with the ids of a network will do', () => {
  const mine: INetwork = { vpcId: 'vpc-mine', vSwitchIds: ['vsw-mine'] };
  const template = synth((stack) => new AcsCluster(stack, 'Cluster', { network: mine }));
  expect(properties(template, 'Cluster')).toMatchObject({ VpcId: 'vpc-mine', VSwitchIds: ['vsw-mine'] });
});

test('reports every problem at once, with the path of the construct', () => {
  const error = errorOf((stack) => {
    Network.fromAttributes(stack, 'Network', {
      vpcId: 'vsw-1',
      vSwitchIds: ['vsw-1', 'vpc-1'],
      cidrBlock: '10.0.0.1/8',
    });
  });
  expect(error.message).toBe(
    [
      'Test/Network has 3 problems:',
      '  - vpcId: "vsw-1" is not a VPC id; it looks like vpc-bp1a2b3c… [vpc-id]',
      '  - vSwitchIds: "vpc-1" is not a vSwitch id; it looks like vsw-bp1a2b3c… [vswitch-id]',
      '  - cidrBlock: "10.0.0.1/8" has bits set beyond its mask; the block is written 10.0.0.0/8 [cidr-block]',
    ].join('\n'),
  );
});

test('vswitch-list: needs a vSwitch', () => {
  expect(faultsOf((stack) => existingNetwork(stack, { vSwitchIds: [] }))).toMatchObject([
    { rule: 'vswitch-list', at: 'vSwitchIds', message: 'is empty; name at least one vSwitch of the VPC' },
  ]);
});

test('vswitch-list: needs each vSwitch once', () => {
  expect(faultsOf((stack) => existingNetwork(stack, { vSwitchIds: ['vsw-1', 'vsw-2', 'vsw-1'] }))).toMatchObject([
    { rule: 'vswitch-list', at: 'vSwitchIds', message: 'names "vsw-1" twice; leave it out once' },
  ]);
});

test('needs one zone for each vSwitch, all of one region', () => {
  expect(faultsOf((stack) => existingNetwork(stack, { zoneIds: ['cn-hangzhou-i'] }))).toMatchObject([
    {
      rule: 'zones-per-vswitch',
      at: 'zoneIds',
      message: 'names 1 for the 2 vSwitches; name the zone of each, in the same order, or leave it out',
    },
  ]);
  expect(faultsOf((stack) => existingNetwork(stack, { zoneIds: ['cn-hangzhou-i', 'cn-beijing-a'] }))).toMatchObject([
    { rule: 'zones-one-region', at: 'zoneIds', message: expect.stringContaining('a VPC is in one region') as string },
  ]);
});

test('accepts two vSwitches in one zone', () => {
  const zoneIds = ['cn-hangzhou-i', 'cn-hangzhou-i'];
  expect(() => synth((stack) => existingNetwork(stack, { zoneIds }))).not.toThrow();
});

test('accepts zones and vSwitches that only the deployment knows, one by one or as lists', () => {
  expect(() =>
    synth((stack) => {
      const [text, list] = [parameter.text, parameter.list];
      existingNetwork(stack, {
        vpcId: text(stack, 'Vpc'),
        vSwitchIds: list(stack, 'VSwitches'),
        zoneIds: list(stack, 'Zones'),
        cidrBlock: text(stack, 'Block'),
      });
      Network.fromAttributes(stack, 'Other', {
        vpcId: 'vpc-1',
        vSwitchIds: [text(stack, 'A'), text(stack, 'B')],
        zoneIds: [text(stack, 'ZoneA'), 'cn-hangzhou-i'],
      });
    }),
  ).not.toThrow();
});
