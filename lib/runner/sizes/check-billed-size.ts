import type { Report } from '../../diagnostics/report';
import type { BilledAs, Compute } from '../../placement/pod-placement';
import type { PodSize } from './billed-size';
import { billedSize, nextSmallerSize } from './billed-size';
import type { ConfiguredJobs, TotalAmount } from './job-amounts';
import { JobAmounts } from './job-amounts';
import { ACS_WITHOUT_TICKET, BY_TICKET, checkPodAmount, maximumOf, shownSize } from './pod-maximum';

/** Rounding up by less than this share goes without saying. */
const NOTICEABLE = 1.25;

const WHO = 'build and helper container together';

/** CPU and memory of the containers together. */
interface Totals {
  readonly cpu: TotalAmount;
  readonly memory: TotalAmount;
}

/**
 * Adds a warning when jobs are billed for noticeably more than they may use, and an error when no pod is that large.
 * ECI and ACS bill by what containers may use and not by what containers ask for.
 */
export function checkBilledSize(
  jobs: ConfiguredJobs,
  { billedAs = [] }: Pick<Compute, 'billedAs'>,
  findings: Report,
): void {
  const amounts = new JobAmounts(jobs);
  const totals = { cpu: amounts.totalLimit('cpu'), memory: amounts.totalLimit('memory') };
  if (isKnown(totals.cpu) && isKnown(totals.memory)) {
    billedAs.forEach((table) => checkSize(totals, table, findings));
  } else {
    // What is known of one is enough to see that it is too much, whatever the rest comes to.
    checkPodAmount({ ...totals.cpu, name: 'cpu' }, WHO, billedAs, findings);
    checkPodAmount({ ...totals.memory, name: 'memory' }, WHO, billedAs, findings);
  }
}

function isKnown({ sum, isExact, isBuildSized }: TotalAmount): boolean {
  return isBuildSized && isExact && sum > 0;
}

function checkSize(totals: Totals, table: BilledAs, { errors, warnings }: Report): void {
  const needed = { vCpus: totals.cpu.sum, memoryGiB: totals.memory.sum };
  const billed = billedSize(needed, table);
  const at = [totals.cpu, totals.memory].find(({ isOwn }) => isOwn)?.at ?? 'jobs.resources';
  const asked = `${WHO} may use ${shownSize(needed)}`;
  if (billed === undefined) {
    errors.add(at, `${asked}; ${maximumOf('cpu', table)}`);
    return;
  }
  if (table === 'ACS' && exceeds(billed, ACS_WITHOUT_TICKET)) {
    warnings.add(at, `${asked}; ${BY_TICKET}`);
  }
  if (billed.vCpus >= needed.vCpus * NOTICEABLE || billed.memoryGiB >= needed.memoryGiB * NOTICEABLE) {
    const smaller = nextSmallerSize(needed, table);
    // In between, some regions have sizes that the table does not.
    const where = table === 'ECI' ? ' in most regions' : '';
    const remedy = smaller ? `Have them add up to ${shownSize(smaller)}, or use what is billed` : 'Use what is billed';
    warnings.add(at, `${asked}, which ${table} rounds up to ${shownSize(billed)}${where} and bills so. ${remedy}`);
  }
}

function exceeds(size: PodSize, limit: PodSize): boolean {
  return size.vCpus > limit.vCpus || size.memoryGiB > limit.memoryGiB;
}
