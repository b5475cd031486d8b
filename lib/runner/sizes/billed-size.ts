import { ECI_MAX_GIB } from '../../placement/eci-storage';
import type { BilledAs } from '../../placement/pod-placement';
import type { ResourceAmounts } from './container-resources';

/** CPU and memory of a pod, in all its containers together. */
export interface PodSize {
  readonly vCpus: number;
  readonly memoryGiB: number;
}

/** Memory that goes with a number of vCPUs, in ascending order. */
interface SizeRow {
  readonly vCpus: number;
  readonly memoryGiB: readonly number[];
}

/**
 * What ECI has in all regions. Some regions have sizes in between, which are not for spot instances.
 *
 * @see https://www.alibabacloud.com/help/en/eci/user-guide/specify-the-number-of-vcpus-and-memory-size-to-create-a-pod-1
 */
const ECI: readonly SizeRow[] = [
  { vCpus: 0.25, memoryGiB: [0.5, 1] },
  { vCpus: 0.5, memoryGiB: [1, 2] },
  { vCpus: 1, memoryGiB: [2, 4, 8] },
  { vCpus: 2, memoryGiB: [1, 2, 4, 8, 16] },
  { vCpus: 4, memoryGiB: [2, 4, 8, 16, 32] },
  { vCpus: 8, memoryGiB: [4, 8, 16, 32, 64] },
  { vCpus: 12, memoryGiB: [12, 24, 48, 96] },
  { vCpus: 16, memoryGiB: [16, 32, 64, 128] },
  { vCpus: 24, memoryGiB: [24, 48, 96, 192] },
  { vCpus: 32, memoryGiB: [32, 64, 128, 256] },
  { vCpus: 52, memoryGiB: [96, 192, 384] },
  { vCpus: 64, memoryGiB: [128, 256, 512] },
];

/** @see https://www.alibabacloud.com/help/en/eci/user-guide/create-a-preemptible-elastic-container-instance-1 */
const ECI_SPOT: readonly SizeRow[] = ECI.filter(({ vCpus }) => vCpus >= 2).map(({ vCpus, memoryGiB }) => ({
  vCpus,
  memoryGiB: memoryGiB.filter((memory) => memory >= vCpus),
}));

/**
 * General-purpose and performance compute alike.
 *
 * @see https://www.alibabacloud.com/help/en/cs/user-guide/acs-pod-instance-overview
 */
const ACS: readonly SizeRow[] = [
  { vCpus: 0.25, memoryGiB: [0.5, 1, 2] },
  // In steps of half a vCPU to 16, each with 1 to 8 GiB for a vCPU in steps of 1 GiB.
  ...range(1, 32).map((halves) => ({ vCpus: halves / 2, memoryGiB: range(Math.ceil(halves / 2), halves * 4) })),
  ...[24, 32, 48, 64].map((vCpus) => ({ vCpus, memoryGiB: [1, 2, 4, 8].map((perCpu) => perCpu * vCpus) })),
];

const TABLES: Readonly<Record<BilledAs, readonly SizeRow[]>> = { ECI, 'ECI spot': ECI_SPOT, ACS };

/** The most ephemeral storage that a pod can have. */
const STORAGE_GIB: Readonly<Record<BilledAs, number>> = { ECI: ECI_MAX_GIB, 'ECI spot': ECI_MAX_GIB, ACS: 512 };

/** What ACS gives without asking for it by ticket. */
export const ACS_WITHOUT_TICKET: PodSize = { vCpus: 16, memoryGiB: 128 };

/** The size that a pod is rounded up to and billed as; undefined when there is none that large. */
export function billedSize(needed: PodSize, table: BilledAs): PodSize | undefined {
  const sizes = TABLES[table].filter(({ vCpus }) => vCpus >= needed.vCpus);
  const fits = (memory: number) => memory >= needed.memoryGiB;
  const row = sizes.find(({ memoryGiB }) => memoryGiB.some(fits));
  return row && { vCpus: row.vCpus, memoryGiB: row.memoryGiB.find(fits)! };
}

/** The largest size that is not above what is needed in either respect; undefined when all are. */
export function nextSmallerSize(needed: PodSize, table: BilledAs): PodSize | undefined {
  const fits = (memory: number) => memory <= needed.memoryGiB;
  const row = TABLES[table].filter(({ vCpus, memoryGiB }) => vCpus <= needed.vCpus && memoryGiB.some(fits)).at(-1);
  return row && { vCpus: row.vCpus, memoryGiB: row.memoryGiB.filter(fits).at(-1)! };
}

/** The largest pod that the table knows. */
export function largestSize(table: BilledAs): PodSize {
  const { vCpus, memoryGiB } = TABLES[table].at(-1)!;
  return { vCpus, memoryGiB: memoryGiB.at(-1)! };
}

/** The most of one amount that a pod can have, in CPUs or GiB, whatever it has of the others. */
export function largestAmount(name: keyof ResourceAmounts, table: BilledAs): number {
  const { vCpus, memoryGiB } = largestSize(table);
  return { cpu: vCpus, memory: memoryGiB, ephemeralStorage: STORAGE_GIB[table] }[name];
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
