import * as ros from '@alicloud/ros-cdk-core';
import { AckCluster, AckClusterSpec } from '../../lib/cluster/ack-cluster';
import { ClusterKind } from '../../lib/cluster/cluster-kind';
import { NetworkPlugin } from '../../lib/cluster/network-plugin';
import type { SubscriptionUnit } from '../../lib/cluster/node-billing';
import { NodeBilling } from '../../lib/cluster/node-billing';
import { NodeLogin } from '../../lib/cluster/node-login';
import type { NodeTaint } from '../../lib/cluster/inode-pool';
import { Network } from '../../lib/network/network';
import { synth, synthesize } from '../support/synth';
import { checkStructure } from '../support/template';
import { ackTemplate, existingNetwork, parameter, properties, resource } from './fixtures';

test('a cluster needs nothing but a network', () => {
  const template = ackTemplate();
  expect(checkStructure(template)).toEqual([]);
  expect(properties(template, 'Cluster')).toEqual({
    Name: { Ref: 'ALIYUN::StackName' },
    ClusterSpec: 'ack.pro.small',
    VpcId: 'vpc-1',
    VSwitchIds: ['vsw-1', 'vsw-2'],
    ContainerCidr: '10.0.0.0/16',
    NodeCidrMask: '26',
    ServiceCidr: '172.16.0.0/16',
    SnatEntry: true,
    EndpointPublicAccess: true,
    Addons: [
      { Name: 'flannel' },
      { Name: 'csi-plugin' },
      { Name: 'csi-provisioner' },
      { Name: 'nginx-ingress-controller', Disabled: true },
    ],
  });
});

test('by default nothing is pinned that ACK stops offering: no Kubernetes, image or runtime version', () => {
  const text = JSON.stringify(ackTemplate({ virtualNode: true }));
  expect(text).not.toMatch(/KubernetesVersion|ImageId|RuntimeVersion|NumOfNodes/);
  expect(properties(ackTemplate(), 'ClusterNodePool')).not.toHaveProperty('KubernetesConfig');
});

test('ROS reaches the API server over a public endpoint unless that is closed', () => {
  expect(properties(ackTemplate(), 'Cluster').EndpointPublicAccess).toBe(true);
  expect(properties(ackTemplate({ endpointPublicAccess: false }), 'Cluster').EndpointPublicAccess).toBe(false);
});

test('the cluster can be deleted unless protected', () => {
  expect(properties(ackTemplate(), 'Cluster')).not.toHaveProperty('DeletionProtection');
  expect(properties(ackTemplate({ deletionProtection: true }), 'Cluster').DeletionProtection).toBe(true);
});

test('every choice reaches the cluster', () => {
  const template = ackTemplate({
    clusterName: '构建-ci-1',
    clusterSpec: AckClusterSpec.BASIC,
    serviceCidr: '172.20.0.0/20',
    kubernetesVersion: '1.34.1-aliyun.1',
    snatEntry: false,
    resourceGroupId: 'rg-1',
    tags: { team: 'ci' },
  });
  expect(properties(template, 'Cluster')).toMatchObject({
    Name: '构建-ci-1',
    ClusterSpec: 'ack.standard',
    ServiceCidr: '172.20.0.0/20',
    KubernetesVersion: '1.34.1-aliyun.1',
    SnatEntry: false,
    ResourceGroupId: 'rg-1',
    Tags: [{ Key: 'team', Value: 'ci' }],
  });
});

test('empty tags are no tags', () => {
  expect(ackTemplate({ tags: {} })).toEqual(ackTemplate());
});

test('every prop takes a deploy-time value', () => {
  const template = synth((stack) => {
    const text = (id: string) => parameter.text(stack, id);
    const number = (id: string) => parameter.number(stack, id);
    const list = (id: string) => parameter.list(stack, id);
    const flag = (id: string) => parameter.flag(stack, id);
    new AckCluster(stack, 'Cluster', {
      network: existingNetwork(stack, { vpcId: text('VpcId'), vSwitchIds: list('VSwitchIds') }),
      clusterName: text('Name'),
      clusterSpec: text('Spec') as AckClusterSpec,
      serviceCidr: text('ServiceCidr'),
      kubernetesVersion: text('Version'),
      networkPlugin: NetworkPlugin.flannel({ podCidr: text('PodCidr'), nodeCidrMask: number('NodeMask') }),
      snatEntry: flag('Snat'),
      endpointPublicAccess: flag('Public'),
      deletionProtection: flag('Protected'),
      resourceGroupId: text('Group'),
      tags: { team: text('Team') },
      addons: [{ name: text('Addon'), version: text('AddonVersion'), disabled: flag('AddonOff') }],
      nodePool: {
        name: text('PoolName'),
        instanceTypes: list('InstanceTypes'),
        desiredSize: number('Nodes'),
        systemDiskCategory: text('DiskCategory'),
        systemDiskSizeGiB: number('DiskSize'),
        billing: NodeBilling.subscription({
          period: number('Period'),
          periodUnit: text('Unit') as SubscriptionUnit,
          autoRenew: flag('Renew'),
        }),
        login: NodeLogin.fromPassword(text('Password')),
        vSwitchIds: list('NodeVSwitchIds'),
        imageType: text('ImageType'),
        labels: { pool: text('Label') },
        taints: [{ key: text('TaintKey'), value: text('TaintValue'), effect: text('Effect') as NodeTaint['effect'] }],
        containerdVersion: text('Containerd'),
      },
    });
  });
  expect(checkStructure(template)).toEqual([]);
  expect(properties(template, 'Cluster')).toEqual({
    Name: { Ref: 'Name' },
    ClusterSpec: { Ref: 'Spec' },
    KubernetesVersion: { Ref: 'Version' },
    VpcId: { Ref: 'VpcId' },
    VSwitchIds: { Ref: 'VSwitchIds' },
    ContainerCidr: { Ref: 'PodCidr' },
    NodeCidrMask: { Ref: 'NodeMask' },
    ServiceCidr: { Ref: 'ServiceCidr' },
    SnatEntry: { Ref: 'Snat' },
    EndpointPublicAccess: { Ref: 'Public' },
    DeletionProtection: { Ref: 'Protected' },
    ResourceGroupId: { Ref: 'Group' },
    Tags: [{ Key: 'team', Value: { Ref: 'Team' } }],
    Addons: [
      { Name: 'flannel' },
      { Name: 'csi-plugin' },
      { Name: 'csi-provisioner' },
      { Name: 'nginx-ingress-controller', Disabled: true },
      { Name: { Ref: 'Addon' }, Version: { Ref: 'AddonVersion' }, Disabled: { Ref: 'AddonOff' } },
    ],
  });
  expect(properties(template, 'ClusterNodePool')).toEqual({
    ClusterId: { 'Fn::GetAtt': ['Cluster', 'ClusterId'] },
    Count: { Ref: 'Nodes' },
    NodePoolInfo: { Name: { Ref: 'PoolName' } },
    ScalingGroup: {
      InstanceTypes: { Ref: 'InstanceTypes' },
      VSwitchIds: { Ref: 'NodeVSwitchIds' },
      ImageType: { Ref: 'ImageType' },
      SystemDiskCategory: { Ref: 'DiskCategory' },
      SystemDiskSize: { Ref: 'DiskSize' },
      InstanceChargeType: 'PrePaid',
      Period: { Ref: 'Period' },
      PeriodUnit: { Ref: 'Unit' },
      AutoRenew: { Ref: 'Renew' },
      LoginPassword: { Ref: 'Password' },
      Tags: [{ Key: 'team', Value: { Ref: 'Team' } }],
    },
    KubernetesConfig: {
      Runtime: 'containerd',
      RuntimeVersion: { Ref: 'Containerd' },
      Labels: [{ Key: 'pool', Value: { Ref: 'Label' } }],
      Taints: [{ Key: { Ref: 'TaintKey' }, Value: { Ref: 'TaintValue' }, Effect: { Ref: 'Effect' } }],
    },
  });
});

describe('readiness', () => {
  test('without a virtual node, the cluster is ready a while after its nodes', () => {
    const template = ackTemplate();
    expect(resource(template, 'ClusterReady')).toMatchObject({
      Type: 'ALIYUN::ROS::Sleep',
      Properties: { CreateDuration: 60 },
      DependsOn: ['ClusterNodePool'],
    });
    expect(template.Resources).not.toHaveProperty('ClusterVirtualNode');
  });

  test('a virtual node is installed once there are nodes, and is waited for too', () => {
    const template = ackTemplate({ virtualNode: true });
    expect(resource(template, 'ClusterVirtualNode')).toMatchObject({
      Type: 'ALIYUN::CS::ClusterAddons',
      Properties: {
        ClusterId: { 'Fn::GetAtt': ['Cluster', 'ClusterId'] },
        Addons: [{ Name: 'ack-virtual-node' }],
        InstalledIgnore: true,
      },
      DependsOn: ['ClusterReady'],
    });
    expect(resource(template, 'ClusterVirtualNodeReady')).toMatchObject({
      Type: 'ALIYUN::ROS::Sleep',
      Properties: { CreateDuration: 120 },
      DependsOn: ['ClusterVirtualNode'],
    });
  });

  test('the L1 of the add-on is at hand, where there is one', () => {
    const template = synth((stack) => {
      const network = existingNetwork(stack);
      const cluster = new AckCluster(stack, 'Cluster', { network, virtualNode: true });
      cluster.virtualNodeAddon?.addon.addPropertyOverride('Addons.0.Version', 'v2');
      expect(new AckCluster(stack, 'Plain', { network }).virtualNodeAddon).toBeUndefined();
    });
    expect(properties(template, 'ClusterVirtualNode').Addons).toEqual([{ Name: 'ack-virtual-node', Version: 'v2' }]);
  });
});

test('tells placements what the cluster is', () => {
  synth((stack) => {
    const network = existingNetwork(stack);
    const plain = new AckCluster(stack, 'Plain', { network });
    expect([plain.kind, plain.virtualNode, plain.defaultNodePool.largestNodeCpu]).toEqual([ClusterKind.ACK, false, 4]);
    expect([plain.edition, plain.defaultNodePool.maxNodes]).toEqual(['pro', 2]);
    const nodePool = { instanceTypes: ['ecs.c7.large', 'ecs.g7.4xlarge', 'ecs.g7.2xlarge'] };
    const large = new AckCluster(stack, 'Large', { network, virtualNode: true, nodePool });
    expect([large.virtualNode, large.defaultNodePool.largestNodeCpu]).toEqual([true, 16]);
  });
});

test('tells of the edition and of the nodes what is known', () => {
  synth((stack) => {
    const network = existingNetwork(stack);
    const known = new AckCluster(stack, 'Known', {
      network,
      clusterSpec: AckClusterSpec.BASIC,
      nodePool: { autoScaling: { minInstances: 0, maxInstances: 7 } },
    });
    expect([known.edition, known.defaultNodePool.maxNodes]).toEqual(['basic', 7]);
    const unknown = new AckCluster(stack, 'Unknown', {
      network,
      clusterSpec: parameter.text(stack, 'Spec') as AckClusterSpec,
      nodePool: { desiredSize: parameter.number(stack, 'Nodes') },
    });
    expect([unknown.edition, unknown.defaultNodePool.maxNodes]).toEqual([undefined, undefined]);
  });
});

test.each([
  ['a deploy-time type', (stack: ros.Stack) => ['ecs.g6.xlarge', parameter.text(stack, 'Type')]],
  ['a type whose name does not tell', () => ['ecs.ebmg7.32xlarge', 'ecs.ebmhfg5.small']],
])('does not guess the largest node from %s', (_case, types) => {
  synth((stack) => {
    const nodePool = { instanceTypes: types(stack) };
    const { defaultNodePool } = new AckCluster(stack, 'C', { network: existingNetwork(stack), nodePool });
    expect(defaultNodePool.largestNodeCpu).toBeUndefined();
  });
});

test('several clusters stand side by side, also below constructs of the user', () => {
  const template = synth((stack) => {
    const network = new Network(stack, 'Network', { zones: ['cn-hangzhou-i'] });
    new AckCluster(stack, 'Blue', { network, virtualNode: true });
    new AckCluster(stack, 'Green', { network });
    new AckCluster(new ros.Construct(stack, 'Team'), 'Cluster', { network });
  });
  expect(checkStructure(template)).toEqual([]);
  const ids = Object.keys(template.Resources ?? {}).filter((id) => !id.startsWith('Network'));
  expect(ids).toEqual([
    ...['Blue', 'BlueNodePool', 'BlueReady', 'BlueVirtualNode', 'BlueVirtualNodeReady'],
    ...['Green', 'GreenNodePool', 'GreenReady'],
    ...['TeamCluster', 'TeamClusterNodePool', 'TeamClusterReady'],
  ]);
  expect(properties(template, 'GreenNodePool').ClusterId).toEqual({ 'Fn::GetAtt': ['Green', 'ClusterId'] });
});

test('the same input gives the same bytes', () => {
  const build = (stack: ros.Stack) => {
    const network = new Network(stack, 'Network', { zones: ['cn-hangzhou-i'] });
    new AckCluster(stack, 'Cluster', { network, virtualNode: true, nodePool: { labels: { b: '1', a: '2' } } });
  };
  expect(synthesize(build).text).toBe(synthesize(build).text);
});

test('an L1 override has the last word', () => {
  const template = synth((stack) => {
    const cluster = new AckCluster(stack, 'Cluster', { network: existingNetwork(stack) });
    cluster.resource.addPropertyOverride('ProxyMode', 'ipvs');
    cluster.defaultNodePool.resource.addPropertyOverride('ScalingGroup.SystemDiskSize', 200);
  });
  expect(properties(template, 'Cluster').ProxyMode).toBe('ipvs');
  expect(properties(template, 'ClusterNodePool').ScalingGroup).toMatchObject({ SystemDiskSize: 200 });
});
