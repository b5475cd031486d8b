import { AckCluster } from '../../lib/cluster/ack-cluster';
import { NodeLogin } from '../../lib/cluster/node-login';
import type { NodePoolOptions } from '../../lib/cluster/node-pool';
import { vCpusOf } from '../../lib/cluster/node-pool';
import { synth } from '../support/synth';
import { ackTemplate, existingNetwork, faultsOf, parameter, properties } from './fixtures';

function pool(nodePool: NodePoolOptions): Record<string, unknown> {
  return properties(ackTemplate({ nodePool }), 'ClusterNodePool');
}

function poolFaults(nodePool: NodePoolOptions) {
  return faultsOf((stack) => new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), nodePool }));
}

test('by default there are two pay-as-you-go nodes on the vSwitches of the network, without a login', () => {
  expect(pool({})).toEqual({
    ClusterId: { 'Fn::GetAtt': ['Cluster', 'ClusterId'] },
    Count: 2,
    NodePoolInfo: { Name: 'default-pool' },
    ScalingGroup: {
      InstanceTypes: ['ecs.g6.xlarge'],
      VSwitchIds: ['vsw-1', 'vsw-2'],
      ImageType: 'AliyunLinux3ContainerOptimized',
      SystemDiskCategory: 'cloud_essd',
      SystemDiskSize: 120,
      InstanceChargeType: 'PostPaid',
    },
  });
});

test('every choice reaches the node pool', () => {
  const rendered = pool({
    name: 'managers',
    instanceTypes: ['ecs.c7.2xlarge', 'ecs.c6.2xlarge'],
    desiredSize: 0,
    systemDiskCategory: 'cloud_auto',
    systemDiskSizeGiB: 40,
    vSwitchIds: ['vsw-nodes'],
    imageType: 'Ubuntu',
    login: NodeLogin.keyPair('ops'),
    tags: { team: 'ci' },
  });
  expect(rendered).toMatchObject({
    Count: 0,
    NodePoolInfo: { Name: 'managers' },
    ScalingGroup: {
      InstanceTypes: ['ecs.c7.2xlarge', 'ecs.c6.2xlarge'],
      VSwitchIds: ['vsw-nodes'],
      ImageType: 'Ubuntu',
      SystemDiskCategory: 'cloud_auto',
      SystemDiskSize: 40,
      KeyPair: 'ops',
      Tags: [{ Key: 'team', Value: 'ci' }],
    },
  });
});

test('nodes take the tags of the cluster unless they have their own', () => {
  const tagsOf = (nodePool: NodePoolOptions) => {
    return properties(ackTemplate({ tags: { team: 'ci' }, nodePool }), 'ClusterNodePool').ScalingGroup;
  };
  expect(tagsOf({})).toMatchObject({ Tags: [{ Key: 'team', Value: 'ci' }] });
  expect(tagsOf({ tags: { pool: 'a' } })).toMatchObject({ Tags: [{ Key: 'pool', Value: 'a' }] });
});

test('auto-scaling takes the place of a fixed number of nodes', () => {
  const rendered = pool({ autoScaling: { minInstances: 0, maxInstances: 10 } });
  expect(rendered.AutoScaling).toEqual({ Enable: true, Type: 'cpu', MinInstances: 0, MaxInstances: 10 });
  expect(rendered).not.toHaveProperty('Count');
});

test('the bounds of auto-scaling can be deploy-time values', () => {
  const template = synth((stack) => {
    const autoScaling = { minInstances: parameter.number(stack, 'Min'), maxInstances: parameter.number(stack, 'Max') };
    new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), nodePool: { autoScaling } });
  });
  expect(properties(template, 'ClusterNodePool').AutoScaling).toMatchObject({
    MinInstances: { Ref: 'Min' },
    MaxInstances: { Ref: 'Max' },
  });
});

describe('what Kubernetes knows of the nodes', () => {
  test('labels and taints bring the runtime version that ROS then demands', () => {
    const rendered = pool({
      labels: { 'example.com/pool': 'ci', spot: '' },
      taints: [
        { key: 'ci', value: 'true' },
        { key: 'gpu', value: '', effect: 'NoExecute' },
      ],
    });
    expect(rendered.KubernetesConfig).toEqual({
      Runtime: 'containerd',
      RuntimeVersion: '2.1.9',
      Labels: [
        { Key: 'example.com/pool', Value: 'ci' },
        { Key: 'spot', Value: '' },
      ],
      Taints: [
        { Key: 'ci', Value: 'true', Effect: 'NoSchedule' },
        { Key: 'gpu', Value: '', Effect: 'NoExecute' },
      ],
    });
  });

  test.each([
    ['labels', { labels: { a: 'b' } }, ['Runtime', 'RuntimeVersion', 'Labels']],
    ['taints', { taints: [{ key: 'a', value: 'b' }] }, ['Runtime', 'RuntimeVersion', 'Taints']],
    ['a runtime version', { containerdVersion: '1.6.28' }, ['Runtime', 'RuntimeVersion']],
  ])('%s alone will do', (_case, nodePool, keys) => {
    expect(Object.keys(pool(nodePool).KubernetesConfig as object)).toEqual(keys);
  });

  test('a runtime version of one’s own is taken', () => {
    const rendered = pool({ labels: { a: 'b' }, containerdVersion: '1.6.28' });
    expect(rendered.KubernetesConfig).toMatchObject({ RuntimeVersion: '1.6.28' });
  });

  test('empty labels and taints count as none', () => {
    expect(pool({ labels: {}, taints: [] })).not.toHaveProperty('KubernetesConfig');
  });

  test('an effect that is undefined counts as none', () => {
    const rendered = pool({ taints: [{ key: 'a', value: 'b', effect: undefined }] });
    expect(rendered.KubernetesConfig).toMatchObject({ Taints: [{ Effect: 'NoSchedule' }] });
  });
});

describe('refuses', () => {
  test('an empty list of instance types', () => {
    expect(poolFaults({ instanceTypes: [] })).toEqual([
      {
        at: 'nodePool.instanceTypes',
        message: 'is empty; name at least one ECS instance type, for instance ecs.g6.xlarge',
      },
    ]);
  });

  test('what is not an instance type', () => {
    expect(poolFaults({ instanceTypes: ['ecs.g6.xlarge', 'g6.xlarge', 'ecs.g6'] })).toEqual([
      { at: 'nodePool.instanceTypes', message: '"g6.xlarge" is not an ECS instance type; it looks like ecs.g6.xlarge' },
      { at: 'nodePool.instanceTypes', message: '"ecs.g6" is not an ECS instance type; it looks like ecs.g6.xlarge' },
    ]);
  });

  test.each([-1, 1.5, NaN])('%s nodes', (desiredSize) => {
    expect(poolFaults({ desiredSize })).toEqual([
      { at: 'nodePool.desiredSize', message: `is ${desiredSize}; allowed is a whole number of at least 0` },
    ]);
  });

  test('a fixed number of nodes beside auto-scaling', () => {
    expect(poolFaults({ desiredSize: 2, autoScaling: { minInstances: 1, maxInstances: 2 } })).toEqual([
      {
        at: 'nodePool.desiredSize',
        message: 'contradicts autoScaling, which sets the number of nodes itself; leave one of them out',
      },
    ]);
  });

  test('bounds of auto-scaling that are no bounds', () => {
    expect(poolFaults({ autoScaling: { minInstances: -1, maxInstances: 0 } })).toEqual([
      { at: 'nodePool.autoScaling.minInstances', message: 'is -1; allowed is a whole number of at least 0' },
      { at: 'nodePool.autoScaling.maxInstances', message: 'is 0; allowed is a whole number of at least 1' },
    ]);
    expect(poolFaults({ autoScaling: { minInstances: 5, maxInstances: 4 } })).toEqual([
      { at: 'nodePool.autoScaling', message: 'has minInstances 5 above maxInstances 4' },
    ]);
  });

  test.each([39, 501, 60.5, Infinity])('a system disk of %s GiB', (systemDiskSizeGiB) => {
    expect(poolFaults({ systemDiskSizeGiB })).toEqual([
      {
        at: 'nodePool.systemDiskSizeGiB',
        message: `is ${systemDiskSizeGiB}; allowed is a whole number of GiB from 40 to 500`,
      },
    ]);
  });
});

test('accepts auto-scaling between equal bounds', () => {
  expect(pool({ autoScaling: { minInstances: 3, maxInstances: 3 } }).AutoScaling).toMatchObject({ MinInstances: 3 });
});

test.each([40, 500])('accepts a system disk of %s GiB', (systemDiskSizeGiB) => {
  expect(pool({ systemDiskSizeGiB }).ScalingGroup).toMatchObject({ SystemDiskSize: systemDiskSizeGiB });
});

test.each([
  ['ecs.g6.large', 2],
  ['ecs.g6.xlarge', 4],
  ['ecs.g7.2xlarge', 8],
  ['ecs.c8i.16xlarge', 64],
  ['ecs.t6-c1m1.large', 2],
  ['ecs.t5-lc1m1.small', undefined],
  ['ecs.g6.xxlarge', undefined],
])('%s has %s vCPUs', (instanceType, vCpus) => {
  expect(vCpusOf(instanceType)).toBe(vCpus);
});
