import { ComputeQos, Placement } from '../../lib';
import { declareCondition, equals } from '../../lib/ros/conditions';
import { findCharts } from '../support/helm';
import { managerDeployment, onlyObject } from '../support/kubernetes';
import { ACK, ACS, UNPLACED_MANAGERS, jobPlacement, managerPlacement } from './placed-pods';
import { render } from './render';
import { choosePlacement } from '../../lib/forms';

describe.each(findCharts())('with the chart $version', (chart) => {
  describe('a fallback between node pools', () => {
    const placement = Placement.fallback([
      Placement.nodePool({ nodeSelector: { paid: 'monthly' }, tolerations: [{ key: 'ci', value: 'yes' }] }),
      Placement.nodePool({ nodeSelector: { paid: 'hourly' } }),
    ]);
    const rendered = render(chart, { jobs: { placement }, managers: { placement: placement } });

    test('renders what Kubernetes and the runner take', () => {
      expect(rendered.faults).toEqual([]);
    });

    test('reaches jobs as an affinity that the runner reads', () => {
      const term = (value: string) => ({ match_expressions: [{ key: 'paid', operator: 'In', values: [value] }] });
      expect(jobPlacement(rendered)).toEqual({
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
      const term = (value: string) => ({ matchExpressions: [{ key: 'paid', operator: 'In', values: [value] }] });
      expect(managerPlacement(rendered)).toEqual({
        ...UNPLACED_MANAGERS,
        tolerations: [{ key: 'ci', operator: 'Equal', value: 'yes' }],
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
    const placement = Placement.fallback([
      Placement.nodePool({ nodeSelector: { disk: 'ssd' }, tolerations: [{ key: 'ci', effect: 'NoSchedule' }] }),
      Placement.eci({ spot: {}, vSwitchIds: ['vsw-1'] }),
    ]);
    const rendered = render(chart, { on: ACK, jobs: { placement }, managers: { placement: placement } });
    const podGroup = (pods: string) => ({ 'ros-cdk-gitlab-runner/pod-group': `runner-${pods}` });

    test('renders what Kubernetes and the runner take', () => {
      expect(rendered.faults).toEqual([]);
    });

    test('marks the pods of jobs, and binds them to no compute', () => {
      expect(jobPlacement(rendered)).toEqual({
        pod_labels: podGroup('jobs'),
        node_tolerations: { ci: 'NoSchedule' },
      });
    });

    test('marks managers apart from jobs', () => {
      expect(managerPlacement(rendered)).toEqual({
        labels: podGroup('managers'),
        annotations: {},
        tolerations: [{ key: 'ci', operator: 'Exists', effect: 'NoSchedule' }],
      });
    });

    test.each(['jobs', 'managers'])('has a policy that has nodes tried for %s, and then ECI', (pods) => {
      expect(onlyObject(rendered.objects, 'ResourcePolicy', `runner-${pods}`)).toEqual({
        apiVersion: 'scheduling.alibabacloud.com/v1alpha1',
        kind: 'ResourcePolicy',
        metadata: { name: `runner-${pods}` },
        spec: {
          selector: podGroup(pods),
          strategy: 'prefer',
          units: [
            { resource: 'ecs', nodeSelector: { disk: 'ssd' } },
            {
              resource: 'eci',
              podAnnotations: {
                'k8s.aliyun.com/eci-spot-strategy': 'SpotAsPriceGo',
                'k8s.aliyun.com/eci-spot-fallback': 'true',
                'k8s.aliyun.com/eci-vswitch': 'vsw-1',
              },
            },
          ],
        },
      });
    });
  });

  test('a fallback from best-effort to lasting ACS compute is two units of one policy', () => {
    const placement = Placement.fallback([Placement.acs(), Placement.acs({ qos: ComputeQos.DEFAULT })]);
    const { objects, faults } = render(chart, { on: ACS, jobs: { placement } });
    expect(faults).toEqual([]);
    expect(onlyObject(objects, 'ResourcePolicy', 'runner-jobs').spec).toHaveProperty(
      'units',
      ['best-effort', 'default'].map((qos) => ({
        resource: 'acs',
        podLabels: { 'alibabacloud.com/compute-class': 'general-purpose', 'alibabacloud.com/compute-qos': qos },
      })),
    );
  });

  test('a fallback from spot to pay-as-you-go instances is left to ECI itself', () => {
    const placement = Placement.fallback([Placement.eci({ spot: { fallbackToPayAsYouGo: false } }), Placement.eci()]);
    const rendered = render(chart, { on: ACK, jobs: { placement } });
    expect(rendered.faults).toEqual([]);
    expect(jobPlacement(rendered)).toEqual({
      pod_labels: { 'alibabacloud.com/eci': 'true' },
      pod_annotations: {
        'k8s.aliyun.com/eci-spot-strategy': 'SpotAsPriceGo',
        'k8s.aliyun.com/eci-spot-fallback': 'true',
      },
    });
  });

  test.each([
    ['first', 'yes', { 'alibabacloud.com/eci': 'true' }, { 'k8s.aliyun.com/eci-vswitch': 'vsw-1' }, undefined],
    ['second', 'no', undefined, undefined, { disk: 'ssd' }],
  ])('of two computes the deployment takes the %s, for jobs and managers', (_, isOnEci, labels, annotations, nodes) => {
    const rendered = render(chart, (stack) => {
      const placement = choosePlacement(
        declareCondition(stack, 'OnEci', equals(isOnEci, 'yes')),
        Placement.eci({ vSwitchIds: ['vsw-1'] }),
        Placement.nodePool({ nodeSelector: { disk: 'ssd' } }),
      );
      return { on: ACK, jobs: { placement }, managers: { placement: placement } };
    });
    expect(rendered.faults).toEqual([]);
    expect(jobPlacement(rendered)).toEqual({ pod_labels: labels, pod_annotations: annotations, node_selector: nodes });
    expect(managerPlacement(rendered)).toEqual({
      labels: labels ?? {},
      annotations: annotations ?? {},
      nodeSelector: nodes,
    });
    // What keeps managers from being evicted is there whichever is chosen.
    expect(managerDeployment(rendered.objects).spec.template.metadata.annotations).toMatchObject({
      'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false',
      'goatscaler.io/safe-to-evict': 'false',
    });
  });
});
