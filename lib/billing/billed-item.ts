import type { Range } from '../runner/managers/manager-range';

/** Hours of a month, as Alibaba Cloud's own estimates count them. */
export const HOURS_OF_MONTH = 730;

/** One line of a bill. */
export interface BilledItem {
  /** Logical id of the resource, or which pods of which runner. */
  readonly of: string;
  /** What is billed. */
  readonly what: string;
  /** Names of the price for a unit, of which one holds: a node pool takes one of several instance types. */
  readonly prices: readonly string[];
  /** What the amount counts, and the price is for. */
  readonly unit: string;
  /**
   * How much.
   *
   * @default - by use, or known to the deployment only
   */
  readonly amount?: Range;
  /** Whether the amount is for a month, or for one job that runs for an hour. */
  readonly per: 'month' | 'job hour';
}

export const exactly = (amount: number): Range => ({ from: amount, to: amount });

export function times({ from, to }: Range, factor: number | Range): Range {
  const { from: least, to: most } = typeof factor === 'number' ? exactly(factor) : factor;
  return { from: from * least, to: to * most };
}
