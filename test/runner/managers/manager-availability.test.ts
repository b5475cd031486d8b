import { Fn, Token } from '@alicloud/ros-cdk-core';
import { availabilityFragment } from '../../../lib/runner/managers/manager-availability';
import type {
  ManagerAvailabilityContext,
  ManagerAvailabilityOptions,
} from '../../../lib/runner/managers/manager-availability';

function fragmentOf(options: ManagerAvailabilityOptions = {}, context: Partial<ManagerAvailabilityContext> = {}) {
  return availabilityFragment(options, {
    managerName: 'ci-gitlab-runner',
    maxReplicas: 10,
    ...context,
  });
}

const MANAGERS = { matchLabels: { app: 'ci-gitlab-runner' } };
const SAFE_TO_EVICT = 'cluster-autoscaler.kubernetes.io/safe-to-evict';

describe('the PodDisruptionBudget of managers', () => {
  test('lets one go at a time, and those that are not ready at any time', () => {
    expect(fragmentOf().extraObjects).toEqual([
      {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name: 'ci-gitlab-runner' },
        spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: MANAGERS },
      },
    ]);
  });

  test('demands no number of managers, which would block the drain of a small fleet', () => {
    expect(JSON.stringify(fragmentOf().extraObjects)).not.toContain('minAvailable');
  });

  test.each([
    ['a single manager', {}, { maxReplicas: 1 }],
    ['a user who wants none', { podDisruptionBudget: false }, {}],
  ])('is left out for %s', (_, options, context) => {
    expect(fragmentOf(options, context).extraObjects).toEqual([]);
  });

  test.each([
    ['is not known', undefined],
    ['only the deployment knows', Token.asNumber(Fn.add([1, 2]))],
  ])('is there where the number of managers %s', (_, maxReplicas) => {
    expect(fragmentOf({}, { maxReplicas }).extraObjects).toHaveLength(1);
  });
});

describe('the spread of managers', () => {
  test('goes over zones first and nodes then, and never keeps a manager from starting', () => {
    const constraint = { maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: MANAGERS };
    expect(fragmentOf().values?.topologySpreadConstraints).toEqual([
      expect.objectContaining({ ...constraint, topologyKey: 'topology.kubernetes.io/zone' }),
      expect.objectContaining({ ...constraint, topologyKey: 'kubernetes.io/hostname' }),
    ]);
  });

  test('counts the managers of one revision at a time', () => {
    expect(fragmentOf().values?.topologySpreadConstraints).toEqual([
      expect.objectContaining({ matchLabelKeys: ['pod-template-hash'] }),
      expect.objectContaining({ matchLabelKeys: ['pod-template-hash'] }),
    ]);
  });

  test.each([
    ['a single manager', {}, { maxReplicas: 1 }],
    ['a user who wants none', { spread: false }, {}],
  ])('is left out for %s', (_, options, context) => {
    expect(fragmentOf(options, context).values?.topologySpreadConstraints).toBeUndefined();
  });
});

describe('node autoscaling', () => {
  test('keeps the nodes of managers, by the word of both autoscalers of ACK', () => {
    expect(fragmentOf().values?.podAnnotations).toEqual({
      [SAFE_TO_EVICT]: 'false',
      'goatscaler.io/safe-to-evict': 'false',
    });
  });

  test('keeps the node of a single manager as well', () => {
    expect(fragmentOf({}, { maxReplicas: 1 }).values?.podAnnotations).toHaveProperty([SAFE_TO_EVICT], 'false');
  });

  test('may evict them where the user says so', () => {
    expect(fragmentOf({ safeToEvict: true }).values?.podAnnotations).toBeUndefined();
  });
});
