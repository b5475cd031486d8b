import * as fc from 'fast-check';
import type { BilledAs } from '../../../lib/placement/pod-placement';
import { billedSize, largestSize, nextSmallerSize } from '../../../lib/runner/sizes/billed-size';

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
