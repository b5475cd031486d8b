import { parseQuantity, quantityFault } from '../../config/quantity';
import { known } from '../../ros/tokens';
import type { ResourceAmounts } from './container-resources';

const NANOS = 1e9;
const GIB_IN_NANOS = NANOS * 2 ** 30;

/** The amounts that are judged, in the order of messages. */
export const AMOUNTS = ['cpu', 'memory', 'ephemeralStorage'] as const;

/** One amount of a container or a pod, as it comes about from several props. */
export interface ResourceAmount {
  /** Path of what says so, in the words of the props. */
  readonly at: string;
  /** Whether what the user laid over says so. */
  readonly isOwn: boolean;
  /** As it was written; undefined when there is none. */
  readonly value: unknown;
  /** In billionths of its unit; undefined when there is none, or none that can be judged. */
  readonly nanos?: bigint;
}

/** Undefined for deploy-time values, and for what is reported as malformed. */
export function nanosOf(value: unknown, name: keyof ResourceAmounts): bigint | undefined {
  const text = known(value);
  return typeof text === 'string' && quantityFault(text, kindOf(name)) === undefined ? parseQuantity(text) : undefined;
}

/** What a quantity of it is a quantity of. */
export function kindOf(name: keyof ResourceAmounts): 'cpu' | 'memory' {
  return name === 'cpu' ? 'cpu' : 'memory';
}

/** Billionths as CPUs or GiB. */
export function inUnits(nanos: bigint, name: keyof ResourceAmounts): number {
  return Number(nanos) / (name === 'cpu' ? NANOS : GIB_IN_NANOS);
}

/** The first of the two, or the second where that is not given. */
export function firstGiven(first: ResourceAmount, second: ResourceAmount): ResourceAmount {
  return first.value === undefined ? second : first;
}
