import type * as ros from '@alicloud/ros-cdk-core';
import { AckCluster } from '../../lib/cluster/ack-cluster';
import { AcsCluster } from '../../lib/cluster/acs-cluster';
import { Cluster } from '../../lib/cluster/cluster';
import { NodeArchitecture } from '../../lib/cluster/inode-pool';
import { NetworkPlugin } from '../../lib/cluster/network-plugin';
import { NodeBilling } from '../../lib/cluster/node-billing';
import { NodePool } from '../../lib/cluster/node-pool';
import type { NodeTaint } from '../../lib/cluster/inode-pool';
import type { NodePoolOptions } from '../../lib/cluster/node-pool-options';
import { synth, synthWarnings } from '../support/synth';
import { dependsOn } from '../support/template';
import {
  CLUSTER_ID,
  existingCluster,
  existingNetwork,
  faultsOf,
  errorOf,
  parameter,
  properties,
  resource,
} from './fixtures';

const CI: NodeTaint = { key: 'ci', value: 'gpu' };

function ack(stack: ros.Stack, nodePool: NodePoolOptions = {}): AckCluster {
  return new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), tags: { team: 'ci' }, nodePool });
}

function added(options: NodePoolOptions): Record<string, unknown> {
  return properties(
    synth((stack) => ack(stack).addNodePool('Added', options)),
    'ClusterAdded',
  );
}

function addedFaults(options: NodePoolOptions) {
  return faultsOf((stack) => ack(stack).addNodePool('Added', options));
}

test('a cluster has several pools, each with what the first has by default', () => {
  const template = synth((stack) => {
    const cluster = ack(stack);
    cluster.addNodePool('Gpu', { instanceTypes: ['ecs.gn7i-c8g1.2xlarge'], taints: [CI], labels: { gpu: 'a10' } });
    const arm = new NodePool(stack, 'Arm', { cluster, instanceTypes: ['ecs.g8y.2xlarge'], tags: {} });
    expect(cluster.nodePools.map(({ architecture }) => architecture)).toEqual(['amd64', 'amd64', 'arm64']);
    expect(cluster.nodePools.at(-1)).toBe(arm);
  });
  expect(properties(template, 'ClusterGpu')).toMatchObject({
    ClusterId: { 'Fn::GetAtt': ['Cluster', 'ClusterId'] },
    Count: 2,
    NodePoolInfo: { Name: 'cluster-gpu' },
    ScalingGroup: {
      InstanceTypes: ['ecs.gn7i-c8g1.2xlarge'],
      VSwitchIds: ['vsw-1', 'vsw-2'],
      ImageType: 'AliyunLinux3ContainerOptimized',
      Tags: [{ Key: 'team', Value: 'ci' }],
    },
    KubernetesConfig: {
      Labels: [{ Key: 'gpu', Value: 'a10' }],
      Taints: [{ Key: 'ci', Value: 'gpu', Effect: 'NoSchedule' }],
    },
  });
  expect(properties(template, 'Arm')).toMatchObject({
    NodePoolInfo: { Name: 'arm' },
    ScalingGroup: { ImageType: 'AliyunLinux3Arm64' },
  });
  expect(properties(template, 'ClusterNodePool').NodePoolInfo).toEqual({ Name: 'default-pool' });
});

test('a further pool waits for nothing that may need it', () => {
  const template = synth((stack) => ack(stack, { desiredSize: 0 }).addNodePool('Added'));
  expect(dependsOn(resource(template, 'ClusterAdded'))).toEqual([]);
});

test('the first pool of a cluster is at hand', () => {
  synth((stack) => {
    const cluster = ack(stack, { labels: { pool: 'first' }, billing: NodeBilling.spot() });
    expect(cluster.defaultNodePool).toMatchObject({ labels: { pool: 'first' }, spot: true, gpu: false, maxNodes: 2 });
    expect(stack.resolve(cluster.defaultNodePool.nodePoolId)).toEqual({
      'Fn::GetAtt': ['ClusterNodePool', 'NodePoolId'],
    });
  });
});

test.each<[string, NodePoolOptions, string]>([
  ['ordinary', {}, 'cpu'],
  ['spot', { billing: NodeBilling.spot() }, 'spot'],
  ['GPU', { instanceTypes: ['ecs.gn6i-c4g1.xlarge'] }, 'gpu'],
  ['spot GPU', { instanceTypes: ['ecs.gn6i-c4g1.xlarge'], billing: NodeBilling.spot() }, 'gpu'],
  ['stated GPU', { instanceTypes: ['ecs.ga1.xlarge'], gpu: true }, 'gpu'],
])('autoscaling is told of %s instances', (_, options, type) => {
  const autoScaling = { minInstances: 0, maxInstances: 3 };
  expect(added({ ...options, autoScaling }).AutoScaling).toMatchObject({ Type: type });
});

test('what only the deployment knows is not guessed', () => {
  synth((stack) => {
    const pool = ack(stack).addNodePool('Added', {
      instanceTypes: parameter.list(stack, 'Types'),
      desiredSize: parameter.number(stack, 'Size'),
    });
    expect([pool.architecture, pool.gpu, pool.maxNodes, pool.largestNodeCpu]).toEqual(Array(4).fill(undefined));
  });
});

test('the resource takes properties that there is no option for', () => {
  const template = synth((stack) => {
    ack(stack).addNodePool('Added').resource.addPropertyOverride('Management', { Enable: true, AutoRepair: true });
  });
  expect(properties(template, 'ClusterAdded').Management).toEqual({ Enable: true, AutoRepair: true });
});

test('an existing cluster gets a pool, after what the cluster waits for', () => {
  const template = synth((stack) => {
    const first = existingCluster(stack).addManifest('First', {
      objects: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'first' } }],
    });
    const cluster = Cluster.fromClusterId(stack, 'Same', CLUSTER_ID, { dependencies: [first] });
    const pool = new NodePool(stack, 'Gpu', { cluster, vSwitchIds: ['vsw-9'] });
    expect(cluster.nodePools).toBeUndefined();
    expect(pool.taints).toEqual([]);
  });
  expect(properties(template, 'Gpu')).toMatchObject({ ClusterId: CLUSTER_ID, ScalingGroup: { VSwitchIds: ['vsw-9'] } });
  expect(dependsOn(resource(template, 'Gpu'))).toEqual(['ClusterFirst']);
});

describe('a pool that exists', () => {
  test('is known by its id and what is told of it', () => {
    const template = synth((stack) => {
      const told = { labels: { a: 'b' }, taints: [CI], architecture: NodeArchitecture.ARM64, spot: true, gpu: true };
      expect(NodePool.fromNodePoolId(stack, 'Pool', 'np0123abc', told)).toMatchObject({
        nodePoolId: 'np0123abc',
        ...told,
      });
      const plain = NodePool.fromNodePoolId(stack, 'Plain', parameter.text(stack, 'Id'));
      expect(plain).toMatchObject({ labels: {}, taints: [], spot: false });
      expect(plain.architecture).toBeUndefined();
    });
    expect(template.Resources).toBeUndefined();
  });

  test.each<[string, string, object, string]>([
    ['node-pool-id', 'c0123', {}, 'nodePoolId'],
    ['node-pool-labels', 'np0', { labels: { a: 'not a label' } }, 'labels["a"]'],
    ['node-pool-taints', 'np0', { taints: [{ key: 'a b', value: '' }] }, 'taints[0].key'],
  ])('%s: refuses a malformed one', (rule, id, attributes, at) => {
    expect(faultsOf((stack) => NodePool.fromNodePoolId(stack, 'Pool', id, attributes))).toMatchObject([{ rule, at }]);
  });
});

describe('node-pool-id-taken', () => {
  test.each(['NodePool', 'Gpu'])('refuses the id %s a second time', (id) => {
    const error = errorOf((stack) => {
      const cluster = ack(stack);
      cluster.addNodePool('Gpu');
      cluster.addNodePool(id);
    });
    expect(error.message).toContain(`the cluster has a part called "${id}" already; give the node pool another id`);
  });

  test('takes another id', () => {
    const template = synth((stack) => {
      const cluster = ack(stack);
      cluster.addNodePool('Gpu');
      cluster.addNodePool('Gpu2');
    });
    expect(template.Resources).toHaveProperty('ClusterGpu2');
  });
});

test('node-pool-in-acs-cluster: an ACS cluster has no nodes', () => {
  const build = (stack: ros.Stack) => {
    const cluster = new AcsCluster(stack, 'Cluster', { network: existingNetwork(stack) });
    new NodePool(stack, 'Pool', { cluster });
  };
  expect(faultsOf(build)).toMatchObject([{ rule: 'node-pool-in-acs-cluster', at: 'cluster' }]);
});

test('node-pool-vswitches: nodes of an existing cluster need vSwitches', () => {
  const build = (stack: ros.Stack) => new NodePool(stack, 'Pool', { cluster: existingCluster(stack) });
  expect(faultsOf(build)).toMatchObject([{ rule: 'node-pool-vswitches', at: 'vSwitchIds' }]);
});

describe('node-pool-architecture', () => {
  test('refuses types of both architectures', () => {
    expect(addedFaults({ instanceTypes: ['ecs.g8y.large', 'ecs.g7.large'] })).toMatchObject([
      {
        rule: 'node-pool-architecture',
        at: 'instanceTypes',
        message:
          'has types of different architectures: ecs.g8y.large is arm64, ecs.g7.large is amd64; make a node pool for each',
      },
    ]);
  });

  test('refuses another architecture than that of the types', () => {
    expect(addedFaults({ instanceTypes: ['ecs.g7.large'], architecture: NodeArchitecture.ARM64 })).toMatchObject([
      {
        at: 'architecture',
        message: 'is arm64, and ecs.g7.large is amd64; leave it out, or correct the instance types',
      },
    ]);
  });

  test('takes what is known where the types do not tell', () => {
    expect(
      added({ instanceTypes: ['ecs.x9y.large'], architecture: NodeArchitecture.ARM64 }).ScalingGroup,
    ).toMatchObject({
      ImageType: 'AliyunLinux3Arm64',
    });
    expect(added({ instanceTypes: ['ecs.g8y.large', 'ecs.x9y.large'] })).toBeDefined();
  });

  test('takes deploy-time types', () => {
    const template = synth((stack) => {
      const types = ['ecs.g8y.large', parameter.text(stack, 'Type')];
      ack(stack).addNodePool('Added', { instanceTypes: types, architecture: NodeArchitecture.ARM64 });
    });
    expect(properties(template, 'ClusterAdded').ScalingGroup).toMatchObject({ ImageType: 'AliyunLinux3Arm64' });
  });
});

describe('node-pools-all-tainted', () => {
  const warnings = (first: NodeTaint[], added?: NodeTaint[]) =>
    synthWarnings((stack) => {
      const cluster = ack(stack, { taints: first });
      if (added !== undefined) {
        cluster.addNodePool('Added', { taints: added });
      }
    });

  test('warns of a cluster whose own components find no node', () => {
    const warning = expect.stringMatching(
      /keep the cluster's own components off.*\[node-pools-all-tainted\]$/,
    ) as unknown;
    expect(warnings([CI])).toEqual([warning]);
    expect(warnings([{ ...CI, effect: 'NoExecute' }], [CI])).toEqual([warning]);
  });

  test.each<[string, NodeTaint[], NodeTaint[]?]>([
    ['a pool without taints', [CI], []],
    ['a taint that only advises', [{ ...CI, effect: 'PreferNoSchedule' }]],
    ['the taint for these components', [{ key: 'node-role.alibabacloud.com/addon', value: 'true' }], [CI]],
  ])('is content with %s', (_, first, added) => {
    expect(warnings(first, added)).toEqual([]);
  });

  test('cannot judge a taint that only the deployment knows', () => {
    const build = (stack: ros.Stack) => ack(stack, { taints: [{ key: parameter.text(stack, 'Key'), value: '' }] });
    expect(synthWarnings(build)).toEqual([]);
  });
});

describe('flannel-node-count', () => {
  const build = (size: number) => (stack: ros.Stack) => {
    const networkPlugin = NetworkPlugin.flannel({ podCidr: '10.0.0.0/24', nodeCidrMask: 26 });
    const cluster = new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), networkPlugin });
    cluster.addNodePool('Added', { desiredSize: size });
  };

  test('counts the nodes of all pools', () => {
    expect(faultsOf(build(3))).toMatchObject([
      { rule: 'flannel-node-count', message: expect.stringContaining('the cluster may have 5') as string },
    ]);
    expect(synth(build(2)).Resources).toHaveProperty('ClusterAdded');
  });
});
