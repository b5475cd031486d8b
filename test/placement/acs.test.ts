import type { AcsPlacementOptions } from '../../lib/placement/acs';
import { ComputeClass, ComputeQos } from '../../lib/placement/acs';
import { Placement } from '../../lib/placement/placement';
import { parameter } from '../cluster/fixtures';
import { synth } from '../support/synth';
import {
  ACK,
  ACK_OF_UNKNOWN_EDITION,
  ACK_WITHOUT_VIRTUAL_NODE,
  ACS,
  NOTHING,
  UNKNOWN,
  computeOf,
  found,
  one,
  podsOf,
} from './support';

const BEST_EFFORT = {
  'alibabacloud.com/compute-class': 'general-purpose',
  'alibabacloud.com/compute-qos': 'best-effort',
};

test('an ACS cluster needs the labels of class and quality only', () => {
  expect(podsOf(Placement.acs(), ACS)).toEqual({ labels: BEST_EFFORT, annotations: {} });
  expect(found(Placement.acs(), ACS)).toEqual(NOTHING);
});

test('elsewhere a further label sends pods to ACS by way of a virtual node', () => {
  const labels = { 'alibabacloud.com/acs': 'true', ...BEST_EFFORT };
  expect(podsOf(Placement.acs(), ACK).labels).toEqual(labels);
  expect(podsOf(Placement.acs(), UNKNOWN).labels).toEqual(labels);
});

test('every option is a label or an annotation that ACS reads', () => {
  const options: AcsPlacementOptions = {
    computeClass: ComputeClass.PERFORMANCE,
    qos: ComputeQos.DEFAULT,
    cpuVendors: ['intel', 'amd'],
    vSwitchIds: ['vsw-1', 'vsw-2'],
    securityGroupIds: ['sg-1'],
    imageCache: false,
    eipBandwidthMbps: 5,
    plainHttpRegistries: ['192.168.0.1:5000'],
    insecureRegistries: ['registry.corp:443'],
  };
  expect(podsOf(Placement.acs(options), ACS)).toEqual({
    labels: { 'alibabacloud.com/compute-class': 'performance', 'alibabacloud.com/compute-qos': 'default' },
    annotations: {
      'alibabacloud.com/cpu-vendors': 'intel,amd',
      'network.alibabacloud.com/vswitch-ids': 'vsw-1,vsw-2',
      'network.alibabacloud.com/security-group-ids': 'sg-1',
      'network.alibabacloud.com/pod-with-eip': 'true',
      'network.alibabacloud.com/eip-bandwidth': '5',
      'image.alibabacloud.com/enable-image-cache': 'false',
      'registry.alibabacloud.com/plain-http-registry': '192.168.0.1:5000',
      'registry.alibabacloud.com/insecure-registry': 'registry.corp:443',
    },
  });
  expect(found(Placement.acs(options), ACS)).toEqual(NOTHING);
});

test('only best-effort compute may be reclaimed', () => {
  expect(computeOf(Placement.acs()).interruptible).toBe(true);
  expect(computeOf(Placement.acs({ qos: ComputeQos.DEFAULT })).interruptible).toBe(false);
});

test('the sizes of CPU pods are known, those of GPU pods are not', () => {
  expect(computeOf(Placement.acs()).billedAs).toEqual(['ACS']);
  expect(computeOf(Placement.acs({ computeClass: ComputeClass.PERFORMANCE })).billedAs).toEqual(['ACS']);
  expect(computeOf(Placement.acs({ computeClass: ComputeClass.GPU })).billedAs).toEqual([]);
});

describe('GPUs', () => {
  test('acs-gpu-series: are named by a label', () => {
    const placement = Placement.acs({ computeClass: ComputeClass.GPU, gpuModelSeries: 'T4' });
    expect(podsOf(placement, ACS).labels).toMatchObject({
      'alibabacloud.com/compute-class': 'gpu',
      'alibabacloud.com/gpu-model-series': 'T4',
    });
    expect(found(placement, ACS)).toEqual(NOTHING);
  });

  test('acs-gpu-series: are missed when they are not named', () => {
    expect(found(Placement.acs({ computeClass: ComputeClass.GPU }), ACS).warnings).toEqual(
      one('acs-gpu-series', 'jobs.placement.acs.gpuModelSeries', 'name it'),
    );
  });

  test('acs-quality: with fast networks are not to be had on best effort, which is the default', () => {
    expect(found(Placement.acs({ computeClass: ComputeClass.GPU_HPN }), ACS).errors).toEqual(
      one('acs-quality', 'jobs.placement.acs.qos', 'use ComputeQos.DEFAULT'),
    );
    expect(found(Placement.acs({ computeClass: ComputeClass.GPU_HPN, qos: ComputeQos.DEFAULT }), ACS).errors).toEqual(
      [],
    );
  });

  test('acs-gpu-series: with fast networks are chosen by their nodes', () => {
    const options = { computeClass: ComputeClass.GPU_HPN, qos: ComputeQos.DEFAULT, gpuModelSeries: 'T4' };
    expect(found(Placement.acs(options), ACS).errors).toEqual(
      one('acs-gpu-series', 'jobs.placement.acs.gpuModelSeries', 'config.runners.kubernetes.nodeSelector'),
    );
  });

  test.each([undefined, ComputeClass.GENERAL_PURPOSE, ComputeClass.PERFORMANCE])(
    'acs-gpu-series: are not part of other compute, such as %s',
    (computeClass) => {
      expect(found(Placement.acs({ computeClass, gpuModelSeries: 'T4' }), ACS).errors).toEqual(
        one(
          'acs-gpu-series',
          'jobs.placement.acs.gpuModelSeries',
          `is for the class gpu, not for ${computeClass ?? 'general-purpose'}`,
        ),
      );
    },
  );

  test.each([
    ['T 4', 'is "T 4"; allowed are at most 63 letters'],
    ['', 'is empty'],
  ])('acs-gpu-series: are of a series that is a label, and not %p', (gpuModelSeries, message) => {
    const options = { computeClass: ComputeClass.GPU, gpuModelSeries };
    expect(found(Placement.acs(options), ACS).errors).toEqual(
      one('acs-gpu-series', 'jobs.placement.acs.gpuModelSeries', message),
    );
  });

  test('acs-cpu-vendors: come with the processor that they come with', () => {
    const options = { computeClass: ComputeClass.GPU, gpuModelSeries: 'T4', cpuVendors: ['amd' as const] };
    expect(found(Placement.acs(options), ACS).errors).toEqual(
      one('acs-cpu-vendors', 'jobs.placement.acs.cpuVendors', 'not for gpu'),
    );
  });
});

describe('where ACS works', () => {
  test('placement-needs-virtual-node: not in an ACK cluster without virtual nodes', () => {
    expect(found(Placement.acs(), ACK_WITHOUT_VIRTUAL_NODE).errors).toEqual(
      one('placement-needs-virtual-node', 'jobs.placement', 'set virtualNode: true on the cluster'),
    );
  });

  test('placement-needs-virtual-node: perhaps not where virtual nodes are not known of', () => {
    expect(found(Placement.acs(), UNKNOWN).warnings).toEqual(
      one('placement-needs-virtual-node', 'jobs.placement', 'State virtualNode: true'),
    );
  });

  test('acs-edition: perhaps not in ACK Basic', () => {
    expect(found(Placement.acs(), { ...ACK, edition: 'basic' }).warnings).toEqual(
      one('acs-edition', 'jobs.placement', 'ACK Pro'),
    );
    expect(found(Placement.acs(), { ...ACK, edition: 'pro' })).toEqual(NOTHING);
  });

  test('acs-edition: perhaps not in an ACK cluster whose edition is not known', () => {
    expect(found(Placement.acs(), ACK_OF_UNKNOWN_EDITION)).toEqual({
      errors: [],
      warnings: one(
        'acs-edition',
        'jobs.placement',
        "the edition of this one is not known. State edition: 'pro' on the cluster if it is one",
      ),
    });
  });
});

test.each<[string, string, AcsPlacementOptions, string, string]>([
  ['', 'an empty list', { vSwitchIds: [] }, 'vSwitchIds', 'leave it out'],
  ['', 'no bandwidth', { eipBandwidthMbps: 0 }, 'eipBandwidthMbps', 'at least 1'],
  ['', 'an empty vSwitch', { vSwitchIds: [''] }, 'vSwitchIds', '"" is not a vSwitch id'],
  ['placement-option-empty', 'no vendor at all', { cpuVendors: [] }, 'cpuVendors', 'name at least one'],
  [
    'placement-option-value',
    'a vSwitch in place of a group',
    { securityGroupIds: ['vsw-1'] },
    'securityGroupIds[0]',
    '"sg-…"',
  ],
  [
    'placement-option-value',
    'a registry with a scheme',
    { plainHttpRegistries: ['http://a:80'] },
    'plainHttpRegistries[0]',
    'the host of a registry',
  ],
  [
    'placement-option-value',
    'an empty registry',
    { insecureRegistries: [''] },
    'insecureRegistries[0]',
    'the host of a registry',
  ],
])('%s: refuses %s', (rule, _, options, at, message) => {
  expect(found(Placement.acs(options), ACS).errors).toEqual(one(rule, `jobs.placement.acs.${at}`, message));
});

test('deploy-time values stand in the labels and pass the checks', () => {
  synth((stack) => {
    const placement = Placement.acs({
      computeClass: parameter.text(stack, 'Class') as ComputeClass,
      qos: parameter.text(stack, 'Qos') as ComputeQos,
      vSwitchIds: parameter.list(stack, 'VSwitches'),
      eipBandwidthMbps: parameter.number(stack, 'Bandwidth'),
    });
    expect(found(placement, ACS)).toEqual(NOTHING);
    expect(computeOf(placement).billedAs).toEqual([]);
    expect(stack.resolve(podsOf(placement, ACS))).toEqual({
      labels: {
        'alibabacloud.com/compute-class': { Ref: 'Class' },
        'alibabacloud.com/compute-qos': { Ref: 'Qos' },
      },
      annotations: {
        'network.alibabacloud.com/vswitch-ids': { 'Fn::Join': [',', { Ref: 'VSwitches' }] },
        'network.alibabacloud.com/pod-with-eip': 'true',
        'network.alibabacloud.com/eip-bandwidth': { 'Fn::Str': { Ref: 'Bandwidth' } },
      },
    });
  });
});
