import { NodeArchitecture } from '../../lib/cluster/inode-pool';
import { Placement } from '../../lib/placement/placement';
import { parameter } from '../cluster/fixtures';
import { synth } from '../support/synth';
import { ACK_WITHOUT_VIRTUAL_NODE, ACS, NOTHING, UNKNOWN, computeOf, found, one, podsOf } from './support';

test('any node does unless one is named', () => {
  const placement = Placement.nodePool();
  expect(podsOf(placement, UNKNOWN)).toEqual({ nodeSelector: {} });
  expect(computeOf(placement)).toMatchObject({ serverless: false, interruptible: false });
  expect(found(placement, UNKNOWN)).toEqual(NOTHING);
});

test('nodes are chosen by their pool, their labels and their taints', () => {
  const placement = Placement.nodePool({
    nodePoolId: 'np0123abc',
    nodeSelector: { 'kubernetes.io/arch': 'arm64' },
    tolerations: [{ key: 'ci', value: 'true', effect: 'NoSchedule' }],
  });
  expect(podsOf(placement, ACK_WITHOUT_VIRTUAL_NODE)).toEqual({
    nodeSelector: { 'alibabacloud.com/nodepool-id': 'np0123abc', 'kubernetes.io/arch': 'arm64' },
    tolerations: [{ key: 'ci', value: 'true', effect: 'NoSchedule' }],
  });
  expect(found(placement, ACK_WITHOUT_VIRTUAL_NODE)).toEqual(NOTHING);
});

test('spot nodes may be reclaimed', () => {
  expect(computeOf(Placement.nodePool({ spot: true })).interruptible).toBe(true);
});

test('jobs on nodes are not billed by their size', () => {
  expect(computeOf(Placement.nodePool()).billedAs).toBeUndefined();
});

test('placement-not-in-acs-cluster: an ACS cluster has no nodes', () => {
  expect(found(Placement.nodePool(), ACS).errors).toEqual(
    one('placement-not-in-acs-cluster', 'jobs.placement', 'use Placement.acs()'),
  );
});

test.each([
  [
    'node-pool-id',
    'an id of something else',
    { nodePoolId: 'c0123' },
    'jobs.placement.nodePool.nodePoolId',
    'begins with np',
  ],
  [
    '',
    'a label that Kubernetes does not take',
    { nodeSelector: { pool: 'not a label' } },
    'jobs.placement.nodePool.nodeSelector["pool"]',
    'allowed are',
  ],
  [
    'placement-toleration-twice',
    'two tolerations of one taint, of which the runner would drop one',
    {
      tolerations: [
        { key: 'ci', value: 'true', effect: 'NoSchedule' as const },
        { key: 'ci', effect: 'NoSchedule' as const },
        { key: 'ci', value: 'true', effect: 'NoExecute' as const },
      ],
    },
    'jobs.placement.nodePool.tolerations[2]',
    'leave the effect out',
  ],
  [
    '',
    'a label whose name Kubernetes does not take',
    { nodeSelector: { 'a pool': 'x' } },
    'jobs.placement.nodePool.nodeSelector["a pool"]',
    'has the name "a pool"',
  ],
  [
    'placement-toleration',
    'a taint without a name',
    { tolerations: [{ key: '' }] },
    'jobs.placement.nodePool.tolerations[0].key',
    'has the name ""',
  ],
  [
    'placement-toleration',
    'a taint of two words',
    { tolerations: [{ key: 'a b' }] },
    'jobs.placement.nodePool.tolerations[0].key',
    'has the name "a b"',
  ],
  [
    'placement-toleration',
    'a taint with its value, which the runner would split',
    { tolerations: [{ key: 'a=b' }] },
    'jobs.placement.nodePool.tolerations[0].key',
    'has the name "a=b"',
  ],
  [
    'placement-toleration',
    'a value that no taint has',
    { tolerations: [{ key: 'ci' }, { key: 'a', value: 'b=c' }] },
    'jobs.placement.nodePool.tolerations[1].value',
    'is "b=c"; allowed are',
  ],
])('%s: refuses %s', (rule, _, options, at, message) => {
  expect(found(Placement.nodePool(options)).errors).toEqual(one(rule, at, message));
});

test('deploy-time values pass', () => {
  synth((stack) => {
    const placement = Placement.nodePool({
      nodePoolId: parameter.text(stack, 'Pool'),
      nodeSelector: { zone: parameter.text(stack, 'Zone') },
      tolerations: [{ key: parameter.text(stack, 'Taint'), value: parameter.text(stack, 'Value') }],
    });
    expect(found(placement)).toEqual(NOTHING);
  });
});

describe('a node pool by reference', () => {
  const pool = {
    nodePoolId: 'np0123abc',
    labels: { team: 'ci' },
    taints: [
      { key: 'ci', value: 'gpu' },
      { key: 'ci', value: 'arm', effect: 'NoExecute' as const },
      { key: 'ci', value: 'arm', effect: 'NoSchedule' as const },
    ],
    architecture: NodeArchitecture.ARM64,
    spot: true,
  };

  test('gives the nodes, the tolerations, the architecture and whether they may be reclaimed', () => {
    const placement = Placement.nodePool(pool);
    expect(podsOf(placement, ACK_WITHOUT_VIRTUAL_NODE)).toEqual({
      nodeSelector: { 'alibabacloud.com/nodepool-id': 'np0123abc', 'kubernetes.io/arch': 'arm64' },
      tolerations: [
        { key: 'ci', value: 'gpu', effect: 'NoSchedule' },
        // The runner takes one effect for each taint.
        { key: 'ci', value: 'arm' },
      ],
    });
    expect(computeOf(placement)).toMatchObject({ interruptible: true, nodePool: pool });
    expect(found(placement, ACK_WITHOUT_VIRTUAL_NODE)).toEqual(NOTHING);
  });

  test('can be narrowed, and tolerates more', () => {
    const placement = Placement.nodePool(
      { nodePoolId: 'np1', labels: {}, taints: [] },
      { nodeSelector: { 'topology.kubernetes.io/zone': 'cn-hangzhou-i' }, tolerations: [{ key: 'burst' }] },
    );
    expect(podsOf(placement, UNKNOWN)).toEqual({
      nodeSelector: { 'alibabacloud.com/nodepool-id': 'np1', 'topology.kubernetes.io/zone': 'cn-hangzhou-i' },
      tolerations: [{ key: 'burst', value: undefined, effect: undefined }],
    });
    expect(computeOf(placement).interruptible).toBe(false);
  });

  test('is checked for what is said beside it', () => {
    const selection = { nodeSelector: { pool: 'not a label' } };
    expect(found(Placement.nodePool(pool, selection)).errors).toEqual(
      one('', 'jobs.placement.nodePool.nodeSelector["pool"]', 'allowed are'),
    );
    expect(found(Placement.nodePool(pool), ACS).errors).toEqual(
      one('placement-not-in-acs-cluster', 'jobs.placement', 'use Placement.acs()'),
    );
  });

  test('is told from options, of which unknown ones are refused', () => {
    const nodePool = (...given: unknown[]) => Placement.nodePool(...(given as Parameters<typeof Placement.nodePool>));
    expect(() => nodePool({ nodePoolID: 'np1' })).toThrow('nodePoolID: is not an option of NodePoolPlacementOptions');
    expect(() => nodePool(pool, { spot: true })).toThrow('spot: is not an option of NodeSelectionOptions');
    expect(() => nodePool('np1')).toThrow('is "np1"');
  });
});
