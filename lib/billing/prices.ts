import type { Range } from '../runner/managers/manager-range';
import type { BilledItem } from './billed-item';
import { times } from './billed-item';

/** Prices of units, by their names, in one currency. */
export interface Prices {
  readonly currency: string;
  readonly prices: ReadonlyMap<string, number>;
}

/** Names of prices that depend on nothing. */
export const FIXED_PRICES = [
  'ack-pro',
  'acs-storage',
  'clb',
  'eci-image-cache',
  'eci-memory',
  'eci-spot-memory',
  'eci-spot-vcpu',
  'eci-storage',
  'eci-vcpu',
  'eip',
  'eip-bandwidth',
  'internet-traffic',
  'nat-gateway',
  'nat-gateway-cu',
  'oss-requests',
  'oss-storage',
  'prometheus',
] as const;

/** Those of instance types, disks, and the compute classes of ACS. */
const OPEN_PRICES = /^(ecs\.[\w.-]+|disk-\w+|acs-[a-z-]+-(default|best-effort)-(vcpu|memory))$/;

/** Whether something may be billed by a price of this name, in this configuration or another. */
export function isPriceName(name: string): boolean {
  return OPEN_PRICES.test(name) || FIXED_PRICES.some((fixed) => fixed === name);
}

/** What a unit costs. Of several prices that may hold, from the least to the most; undefined where one is not given. */
export function unitCost({ prices: names }: BilledItem, { prices }: Prices): Range | undefined {
  const known = names.map((name) => prices.get(name)).filter((price) => price !== undefined);
  return names.length === 0 || known.length < names.length
    ? undefined
    : { from: Math.min(...known), to: Math.max(...known) };
}

/** What an item costs; undefined without an amount or a price. */
export function costOf(item: BilledItem, prices: Prices): Range | undefined {
  const unit = unitCost(item, prices);
  return unit === undefined || item.amount === undefined ? undefined : times(unit, item.amount);
}
