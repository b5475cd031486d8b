import type {
  CpuScalingOptions,
  JobsScalingOptions,
  GitLabQueueOptions,
  ManagerAvailabilityOptions,
  ScaleDownOptions,
  ScheduleScalingOptions,
} from '../../lib';
import { JobQueue, ManagerScaling } from '../../lib';
import { declareCondition, equals } from '../../lib/ros/conditions';
import { findCharts } from '../support/helm';
import type { KubernetesObject } from '../support/kubernetes';
import { managerDeployment, managerPod, objectsOfKind, onlyObject } from '../support/kubernetes';
import { render } from './render';
import { chooseScaling } from '../../lib/forms';

const MANAGERS = 'runner-gitlab-runner';

const SCALE_DOWN: Required<ScaleDownOptions> = {
  stabilizationWindowSeconds: 120,
  maxPodsPerPeriod: 3,
  periodSeconds: 45,
};
const ON_CPU: Required<CpuScalingOptions> = {
  minReplicas: 3,
  maxReplicas: 7,
  targetUtilizationPercent: 25,
  scaleDown: SCALE_DOWN,
};
const GITLAB: Required<GitLabQueueOptions> = {
  projectIds: [42],
  tag: 'linux',
  tokenSecretName: 'gitlab-api',
  tokenSecretKey: 'read',
};
const onQueue = (options: GitLabQueueOptions) =>
  ManagerScaling.onQueue({
    queue: JobQueue.gitlab(options),
    jobsPerManager: 20,
    minReplicas: 1,
    maxReplicas: 6,
    scaleDown: SCALE_DOWN,
  });
const ON_JOBS: Required<JobsScalingOptions> = {
  minReplicas: 1,
  maxReplicas: 6,
  jobsPerManager: 8,
  metricName: 'ci_jobs',
  scaleDown: SCALE_DOWN,
};

const ON_SCHEDULE: Required<ScheduleScalingOptions> = {
  timeZone: 'Asia/Shanghai',
  windows: [
    { start: '0 8 * * 1-5', end: '0 20 * * 1-5', replicas: 5 },
    { start: '0 1 * * *', end: '30 2 * * *', replicas: 3 },
  ],
  minReplicas: 1,
  scaleDown: SCALE_DOWN,
};

const BEHAVIOR = {
  scaleDown: { stabilizationWindowSeconds: 120, policies: [{ type: 'Pods', value: 3, periodSeconds: 45 }] },
};

const autoscaler = (objects: readonly KubernetesObject[]) => onlyObject(objects, 'HorizontalPodAutoscaler');
const podAnnotations = (objects: readonly KubernetesObject[]) =>
  managerDeployment(objects).spec.template.metadata.annotations;

describe.each(findCharts())('with the chart $version', (chart) => {
  test('managers scale on CPU by default, slowly downwards', () => {
    const { objects, faults } = render(chart);
    expect(faults).toEqual([]);
    expect(autoscaler(objects)).toMatchObject({
      metadata: { name: MANAGERS },
      spec: {
        scaleTargetRef: { kind: 'Deployment', name: MANAGERS },
        minReplicas: 2,
        maxReplicas: 10,
        metrics: [{ resource: { name: 'cpu', target: { averageUtilization: 10 } } }],
        behavior: {
          scaleDown: {
            stabilizationWindowSeconds: 600,
            policies: [{ type: 'Pods', value: 1, periodSeconds: 300 }],
          },
        },
      },
    });
  });

  test('scaling on CPU has all its numbers in the autoscaler, which is alone in setting the number of managers', () => {
    const { objects, faults } = render(chart, { managers: { scaling: ManagerScaling.onCpu(ON_CPU) } });
    expect(faults).toEqual([]);
    expect(managerDeployment(objects).spec).not.toHaveProperty('replicas');
    expect(autoscaler(objects).spec).toEqual({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: MANAGERS },
      minReplicas: 3,
      maxReplicas: 7,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 25 } } },
      ],
      behavior: BEHAVIOR,
    });
  });

  test('scaling on jobs has all its numbers and its metric in the autoscaler', () => {
    const { objects, faults } = render(chart, { managers: { scaling: ManagerScaling.onJobs(ON_JOBS) } });
    expect(faults).toEqual([]);
    expect(managerDeployment(objects).spec).not.toHaveProperty('replicas');
    expect(autoscaler(objects).spec).toEqual({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: MANAGERS },
      minReplicas: 1,
      maxReplicas: 6,
      metrics: [
        { type: 'Pods', pods: { metric: { name: 'ci_jobs' }, target: { type: 'AverageValue', averageValue: '8' } } },
      ],
      behavior: BEHAVIOR,
    });
  });

  test('scaling by the clock has all its windows in a ScaledObject, and no other autoscaler beside it', () => {
    const { objects, faults } = render(chart, { managers: { scaling: ManagerScaling.onSchedule(ON_SCHEDULE) } });
    expect(faults).toEqual([]);
    expect(managerDeployment(objects).spec).not.toHaveProperty('replicas');
    expect(objectsOfKind(objects, 'HorizontalPodAutoscaler')).toEqual([]);
    expect(onlyObject(objects, 'ScaledObject')).toMatchObject({
      apiVersion: 'keda.sh/v1alpha1',
      metadata: { name: MANAGERS },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: MANAGERS },
        minReplicaCount: 1,
        maxReplicaCount: 5,
        advanced: { horizontalPodAutoscalerConfig: { behavior: BEHAVIOR } },
        triggers: [
          {
            type: 'cron',
            metadata: { timezone: 'Asia/Shanghai', start: '0 8 * * 1-5', end: '0 20 * * 1-5', desiredReplicas: '5' },
          },
          {
            type: 'cron',
            metadata: { timezone: 'Asia/Shanghai', start: '0 1 * * *', end: '30 2 * * *', desiredReplicas: '3' },
          },
        ],
      },
    });
    expect(onlyObject(objects, 'PodDisruptionBudget').spec).toMatchObject({ maxUnavailable: 1 });
  });

  test('on the jobs of one project', () => {
    const { objects, faults } = render(chart, { managers: { scaling: onQueue(GITLAB) } });
    expect(faults).toEqual([]);
    expect(managerDeployment(objects).spec).not.toHaveProperty('replicas');
    expect(onlyObject(objects, 'TriggerAuthentication')).toMatchObject({
      metadata: { name: MANAGERS },
      spec: { secretTargetRef: [{ parameter: 'apiKey', name: 'gitlab-api', key: 'read' }] },
    });
    const { triggers, advanced, ...spec } = onlyObject(objects, 'ScaledObject').spec as Record<string, object>;
    expect(spec).toMatchObject({ minReplicaCount: 1, maxReplicaCount: 6 });
    expect(advanced).toEqual({ horizontalPodAutoscalerConfig: { behavior: BEHAVIOR } });
    expect(triggers).toEqual([
      {
        type: 'metrics-api',
        metadata: {
          url: 'https://gitlab.com/api/v4/projects/42/jobs?scope[]=pending&scope[]=running&per_page=100',
          valueLocation: '#(tag_list.#(=="linux"))#|#',
          targetValue: '20',
          authMode: 'apiKey',
          method: 'header',
          keyParamName: 'PRIVATE-TOKEN',
        },
        authenticationRef: { name: MANAGERS },
      },
    ]);
  });

  test('on the sum of the jobs of several projects', () => {
    const scaling = onQueue({ ...GITLAB, projectIds: [42, 7] });
    const spec = onlyObject(render(chart, { managers: { scaling } }).objects, 'ScaledObject').spec as {
      advanced: object;
      triggers: { name: string }[];
    };
    expect(spec.triggers.map(({ name }) => name)).toEqual(['project_1', 'project_2']);
    expect(spec.advanced).toMatchObject({
      scalingModifiers: { formula: 'project_1 + project_2', target: '20', metricType: 'AverageValue' },
    });
  });

  test('on a query', () => {
    const query = 'sum(ci_pending_builds{runners=~"{{ ci }}"} or vector(0))';
    const queue = JobQueue.prometheus({ serverAddress: 'http://prometheus.monitoring:9090', query });
    const scaling = ManagerScaling.onQueue({ queue, jobsPerManager: 20 });
    const { objects } = render(chart, { managers: { scaling } });
    expect(objectsOfKind(objects, 'TriggerAuthentication')).toEqual([]);
    expect(onlyObject(objects, 'ScaledObject').spec).toMatchObject({
      triggers: [
        {
          type: 'prometheus',
          metadata: { serverAddress: 'http://prometheus.monitoring:9090', query, threshold: '20' },
        },
      ],
    });
  });

  test('a fixed number needs no autoscaler', () => {
    const { objects, faults } = render(chart, { managers: { scaling: ManagerScaling.fixed(3) } });
    expect(faults).toEqual([]);
    expect(managerDeployment(objects).spec.replicas).toBe(3);
    expect(objectsOfKind(objects, 'HorizontalPodAutoscaler')).toEqual([]);
  });

  test.each([
    ['first', 'yes', { replicas: 3 }, []],
    ['second', 'no', {}, [expect.objectContaining({ minReplicas: 3, maxReplicas: 7, behavior: BEHAVIOR })]],
  ])('of two ways to scale the deployment takes the %s', (_, isFixed, replicas, autoscalers) => {
    const { objects, faults } = render(chart, (stack) => {
      const condition = declareCondition(stack, 'IsFixed', equals(isFixed, 'yes'));
      return {
        managers: { scaling: chooseScaling(condition, ManagerScaling.fixed(3), ManagerScaling.onCpu(ON_CPU)) },
      };
    });
    const { spec } = managerDeployment(objects);
    expect(faults).toEqual([]);
    expect('replicas' in spec ? { replicas: spec.replicas } : {}).toEqual(replicas);
    expect(objectsOfKind(objects, 'HorizontalPodAutoscaler').map((object) => object.spec)).toEqual(autoscalers);
    // Managers have a budget in both.
    expect(onlyObject(objects, 'PodDisruptionBudget').spec).toMatchObject({ maxUnavailable: 1 });
  });

  describe('several managers', () => {
    const { objects } = render(chart, {
      managers: { scaling: ManagerScaling.fixed(2) },
      chartValues: { podAnnotations: { team: 'build' } },
    });

    test('have a budget and a spread that select their pods', () => {
      const { labels } = managerDeployment(objects).spec.template.metadata;
      const selector = { matchLabels: { app: labels?.app } };
      expect(selector.matchLabels.app).toBe(MANAGERS);
      expect(onlyObject(objects, 'PodDisruptionBudget').spec).toEqual({
        maxUnavailable: 1,
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector,
      });
      expect(managerPod(objects).topologySpreadConstraints).toEqual(
        ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
          maxSkew: 1,
          topologyKey,
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector: selector,
          matchLabelKeys: ['pod-template-hash'],
        })),
      );
    });

    test('keep their nodes, beside the annotations that they have anyway', () => {
      expect(podAnnotations(objects)).toMatchObject({
        team: 'build',
        'prometheus.io/port': '9252',
        'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false',
        'goatscaler.io/safe-to-evict': 'false',
      });
    });
  });

  const without: Record<keyof ManagerAvailabilityOptions, [ManagerAvailabilityOptions, readonly string[]]> = {
    podDisruptionBudget: [{ podDisruptionBudget: false }, ['spread', 'safe-to-evict']],
    spread: [{ spread: false }, ['budget', 'safe-to-evict']],
    safeToEvict: [{ safeToEvict: true }, ['budget', 'spread']],
  };

  test.each(Object.entries(without))('%s takes away its part alone', (_, [availability, rest]) => {
    const { objects, faults } = render(chart, { managers: { availability } });
    expect(faults).toEqual([]);
    const parts = {
      budget: objectsOfKind(objects, 'PodDisruptionBudget').length > 0,
      spread: managerPod(objects).topologySpreadConstraints !== undefined,
      'safe-to-evict': Object.keys(podAnnotations(objects) ?? {}).some((key) => key.endsWith('/safe-to-evict')),
    };
    expect(Object.entries(parts).flatMap(([part, isThere]) => (isThere ? [part] : []))).toEqual(rest);
  });

  test('a single manager has neither budget nor spread', () => {
    const { objects } = render(chart, { managers: { scaling: ManagerScaling.fixed(1) } });
    expect(objectsOfKind(objects, 'PodDisruptionBudget')).toEqual([]);
    expect(managerPod(objects)).not.toHaveProperty('topologySpreadConstraints');
  });

  test('a spread of the user replaces ours', () => {
    const constraint = { maxSkew: 2, topologyKey: 'rack', whenUnsatisfiable: 'DoNotSchedule' };
    const { objects } = render(chart, { chartValues: { topologySpreadConstraints: [constraint] } });
    expect(managerPod(objects).topologySpreadConstraints).toEqual([constraint]);
  });
});
