import { App, Stack } from '@alicloud/ros-cdk-core';
import { podItems } from '../../lib/billing/pod-items';
import { ClusterKind, ComputeClass, ComputeQos, JobSize, ManagerScaling, Placement } from '../../lib';
import type { RunnerOverrides } from '../support/runner';
import { addRunner } from '../support/runner';
import { parameter } from '../cluster/fixtures';

const ON_ACS = { kind: ClusterKind.ACS, virtualNode: undefined };
const ON_ECI = { kind: ClusterKind.ACK, virtualNode: true, edition: 'pro' } as const;

function linesOf(props: RunnerOverrides | ((stack: Stack) => RunnerOverrides)): string[] {
  const stack = new Stack(new App({ stackTraces: false }), 'ci');
  const runner = addRunner(stack, typeof props === 'function' ? props(stack) : props);
  return podItems('Runner', runner._model).map(({ of, what, amount, unit, prices, per }) => {
    const much = amount === undefined ? 'by' : amount.from === amount.to ? amount.to : `${amount.from} to ${amount.to}`;
    return `${of}: ${what}, ${much} ${unit} per ${per} [${prices.join()}]`;
  });
}
const jobLines = (props: RunnerOverrides | ((stack: Stack) => RunnerOverrides)) =>
  linesOf(props).filter((line) => line.startsWith('a job'));

test('pods on nodes cost nothing more than the nodes', () => {
  expect(linesOf({})).toEqual([]);
});

test('managers are billed for a month, from the least to the most of them', () => {
  const managers = { scaling: ManagerScaling.onCpu({ minReplicas: 1, maxReplicas: 4 }) };
  expect(linesOf({ on: ON_ACS, managers }).slice(0, 2)).toEqual([
    'managers of Runner: vCPUs of ACS, 730 to 2920 vCPU × hours per month [acs-general-purpose-default-vcpu]',
    'managers of Runner: memory of ACS, 730 to 2920 GiB × hours per month [acs-general-purpose-default-memory]',
  ]);
});

test.each<[string, RunnerOverrides, string[]]>([
  [
    'ACS by default',
    { on: ON_ACS, jobs: { size: JobSize.SMALL } },
    [
      'a job of Runner: vCPUs of ACS, 2 vCPU × hours per job hour [acs-general-purpose-best-effort-vcpu]',
      'a job of Runner: memory of ACS, 8 GiB × hours per job hour [acs-general-purpose-best-effort-memory]',
    ],
  ],
  [
    'another compute class',
    {
      on: ON_ACS,
      jobs: {
        size: JobSize.SMALL,
        placement: Placement.acs({ computeClass: ComputeClass.PERFORMANCE, qos: ComputeQos.DEFAULT }),
      },
    },
    [
      'a job of Runner: vCPUs of ACS, 2 vCPU × hours per job hour [acs-performance-default-vcpu]',
      'a job of Runner: memory of ACS, 8 GiB × hours per job hour [acs-performance-default-memory]',
    ],
  ],
  [
    'ECI, rounded up, with more storage than comes free',
    {
      on: ON_ECI,
      jobs: { placement: Placement.eci(), resources: { cpu: '2500m', memory: '5Gi', ephemeralStorage: '50Gi' } },
    },
    [
      'a job of Runner: vCPUs of ECI, 4 vCPU × hours per job hour [eci-vcpu]',
      'a job of Runner: memory of ECI, 8 GiB × hours per job hour [eci-memory]',
      'a job of Runner: ephemeral storage above 30 GiB, 20 GiB × hours per job hour [eci-storage]',
    ],
  ],
  [
    'spot',
    { on: ON_ECI, jobs: { placement: Placement.eci({ spot: {} }), size: JobSize.SMALL } },
    [
      'a job of Runner: vCPUs of ECI spot, 2 vCPU × hours per job hour [eci-spot-vcpu]',
      'a job of Runner: memory of ECI spot, 8 GiB × hours per job hour [eci-spot-memory]',
    ],
  ],
  [
    'each part of a fallback',
    {
      on: ON_ECI,
      jobs: { placement: Placement.fallback([Placement.nodePool(), Placement.eci()]), size: JobSize.SMALL },
    },
    [
      'a job of Runner, on ECI: vCPUs of ECI, 2 vCPU × hours per job hour [eci-vcpu]',
      'a job of Runner, on ECI: memory of ECI, 8 GiB × hours per job hour [eci-memory]',
    ],
  ],
  [
    'instance types',
    { on: ON_ECI, jobs: { placement: Placement.eci({ useSpecs: ['ecs.c7.xlarge'] }), size: JobSize.SMALL } },
    ['a job of Runner: ECI, by its instance type or GPUs, by hours per job hour []'],
  ],
])('a job on %s', (_, props, expected) => {
  expect(jobLines(props)).toEqual(expected);
});

test('what comes beside the pods: a load balancer for web terminals, and an image cache', () => {
  const lines = linesOf({
    on: ON_ECI,
    managers: { scaling: ManagerScaling.fixed(1) },
    sessionServer: {},
    jobs: { placement: Placement.eci({ newImageCache: { sizeGiB: 40 } }) },
  });
  expect(lines.slice(-2)).toEqual([
    'web terminals of Runner: load balancer, 730 hours per month [clb]',
    'jobs of Runner: image cache, 40 GiB × months per month [eci-image-cache]',
  ]);
});

test('a size that the deployment knows has no amount', () => {
  const lines = jobLines((stack) => ({
    on: ON_ACS,
    jobs: { resources: { cpu: parameter.text(stack, 'Cpu'), memory: '4Gi' } },
  }));
  expect(lines.map((line) => line.replace(/ per .*/, ''))).toEqual([
    'a job of Runner: vCPUs of ACS, by vCPU × hours',
    'a job of Runner: memory of ACS, by GiB × hours',
  ]);
});
