import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import { AckCluster, Network, NodePool, Placement } from '../../lib';
import type { NodePoolOptions, NodeTaint } from '../../lib';
import { nodes } from '../../lib/rules/nodes';
import type { RunnerOverrides } from '../support/runner';
import { problemsOf } from './support';

const CI: NodeTaint = { key: 'dedicated', value: 'ci' };
const TOLERATION = { key: 'dedicated', value: 'ci', effect: 'NoSchedule' as const };

/** What the rules say of a runner in a new cluster, by `rule at`. */
function found(first: NodePoolOptions, runner: RunnerOverrides | ((cluster: AckCluster) => RunnerOverrides) = {}) {
  return problemsOf(nodes, (stack) => {
    const network = Network.fromAttributes(stack, 'Network', { vpcId: 'vpc-1', vSwitchIds: ['vsw-1'] });
    const cluster = new AckCluster(stack, 'New', { network, nodePool: first, virtualNode: true });
    return {
      jobs: { placement: Placement.nodePool() },
      ...(typeof runner === 'function' ? runner(cluster) : runner),
      cluster,
    };
  }).map(({ rule, at }) => `${rule} ${at}`);
}

const BOTH = (rule: string) => [`${rule} managers.placement`, `${rule} jobs.placement`];

describe('placement-needs-nodes', () => {
  test('warns of pods for pools without nodes', () => {
    expect(found({ desiredSize: 0 })).toEqual(BOTH('placement-needs-nodes'));
    const placement = (cluster: AckCluster) => ({
      jobs: { placement: Placement.nodePool(cluster.addNodePool('Empty', { desiredSize: 0 })) },
    });
    expect(found({}, placement)).toEqual(['placement-needs-nodes jobs.placement']);
  });

  test('says what to do', () => {
    const problems = problemsOf(nodes, (stack) => {
      const network = Network.fromAttributes(stack, 'Network', { vpcId: 'vpc-1', vSwitchIds: ['vsw-1'] });
      const cluster = new AckCluster(stack, 'New', { network, nodePool: { desiredSize: 0 } });
      return { cluster, jobs: { placement: Placement.eci() } };
    });
    expect(problems).toMatchObject([
      {
        severity: 'warning',
        message:
          'is the node pool, which is made without nodes (desiredSize is 0): the pods stay Pending until you add some. Give the pool nodes or autoScaling, or use Placement.eci() or Placement.acs()',
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
      { managers: { placement: Placement.nodePool({ nodePoolId: 'np1' }) }, jobs: { placement: Placement.eci() } },
    ],
    [
      'pods for nodes that are not made here',
      { desiredSize: 0, labels: { paid: 'hourly' } },
      {
        managers: { placement: Placement.nodePool({ nodeSelector: { paid: 'monthly' } }) },
        jobs: { placement: Placement.fallback([Placement.nodePool(), Placement.eci()]) },
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
  const tolerating = { managers: { placement: Placement.nodePool({ tolerations: [TOLERATION] }) } };

  test('refuses managers and jobs that no node takes', () => {
    expect(found(tainted)).toEqual(BOTH('taint-not-tolerated'));
    expect(found({ taints: [{ ...CI, effect: 'NoExecute' }] })).toEqual(BOTH('taint-not-tolerated'));
    expect(found(tainted, (cluster) => (cluster.addNodePool('Other', tainted), {}))).toEqual(
      BOTH('taint-not-tolerated'),
    );
    expect(found(tainted, tolerating)).toEqual(['taint-not-tolerated jobs.placement']);
  });

  test('refuses pods that are sent to the pool by its labels alone', () => {
    const runner = (cluster: AckCluster) => {
      cluster.addNodePool('Ci', { ...tainted, labels: { pool: 'ci' } });
      return { jobs: { placement: Placement.nodePool({ nodeSelector: { pool: 'ci' } }) } };
    };
    expect(found({}, runner)).toEqual(['taint-not-tolerated jobs.placement']);
  });

  test('refuses another value or effect than the taint has', () => {
    const wrong = [{ ...TOLERATION, value: 'cd' }, { ...TOLERATION, effect: 'NoExecute' as const }, { key: 'other' }];
    for (const toleration of wrong) {
      const managerPlacement = Placement.nodePool({ tolerations: [toleration] });
      expect(
        found(tainted, { managers: { placement: managerPlacement }, jobs: { placement: Placement.eci() } }),
      ).toEqual(['taint-not-tolerated managers.placement']);
    }
  });

  test('says what to do', () => {
    const problems = problemsOf(nodes, (stack) => {
      const network = Network.fromAttributes(stack, 'Network', { vpcId: 'vpc-1', vSwitchIds: ['vsw-1'] });
      const cluster = new AckCluster(stack, 'New', { network, nodePool: tainted });
      return { cluster, jobs: { placement: Placement.nodePool(cluster.defaultNodePool) } };
    });
    expect(problems).toMatchObject([
      {
        severity: 'error',
        at: 'managers.placement',
        message:
          'is the node pool, whose taint dedicated=ci:NoSchedule the managers do not tolerate: they stay Pending. Use Placement.nodePool(...) with the node pool or with tolerations, or add a node pool without taints to the cluster before the runner',
      },
    ]);
  });

  const override = (kubernetes: object): RunnerOverrides => ({ ...tolerating, config: { runners: { kubernetes } } });

  test.each<[string, RunnerOverrides | ((cluster: AckCluster) => RunnerOverrides)]>([
    ['a pool without taints', (cluster) => (cluster.addNodePool('System'), {})],
    ['a pool by reference', ({ defaultNodePool: pool }) => placed(Placement.nodePool(pool))],
    ['a toleration', placed(Placement.nodePool({ tolerations: [TOLERATION] }))],
    ['a toleration of any value and effect', placed(Placement.nodePool({ tolerations: [{ key: 'dedicated' }] }))],
    ['pods that go elsewhere', placed(Placement.nodePool({ nodePoolId: 'np1' }))],
    [
      'jobs that may go elsewhere',
      { ...tolerating, jobs: { placement: Placement.fallback([Placement.nodePool(), Placement.eci()]) } },
    ],
    ['a toleration in config', override({ nodeTolerations: { 'dedicated=ci': 'NoSchedule' } })],
    ['a toleration of everything in config', override({ nodeTolerations: { '': '' } })],
    ['other nodes in config', override({ nodeSelector: { pool: 'mine' } })],
    ['other nodes by affinity', override({ affinity: { nodeAffinity: {} } })],
    ['pipelines that bring tolerations', { ...tolerating, jobs: { overwrites: { tolerations: '^dedicated=.*$' } } }],
    [
      'tolerations of the managers in the chart values',
      {
        jobs: { placement: Placement.eci() },
        chartValues: { tolerations: [{ key: 'dedicated', operator: 'Exists' }] },
      },
    ],
    [
      'other nodes for the managers in the chart values',
      { jobs: { placement: Placement.eci() }, chartValues: { nodeSelector: { pool: 'mine' } } },
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
      return { cluster, ...placed(Placement.nodePool({ tolerations: [TOLERATION] })) };
    });
    expect(problems).toEqual([]);
  });

  test('says nothing of existing clusters, which may have other nodes', () => {
    expect(problemsOf(nodes, { jobs: { placement: Placement.nodePool() } })).toEqual([]);
    const pool = { jobs: { placement: Placement.nodePool({ nodePoolId: 'np1', labels: {}, taints: [CI] }) } };
    expect(problemsOf(nodes, pool)).toEqual([]);
  });
});

function placed(placement: Placement): RunnerOverrides {
  return { jobs: { placement }, managers: { placement: placement } };
}

test('a pool that exists is known by what is told of it', () => {
  const problems = problemsOf(nodes, (stack) => ({
    jobs: { placement: Placement.nodePool(NodePool.fromNodePoolId(stack, 'Pool', 'np1', { taints: [CI] })) },
  }));
  expect(problems).toEqual([]);
});
