import { Report } from '../../../lib/diagnostics/report';
import type { KubernetesConfig } from '../../../lib/config/runner-config.generated';
import { JobPlacement } from '../../../lib/placement/job-placement';
import { checkJobStorage } from '../../../lib/runner/sizes/check-job-storage';
import type { JobOptions } from '../../../lib/runner/jobs/job-options';
import { parameter } from '../../cluster/fixtures';
import { synth } from '../../support/synth';
import { configuredJobs } from './configured-jobs';

function errorsOf(jobs: JobOptions, placement: JobPlacement, kubernetes?: KubernetesConfig): string[] {
  const findings = new Report();
  checkJobStorage(configuredJobs(jobs, placement, kubernetes), placement, findings);
  return findings.errors.faults.map(({ at, message }) => `${at}: ${message}`);
}

const jobsOf = (build: string, helper?: string): JobOptions => ({
  resources: { ephemeralStorage: build },
  helperResources: { ephemeralStorage: helper },
});
const TOO_MUCH = 'jobs.resources.ephemeralStorage: build and helper container together may use';

describe('the ephemeral storage of jobs', () => {
  test('is at most 512 GiB on ACS', () => {
    expect(errorsOf(jobsOf('500Gi', '12Gi'), JobPlacement.acs())).toEqual([]);
    expect(errorsOf(jobsOf('500Gi', '20Gi'), JobPlacement.acs())).toEqual([
      `${TOO_MUCH} 520 GiB; ACS has at most 512 GiB, so mount a volume for more`,
    ]);
  });

  test('is at most a disk on ECI', () => {
    expect(errorsOf(jobsOf('30Ti', '2Ti'), JobPlacement.eci())).toEqual([]);
    expect(errorsOf(jobsOf('30Ti', '3Ti'), JobPlacement.eci())).toEqual([
      `${TOO_MUCH} 33792 GiB; ECI has at most 32768 GiB, so mount a volume for more`,
    ]);
    expect(errorsOf(jobsOf('99Ti'), JobPlacement.eci({ spot: {} }))).toEqual([
      expect.stringContaining('ECI spot has at most 32768 GiB'),
    ]);
  });

  test('must fit wherever a job may land', () => {
    const either = JobPlacement.fallback([JobPlacement.acs(), JobPlacement.eci()]);
    expect(errorsOf(jobsOf('1Ti'), either)).toEqual([expect.stringContaining('ACS has at most')]);
    expect(errorsOf(jobsOf('99Ti'), JobPlacement.nodePool())).toEqual([]);
  });

  test('is that of the configuration, where it says so', () => {
    expect(errorsOf({}, JobPlacement.acs(), { helperEphemeralStorageLimit: '500Gi' })).toEqual([
      'config.runners.kubernetes.helperEphemeralStorageLimit: build and helper container together may use 530 GiB; ACS has at most 512 GiB, so mount a volume for more',
    ]);
    expect(errorsOf(jobsOf('1Ti'), JobPlacement.acs(), { ephemeralStorageLimit: '30Gi' })).toEqual([]);
  });

  test('is judged by what is known', () => {
    synth((stack) => {
      const token = parameter.text(stack, 'Storage');
      expect(errorsOf(jobsOf(token, '30Gi'), JobPlacement.acs())).toEqual([]);
      expect(errorsOf(jobsOf(token, '513Gi'), JobPlacement.acs())).toEqual([
        expect.stringMatching(/^jobs\.helperResources\.ephemeralStorage: .* may use at least 513 GiB/),
      ]);
    });
  });
});

describe('extra storage on ECI', () => {
  const KEY = 'k8s.aliyun.com/eci-extra-ephemeral-storage';

  test('is at most a disk with what comes free', () => {
    expect(errorsOf({}, JobPlacement.eci(), { podAnnotations: { [KEY]: '32738Gi' } })).toEqual([]);
    expect(errorsOf({}, JobPlacement.eci(), { podAnnotations: { [KEY]: '40Ti' } })).toEqual([
      `config.runners.kubernetes.podAnnotations["${KEY}"]: adds "40Ti" to the 30 GiB that come free; ECI has at most 32768 GiB, so mount a volume for more`,
    ]);
  });

  test('of the placement is left to the placement', () => {
    expect(errorsOf({}, JobPlacement.eci({ extraEphemeralStorageGiB: 50_000 }))).toEqual([]);
  });

  test('of the deployment passes, and what is no quantity is left to ECI', () => {
    synth((stack) => {
      const extra = parameter.text(stack, 'Extra');
      expect(errorsOf({}, JobPlacement.eci(), { podAnnotations: { [KEY]: extra } })).toEqual([]);
    });
    expect(errorsOf({}, JobPlacement.eci(), { podAnnotations: { [KEY]: 'much' } })).toEqual([]);
  });
});
