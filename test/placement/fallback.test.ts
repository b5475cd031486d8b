import { ComputeClass, ComputeQos } from '../../lib/placement/acs';
import { JobPlacement } from '../../lib/placement/job-placement';
import type { PlacementContext, PodPlacement } from '../../lib/placement/pod-placement';
import { parameter } from '../cluster/fixtures';
import { synth } from '../support/synth';
import { ACK, ACK_OF_UNKNOWN_EDITION, ACK_WITHOUT_VIRTUAL_NODE, ACS, NOTHING, UNKNOWN, found, one } from './support';

const reserved = JobPlacement.nodePool({ nodeSelector: { paid: 'monthly' } });
const onDemand = JobPlacement.nodePool({ nodeSelector: { paid: 'hourly' } });

const place = (placements: readonly JobPlacement[], context: PlacementContext = ACK): PodPlacement =>
  JobPlacement.fallback(placements).place({ podGroup: 'runner-jobs', ...context });

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
    expect(found(JobPlacement.fallback([reserved, onDemand]), UNKNOWN)).toEqual(NOTHING);
  });

  test('nodes of one architecture say so in the node selector, by which the runner finds the helper image', () => {
    const arm = (pool: string) => JobPlacement.nodePool({ nodeSelector: { pool, 'kubernetes.io/arch': 'arm64' } });
    const x86 = JobPlacement.nodePool({ nodeSelector: { 'kubernetes.io/arch': 'amd64' } });
    expect(place([arm('a'), arm('b')]).nodeSelector).toEqual({ 'kubernetes.io/arch': 'arm64' });
    expect(place([arm('a'), x86]).nodeSelector).toBeUndefined();
    expect(place([arm('a'), JobPlacement.nodePool()]).nodeSelector).toBeUndefined();
  });

  test('any node may be the last resort', () => {
    expect(place([reserved, JobPlacement.nodePool()]).affinity).toEqual({
      nodeAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, preference: term('monthly') }],
      },
    });
  });

  test('weights fall evenly, so that each pool is preferred to the next', () => {
    const pools = ['a', 'b', 'c'].map((name) => JobPlacement.nodePool({ nodeSelector: { pool: name } }));
    const preferred = place(pools).affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution;
    expect(preferred?.map(({ weight }) => weight)).toEqual([100, 51, 1]);
  });

  test('pods tolerate the taints of all of them', () => {
    const tolerations = place([
      JobPlacement.nodePool({
        nodeSelector: { pool: 'a' },
        tolerations: [{ key: 'ci', effect: 'NoSchedule' }, { key: 'spot' }],
      }),
      JobPlacement.nodePool({
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
      JobPlacement.nodePool({ nodeSelector: { paid: 'monthly' }, tolerations: [{ key: 'ci' }] }),
      JobPlacement.eci({ spot: {} }),
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
    expect(found(JobPlacement.fallback([reserved, JobPlacement.eci({ spot: {} })]))).toEqual(NOTHING);
  });

  test('neither a node selector nor the labels of ECI and ACS stand in the way of the scheduler', () => {
    const placement = place([reserved, JobPlacement.acs(), JobPlacement.eci()]);
    expect(placement.nodeSelector).toBeUndefined();
    expect(placement.affinity).toBeUndefined();
    expect(Object.keys(placement.labels ?? {})).toEqual(['ros-cdk-gitlab-runner/pod-group']);
  });

  test('ACS comes with its class and quality, and any node may come first', () => {
    expect(
      unitsOf(place([JobPlacement.nodePool(), JobPlacement.acs({ qos: ComputeQos.DEFAULT, vSwitchIds: ['vsw-1'] })])),
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
      const { labels, objects } = JobPlacement.fallback([reserved, JobPlacement.eci()]).place({ ...ACK, podGroup });
      const text = { 'Fn::Join': ['', [{ Ref: 'Release' }, '-jobs']] };
      expect(stack.resolve(labels)).toEqual({ 'ros-cdk-gitlab-runner/pod-group': text });
      expect(stack.resolve(objects)).toMatchObject([{ metadata: { name: text } }]);
    });
  });

  test('numbers of the deployment are texts in the policy, as annotations must be', () => {
    synth((stack) => {
      const eci = JobPlacement.eci({
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
    const tagged = JobPlacement.eci({ tags: { project: '$CI_PROJECT_ID' } });
    expect(found(JobPlacement.fallback([reserved, tagged])).errors).toEqual(
      one(
        'eci-tag',
        'placement.fallback[1].eci.tags["project"]',
        'neither in a fallback nor for managers. Write the value itself',
      ),
    );
    const spot = JobPlacement.eci({ spot: {}, tags: { project: '$CI_PROJECT_ID' } });
    expect(found(JobPlacement.fallback([spot, tagged]))).toEqual(NOTHING);
  });

  test('without a name for the pods there is no policy', () => {
    expect(() => JobPlacement.fallback([reserved, JobPlacement.eci()]).place(ACK)).toThrow('PlacementContext.podGroup');
  });
});

describe('in an ACS cluster', () => {
  const bestEffort = JobPlacement.acs();
  const lasting = JobPlacement.acs({ qos: ComputeQos.DEFAULT });

  test('best-effort compute falls back to compute that stays', () => {
    const quality = (qos: string) => ({
      resource: 'acs',
      podLabels: { 'alibabacloud.com/compute-class': 'general-purpose', 'alibabacloud.com/compute-qos': qos },
    });
    expect(unitsOf(place([bestEffort, lasting], ACS))).toEqual([quality('best-effort'), quality('default')]);
    expect(found(JobPlacement.fallback([bestEffort, lasting]), ACS)).toEqual(NOTHING);
  });

  test('one class falls back to another', () => {
    const fast = JobPlacement.acs({ computeClass: ComputeClass.PERFORMANCE });
    expect(found(JobPlacement.fallback([fast, bestEffort]), ACS)).toEqual(NOTHING);
  });

  test('there are neither nodes nor ECI to fall back to', () => {
    expect(found(JobPlacement.fallback([bestEffort, JobPlacement.nodePool()]), ACS).errors).toEqual(
      one('placement-not-in-acs-cluster', 'placement.fallback[1]', 'is the node pool'),
    );
    expect(found(JobPlacement.fallback([bestEffort, JobPlacement.eci()]), ACS).errors).toEqual(
      one('placement-not-in-acs-cluster', 'placement.fallback[1]', 'is ECI'),
    );
  });
});

describe('from ECI spot to pay-as-you-go', () => {
  const options = { vSwitchIds: ['vsw-1'], imageCache: true };
  const spot = JobPlacement.eci({ ...options, spot: { priceLimit: 0.5, fallbackToPayAsYouGo: false } });

  test('ECI does it by itself, on any ACK cluster', () => {
    expect(place([spot, JobPlacement.eci(options)])).toEqual({
      labels: { 'alibabacloud.com/eci': 'true' },
      annotations: {
        'k8s.aliyun.com/eci-spot-strategy': 'SpotWithPriceLimit',
        'k8s.aliyun.com/eci-spot-price-limit': '0.5',
        'k8s.aliyun.com/eci-spot-fallback': 'true',
        'k8s.aliyun.com/eci-vswitch': 'vsw-1',
        'k8s.aliyun.com/eci-auto-imc': 'true',
      },
    });
    expect(found(JobPlacement.fallback([spot, JobPlacement.eci(options)]), { ...ACK, edition: 'basic' })).toEqual(
      NOTHING,
    );
  });

  test('the two are one unit after other compute', () => {
    expect(unitsOf(place([reserved, spot, JobPlacement.eci(options)]))).toMatchObject([
      { resource: 'ecs' },
      { resource: 'eci', podAnnotations: { 'k8s.aliyun.com/eci-spot-fallback': 'true' } },
    ]);
    expect(found(JobPlacement.fallback([reserved, spot, JobPlacement.eci(options)]))).toEqual(NOTHING);
  });

  test('the two must be the same but for the price', () => {
    const elsewhere = JobPlacement.eci({ ...options, vSwitchIds: ['vsw-2'] });
    expect(found(JobPlacement.fallback([spot, elsewhere])).errors).toEqual(
      one('fallback-after-eci', 'placement.fallback', 'several vSwitchIds or useSpecs'),
    );
    expect(found(JobPlacement.fallback([JobPlacement.eci(options), spot])).errors).toEqual(
      one('fallback-after-eci', 'placement.fallback', 'list ECI last'),
    );
  });
});

describe('as a whole', () => {
  test('it is what any of its parts is', () => {
    expect(JobPlacement.fallback([reserved, JobPlacement.acs(), JobPlacement.eci()])).toMatchObject({
      name: 'the node pool, then ACS, then ECI',
      serverless: true,
      interruptible: true,
      billedAs: ['ACS', 'ECI'],
    });
    expect(JobPlacement.fallback([reserved, onDemand])).toMatchObject({
      name: 'the node pool',
      serverless: false,
      interruptible: false,
      billedAs: [],
    });
  });

  test('problems of its parts are found in their place', () => {
    const wrong = JobPlacement.fallback([
      JobPlacement.nodePool({ nodePoolId: 'pool' }),
      JobPlacement.eci({ eipBandwidthMbps: 0, extraEphemeralStorageGiB: 40_000 }),
    ]);
    expect(found(wrong).errors).toEqual([
      expect.stringContaining('placement.fallback[0].nodePool.nodePoolId: '),
      expect.stringContaining('placement.fallback[1].eci.eipBandwidthMbps: '),
      expect.stringContaining('placement.fallback[1].eci.extraEphemeralStorageGiB: '),
    ]);
  });

  test.each([
    ['fallback-length', 'nothing', [], 'placement.fallback', 'no placement'],
    ['fallback-length', 'one placement', [reserved], 'placement.fallback', 'one placement'],
    [
      'fallback-twice',
      'the same twice',
      [reserved, onDemand, reserved],
      'placement.fallback[2]',
      'is the same as placement.fallback[0]',
    ],
    [
      'fallback-part',
      'another fallback',
      [JobPlacement.fallback([reserved, onDemand]), JobPlacement.eci()],
      'placement.fallback[0]',
      'one by one',
    ],
    [
      'fallback-after-eci',
      'something after ECI',
      [JobPlacement.eci(), JobPlacement.acs()],
      'placement.fallback',
      'list ECI last',
    ],
    [
      'fallback-after-eci',
      'a node pool after any node',
      [JobPlacement.nodePool(), JobPlacement.eci(), reserved],
      'placement.fallback',
      'list ECI last',
    ],
    [
      'fallback-after-any-node',
      'a node pool right after any node',
      [JobPlacement.nodePool(), reserved],
      'placement.fallback[0]',
      'takes any node',
    ],
  ])('%s: it cannot be made of %s', (rule, _, placements, at, message) => {
    expect(found(JobPlacement.fallback(placements)).errors).toEqual(expect.arrayContaining(one(rule, at, message)));
  });

  test('it cannot reach compute that the cluster does not reach', () => {
    expect(found(JobPlacement.fallback([reserved, JobPlacement.eci()]), ACK_WITHOUT_VIRTUAL_NODE).errors).toEqual(
      one('placement-needs-virtual-node', 'placement.fallback[1]', 'set virtualNode: true on the cluster'),
    );
  });
});

describe('fallback-scheduler: the scheduler that tries different compute', () => {
  const mixed = JobPlacement.fallback([reserved, JobPlacement.eci()]);

  test('is not there in ACK Basic', () => {
    expect(found(mixed, { ...ACK, edition: 'basic' }).errors).toEqual(
      one('fallback-scheduler', 'placement.fallback', 'AckClusterSpec.PRO'),
    );
  });

  test('may not be there in a cluster that is not known', () => {
    expect(found(mixed, { ...UNKNOWN, virtualNode: true })).toEqual({
      errors: [],
      warnings: one('fallback-scheduler', 'placement.fallback', 'State the kind of the cluster'),
    });
    expect(found(mixed, { ...UNKNOWN, virtualNode: true, edition: 'pro' })).toEqual(NOTHING);
  });

  test('may not be there in an ACK cluster whose edition is not known', () => {
    expect(found(mixed, ACK_OF_UNKNOWN_EDITION)).toEqual({
      errors: [],
      warnings: one(
        'fallback-scheduler',
        'placement.fallback',
        "the edition of the cluster is not known; elsewhere the release fails for want of the kind ResourcePolicy. State edition: 'pro' on the cluster if it is one",
      ),
    });
  });

  test('is not needed between node pools', () => {
    expect(found(JobPlacement.fallback([reserved, onDemand]), { ...ACK, edition: 'basic' })).toEqual(NOTHING);
  });
});
