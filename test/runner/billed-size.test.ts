import * as fc from 'fast-check';
import { FaultList } from '../../lib/checks/faults';
import { ComputeClass } from '../../lib/placement/acs';
import { JobPlacement } from '../../lib/placement/job-placement';
import type { BilledAs } from '../../lib/placement/pod-placement';
import { billedSize, largestSize, nextSmallerSize } from '../../lib/runner/billed-size';
import { checkBilledSize } from '../../lib/runner/check-billed-size';
import type { JobOptions } from '../../lib/runner/job-options';
import { parameter } from '../cluster/fixtures';
import { synth } from '../support/synth';

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

function found(jobs: JobOptions, placement: JobPlacement) {
  const findings = { errors: new FaultList(), warnings: new FaultList() };
  checkBilledSize(jobs, placement, findings, 'jobs');
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

  test('for the disk of ACS are told the limit', () => {
    const large = { resources: { ...resources, ephemeralStorage: '500Gi' } };
    expect(found(large, JobPlacement.acs())).toEqual(NOTHING);
    expect(found({ ...large, helperResources: { ephemeralStorage: '20Gi' } }, JobPlacement.acs()).errors).toEqual([
      expect.stringContaining('may use 520 GiB; ACS has at most 512 GiB'),
    ]);
    expect(found({ ...large, helperResources: { ephemeralStorage: '20Gi' } }, JobPlacement.eci())).toEqual(NOTHING);
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
      const jobs = { resources: { cpu: parameter.text(stack, 'Cpu'), memory: '4Gi' } };
      expect(found(jobs, JobPlacement.eci())).toEqual(NOTHING);
    });
  });
});
