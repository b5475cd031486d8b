import { ComputeClass, ComputeQos, Placement } from '../../lib';
import type { AcsPlacementOptions, EciPlacementOptions, NodePoolPlacementOptions, Toleration } from '../../lib';
import type { EciSpotOptions } from '../../lib/placement/eci-options';
import { findCharts } from '../support/helm';
import { ACK, ACS, UNPLACED_MANAGERS, jobPlacement, managerPlacement } from './placed-pods';
import { render } from './render';

const TOLERATION: Required<Toleration> = { operator: 'Equal', key: 'ci', value: 'builds', effect: 'NoSchedule' };
const NODE_POOL: Required<NodePoolPlacementOptions> = {
  nodePoolId: 'np0123',
  nodeSelector: { disk: 'ssd' },
  tolerations: [TOLERATION, { key: 'arm' }],
  // Seen in warnings alone: pods need nothing for it.
  spot: true,
};

const ECI_SPOT: Required<EciSpotOptions> = { priceLimit: 0.25, protectFirstHour: false, fallbackToPayAsYouGo: false };
const ECI: Required<EciPlacementOptions> = {
  spot: ECI_SPOT,
  useSpecs: ['2-4Gi', 'ecs.c7.large'],
  instanceFamilies: ['ecs.c7', '-ecs.c6'],
  instanceGenerations: ['7', '-5'],
  computeCategories: ['economy', 'general'],
  vSwitchIds: ['vsw-1', 'vsw-2'],
  scheduleStrategy: 'VSwitchOrdered',
  securityGroupIds: ['sg-1', 'sg-2'],
  ramRoleName: 'ci-jobs',
  imageCache: true,
  imageCacheId: 'imc-1',
  newImageCache: {},
  acrInstanceIds: ['cri-1', 'cn-beijing:cri-2'],
  plainHttpRegistries: ['10.0.0.1:5000'],
  insecureRegistries: ['10.0.0.2:5000'],
  extraEphemeralStorageGiB: 50,
  eipBandwidthMbps: 5,
  tags: { team: 'build', cost: 'ci' },
};
const ECI_ANNOTATIONS = {
  'k8s.aliyun.com/eci-spot-strategy': 'SpotWithPriceLimit',
  'k8s.aliyun.com/eci-spot-price-limit': '0.25',
  'k8s.aliyun.com/eci-spot-duration': '0',
  'k8s.aliyun.com/eci-spot-fallback': 'false',
  'k8s.aliyun.com/eci-use-specs': '2-4Gi,ecs.c7.large',
  'k8s.aliyun.com/eci-instance-family': 'ecs.c7,-ecs.c6',
  'k8s.aliyun.com/eci-instance-generation': '7,-5',
  'k8s.aliyun.com/eci-compute-category': 'economy,general',
  'k8s.aliyun.com/eci-vswitch': 'vsw-1,vsw-2',
  'k8s.aliyun.com/eci-schedule-strategy': 'VSwitchOrdered',
  'k8s.aliyun.com/eci-security-group': 'sg-1,sg-2',
  'k8s.aliyun.com/eci-ram-role-name': 'ci-jobs',
  'k8s.aliyun.com/eci-auto-imc': 'true',
  'k8s.aliyun.com/eci-imc-id': 'imc-1',
  'k8s.aliyun.com/acr-instance-ids': 'cri-1,cn-beijing:cri-2',
  'k8s.aliyun.com/plain-http-registry': '10.0.0.1:5000',
  'k8s.aliyun.com/insecure-registry': '10.0.0.2:5000',
  'k8s.aliyun.com/eci-extra-ephemeral-storage': '50Gi',
  'k8s.aliyun.com/eci-with-eip': 'true',
  'k8s.aliyun.com/eip-bandwidth': '5',
  'k8s.aliyun.com/eci-custom-tags': 'team:build,cost:ci',
};

/** GPUs have no choice of processors, and processors no series of GPUs. */
const ACS_CPU: Required<Omit<AcsPlacementOptions, 'gpuModelSeries'>> = {
  computeClass: ComputeClass.PERFORMANCE,
  qos: ComputeQos.DEFAULT,
  cpuVendors: ['intel', 'amd'],
  vSwitchIds: ['vsw-1', 'vsw-2'],
  securityGroupIds: ['sg-1', 'sg-2'],
  imageCache: false,
  eipBandwidthMbps: 5,
  plainHttpRegistries: ['10.0.0.1:5000'],
  insecureRegistries: ['10.0.0.2:5000'],
};
const ACS_LABELS = { 'alibabacloud.com/compute-class': 'performance', 'alibabacloud.com/compute-qos': 'default' };
const ACS_ANNOTATIONS = {
  'alibabacloud.com/cpu-vendors': 'intel,amd',
  'network.alibabacloud.com/vswitch-ids': 'vsw-1,vsw-2',
  'network.alibabacloud.com/security-group-ids': 'sg-1,sg-2',
  'network.alibabacloud.com/pod-with-eip': 'true',
  'network.alibabacloud.com/eip-bandwidth': '5',
  'image.alibabacloud.com/enable-image-cache': 'false',
  'registry.alibabacloud.com/plain-http-registry': '10.0.0.1:5000',
  'registry.alibabacloud.com/insecure-registry': '10.0.0.2:5000',
};

describe.each(findCharts())('with the chart $version', (chart) => {
  describe('by default', () => {
    test('neither jobs nor managers are bound to any node', () => {
      const rendered = render(chart);
      expect(jobPlacement(rendered)).toEqual({});
      expect(managerPlacement(rendered)).toEqual(UNPLACED_MANAGERS);
    });

    test('jobs are on ECI spot instances where there are virtual nodes, and managers are not', () => {
      const rendered = render(chart, { on: ACK });
      expect(rendered.faults).toEqual([]);
      expect(jobPlacement(rendered)).toEqual({
        pod_labels: { 'alibabacloud.com/eci': 'true' },
        pod_annotations: {
          'k8s.aliyun.com/eci-spot-strategy': 'SpotAsPriceGo',
          'k8s.aliyun.com/eci-spot-fallback': 'true',
        },
      });
      expect(managerPlacement(rendered)).toEqual(UNPLACED_MANAGERS);
    });

    test('in an ACS cluster jobs may be reclaimed, and managers may not', () => {
      const rendered = render(chart, { on: ACS });
      expect(rendered.faults).toEqual([]);
      const labels = (qos: string) => ({
        'alibabacloud.com/compute-class': 'general-purpose',
        'alibabacloud.com/compute-qos': qos,
      });
      expect(jobPlacement(rendered)).toEqual({ pod_labels: labels('best-effort') });
      expect(managerPlacement(rendered)).toEqual({ labels: labels('default'), annotations: {} });
    });
  });

  describe('nodes', () => {
    const placement = Placement.nodePool(NODE_POOL);
    const rendered = render(chart, { jobs: { placement }, managers: { placement: placement } });

    test('render what Kubernetes and the runner take', () => {
      expect(rendered.faults).toEqual([]);
    });

    test('are chosen for jobs by every option', () => {
      expect(jobPlacement(rendered)).toEqual({
        node_selector: { 'alibabacloud.com/nodepool-id': 'np0123', disk: 'ssd' },
        node_tolerations: { 'ci=builds': 'NoSchedule', arm: '' },
      });
    });

    test('are chosen for managers by every option', () => {
      expect(managerPlacement(rendered)).toEqual({
        ...UNPLACED_MANAGERS,
        nodeSelector: { 'alibabacloud.com/nodepool-id': 'np0123', disk: 'ssd' },
        tolerations: [
          { key: 'ci', operator: 'Equal', value: 'builds', effect: 'NoSchedule' },
          { key: 'arm', operator: 'Exists' },
        ],
      });
    });
  });

  describe('ECI', () => {
    const rendered = render(chart, {
      on: ACK,
      // The runner puts in the variables of each job, and nobody those of managers.
      jobs: { placement: Placement.eci({ ...ECI, tags: { project: '$CI_PROJECT_ID' } }) },
      managers: { placement: Placement.eci(ECI) },
    });
    const labels = { 'alibabacloud.com/eci': 'true' };

    test('renders what Kubernetes and the runner take', () => {
      expect(rendered.faults).toEqual([]);
    });

    test('is told every option of jobs', () => {
      const annotations = { ...ECI_ANNOTATIONS, 'k8s.aliyun.com/eci-custom-tags': 'project:$CI_PROJECT_ID' };
      expect(jobPlacement(rendered)).toEqual({ pod_labels: labels, pod_annotations: annotations });
    });

    test('is told every option of managers', () => {
      expect(managerPlacement(rendered)).toEqual({ labels, annotations: ECI_ANNOTATIONS });
    });
  });

  describe('ACS', () => {
    const placement = Placement.acs(ACS_CPU);
    const onAck = render(chart, { on: ACK, jobs: { placement }, managers: { placement: placement } });
    const labels = { 'alibabacloud.com/acs': 'true', ...ACS_LABELS };

    test('renders what Kubernetes and the runner take', () => {
      expect(onAck.faults).toEqual([]);
    });

    test('is told every option of jobs', () => {
      expect(jobPlacement(onAck)).toEqual({ pod_labels: labels, pod_annotations: ACS_ANNOTATIONS });
    });

    test('is told every option of managers', () => {
      expect(managerPlacement(onAck)).toEqual({ labels, annotations: ACS_ANNOTATIONS });
    });

    test('has GPUs by their series, and needs no label to be reached in a cluster of its own', () => {
      const gpu: Required<Pick<AcsPlacementOptions, 'gpuModelSeries'>> = { gpuModelSeries: 'T4' };
      const rendered = render(chart, {
        on: ACS,
        jobs: { placement: Placement.acs({ computeClass: ComputeClass.GPU, ...gpu }) },
      });
      expect(rendered.faults).toEqual([]);
      expect(jobPlacement(rendered)).toEqual({
        pod_labels: {
          'alibabacloud.com/compute-class': 'gpu',
          'alibabacloud.com/compute-qos': 'best-effort',
          'alibabacloud.com/gpu-model-series': 'T4',
        },
      });
    });
  });
});
