import { mergeValues } from '../../lib/chart/merge-values';
import { mergeFragments } from '../../lib/runner/fragment';
import { availabilityFragment } from '../../lib/runner/manager-availability';
import type { ManagerAvailabilityOptions } from '../../lib/runner/manager-availability';
import { ManagerScaling } from '../../lib/runner/manager-scaling';
import type { Chart } from '../support/helm';
import { findCharts, helmTemplate } from '../support/helm';
import { managerDeployment, managerPod, objectsOfKind, onlyObject } from '../support/kubernetes';
import { checkKubernetes } from '../support/wellformed-k8s';

const MANAGERS = 'ci-gitlab-runner';

/** The chart with scaling and availability, and with nothing else that matters here. */
function render(
  chart: Chart,
  scaling: ManagerScaling,
  availability: ManagerAvailabilityOptions = {},
  userValues: object = {},
) {
  const config = scaling.configure({ managerName: MANAGERS });
  const { maxReplicas } = config;
  const { values, extraObjects } = mergeFragments([
    {
      values: {
        gitlabUrl: 'https://gitlab.example.com',
        metrics: { enabled: true },
        resources: { requests: { cpu: '250m' } },
        podAnnotations: { team: 'build' },
      },
    },
    config,
    availabilityFragment(availability, { managerName: MANAGERS, maxReplicas }),
  ]);
  return helmTemplate({
    chart,
    release: 'ci',
    namespace: 'runners',
    values: mergeValues(values, { extraObjects }, userValues),
  });
}

describe.each(findCharts())('with the chart $version', (chart) => {
  test.each([
    ['fixed', ManagerScaling.fixed(3)],
    ['on CPU', ManagerScaling.onCpu()],
    ['on jobs', ManagerScaling.onJobs({ jobsPerManager: 7 })],
  ])('scaling %s renders what Kubernetes takes', (_, scaling) => {
    expect(checkKubernetes(render(chart, scaling))).toEqual([]);
  });

  test('an autoscaler is alone in setting the number of managers, and goes slowly', () => {
    const objects = render(chart, ManagerScaling.onJobs({ jobsPerManager: 7, maxReplicas: 6 }));
    expect(objectsOfKind(objects, 'HorizontalPodAutoscaler')).toHaveLength(1);
    expect(managerDeployment(objects).spec).not.toHaveProperty('replicas');
    expect(onlyObject(objects, 'HorizontalPodAutoscaler').spec).toMatchObject({
      scaleTargetRef: { kind: 'Deployment', name: managerDeployment(objects).metadata.name },
      minReplicas: 2,
      maxReplicas: 6,
      metrics: [{ type: 'Pods', pods: { metric: { name: 'gitlab_runner_jobs' }, target: { averageValue: '7' } } }],
      behavior: { scaleDown: { stabilizationWindowSeconds: 600, policies: [{ type: 'Pods', value: 1 }] } },
    });
  });

  test('a fixed number needs no autoscaler', () => {
    const objects = render(chart, ManagerScaling.fixed(3));
    expect(managerDeployment(objects).spec.replicas).toBe(3);
    expect(objectsOfKind(objects, 'HorizontalPodAutoscaler')).toEqual([]);
  });

  test('budget and spread select the pods of the managers', () => {
    const objects = render(chart, ManagerScaling.fixed(2));
    const { labels } = managerDeployment(objects).spec.template.metadata;
    const selector = { matchLabels: { app: labels?.app } };
    expect(selector.matchLabels.app).toBe(MANAGERS);
    expect(onlyObject(objects, 'PodDisruptionBudget').spec).toMatchObject({ maxUnavailable: 1, selector });
    expect(managerPod(objects).topologySpreadConstraints).toEqual([
      expect.objectContaining({ topologyKey: 'topology.kubernetes.io/zone', labelSelector: selector }),
      expect.objectContaining({ topologyKey: 'kubernetes.io/hostname', labelSelector: selector }),
    ]);
  });

  test('a single manager has neither', () => {
    const objects = render(chart, ManagerScaling.fixed(1));
    expect(objectsOfKind(objects, 'PodDisruptionBudget')).toEqual([]);
    expect(managerPod(objects)).not.toHaveProperty('topologySpreadConstraints');
  });

  test('managers keep their nodes, beside the annotations that they have anyway', () => {
    const { annotations } = managerDeployment(render(chart, ManagerScaling.onCpu())).spec.template.metadata;
    expect(annotations).toMatchObject({
      team: 'build',
      'prometheus.io/port': '9252',
      'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false',
      'goatscaler.io/safe-to-evict': 'false',
    });
  });

  test('a spread of the user replaces ours', () => {
    const constraint = { maxSkew: 2, topologyKey: 'rack', whenUnsatisfiable: 'DoNotSchedule' };
    const objects = render(chart, ManagerScaling.onCpu(), {}, { topologySpreadConstraints: [constraint] });
    expect(managerPod(objects).topologySpreadConstraints).toEqual([constraint]);
  });
});
