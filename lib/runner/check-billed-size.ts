import { parseQuantity } from '../chart/resource-quantity';
import type { BilledAs, Compute, PlacementFindings } from '../placement/pod-placement';
import { known } from '../ros/tokens';
import type { PodSize } from './billed-size';
import { billedSize, largestSize, nextSmallerSize } from './billed-size';
import type { ContainerResources, ResourceAmounts } from './container-resources';
import { limitsOf } from './container-resources';
import type { JobOptions } from './job-options';
import { jobResources } from './job-size';

const NANOS = 1e9;
const GIB_IN_NANOS = NANOS * 2 ** 30;

/** Rounding up by less than this share goes without saying. */
const NOTICEABLE = 1.25;

/** What ACS gives without asking for it by ticket. */
const ACS_WITHOUT_TICKET: PodSize = { vCpus: 16, memoryGiB: 128 };
const ACS_STORAGE_GIB = 512;

/**
 * Adds a warning when jobs are billed for noticeably more than they ask for, and an error when no pod is that large.
 * Service containers are left out of account, since their number is known to the pipeline alone.
 *
 * @param at path of the jobs in the props
 */
export function checkBilledSize(
  jobs: JobOptions,
  { serverless, billedAs = [] }: Pick<Compute, 'serverless' | 'billedAs'>,
  findings: PlacementFindings,
  at: string,
): void {
  const { resources, helperResources } = jobResources(jobs, serverless);
  const containers = [resources, helperResources];
  // Without an amount for the build container, the platform takes one of its own.
  const hasSize = resources.cpu !== undefined && resources.memory !== undefined;
  for (const table of billedAs) {
    if (hasSize) {
      checkSize(containers, table, findings, at);
    }
    checkStorage(containers, table, findings, at);
  }
}

function checkSize(
  containers: readonly ContainerResources[],
  table: BilledAs,
  { errors, warnings }: PlacementFindings,
  at: string,
): void {
  const [vCpus, memoryGiB] = [total(containers, 'cpu', NANOS), total(containers, 'memory', GIB_IN_NANOS)];
  if (!vCpus || !memoryGiB) {
    return;
  }
  const needed = { vCpus, memoryGiB };
  const billed = billedSize(needed, table);
  const asked = `build and helper container together may use ${shownSize(needed)}`;
  if (billed === undefined) {
    errors.add(`${at}.resources`, `${asked}; the largest pod of ${table} has ${shownSize(largestSize(table))}`);
    return;
  }
  if (table === 'ACS' && exceeds(billed, ACS_WITHOUT_TICKET)) {
    warnings.add(
      `${at}.resources`,
      `${asked}; more than ${shownSize(ACS_WITHOUT_TICKET)} must be allowed for the account by ticket`,
    );
  }
  if (billed.vCpus >= vCpus * NOTICEABLE || billed.memoryGiB >= memoryGiB * NOTICEABLE) {
    const smaller = nextSmallerSize(needed, table);
    // In between, some regions have sizes that the table does not.
    const where = table === 'ECI' ? ' in most regions' : '';
    const remedy = smaller ? `Have them add up to ${shownSize(smaller)}, or use what is billed` : 'Use what is billed';
    warnings.add(
      `${at}.resources`,
      `${asked}, which ${table} rounds up to ${shownSize(billed)}${where} and bills so. ${remedy}`,
    );
  }
}

function checkStorage(
  containers: readonly ContainerResources[],
  table: BilledAs,
  { errors }: PlacementFindings,
  at: string,
): void {
  const gibibytes = total(containers, 'ephemeralStorage', GIB_IN_NANOS);
  if (table === 'ACS' && gibibytes !== undefined && gibibytes > ACS_STORAGE_GIB) {
    errors.add(
      `${at}.resources.ephemeralStorage`,
      `build and helper container together may use ${rounded(gibibytes)} GiB; ACS has at most ${ACS_STORAGE_GIB} GiB, so mount a volume for more`,
    );
  }
}

/**
 * The sum of what containers may use; ECI and ACS bill by that and not by what containers ask for. Undefined when one of
 * the amounts cannot be judged.
 */
function total(
  containers: readonly ContainerResources[],
  name: keyof ResourceAmounts,
  unit: number,
): number | undefined {
  let sum = 0n;
  for (const amount of containers.map((container) => limitsOf(container)[name])) {
    if (amount !== undefined) {
      const nanos = known(amount) === undefined ? undefined : parseQuantity(amount);
      if (nanos === undefined) {
        return undefined;
      }
      sum += nanos;
    }
  }
  return Number(sum) / unit;
}

function exceeds(size: PodSize, limit: PodSize): boolean {
  return size.vCpus > limit.vCpus || size.memoryGiB > limit.memoryGiB;
}

function shownSize({ vCpus, memoryGiB }: PodSize): string {
  return `${rounded(vCpus)} ${vCpus === 1 ? 'vCPU' : 'vCPUs'} and ${rounded(memoryGiB)} GiB`;
}

function rounded(amount: number): number {
  return Math.round(amount * 1000) / 1000;
}
