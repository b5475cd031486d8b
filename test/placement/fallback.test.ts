import { ComputeClass, ComputeQos } from '../../lib/placement/acs';
import { Placement } from '../../lib/placement/placement';
import type { PlacementContext, PodPlacement } from '../../lib/placement/pod-placement';
import { parameter } from '../cluster/fixtures';
import { synth } from '../support/synth';
import {
  ACK,
  ACK_OF_UNKNOWN_EDITION,
  ACK_WITHOUT_VIRTUAL_NODE,
  ACS,
  NOTHING,
  UNKNOWN,
  found,
  one,
  podsOf,
  computeOf,
} from './support';

const reserved = Placement.nodePool({ nodeSelector: { paid: 'monthly' } });
const onDemand = Placement.nodePool({ nodeSelector: { paid: 'hourly' } });

const place = (placements: readonly Placement[], context: PlacementContext = ACK): PodPlacement =>
  podsOf(Placement.fallback(placements), { podGroup: 'runner-jobs', ...context });

/** The units of the one ResourcePolicy, after a look at how it is tied to the pods. */
function unitsOf({ labels, objects }: PodPlacement): unknown[] {
  expect(labels).toEqual({ 'ros-cdk-gitlab-runner/pod-group': 'runner-jobs' });
  expect(objects).toEqual([
    {
      apiVersion: 'scheduling.alibabacloud.com/v1alpha1',
      kind: 'ResourcePolicy',
      metadata: { name: 'runner-jobs' },
      spec: { selector: labels, strategy: 'prefer', units: expect.any(Array) as unknown },
    },
  ]);
  return (objects as unknown as { spec: { units: unknown[] } }[])[0]!.spec.units;
}

describe('between node pools', () => {
  const term = (value: string) => ({ matchExpressions: [{ key: 'paid', operator: 'In', values: [value] }] });

  test('nodes of the first are preferred, and others than the named are not used at all', () => {
    expect(place([reserved, onDemand], ACK_WITHOUT_VIRTUAL_NODE)).toEqual({
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term('monthly'), term('hourly')] },
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 100, preference: term('monthly') },
            { weight: 1, preference: term('hourly') },
          ],
        },
      },
      tolerations: [],
    });
    expect(found(Placement.fallback([reserved, onDemand]), UNKNOWN)).toEqual(NOTHING);
  });

  test('nodes of one architecture say so in the node selector, by which the runner finds the helper image', () => {
    const arm = (pool: string) => Placement.nodePool({ nodeSelector: { pool, 'kubernetes.io/arch': 'arm64' } });
    const x86 = Placement.nodePool({ nodeSelector: { 'kubernetes.io/arch': 'amd64' } });
    expect(place([arm('a'), arm('b')]).nodeSelector).toEqual({ 'kubernetes.io/arch': 'arm64' });
    expect(place([arm('a'), x86]).nodeSelector).toBeUndefined();
    expect(place([arm('a'), Placement.nodePool()]).nodeSelector).toBeUndefined();
  });

  test('any node may be the last resort', () => {
    expect(place([reserved, Placement.nodePool()]).affinity).toEqual({
      nodeAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, preference: term('monthly') }],
      },
    });
  });

  test('weights fall evenly, so that each pool is preferred to the next', () => {
    const pools = ['a', 'b', 'c'].map((name) => Placement.nodePool({ nodeSelector: { pool: name } }));
    const preferred = place(pools).affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution;
    expect(preferred?.map(({ weight }) => weight)).toEqual([100, 51, 1]);
  });

  test('pods tolerate the taints of all of them', () => {
    const tolerations = place([
      Placement.nodePool({
        nodeSelector: { pool: 'a' },
        tolerations: [{ key: 'ci', effect: 'NoSchedule' }, { key: 'spot' }],
      }),
      Placement.nodePool({
        nodeSelector: { pool: 'b' },
        tolerations: [{ key: 'ci', effect: 'NoExecute' }, { key: 'spot' }, { key: 'gpu', value: 'yes' }],
      }),
    ]).tolerations;
    expect(tolerations).toEqual([{ key: 'ci' }, { key: 'spot' }, { key: 'gpu', value: 'yes' }]);
  });
});

describe('from nodes to serverless compute', () => {
  test('the scheduler of ACK Pro tries nodes, then ECI with its options', () => {
    const placement = place([
      Placement.nodePool({ nodeSelector: { paid: 'monthly' }, tolerations: [{ key: 'ci' }] }),
      Placement.eci({ spot: {} }),
    ]);
    expect(unitsOf(placement)).toEqual([
      { resource: 'ecs', nodeSelector: { paid: 'monthly' } },
      {
        resource: 'eci',
        podAnnotations: {
          'k8s.aliyun.com/eci-spot-strategy': 'SpotAsPriceGo',
          'k8s.aliyun.com/eci-spot-fallback': 'true',
        },
      },
    ]);
    expect(placement).toMatchObject({ tolerations: [{ key: 'ci' }] });
    expect(found(Placement.fallback([reserved, Placement.eci({ spot: {} })]))).toEqual(NOTHING);
  });

  test('neither a node selector nor the labels of ECI and ACS stand in the way of the scheduler', () => {
    const placement = place([reserved, Placement.acs(), Placement.eci()]);
    expect(placement.nodeSelector).toBeUndefined();
    expect(placement.affinity).toBeUndefined();
    expect(Object.keys(placement.labels ?? {})).toEqual(['ros-cdk-gitlab-runner/pod-group']);
  });

  test('ACS comes with its class and quality, and any node may come first', () => {
    expect(
      unitsOf(place([Placement.nodePool(), Placement.acs({ qos: ComputeQos.DEFAULT, vSwitchIds: ['vsw-1'] })])),
    ).toEqual([
      { resource: 'ecs' },
      {
        resource: 'acs',
        podLabels: {
          'alibabacloud.com/compute-class': 'general-purpose',
          'alibabacloud.com/compute-qos': 'default',
        },
        podAnnotations: { 'network.alibabacloud.com/vswitch-ids': 'vsw-1' },
      },
    ]);
  });

  test('the policy is called after the pods, which may have a name of the deployment', () => {
    synth((stack) => {
      const podGroup = `${parameter.text(stack, 'Release')}-jobs`;
      const { labels, objects } = podsOf(Placement.fallback([reserved, Placement.eci()]), { ...ACK, podGroup });
      const text = { 'Fn::Join': ['', [{ Ref: 'Release' }, '-jobs']] };
      expect(stack.resolve(labels)).toEqual({ 'ros-cdk-gitlab-runner/pod-group': text });
      expect(stack.resolve(objects)).toMatchObject([{ metadata: { name: text } }]);
    });
  });

  test('numbers of the deployment are texts in the policy, as annotations must be', () => {
    synth((stack) => {
      const eci = Placement.eci({
        spot: { priceLimit: parameter.number(stack, 'Price') },
        eipBandwidthMbps: parameter.number(stack, 'Bandwidth'),
      });
      expect(unitsOf(place([reserved, eci])).map((unit) => stack.resolve(unit) as unknown)).toMatchObject([
        { resource: 'ecs' },
        {
          podAnnotations: {
            'k8s.aliyun.com/eci-spot-price-limit': { 'Fn::Str': { Ref: 'Price' } },
            'k8s.aliyun.com/eip-bandwidth': { 'Fn::Str': { Ref: 'Bandwidth' } },
          },
        },
      ]);
    });
  });

  test('tags in the policy hold no variables, since GitLab Runner never sees them', () => {
    const tagged = Placement.eci({ tags: { project: '$CI_PROJECT_ID' } });
    expect(found(Placement.fallback([reserved, tagged])).errors).toEqual(
      one(
        'eci-tag',
        'jobs.placement.fallback[1].eci.tags["project"]',
        'neither in a fallback nor for managers. Write the value itself',
      ),
    );
    const spot = Placement.eci({ spot: {}, tags: { project: '$CI_PROJECT_ID' } });
    expect(found(Placement.fallback([spot, tagged]))).toEqual(NOTHING);
  });

  test('without a name for the pods there is no policy', () => {
    expect(() => podsOf(Placement.fallback([reserved, Placement.eci()]), { ...ACK, podGroup: undefined })).toThrow(
      'PlacementContext.podGroup',
    );
  });
});

describe('in an ACS cluster', () => {
  const bestEffort = Placement.acs();
  const lasting = Placement.acs({ qos: ComputeQos.DEFAULT });

  test('best-effort compute falls back to compute that stays', () => {
    const quality = (qos: string) => ({
      resource: 'acs',
      podLabels: { 'alibabacloud.com/compute-class': 'general-purpose', 'alibabacloud.com/compute-qos': qos },
    });
    expect(unitsOf(place([bestEffort, lasting], ACS))).toEqual([quality('best-effort'), quality('default')]);
    expect(found(Placement.fallback([bestEffort, lasting]), ACS)).toEqual(NOTHING);
  });

  test('one class falls back to another', () => {
    const fast = Placement.acs({ computeClass: ComputeClass.PERFORMANCE });
    expect(found(Placement.fallback([fast, bestEffort]), ACS)).toEqual(NOTHING);
  });

  test('there are neither nodes nor ECI to fall back to', () => {
    expect(found(Placement.fallback([bestEffort, Placement.nodePool()]), ACS).errors).toEqual(
      one('placement-not-in-acs-cluster', 'jobs.placement.fallback[1]', 'is the node pool'),
    );
    expect(found(Placement.fallback([bestEffort, Placement.eci()]), ACS).errors).toEqual(
      one('placement-not-in-acs-cluster', 'jobs.placement.fallback[1]', 'is ECI'),
    );
  });
});

describe('from ECI spot to pay-as-you-go', () => {
  const options = { vSwitchIds: ['vsw-1'], imageCache: true };
  const spot = Placement.eci({ ...options, spot: { priceLimit: 0.5, fallbackToPayAsYouGo: false } });

  test('ECI does it by itself, on any ACK cluster', () => {
    expect(place([spot, Placement.eci(options)])).toEqual({
      labels: { 'alibabacloud.com/eci': 'true' },
      annotations: {
        'k8s.aliyun.com/eci-spot-strategy': 'SpotWithPriceLimit',
        'k8s.aliyun.com/eci-spot-price-limit': '0.5',
        'k8s.aliyun.com/eci-spot-fallback': 'true',
        'k8s.aliyun.com/eci-vswitch': 'vsw-1',
        'k8s.aliyun.com/eci-auto-imc': 'true',
      },
    });
    expect(found(Placement.fallback([spot, Placement.eci(options)]), { ...ACK, edition: 'basic' })).toEqual(NOTHING);
  });

  test('the two are one unit after other compute', () => {
    expect(unitsOf(place([reserved, spot, Placement.eci(options)]))).toMatchObject([
      { resource: 'ecs' },
      { resource: 'eci', podAnnotations: { 'k8s.aliyun.com/eci-spot-fallback': 'true' } },
    ]);
    expect(found(Placement.fallback([reserved, spot, Placement.eci(options)]))).toEqual(NOTHING);
  });

  test('the two must be the same but for the price', () => {
    const elsewhere = Placement.eci({ ...options, vSwitchIds: ['vsw-2'] });
    expect(found(Placement.fallback([spot, elsewhere])).errors).toEqual(
      one('fallback-after-eci', 'jobs.placement.fallback', 'several vSwitchIds or useSpecs'),
    );
    expect(found(Placement.fallback([Placement.eci(options), spot])).errors).toEqual(
      one('fallback-after-eci', 'jobs.placement.fallback', 'list ECI last'),
    );
  });
});

describe('as a whole', () => {
  test('it is what any of its parts is', () => {
    expect(computeOf(Placement.fallback([reserved, Placement.acs(), Placement.eci()]))).toMatchObject({
      name: 'the node pool, then ACS, then ECI',
      serverless: true,
      interruptible: true,
      billedAs: ['ACS', 'ECI'],
    });
    expect(computeOf(Placement.fallback([reserved, onDemand]))).toMatchObject({
      name: 'the node pool',
      serverless: false,
      interruptible: false,
      billedAs: [],
    });
  });

  test('problems of its parts are found in their place', () => {
    const wrong = Placement.fallback([
      Placement.nodePool({ nodePoolId: 'pool' }),
      Placement.eci({ eipBandwidthMbps: 0, extraEphemeralStorageGiB: 40_000 }),
    ]);
    expect(found(wrong).errors).toEqual([
      expect.stringContaining('jobs.placement.fallback[0].nodePool.nodePoolId: '),
      expect.stringContaining('jobs.placement.fallback[1].eci.eipBandwidthMbps: '),
      expect.stringContaining('jobs.placement.fallback[1].eci.extraEphemeralStorageGiB: '),
    ]);
  });

  test.each([
    ['fallback-length', 'nothing', [], 'jobs.placement.fallback', 'no placement'],
    ['fallback-length', 'one placement', [reserved], 'jobs.placement.fallback', 'one placement'],
    [
      'fallback-twice',
      'the same twice',
      [reserved, onDemand, reserved],
      'jobs.placement.fallback[2]',
      'is the same as jobs.placement.fallback[0]',
    ],
    [
      'fallback-part',
      'another fallback',
      [Placement.fallback([reserved, onDemand]), Placement.eci()],
      'jobs.placement.fallback[0]',
      'one by one',
    ],
    [
      'fallback-after-eci',
      'something after ECI',
      [Placement.eci(), Placement.acs()],
      'jobs.placement.fallback',
      'list ECI last',
    ],
    [
      'fallback-after-eci',
      'a node pool after any node',
      [Placement.nodePool(), Placement.eci(), reserved],
      'jobs.placement.fallback',
      'list ECI last',
    ],
    [
      'fallback-after-any-node',
      'a node pool right after any node',
      [Placement.nodePool(), reserved],
      'jobs.placement.fallback[0]',
      'takes any node',
    ],
  ])('%s: it cannot be made of %s', (rule, _, placements, at, message) => {
    expect(found(Placement.fallback(placements)).errors).toEqual(expect.arrayContaining(one(rule, at, message)));
  });

  test('it cannot reach compute that the cluster does not reach', () => {
    expect(found(Placement.fallback([reserved, Placement.eci()]), ACK_WITHOUT_VIRTUAL_NODE).errors).toEqual(
      one('placement-needs-virtual-node', 'jobs.placement.fallback[1]', 'set virtualNode: true on the cluster'),
    );
  });
});

describe('fallback-scheduler: the scheduler that tries different compute', () => {
  const mixed = Placement.fallback([reserved, Placement.eci()]);

  test('is not there in ACK Basic', () => {
    expect(found(mixed, { ...ACK, edition: 'basic' }).errors).toEqual(
      one('fallback-scheduler', 'jobs.placement.fallback', 'AckClusterSpec.PRO'),
    );
  });

  test('may not be there in a cluster that is not known', () => {
    expect(found(mixed, { ...UNKNOWN, virtualNode: true })).toEqual({
      errors: [],
      warnings: one('fallback-scheduler', 'jobs.placement.fallback', 'State the kind of the cluster'),
    });
    expect(found(mixed, { ...UNKNOWN, virtualNode: true, edition: 'pro' })).toEqual(NOTHING);
  });

  test('may not be there in an ACK cluster whose edition is not known', () => {
    expect(found(mixed, ACK_OF_UNKNOWN_EDITION)).toEqual({
      errors: [],
      warnings: one(
        'fallback-scheduler',
        'jobs.placement.fallback',
        "the edition of the cluster is not known; elsewhere the release fails for want of the kind ResourcePolicy. State edition: 'pro' on the cluster if it is one",
      ),
    });
  });

  test('is not needed between node pools', () => {
    expect(found(Placement.fallback([reserved, onDemand]), { ...ACK, edition: 'basic' })).toEqual(NOTHING);
  });
});
