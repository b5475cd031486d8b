import { AckCluster } from '../../lib/cluster/ack-cluster';
import { NodeBilling } from '../../lib/cluster/node-billing';
import { NodeLogin } from '../../lib/cluster/node-login';
import type { NodePoolOptions } from '../../lib/cluster/node-pool-options';
import { synth, synthWarnings } from '../support/synth';
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
    systemDiskEncrypted: true,
    vSwitchIds: ['vsw-nodes'],
    imageType: 'Ubuntu',
    login: NodeLogin.fromKeyPair('ops'),
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
      SystemDiskEncrypted: true,
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
  test('node-pool-instance-types: an empty list of instance types', () => {
    expect(poolFaults({ instanceTypes: [] })).toMatchObject([
      {
        rule: 'node-pool-instance-types',
        at: 'nodePool.instanceTypes',
        message: 'is empty; name at least one ECS instance type, for instance ecs.g6.xlarge',
      },
    ]);
  });

  test('node-pool-instance-types: an instance type that is listed twice', () => {
    expect(poolFaults({ instanceTypes: ['ecs.g6.xlarge', 'ecs.g7.xlarge', 'ecs.g6.xlarge'] })).toMatchObject([
      {
        rule: 'node-pool-instance-types',
        at: 'nodePool.instanceTypes',
        message: 'names "ecs.g6.xlarge" twice; leave it out once',
      },
    ]);
  });

  test.each<[string, string, NodePoolOptions, string, string]>([
    ['node-pool-name', 'an empty name', { name: ' ' }, 'name', 'is empty; give the node pool a name, or leave it out'],
    [
      'node-pool-system-disk',
      'an unknown kind of disk',
      { systemDiskCategory: 'cloud_esd' },
      'systemDiskCategory',
      'is "cloud_esd"; allowed is cloud_essd, cloud_auto, cloud_essd_entry, cloud_ssd, cloud_efficiency. Did you mean "cloud_essd"?',
    ],
    [
      'vswitch-list',
      'no vSwitches',
      { vSwitchIds: [] },
      'vSwitchIds',
      'is empty; name at least one vSwitch, or leave it out to use those of the network',
    ],
    [
      'vswitch-id',
      'what is not a vSwitch',
      { vSwitchIds: ['vpc-1'] },
      'vSwitchIds',
      '"vpc-1" is not a vSwitch id; it looks like vsw-bp1a2b3c…',
    ],
    [
      'vswitch-list',
      'a vSwitch that is listed twice',
      { vSwitchIds: ['vsw-1', 'vsw-1'] },
      'vSwitchIds',
      'names "vsw-1" twice; leave it out once',
    ],
    [
      'node-pool-labels',
      'a label that Kubernetes refuses',
      { labels: { pool: 'a b' } },
      'labels["pool"]',
      'is "a b"; allowed are at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends',
    ],
    [
      'node-pool-taints',
      'a taint without a name',
      { taints: [{ key: '', value: 'a' }] },
      'taints[0].key',
      'has the name ""; allowed are 1 to 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends',
    ],
    [
      'node-pool-taints',
      'a taint with a value that Kubernetes refuses',
      { taints: [{ key: 'ci', value: 'a/b' }] },
      'taints[0].value',
      'is "a/b"; allowed are at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends',
    ],
    [
      'value-not-allowed',
      'an unknown effect',
      { taints: [{ key: 'ci', value: 'a', effect: 'NoScheduling' as 'NoSchedule' }] },
      'taints[0].effect',
      'is "NoScheduling"; allowed are "NoSchedule", "NoExecute", "PreferNoSchedule". Did you mean "NoSchedule"?',
    ],
    [
      'node-pool-taints',
      'the same taint twice',
      {
        taints: [
          { key: 'ci', value: 'a' },
          { key: 'ci', value: 'a', effect: 'NoSchedule' },
        ],
      },
      'taints[1]',
      'is the same as nodePool.taints[0]; leave it out',
    ],
    [
      'node-pool-containerd-version',
      'what is not a version of containerd',
      { containerdVersion: 'v2' },
      'containerdVersion',
      '"v2" is not a version of containerd; write it as 2.1.9',
    ],
    [
      'tag-key',
      'a tag of Alibaba Cloud itself',
      { tags: { 'acs:pool': 'ci' } },
      'tags["acs:pool"]',
      'has a key that begins with "aliyun" or "acs:", which Alibaba Cloud keeps for itself; take another name',
    ],
    [
      'node-key-pair',
      'a key pair without a name',
      { login: NodeLogin.fromKeyPair('') },
      'login',
      'is a key pair without a name; give the name of one that exists in the region',
    ],
  ])('%s: %s', (rule, _, nodePool, at, message) => {
    expect(poolFaults(nodePool)).toMatchObject([{ rule, at: `nodePool.${at}`, message }]);
  });

  test('node-pool-instance-types: what is not an instance type', () => {
    expect(poolFaults({ instanceTypes: ['ecs.g6.xlarge', 'g6.xlarge', 'ecs.g6'] })).toMatchObject([
      {
        rule: 'node-pool-instance-types',
        at: 'nodePool.instanceTypes',
        message: '"g6.xlarge" is not an ECS instance type; it looks like ecs.g6.xlarge',
      },
      {
        rule: 'node-pool-instance-types',
        at: 'nodePool.instanceTypes',
        message: '"ecs.g6" is not an ECS instance type; it looks like ecs.g6.xlarge',
      },
    ]);
  });

  test.each([-1, 1.5, NaN])('whole-number: %s nodes', (desiredSize) => {
    expect(poolFaults({ desiredSize })).toMatchObject([
      {
        rule: 'whole-number',
        at: 'nodePool.desiredSize',
        message: `is ${desiredSize}; allowed is a whole number of at least 0`,
      },
    ]);
  });

  test('node-pool-size: a fixed number of nodes beside auto-scaling', () => {
    expect(poolFaults({ desiredSize: 2, autoScaling: { minInstances: 1, maxInstances: 2 } })).toMatchObject([
      {
        rule: 'node-pool-size',
        at: 'nodePool.desiredSize',
        message: 'contradicts autoScaling, which sets the number of nodes itself; leave one of them out',
      },
    ]);
  });

  test('bounds of auto-scaling that are no bounds', () => {
    expect(poolFaults({ autoScaling: { minInstances: -1, maxInstances: 0 } })).toMatchObject([
      { at: 'nodePool.autoScaling.minInstances', message: 'is -1; allowed is a whole number of at least 0' },
      { at: 'nodePool.autoScaling.maxInstances', message: 'is 0; allowed is a whole number of at least 1' },
    ]);
    expect(poolFaults({ autoScaling: { minInstances: 5, maxInstances: 4 } })).toMatchObject([
      { rule: 'node-pool-size', at: 'nodePool.autoScaling', message: 'has minInstances 5 above maxInstances 4' },
    ]);
  });

  test.each([39, 501, 60.5, Infinity])('node-pool-system-disk: a system disk of %s GiB', (systemDiskSizeGiB) => {
    expect(poolFaults({ systemDiskSizeGiB })).toMatchObject([
      {
        rule: 'node-pool-system-disk',
        at: 'nodePool.systemDiskSizeGiB',
        message: `is ${systemDiskSizeGiB}; allowed is a whole number of GiB from 40 to 500`,
      },
    ]);
  });
});

describe('node-subscription-scaling: a subscription that nodes come and go under', () => {
  const warningsOf = (nodePool: NodePoolOptions) =>
    synthWarnings((stack) => new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), nodePool }));
  const autoScaling = { minInstances: 1, maxInstances: 5 };

  test('is warned of: what is taken out of the cluster is paid on', () => {
    expect(warningsOf({ autoScaling, billing: NodeBilling.subscription() })).toEqual([
      expect.stringMatching(
        /^billing: is a subscription, and autoScaling takes nodes out of the cluster without releasing them: .* Use NodeBilling\.payAsYouGo\(\), or use a fixed desiredSize \[node-subscription-scaling\]$/,
      ),
    ]);
  });

  test.each<[string, NodePoolOptions]>([
    ['a fixed number of subscribed nodes', { desiredSize: 3, billing: NodeBilling.subscription() }],
    ['nodes that are paid as they go', { autoScaling, billing: NodeBilling.payAsYouGo() }],
    ['the default billing', { autoScaling }],
  ])('%s needs no warning', (_, nodePool) => {
    expect(warningsOf(nodePool)).toEqual([]);
  });
});

test('accepts taints that differ in value or effect alone', () => {
  const taints = [
    { key: 'ci', value: 'a' },
    { key: 'ci', value: 'b' },
    { key: 'ci', value: 'a', effect: 'NoExecute' as const },
  ];
  expect(pool({ taints }).KubernetesConfig).toMatchObject({ Taints: [{}, {}, {}] });
});

test('deploy-time items pass, and what stands beside them is still checked', () => {
  const faults = faultsOf((stack) => {
    const text = (id: string) => parameter.text(stack, id);
    const nodePool: NodePoolOptions = {
      instanceTypes: [text('Type'), 'g6'],
      vSwitchIds: [text('VSwitch'), 'vpc-1'],
      labels: { a: text('Label'), b: '?' },
      taints: [
        { key: text('TaintKey'), value: text('TaintValue') },
        { key: '?', value: '' },
      ],
      tags: { a: text('Tag'), aliyun: '' },
      login: NodeLogin.fromKeyPair(text('KeyPair')),
    };
    new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), nodePool });
  });
  expect(faults.map(({ at }) => at.replace('nodePool.', ''))).toEqual([
    'instanceTypes',
    'vSwitchIds',
    'labels["b"]',
    'taints[1].key',
    'tags["aliyun"]',
  ]);
});

test('accepts auto-scaling between equal bounds', () => {
  expect(pool({ autoScaling: { minInstances: 3, maxInstances: 3 } }).AutoScaling).toMatchObject({ MinInstances: 3 });
});

test.each([40, 500])('accepts a system disk of %s GiB', (systemDiskSizeGiB) => {
  expect(pool({ systemDiskSizeGiB }).ScalingGroup).toMatchObject({ SystemDiskSize: systemDiskSizeGiB });
});
