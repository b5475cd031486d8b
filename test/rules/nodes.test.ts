import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import { AckCluster, JobPlacement, Network, NodePool } from '../../lib';
import type { NodePoolOptions, NodeTaint } from '../../lib';
import { nodes } from '../../lib/rules/nodes';
import type { RunnerOverrides } from '../support/runner';
import { problemsOf } from './problems';

const CI: NodeTaint = { key: 'dedicated', value: 'ci' };
const TOLERATION = { key: 'dedicated', value: 'ci', effect: 'NoSchedule' as const };

/** What the rules say of a runner in a new cluster, by `rule at`. */
function found(first: NodePoolOptions, runner: RunnerOverrides | ((cluster: AckCluster) => RunnerOverrides) = {}) {
  return problemsOf(nodes, (stack) => {
    const network = Network.fromAttributes(stack, 'Network', { vpcId: 'vpc-1', vSwitchIds: ['vsw-1'] });
    const cluster = new AckCluster(stack, 'New', { network, nodePool: first, virtualNode: true });
    return {
      placement: JobPlacement.nodePool(),
      ...(typeof runner === 'function' ? runner(cluster) : runner),
      cluster,
    };
  }).map(({ rule, at }) => `${rule} ${at}`);
}

const BOTH = (rule: string) => [`${rule} managerPlacement`, `${rule} placement`];

describe('placement-needs-nodes', () => {
  test('warns of pods for pools without nodes', () => {
    expect(found({ desiredSize: 0 })).toEqual(BOTH('placement-needs-nodes'));
    const placement = (cluster: AckCluster) => ({
      placement: JobPlacement.nodePool(cluster.addNodePool('Empty', { desiredSize: 0 })),
    });
    expect(found({}, placement)).toEqual(['placement-needs-nodes placement']);
  });

  test('says what to do', () => {
    const problems = problemsOf(nodes, (stack) => {
      const network = Network.fromAttributes(stack, 'Network', { vpcId: 'vpc-1', vSwitchIds: ['vsw-1'] });
      const cluster = new AckCluster(stack, 'New', { network, nodePool: { desiredSize: 0 } });
      return { cluster, placement: JobPlacement.eci() };
    });
    expect(problems).toMatchObject([
      {
        severity: 'warning',
        message:
          'is the node pool, which is made without nodes (desiredSize is 0): the pods stay Pending until you add some. Give the pool nodes or autoScaling, or use JobPlacement.eci() or JobPlacement.acs()',
      },
    ]);
  });

  test.each<[string, NodePoolOptions, RunnerOverrides | ((cluster: AckCluster) => RunnerOverrides)]>([
    ['nodes', { desiredSize: 1 }, {}],
    ['nodes that come as they are needed', { autoScaling: { minInstances: 0, maxInstances: 1 } }, {}],
    [
      'nodes of another pool',
      { desiredSize: 0 },
      (cluster) => {
        cluster.addNodePool('System', { desiredSize: 1 });
        return {};
      },
    ],
    [
      'pods that go elsewhere',
      { desiredSize: 0 },
      { managerPlacement: JobPlacement.nodePool({ nodePoolId: 'np1' }), placement: JobPlacement.eci() },
    ],
    [
      'pods for nodes that are not made here',
      { desiredSize: 0, labels: { paid: 'hourly' } },
      {
        managerPlacement: JobPlacement.nodePool({ nodeSelector: { paid: 'monthly' } }),
        placement: JobPlacement.fallback([JobPlacement.nodePool(), JobPlacement.eci()]),
      },
    ],
  ])('is content with %s', (_, first, runner) => {
    expect(found(first, runner)).toEqual([]);
  });

  test('cannot judge a size that only the deployment knows', () => {
    const problems = problemsOf(nodes, (stack) => {
      const network = Network.fromAttributes(stack, 'Network', { vpcId: 'vpc-1', vSwitchIds: ['vsw-1'] });
      const size = new RosParameter(stack, 'Size', { type: RosParameterType.NUMBER }).valueAsNumber;
      return { cluster: new AckCluster(stack, 'New', { network, nodePool: { desiredSize: size } }) };
    });
    expect(problems).toEqual([]);
  });
});

describe('taint-not-tolerated', () => {
  const tainted = { taints: [CI] };
  const tolerating = { managerPlacement: JobPlacement.nodePool({ tolerations: [TOLERATION] }) };

  test('refuses managers and jobs that no node takes', () => {
    expect(found(tainted)).toEqual(BOTH('taint-not-tolerated'));
    expect(found({ taints: [{ ...CI, effect: 'NoExecute' }] })).toEqual(BOTH('taint-not-tolerated'));
    expect(found(tainted, (cluster) => (cluster.addNodePool('Other', tainted), {}))).toEqual(
      BOTH('taint-not-tolerated'),
    );
    expect(found(tainted, tolerating)).toEqual(['taint-not-tolerated placement']);
  });

  test('refuses pods that are sent to the pool by its labels alone', () => {
    const runner = (cluster: AckCluster) => {
      cluster.addNodePool('Ci', { ...tainted, labels: { pool: 'ci' } });
      return { placement: JobPlacement.nodePool({ nodeSelector: { pool: 'ci' } }) };
    };
    expect(found({}, runner)).toEqual(['taint-not-tolerated placement']);
  });

  test('refuses another value or effect than the taint has', () => {
    const wrong = [{ ...TOLERATION, value: 'cd' }, { ...TOLERATION, effect: 'NoExecute' as const }, { key: 'other' }];
    for (const toleration of wrong) {
      const managerPlacement = JobPlacement.nodePool({ tolerations: [toleration] });
      expect(found(tainted, { managerPlacement, placement: JobPlacement.eci() })).toEqual([
        'taint-not-tolerated managerPlacement',
      ]);
    }
  });

  test('says what to do', () => {
    const problems = problemsOf(nodes, (stack) => {
      const network = Network.fromAttributes(stack, 'Network', { vpcId: 'vpc-1', vSwitchIds: ['vsw-1'] });
      const cluster = new AckCluster(stack, 'New', { network, nodePool: tainted });
      return { cluster, placement: JobPlacement.nodePool(cluster.defaultNodePool) };
    });
    expect(problems).toMatchObject([
      {
        severity: 'error',
        at: 'managerPlacement',
        message:
          'is the node pool, whose taint dedicated=ci:NoSchedule the managers do not tolerate: they stay Pending. Use JobPlacement.nodePool(...) with the node pool or with tolerations, or add a node pool without taints to the cluster before the runner',
      },
    ]);
  });

  const override = (kubernetes: object): RunnerOverrides => ({ ...tolerating, config: { runners: { kubernetes } } });

  test.each<[string, RunnerOverrides | ((cluster: AckCluster) => RunnerOverrides)]>([
    ['a pool without taints', (cluster) => (cluster.addNodePool('System'), {})],
    ['a pool by reference', ({ defaultNodePool: pool }) => placed(JobPlacement.nodePool(pool))],
    ['a toleration', placed(JobPlacement.nodePool({ tolerations: [TOLERATION] }))],
    ['a toleration of any value and effect', placed(JobPlacement.nodePool({ tolerations: [{ key: 'dedicated' }] }))],
    ['pods that go elsewhere', placed(JobPlacement.nodePool({ nodePoolId: 'np1' }))],
    [
      'jobs that may go elsewhere',
      { ...tolerating, placement: JobPlacement.fallback([JobPlacement.nodePool(), JobPlacement.eci()]) },
    ],
    ['a toleration in config', override({ nodeTolerations: { 'dedicated=ci': 'NoSchedule' } })],
    ['a toleration of everything in config', override({ nodeTolerations: { '': '' } })],
    ['other nodes in config', override({ nodeSelector: { pool: 'mine' } })],
    ['other nodes by affinity', override({ affinity: { nodeAffinity: {} } })],
    ['pipelines that bring tolerations', { ...tolerating, jobs: { overrides: { tolerations: '^dedicated=.*$' } } }],
    [
      'tolerations of the managers in the chart values',
      { placement: JobPlacement.eci(), chartValues: { tolerations: [{ key: 'dedicated', operator: 'Exists' }] } },
    ],
    [
      'other nodes for the managers in the chart values',
      { placement: JobPlacement.eci(), chartValues: { nodeSelector: { pool: 'mine' } } },
    ],
  ])('is content with %s', (_, runner) => {
    expect(found(tainted, runner)).toEqual([]);
  });

  test('is content with a taint that only advises', () => {
    expect(found({ taints: [{ ...CI, effect: 'PreferNoSchedule' }] })).toEqual([]);
  });

  test('cannot judge what only the deployment knows', () => {
    const problems = problemsOf(nodes, (stack) => {
      const network = Network.fromAttributes(stack, 'Network', { vpcId: 'vpc-1', vSwitchIds: ['vsw-1'] });
      const value = new RosParameter(stack, 'Value', { type: RosParameterType.STRING }).valueAsString;
      const cluster = new AckCluster(stack, 'New', { network, nodePool: { taints: [{ key: 'dedicated', value }] } });
      return { cluster, ...placed(JobPlacement.nodePool({ tolerations: [TOLERATION] })) };
    });
    expect(problems).toEqual([]);
  });

  test('says nothing of existing clusters, which may have other nodes', () => {
    expect(problemsOf(nodes, { placement: JobPlacement.nodePool() })).toEqual([]);
    const pool = { placement: JobPlacement.nodePool({ nodePoolId: 'np1', labels: {}, taints: [CI] }) };
    expect(problemsOf(nodes, pool)).toEqual([]);
  });
});

function placed(placement: JobPlacement): RunnerOverrides {
  return { placement, managerPlacement: placement };
}

test('a pool that exists is known by what is told of it', () => {
  const problems = problemsOf(nodes, (stack) => ({
    placement: JobPlacement.nodePool(NodePool.fromNodePoolId(stack, 'Pool', 'np1', { taints: [CI] })),
  }));
  expect(problems).toEqual([]);
});
