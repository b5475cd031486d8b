import { Report } from '../../../lib/diagnostics/report';
import type { ICluster } from '../../../lib/cluster/icluster';
import type { KubernetesConfig } from '../../../lib/config/runner-config.generated';
import { JobPlacement } from '../../../lib/placement/job-placement';
import { checkNodeSize } from '../../../lib/runner/sizes/check-node-size';
import type { JobOptions } from '../../../lib/runner/jobs/job-options';
import { JobSize } from '../../../lib/runner/sizes/job-size';
import { parameter } from '../../cluster/fixtures';
import { synth } from '../../support/synth';
import { configuredJobs } from './configured-jobs';

interface Case {
  readonly jobs?: JobOptions;
  readonly kubernetes?: KubernetesConfig;
  readonly placement?: JobPlacement;
  /** CPUs of the largest node. */
  readonly node?: number;
}

function warningsOf({ jobs = {}, kubernetes, placement = JobPlacement.nodePool(), node }: Case): string[] {
  const findings = new Report();
  const cluster = { largestNodeCpu: node } as ICluster;
  checkNodeSize({ ...configuredJobs(jobs, placement, kubernetes), cluster, placement }, findings);
  return findings.warnings.faults.map(({ at, message }) => `${at}: ${message}`);
}

test('jobs that ask for a whole node are told so', () => {
  expect(warningsOf({ jobs: { resources: { cpu: '4' } }, node: 4 })).toEqual([
    'jobs.resources.cpu: build and helper container together ask for 4 vCPUs, and the largest node has 4, of which the system keeps a part: jobs would stay Pending. Use larger instance types or a smaller request',
  ]);
  expect(warningsOf({ jobs: { resources: { cpu: '3500m', limits: { cpu: '8' } } }, node: 4 })).toEqual([]);
});

test('the helper container counts', () => {
  expect(warningsOf({ jobs: { size: JobSize.LARGE }, node: 8 })).toEqual([
    expect.stringMatching(/^jobs\.size: .* ask for 8 vCPUs/),
  ]);
});

test('the configuration counts', () => {
  expect(warningsOf({ kubernetes: { cpuRequest: '16', cpuLimit: '16' }, node: 8 })).toEqual([
    expect.stringMatching(/^config\.runners\.kubernetes\.cpuRequest: .* ask for 16 vCPUs/),
  ]);
  expect(warningsOf({ kubernetes: { cpuRequest: '1' }, jobs: { resources: { cpu: '8' } }, node: 8 })).toEqual([]);
  expect(warningsOf({ kubernetes: { cpuLimit: '8' }, jobs: { resources: {} }, node: 8 })).toEqual([
    expect.stringMatching(/^config\.runners\.kubernetes\.cpuLimit: .* ask for 8 vCPUs/),
  ]);
});

test('what is not known is not judged', () => {
  synth((stack) => {
    const cpu = parameter.text(stack, 'Cpu');
    expect(warningsOf({ jobs: { resources: { cpu } }, node: 4 })).toEqual([]);
    expect(warningsOf({ jobs: { resources: { cpu: '4' }, helperResources: { cpu } }, node: 4 })).toEqual([
      expect.stringContaining('ask for at least 4 vCPUs'),
    ]);
  });
  expect(warningsOf({ jobs: { resources: { cpu: '400' } } })).toEqual([]);
  expect(warningsOf({ jobs: { resources: { cpu: '8' } }, placement: JobPlacement.eci(), node: 4 })).toEqual([]);
});
