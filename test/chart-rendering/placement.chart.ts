import { parse } from '@iarna/toml';
import { checkTomlTable } from '../../lib/config';
import { ClusterKind, ComputeClass, ComputeQos, JobPlacement } from '../../lib';
import type { ChartValues } from '../../lib';
import { jobFragment } from '../../lib/runner/job-fragment';
import type { Chart } from '../support/helm';
import { findCharts, helmTemplate } from '../support/helm';
import type { KubernetesObject } from '../support/kubernetes';
import { configTemplate, managerDeployment, onlyObject } from '../support/kubernetes';
import type { RunnerOverrides } from '../support/runner';
import { renderRunner } from '../support/runner';
import { checkKubernetes } from '../support/wellformed-k8s';

const ACK = { kind: ClusterKind.ACK, virtualNode: true };
const ACS = { kind: ClusterKind.ACS, virtualNode: undefined };
const POD_GROUP = { 'ros-cdk-gitlab-runner/pod-group': 'runner-jobs' };

function render(chart: Chart, props: RunnerOverrides) {
  const { values } = renderRunner(props);
  const objects = helmTemplate({ chart, release: 'runner', namespace: 'ci', values });
  const toml = parse(configTemplate(objects)) as { runners?: unknown };
  const [runner] = toml.runners as { kubernetes: Record<string, unknown> }[];
  const [major, minor] = chart.appVersion.split('.');
  return {
    objects,
    kubernetes: runner!.kubernetes,
    faults: [...checkKubernetes(objects, { secrets: ['token'] }), ...checkTomlTable(toml, `${major}.${minor}`)],
  };
}

/** The release with the jobs placed so, and with the objects that the placement needs. */
function renderJobs(chart: Chart, placement: JobPlacement, on: typeof ACK | typeof ACS) {
  const placed = placement.place({ ...on, podGroup: 'runner-jobs' });
  const { config } = jobFragment({ namespace: 'ci', jobs: {}, placement: placed, serverless: placement.serverless });
  const extraObjects = placed.objects as ChartValues['extraObjects'];
  return render(chart, { config, chartValues: { extraObjects } });
}

interface PolicySpec {
  readonly selector: Record<string, string>;
  readonly units: readonly Record<string, unknown>[];
}

const policyOf = (objects: readonly KubernetesObject[]) =>
  onlyObject(objects, 'ResourcePolicy') as KubernetesObject & { spec: PolicySpec };

describe.each(findCharts())('with the chart $version', (chart) => {
  test.each<[string, typeof ACK | typeof ACS, JobPlacement]>([
    ['nodes', ACK, JobPlacement.nodePool({ nodePoolId: 'np1', tolerations: [{ key: 'ci', effect: 'NoSchedule' }] })],
    ['ECI', ACK, JobPlacement.eci({ spot: { priceLimit: 0.5 }, tags: { project: '$CI_PROJECT_ID' } })],
    ['ACS on ACK', ACK, JobPlacement.acs({ vSwitchIds: ['vsw-1', 'vsw-2'] })],
    ['ACS', ACS, JobPlacement.acs({ computeClass: ComputeClass.PERFORMANCE, qos: ComputeQos.DEFAULT })],
  ])('jobs on %s render what Kubernetes and the runner take', (_, on, placement) => {
    expect(render(chart, { on, placement }).faults).toEqual([]);
  });

  test('jobs reach ECI by label and annotations, in the very words', () => {
    const { kubernetes } = render(chart, {
      on: ACK,
      placement: JobPlacement.eci({ spot: {}, vSwitchIds: ['a', 'b'] }),
    });
    expect(kubernetes).toMatchObject({
      pod_labels: { 'alibabacloud.com/eci': 'true' },
      pod_annotations: {
        'k8s.aliyun.com/eci-spot-strategy': 'SpotAsPriceGo',
        'k8s.aliyun.com/eci-spot-fallback': 'true',
        'k8s.aliyun.com/eci-vswitch': 'a,b',
      },
    });
  });

  describe('a fallback between node pools', () => {
    const placement = JobPlacement.fallback([
      JobPlacement.nodePool({ nodeSelector: { paid: 'monthly' }, tolerations: [{ key: 'ci', value: 'yes' }] }),
      JobPlacement.nodePool({ nodeSelector: { paid: 'hourly' } }),
    ]);

    test('reaches jobs as an affinity that the runner reads', () => {
      const { kubernetes, faults } = render(chart, { placement });
      const term = (value: string) => ({ match_expressions: [{ key: 'paid', operator: 'In', values: [value] }] });
      expect(faults).toEqual([]);
      expect(kubernetes).toMatchObject({
        node_tolerations: { 'ci=yes': '' },
        affinity: {
          node_affinity: {
            required_during_scheduling_ignored_during_execution: {
              node_selector_terms: [term('monthly'), term('hourly')],
            },
            preferred_during_scheduling_ignored_during_execution: [
              { weight: 100, preference: term('monthly') },
              { weight: 1, preference: term('hourly') },
            ],
          },
        },
      });
    });

    test('reaches managers as an affinity that Kubernetes reads', () => {
      const { objects, faults } = render(chart, { managerPlacement: placement });
      const term = (value: string) => ({ matchExpressions: [{ key: 'paid', operator: 'In', values: [value] }] });
      expect(faults).toEqual([]);
      expect(managerDeployment(objects).spec.template.spec).toMatchObject({
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term('monthly'), term('hourly')] },
            preferredDuringSchedulingIgnoredDuringExecution: [
              { weight: 100, preference: term('monthly') },
              { weight: 1, preference: term('hourly') },
            ],
          },
        },
      });
    });
  });

  describe('a fallback from nodes to ECI', () => {
    const { objects, kubernetes, faults } = renderJobs(
      chart,
      JobPlacement.fallback([JobPlacement.nodePool(), JobPlacement.eci({ spot: {} })]),
      ACK,
    );

    test('renders what Kubernetes and the runner take', () => {
      expect(faults).toEqual([]);
    });

    test('has a policy that selects the pods of jobs, and nothing that binds them to one compute', () => {
      const { metadata, spec } = policyOf(objects);
      expect(metadata).toEqual({ name: 'runner-jobs' });
      expect(spec.selector).toEqual(POD_GROUP);
      expect(kubernetes.pod_labels).toEqual(POD_GROUP);
      expect(kubernetes).not.toHaveProperty('node_selector');
    });

    test('does not catch the managers', () => {
      const labels = managerDeployment(objects).spec.template.metadata.labels;
      expect(labels).not.toHaveProperty(Object.keys(POD_GROUP));
    });

    test('tries nodes, then ECI', () => {
      expect(policyOf(objects).spec.units.map(({ resource }) => resource)).toEqual(['ecs', 'eci']);
    });
  });

  test('a fallback from best-effort to lasting ACS compute is two units of one policy', () => {
    const placement = JobPlacement.fallback([JobPlacement.acs(), JobPlacement.acs({ qos: ComputeQos.DEFAULT })]);
    const { objects, faults } = renderJobs(chart, placement, ACS);
    expect(faults).toEqual([]);
    expect(policyOf(objects).spec.units).toEqual(
      ['best-effort', 'default'].map((qos) => ({
        resource: 'acs',
        podLabels: { 'alibabacloud.com/compute-class': 'general-purpose', 'alibabacloud.com/compute-qos': qos },
      })),
    );
  });

  test('pipelines may choose class and quality of ACS, by a pattern that comes through Helm as it was', () => {
    const { kubernetes } = render(chart, { on: ACS });
    const allowed = new RegExp(kubernetes.pod_labels_overwrite_allowed as string);
    expect('alibabacloud.com/compute-qos=best-effort').toMatch(allowed);
    expect('alibabacloudXcom/compute-qos=best-effort').not.toMatch(allowed);
  });
});
