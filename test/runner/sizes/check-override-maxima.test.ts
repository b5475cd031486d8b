import { Report } from '../../../lib/diagnostics/report';
import type { KubernetesConfig } from '../../../lib/config/runner-config.generated';
import { JobPlacement } from '../../../lib/placement/job-placement';
import { warnOfOverrideMaxima } from '../../../lib/runner/sizes/check-override-maxima';
import type { JobOptions } from '../../../lib/runner/jobs/job-options';
import { JobSize } from '../../../lib/runner/sizes/job-size';
import { parameter } from '../../cluster/fixtures';
import { addRunner } from '../../support/runner';
import { synth, synthWarnings } from '../../support/synth';
import { configuredJobs } from './configured-jobs';

function warningsOf(jobs: JobOptions, placement = JobPlacement.nodePool(), kubernetes?: KubernetesConfig): string[] {
  const findings = new Report();
  warnOfOverrideMaxima(configuredJobs(jobs, placement, kubernetes), placement, findings);
  return findings.warnings.faults.map(({ at, message }) => `${at}: ${message}`);
}

describe('a maximum below what jobs have anyway', () => {
  const LESS =
    'which the runner does not hold against it: jobs keep that, and could only lower it. Raise the maximum, or lower what jobs get';

  test('is held against what they may use, wherever that comes from', () => {
    expect(warningsOf({ overrides: { maxCpu: '1' } })).toEqual([
      `jobs.overrides.maxCpu: is "1", below the "2" that jobs may use without asking (jobs.resources.cpu), ${LESS}`,
    ]);
    expect(warningsOf({ resources: { cpu: '1', limits: { cpu: '4' } }, overrides: { maxCpu: '2' } })).toEqual([
      `jobs.overrides.maxCpu: is "2", below the "4" that jobs may use without asking (jobs.resources.limits.cpu), ${LESS}`,
    ]);
    expect(warningsOf({ size: JobSize.LARGE, overrides: { maxMemory: '16Gi' } })).toEqual([
      `jobs.overrides.maxMemory: is "16Gi", below the "31Gi" that jobs may use without asking (jobs.size), ${LESS}`,
    ]);
  });

  test('counts the storage that serverless jobs have by default', () => {
    const jobs = { overrides: { maxEphemeralStorage: '20Gi' } };
    expect(warningsOf(jobs, JobPlacement.eci())).toEqual([
      `jobs.overrides.maxEphemeralStorage: is "20Gi", below the "30Gi" that jobs may use without asking (jobs.resources.ephemeralStorage), ${LESS}`,
    ]);
    expect(warningsOf(jobs)).toEqual([]);
  });

  test('is found for the helper and for services', () => {
    const jobs: JobOptions = {
      size: JobSize.SMALL,
      serviceResources: { cpu: '1' },
      overrides: { maxHelperResources: { memory: '256Mi' }, maxServiceResources: { cpu: '0' } },
    };
    expect(warningsOf(jobs)).toEqual([
      expect.stringMatching(/^jobs\.overrides\.maxHelperResources\.memory: is "256Mi", below the "512Mi"/),
      expect.stringMatching(/^jobs\.overrides\.maxServiceResources\.cpu: is "0", below the "1"/),
    ]);
  });

  test('is found in the configuration, and held against it', () => {
    expect(warningsOf({}, JobPlacement.nodePool(), { cpuLimitOverwriteMaxAllowed: '1' })).toEqual([
      expect.stringMatching(/^config\.runners\.kubernetes\.cpuLimitOverwriteMaxAllowed: is "1", below the "2"/),
    ]);
    expect(warningsOf({ overrides: { maxCpu: '3' } }, JobPlacement.nodePool(), { cpuLimit: '4' })).toEqual([
      expect.stringContaining('below the "4" that jobs may use without asking (config.runners.kubernetes.cpuLimit)'),
    ]);
  });

  test('stops no runner, since its jobs run', () => {
    const jobs = { overrides: { maxCpu: '1' } };
    expect(synthWarnings((stack) => addRunner(stack, { jobs }))).toContainEqual(
      expect.stringContaining('jobs.overrides.maxCpu: is "1", below the "2"'),
    );
  });
});

describe('a maximum that no pod has', () => {
  const NEVER = 'a job that asks for more waits for a pod that never comes. Lower it';

  test.each([
    ['ECI', JobPlacement.eci(), '32768'],
    ['ECI spot', JobPlacement.eci({ spot: {} }), '32768'],
    ['ACS', JobPlacement.acs(), '512'],
  ])('of %s', (name, placement, storage) => {
    const overrides = { maxCpu: '200', maxMemory: '4Ti', maxEphemeralStorage: '99Ti' };
    expect(warningsOf({ overrides }, placement)).toEqual([
      `jobs.overrides.maxCpu: is "200", and the largest pod of ${name} has 64 vCPUs and 512 GiB: ${NEVER}`,
      `jobs.overrides.maxMemory: is "4Ti", and the largest pod of ${name} has 64 vCPUs and 512 GiB: ${NEVER}`,
      `jobs.overrides.maxEphemeralStorage: is "99Ti", and ${name} has at most ${storage} GiB: ${NEVER}`,
    ]);
  });

  test('is found for the helper, for services and in the configuration', () => {
    const overrides = { maxHelperResources: { cpu: '65' }, maxServiceResources: { memory: '513Gi' } };
    expect(warningsOf({ overrides }, JobPlacement.acs(), { cpuLimitOverwriteMaxAllowed: '100' })).toEqual([
      expect.stringMatching(/^config\.runners\.kubernetes\.cpuLimitOverwriteMaxAllowed: is "100", and the largest/),
      expect.stringMatching(/^jobs\.overrides\.maxHelperResources\.cpu: is "65", and the largest/),
      expect.stringMatching(/^jobs\.overrides\.maxServiceResources\.memory: is "513Gi", and the largest/),
    ]);
  });

  test('is not known on nodes', () => {
    expect(warningsOf({ overrides: { maxCpu: '200', maxMemory: '4Ti' } })).toEqual([]);
  });
});

test('the largest pod may be asked for', () => {
  const overrides = { maxCpu: '64', maxMemory: '512Gi', maxEphemeralStorage: '512Gi' };
  expect(warningsOf({ overrides }, JobPlacement.acs())).toEqual([]);
});

test('what is malformed, or known to the deployment alone, is not judged', () => {
  expect(warningsOf({ overrides: { maxCpu: 'x' } })).toEqual([]);
  expect(warningsOf({ resources: { cpu: 'two' }, overrides: { maxCpu: '1' } })).toEqual([]);
  synth((stack) => {
    const token = parameter.text(stack, 'Amount');
    expect(warningsOf({ overrides: { maxCpu: token } }, JobPlacement.eci())).toEqual([]);
    expect(warningsOf({ resources: { cpu: token }, overrides: { maxCpu: '1' } })).toEqual([]);
  });
});
