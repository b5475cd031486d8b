import type { Report } from '../../diagnostics/report';
import { ECI_MAX_GIB } from '../../placement/eci-storage';
import type { BilledAs } from '../../placement/pod-placement';
import type { PodSize } from './billed-size';
import { largestSize } from './billed-size';
import type { ResourceAmounts } from './container-resources';

/** The most ephemeral storage that a pod can have. */
const MAX_STORAGE_GIB: Readonly<Record<BilledAs, number>> = { ECI: ECI_MAX_GIB, 'ECI spot': ECI_MAX_GIB, ACS: 512 };

/** What ACS gives without asking for it by ticket. */
export const ACS_WITHOUT_TICKET: PodSize = { vCpus: 16, memoryGiB: 128 };

export const BY_TICKET = `more than ${shownSize(ACS_WITHOUT_TICKET)} must be allowed for the account by ticket`;

/** A single amount that pods have, in CPUs or GiB. */
export interface PodAmount {
  readonly name: keyof ResourceAmounts;
  readonly at: string;
  readonly sum: number;
  /** Whether there may be no more to it. */
  readonly isExact: boolean;
}

/** Adds an amount that no pod has, whatever the others come to, or that ACS does not give to everyone. */
export function checkPodAmount(
  amount: PodAmount,
  who: string,
  billedAs: readonly BilledAs[],
  { errors, warnings }: Report,
): void {
  const asked = `${who} may use ${shownAmount(amount)}`;
  for (const table of billedAs) {
    if (amount.sum > most(amount.name, table)) {
      errors.add(amount.at, `${asked}; ${insteadOfMore(amount.name, table)}`);
    } else if (table === 'ACS' && amount.sum > withoutTicket(amount.name)) {
      warnings.add(amount.at, `${asked}; ${BY_TICKET}`);
    }
  }
}

/** The most of one amount that a pod can have, in CPUs or GiB. */
export function most(name: keyof ResourceAmounts, table: BilledAs): number {
  const { vCpus, memoryGiB } = largestSize(table);
  return { cpu: vCpus, memory: memoryGiB, ephemeralStorage: MAX_STORAGE_GIB[table] }[name];
}

/** What is said of more than there is. */
export function insteadOfMore(name: keyof ResourceAmounts, table: BilledAs): string {
  return `${maximumOf(name, table)}${name === 'ephemeralStorage' ? ', so mount a volume for more' : ''}`;
}

/** How much there is of one amount. */
export function maximumOf(name: keyof ResourceAmounts, table: BilledAs): string {
  return name === 'ephemeralStorage'
    ? `${table} has at most ${MAX_STORAGE_GIB[table]} GiB`
    : `the largest pod of ${table} has ${shownSize(largestSize(table))}`;
}

export function shownAmount({ name, sum, isExact }: Pick<PodAmount, 'name' | 'sum' | 'isExact'>): string {
  const unit = name === 'cpu' ? (sum === 1 ? 'vCPU' : 'vCPUs') : 'GiB';
  return `${isExact ? '' : 'at least '}${rounded(sum)} ${unit}`;
}

export function shownSize({ vCpus, memoryGiB }: PodSize): string {
  return `${rounded(vCpus)} ${vCpus === 1 ? 'vCPU' : 'vCPUs'} and ${rounded(memoryGiB)} GiB`;
}

function withoutTicket(name: keyof ResourceAmounts): number {
  const { vCpus, memoryGiB } = ACS_WITHOUT_TICKET;
  return { cpu: vCpus, memory: memoryGiB, ephemeralStorage: Infinity }[name];
}

function rounded(sum: number): number {
  return Math.round(sum * 1000) / 1000;
}
