import * as ros from '@alicloud/ros-cdk-core';
import type { AcsClusterProps } from '../../lib/cluster/acs-cluster';
import { AcsCluster } from '../../lib/cluster/acs-cluster';
import { ClusterKind } from '../../lib/cluster/cluster-kind';
import { Network } from '../../lib/network/network';
import { synth, synthesize } from '../support/synth';
import { checkStructure } from '../support/template';
import { errorOf, existingNetwork, faultsOf, parameter, properties, resource } from './fixtures';

function acsTemplate(props: Partial<AcsClusterProps> = {}) {
  return synth((stack) => new AcsCluster(stack, 'Cluster', { network: existingNetwork(stack), ...props }));
}

test('a cluster needs nothing but a network', () => {
  const template = acsTemplate();
  expect(checkStructure(template)).toEqual([]);
  expect(properties(template, 'Cluster')).toEqual({
    Name: { Ref: 'ALIYUN::StackName' },
    ClusterSpec: 'ack.pro.small',
    VpcId: 'vpc-1',
    VSwitchIds: ['vsw-1', 'vsw-2'],
    PodVSwitchIds: ['vsw-1', 'vsw-2'],
    ServiceCidr: '172.16.0.0/16',
    ServiceDiscoveryTypes: ['CoreDNS'],
    SnatEntry: true,
    EndpointPublicAccess: true,
  });
});

test('it is ready a moment after it is created', () => {
  expect(resource(acsTemplate(), 'ClusterReady')).toMatchObject({
    Type: 'ALIYUN::ROS::Sleep',
    Properties: { CreateDuration: 10 },
    DependsOn: ['Cluster'],
  });
});

test('zones of the network are passed on', () => {
  const template = synth((stack) => {
    const network = new Network(stack, 'Network', { zones: ['cn-hangzhou-i', 'cn-hangzhou-j'] });
    new AcsCluster(stack, 'Cluster', { network });
  });
  expect(properties(template, 'Cluster')).toMatchObject({
    VpcId: { 'Fn::GetAtt': ['NetworkVpc', 'VpcId'] },
    ZoneIds: ['cn-hangzhou-i', 'cn-hangzhou-j'],
    VSwitchIds: [
      { 'Fn::GetAtt': ['NetworkVSwitch1', 'VSwitchId'] },
      { 'Fn::GetAtt': ['NetworkVSwitch2', 'VSwitchId'] },
    ],
  });
});

test('every choice reaches the cluster', () => {
  const template = acsTemplate({
    clusterName: 'ci',
    serviceCidr: '10.0.0.0/24',
    podVSwitchIds: ['vsw-pods'],
    kubernetesVersion: '1.34.1-aliyun.1',
    addons: [{ name: 'arms-prometheus', config: { a: 1 } }],
    snatEntry: false,
    endpointPublicAccess: false,
    deletionProtection: true,
    resourceGroupId: 'rg-1',
    tags: { team: 'ci' },
  });
  expect(properties(template, 'Cluster')).toMatchObject({
    Name: 'ci',
    ServiceCidr: '10.0.0.0/24',
    PodVSwitchIds: ['vsw-pods'],
    KubernetesVersion: '1.34.1-aliyun.1',
    Addons: [{ Name: 'arms-prometheus', Config: '{"a":1}' }],
    SnatEntry: false,
    EndpointPublicAccess: false,
    DeletionProtection: true,
    ResourceGroupId: 'rg-1',
    Tags: [{ Key: 'team', Value: 'ci' }],
  });
});

test('every prop takes a deploy-time value', () => {
  const template = synth((stack) => {
    new AcsCluster(stack, 'Cluster', {
      network: existingNetwork(stack),
      clusterName: parameter.text(stack, 'Name'),
      serviceCidr: parameter.text(stack, 'ServiceCidr'),
      podVSwitchIds: parameter.list(stack, 'PodVSwitchIds'),
      kubernetesVersion: parameter.text(stack, 'Version'),
      snatEntry: parameter.flag(stack, 'Snat'),
      endpointPublicAccess: parameter.flag(stack, 'Public'),
      deletionProtection: parameter.flag(stack, 'Protected'),
      resourceGroupId: parameter.text(stack, 'Group'),
      tags: { team: parameter.text(stack, 'Team') },
    });
  });
  expect(properties(template, 'Cluster')).toMatchObject({
    Name: { Ref: 'Name' },
    ServiceCidr: { Ref: 'ServiceCidr' },
    PodVSwitchIds: { Ref: 'PodVSwitchIds' },
    KubernetesVersion: { Ref: 'Version' },
    SnatEntry: { Ref: 'Snat' },
    EndpointPublicAccess: { Ref: 'Public' },
    DeletionProtection: { Ref: 'Protected' },
    ResourceGroupId: { Ref: 'Group' },
    Tags: [{ Key: 'team', Value: { Ref: 'Team' } }],
  });
});

test('tells placements what the cluster is', () => {
  synth((stack) => {
    const cluster = new AcsCluster(stack, 'Cluster', { network: existingNetwork(stack) });
    expect([cluster.kind, cluster.virtualNode]).toEqual([ClusterKind.ACS, true]);
    expect(cluster.nodePools).toBeUndefined();
  });
});

test('several clusters stand side by side, also below constructs of the user', () => {
  const template = synth((stack) => {
    const network = existingNetwork(stack);
    ['Blue', 'Green'].forEach((id) => new AcsCluster(stack, id, { network }));
    new AcsCluster(new ros.Construct(stack, 'team-a'), 'Cluster', { network });
  });
  expect(checkStructure(template)).toEqual([]);
  expect(Object.keys(template.Resources ?? {})).toEqual([
    ...['Blue', 'BlueReady', 'Green', 'GreenReady'],
    ...['TeamACluster', 'TeamAClusterReady'],
  ]);
});

test('the same input gives the same bytes', () => {
  const build = (stack: ros.Stack) => void new AcsCluster(stack, 'Cluster', { network: existingNetwork(stack) });
  expect(synthesize(build).text).toBe(synthesize(build).text);
});

describe('acs-cluster-vswitches', () => {
  const zones = ['cn-hangzhou-h', 'cn-hangzhou-i', 'cn-hangzhou-j', 'cn-hangzhou-k'];
  const cluster = (stack: ros.Stack, count: number) =>
    new AcsCluster(stack, 'Cluster', { network: new Network(stack, 'Network', { zones: zones.slice(0, count) }) });

  test('refuses a network of more than three', () => {
    expect(faultsOf((stack) => cluster(stack, 4))).toMatchObject([
      {
        rule: 'acs-cluster-vswitches',
        at: 'network.vSwitchIds',
        message:
          'has 4 vSwitches; an ACS cluster takes at most 3. Use a network of fewer zones; the pods may use vSwitches beside it, by podVSwitchIds',
      },
    ]);
  });

  test('takes three, and a list that only the deployment knows', () => {
    expect(() => synth((stack) => cluster(stack, 3))).not.toThrow();
    expect(() =>
      synth((stack) => {
        const network = existingNetwork(stack, { vSwitchIds: parameter.list(stack, 'VSwitchIds') });
        new AcsCluster(stack, 'Cluster', { network });
      }),
    ).not.toThrow();
  });
});

test('reports everything at once, under the path of the construct', () => {
  const error = errorOf((stack) => {
    const network = existingNetwork(stack, { cidrBlock: '172.16.0.0/12' });
    new AcsCluster(stack, 'Cluster', { network, clusterName: '' });
  });
  expect(error.message).toBe(
    [
      'Test/Cluster has 2 problems:',
      '  - clusterName: "" is not a cluster name; use 1 to 63 letters, digits, Chinese characters and hyphens, not beginning with a hyphen [cluster-name]',
      '  - serviceCidr: "172.16.0.0/16" overlaps the VPC block 172.16.0.0/12; choose another private block [cidr-overlap]',
    ].join('\n'),
  );
});
