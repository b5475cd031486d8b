import * as fc from 'fast-check';
import type { FaultList } from '../../../lib/diagnostics/report';
import { Report } from '../../../lib/diagnostics/report';
import { DeployTimeChoice } from '../../../lib/config/deploy-time-choice';
import type { KubernetesConfig } from '../../../lib/config/runner-config.generated';
import { ComputeClass } from '../../../lib/placement/acs';
import { JobPlacement } from '../../../lib/placement/job-placement';
import type { BilledAs } from '../../../lib/placement/pod-placement';
import { billedSize, largestSize, nextSmallerSize } from '../../../lib/runner/sizes/billed-size';
import { checkBilledSize } from '../../../lib/runner/sizes/check-billed-size';
import type { JobOptions } from '../../../lib/runner/jobs/job-options';
import { parameter } from '../../cluster/fixtures';
import { synth } from '../../support/synth';
import { configuredJobs } from './configured-jobs';

const TABLES: readonly BilledAs[] = ['ECI', 'ECI spot', 'ACS'];
const size = (vCpus: number, memoryGiB: number) => ({ vCpus, memoryGiB });

describe('the size that is billed', () => {
  test.each<[BilledAs, [number, number], [number, number] | undefined]>([
    ['ECI', [0.1, 0.1], [0.25, 0.5]],
    ['ECI', [0.25, 1], [0.25, 1]],
    ['ECI', [1, 1], [1, 2]],
    ['ECI', [2, 1], [2, 1]],
    ['ECI', [2.1, 4.1], [4, 8]],
    ['ECI', [7, 13], [8, 16]],
    ['ECI', [2, 17], [4, 32]],
    ['ECI', [13, 1], [16, 16]],
    ['ECI', [33, 64], [52, 96]],
    ['ECI', [64, 512], [64, 512]],
    ['ECI', [64, 513], undefined],
    ['ECI', [65, 1], undefined],
    ['ECI spot', [0.25, 0.5], [2, 2]],
    ['ECI spot', [2, 1], [2, 2]],
    ['ECI spot', [4, 4], [4, 4]],
    ['ACS', [0.25, 1.5], [0.25, 2]],
    ['ACS', [0.5, 4], [0.5, 4]],
    ['ACS', [2, 3.5], [2, 4]],
    ['ACS', [2.1, 4.1], [2.5, 5]],
    ['ACS', [2.5, 1], [2.5, 3]],
    ['ACS', [2, 17], [2.5, 17]],
    ['ACS', [15.5, 124], [15.5, 124]],
    ['ACS', [16, 129], [24, 192]],
    ['ACS', [17, 1], [24, 24]],
    ['ACS', [64, 512], [64, 512]],
    ['ACS', [65, 1], undefined],
  ])('%s makes of %j %j', (table, needed, billed) => {
    expect(billedSize(size(...needed), table)).toEqual(billed && size(...billed));
  });

  test('holds what is needed, and is billed as itself', () => {
    const amount = (max: number) => fc.double({ min: 0.01, max, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...TABLES), amount(64), amount(512), (table, vCpus, memoryGiB) => {
        const billed = billedSize({ vCpus, memoryGiB }, table)!;
        expect(billed.vCpus).toBeGreaterThanOrEqual(vCpus);
        expect(billed.memoryGiB).toBeGreaterThanOrEqual(memoryGiB);
        expect(billedSize(billed, table)).toEqual(billed);
        expect(nextSmallerSize(billed, table)).toEqual(billed);
      }),
    );
  });

  test('is at most 64 vCPUs and 512 GiB', () => {
    expect(TABLES.map(largestSize)).toEqual(TABLES.map(() => size(64, 512)));
  });
});

test('the next smaller size has no more of either', () => {
  expect(nextSmallerSize(size(2.1, 4.1), 'ECI')).toEqual(size(2, 4));
  expect(nextSmallerSize(size(2.1, 4.1), 'ACS')).toEqual(size(2, 4));
  expect(nextSmallerSize(size(3, 0.75), 'ECI')).toEqual(size(0.25, 0.5));
  expect(nextSmallerSize(size(0.1, 64), 'ECI')).toBeUndefined();
});

function found(jobs: JobOptions, placement: JobPlacement, kubernetes?: KubernetesConfig) {
  const findings = new Report();
  checkBilledSize(configuredJobs(jobs, placement, kubernetes), placement, findings);
  const lines = (list: FaultList) => list.faults.map(({ at, message }) => `${at}: ${message}`);
  return { errors: lines(findings.errors), warnings: lines(findings.warnings) };
}

const NOTHING = { errors: [], warnings: [] };
const resources = { cpu: '2', memory: '4Gi' };
const helperResources = { cpu: '100m', memory: '128Mi' };

describe('jobs that are billed for more than they use', () => {
  test('are told what is billed, and what to change', () => {
    expect(found({ resources, helperResources }, JobPlacement.eci())).toEqual({
      errors: [],
      warnings: [
        'jobs.resources: build and helper container together may use 2.1 vCPUs and 4.125 GiB, which ECI rounds up to 4 vCPUs and 8 GiB in most regions and bills so. Have them add up to 2 vCPUs and 4 GiB, or use what is billed',
      ],
    });
  });

  test('are told nothing where it is little', () => {
    expect(found({ resources, helperResources }, JobPlacement.acs())).toEqual(NOTHING);
    expect(found({ resources: { cpu: '2', memory: '7Gi' } }, JobPlacement.eci())).toEqual(NOTHING);
  });

  test('are told nothing by default', () => {
    for (const placement of [JobPlacement.eci(), JobPlacement.eci({ spot: {} }), JobPlacement.acs()]) {
      expect(found({}, placement)).toEqual(NOTHING);
    }
  });

  test('are billed by what they may use, not by what they ask for', () => {
    const burst = { cpu: '1', memory: '2Gi', limits: { cpu: '3', memory: '6Gi' } };
    expect(found({ resources: burst }, JobPlacement.eci({ spot: {} })).warnings).toEqual([
      expect.stringContaining('may use 3 vCPUs and 6 GiB, which ECI spot rounds up to 4 vCPUs and 8 GiB and bills so'),
    ]);
  });

  test('have no smaller size to go to at the very bottom', () => {
    const tiny = { cpu: '100m', memory: '64Mi' };
    expect(found({ resources: tiny }, JobPlacement.acs()).warnings).toEqual([
      expect.stringMatching(/rounds up to 0.25 vCPUs and 0.5 GiB and bills so. Use what is billed$/),
    ]);
  });

  test('are judged for each compute that they may land on', () => {
    const either = JobPlacement.fallback([JobPlacement.acs(), JobPlacement.eci()]);
    expect(found({ resources: { cpu: '3', memory: '6Gi' } }, either).warnings).toEqual([
      expect.stringContaining('ECI rounds up to 4 vCPUs and 8 GiB'),
    ]);
  });
});

describe('jobs that are too large', () => {
  test.each([
    ['ECI', JobPlacement.eci(), { cpu: '65', memory: '128Gi' }],
    ['ECI', JobPlacement.eci(), { cpu: '32', memory: '600Gi' }],
    ['ACS', JobPlacement.acs(), { cpu: '65', memory: '128Gi' }],
  ])('for %s cannot run', (name, placement, large) => {
    expect(found({ resources: large }, placement)).toEqual({
      errors: [expect.stringContaining(`the largest pod of ${name} has 64 vCPUs and 512 GiB`)],
      warnings: [],
    });
  });

  test('for what ACS gives to everyone must be allowed first', () => {
    expect(found({ resources: { cpu: '24', memory: '96Gi' } }, JobPlacement.acs())).toEqual({
      errors: [],
      warnings: [expect.stringContaining('must be allowed for the account by ticket')],
    });
    expect(found({ resources: { cpu: '16', memory: '128Gi' } }, JobPlacement.acs())).toEqual(NOTHING);
  });

  test('for what ACS gives to everyone must be allowed first, also by one amount alone', () => {
    const ticket = 'more than 16 vCPUs and 128 GiB must be allowed for the account by ticket';
    expect(found({ resources: { cpu: '17' } }, JobPlacement.acs())).toEqual({
      errors: [],
      warnings: [`jobs.resources.cpu: build and helper container together may use 17 vCPUs; ${ticket}`],
    });
    const helper = { resources: { cpu: '1' }, helperResources: { memory: '129Gi' } };
    expect(found(helper, JobPlacement.acs())).toEqual({
      errors: [],
      warnings: [`jobs.helperResources.memory: build and helper container together may use 129 GiB; ${ticket}`],
    });
    expect(found({ resources: { cpu: '16' } }, JobPlacement.acs())).toEqual(NOTHING);
    expect(found({ resources: { cpu: '17' } }, JobPlacement.eci())).toEqual(NOTHING);
  });
});

describe.each([
  ['ECI', JobPlacement.eci()],
  ['ECI spot', JobPlacement.eci({ spot: {} })],
  ['ACS', JobPlacement.acs()],
])('a single amount that no pod of %s has', (name, placement) => {
  const LIMIT = `the largest pod of ${name} has 64 vCPUs and 512 GiB`;

  test('is refused without the other', () => {
    expect(found({ resources: { cpu: '500' } }, placement)).toEqual({
      errors: [`jobs.resources.cpu: build and helper container together may use 500 vCPUs; ${LIMIT}`],
      warnings: [],
    });
    expect(found({ resources: { memory: '99Ti' } }, placement)).toEqual({
      errors: [`jobs.resources.memory: build and helper container together may use 101376 GiB; ${LIMIT}`],
      warnings: [],
    });
  });

  test('is refused when it is the helper container that has it', () => {
    expect(found({ resources: {}, helperResources: { cpu: '65', memory: '513Gi' } }, placement).errors).toEqual([
      `jobs.helperResources.cpu: build and helper container together may use 65 vCPUs; ${LIMIT}`,
      `jobs.helperResources.memory: build and helper container together may use 513 GiB; ${LIMIT}`,
    ]);
  });

  test('is refused beside a deploy-time value', () => {
    synth((stack) => {
      const token = parameter.text(stack, 'Amount');
      expect(found({ resources: { cpu: '65', memory: token } }, placement).errors).toEqual([
        `jobs.resources.cpu: build and helper container together may use 65 vCPUs; ${LIMIT}`,
      ]);
      expect(found({ resources: { cpu: token, memory: '513Gi' } }, placement).errors).toEqual([
        `jobs.resources.memory: build and helper container together may use 513 GiB; ${LIMIT}`,
      ]);
      const helper = { resources: { cpu: '65', memory: '4Gi' }, helperResources: { cpu: token } };
      expect(found(helper, placement).errors).toEqual([
        `jobs.resources.cpu: build and helper container together may use at least 65 vCPUs; ${LIMIT}`,
      ]);
    });
  });

  test('is refused in the configuration, by its key there', () => {
    expect(found({}, placement, { helperMemoryLimit: '600Gi', helperMemoryRequest: '1Gi' }).errors).toEqual([
      `config.runners.kubernetes.helperMemoryLimit: build and helper container together may use 2 vCPUs and 604 GiB; ${LIMIT}`,
    ]);
    expect(found({ resources: {} }, placement, { cpuRequest: '65' }).errors).toEqual([
      `config.runners.kubernetes.cpuRequest: build and helper container together may use 65 vCPUs; ${LIMIT}`,
    ]);
  });

  test('is refused wherever it comes from, and whatever else is given', () => {
    const none = fc.constant(undefined);
    const amounts = fc.record({ build: fc.nat({ max: 500 }), helper: fc.nat({ max: 500 }) });
    fc.assert(
      fc.property(amounts, fc.oneof(none, fc.constant('4Gi')), fc.boolean(), ({ build, helper }, memory, inConfig) => {
        const jobs = { resources: { cpu: `${build}`, memory }, helperResources: { cpu: `${helper}` } };
        const { errors } = inConfig
          ? found({ resources: { memory } }, placement, { cpuLimit: `${build}`, helperCpuLimit: `${helper}` })
          : found(jobs, placement);
        expect(errors).toHaveLength(build + helper > 64 ? 1 : 0);
      }),
    );
  });
});

describe('settings that are laid over', () => {
  test('are what is billed', () => {
    expect(found({ resources: { cpu: '2', memory: '100Ti' } }, JobPlacement.eci(), { memoryLimit: '4Gi' })).toEqual(
      NOTHING,
    );
    expect(found({}, JobPlacement.eci(), { helperCpuLimit: '100m', helperMemoryLimit: '128Mi' }).warnings).toEqual([
      expect.stringMatching(
        /^config\.runners\.kubernetes\.helperCpuLimit: .* may use 2.1 vCPUs and 4.125 GiB, which ECI rounds up to 4 vCPUs/,
      ),
    ]);
  });

  test('are told from the limits and the size of the props', () => {
    expect(found({ resources: { cpu: '1', limits: { cpu: '65' } } }, JobPlacement.eci()).errors).toEqual([
      expect.stringMatching(/^jobs\.resources\.limits\.cpu: .* 65 vCPUs;/),
    ]);
  });

  test('with an empty limit leave the request to count', () => {
    expect(found({ resources: { cpu: '65' } }, JobPlacement.eci(), { cpuLimit: '' }).errors).toEqual([
      expect.stringMatching(/^jobs\.resources\.cpu: .* 65 vCPUs/),
    ]);
  });
});

describe('jobs are not judged', () => {
  const large = { cpu: '100', memory: '1000Gi' };

  test.each<[string, JobOptions, JobPlacement]>([
    ['on nodes', { resources: large }, JobPlacement.nodePool()],
    ['when instance types are named', { resources: large }, JobPlacement.eci({ useSpecs: ['ecs.c7.large'] })],
    ['on GPUs', { resources: large }, JobPlacement.acs({ computeClass: ComputeClass.GPU })],
    ['when the memory is left to the platform', { resources: { cpu: '3' } }, JobPlacement.eci()],
    ['when an amount is malformed', { resources: { cpu: '3', memory: 'much' } }, JobPlacement.eci()],
  ])('%s', (_, jobs, placement) => {
    expect(found(jobs, placement)).toEqual(NOTHING);
  });

  test('when an amount is a deploy-time value', () => {
    synth((stack) => {
      const cpu = parameter.text(stack, 'Cpu');
      for (const jobs of [{ resources: { cpu, memory: '4Gi' } }, { resources, helperResources: { cpu } }]) {
        expect(found(jobs, JobPlacement.eci())).toEqual(NOTHING);
      }
      expect(found({}, JobPlacement.eci(), { cpuLimit: cpu })).toEqual(NOTHING);
    });
  });

  test('when the deployment chooses the whole section', () => {
    const kubernetes = new DeployTimeChoice({}, { cpuLimit: '500' }) as unknown as KubernetesConfig;
    expect(found({}, JobPlacement.eci(), kubernetes)).toEqual(NOTHING);
  });
});
