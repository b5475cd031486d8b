import { checkArguments } from '../checks/check-arguments';
import type { IResolvable, RosCondition } from '@alicloud/ros-cdk-core';
import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';
import { below } from '../schema/path';
import { chooseValue } from '../ros/conditions';
import { isUnresolved, known } from '../ros/tokens';
import { nodePoolRules } from './node-pool-rules';

/** Unit of the length of a subscription. */
export type SubscriptionUnit = 'Week' | 'Month' | 'Year';

/** For how long instances are paid in advance. */
export interface SubscriptionOptions {
  /**
   * Length of the subscription in units: 1 to 9, 12, 24 or 36 months; 1 to 4 weeks; 1 to 5 years.
   *
   * @default 1
   */
  readonly period?: number;
  /**
   * Unit of the period.
   *
   * @default 'Month'
   */
  readonly periodUnit?: SubscriptionUnit;
  /**
   * Whether the subscription renews itself.
   *
   * @default false
   */
  readonly autoRenew?: boolean;
}

/** What spot instances may cost, and what stands in for them. */
export interface SpotNodeOptions {
  /**
   * Highest price per hour of an instance in the account's currency, above 0 and with at most three decimals, by
   * instance type: `{ 'ecs.g7.xlarge': 0.25 }`. Limits for types that the pool does not have are refused.
   *
   * @default - the market price, at most the pay-as-you-go price
   */
  readonly priceLimits?: Readonly<Record<string, number>>;
  /**
   * Over how many of the cheapest instance types the instances are spread, 1 to 10. With more of them, fewer instances
   * are reclaimed at once.
   *
   * @default - the platform's choice
   */
  readonly spotInstancePools?: number;
  /**
   * Whether pay-as-you-go instances stand in where there is no spot capacity.
   *
   * @default true
   */
  readonly fallbackToPayAsYouGo?: boolean;
  /**
   * Number of pay-as-you-go instances that the pool has before it takes spot instances, 0 to 1000.
   *
   * @default 0
   */
  readonly onDemandBaseCapacity?: number;
  /**
   * Percentage of pay-as-you-go instances among those above `onDemandBaseCapacity`, 0 to 100.
   *
   * @default 0
   */
  readonly onDemandPercentageAboveBaseCapacity?: number;
}

/** The properties of a node pool's scaling group that say how its instances are paid. */
interface BillingProperties {
  readonly instanceChargeType: string;
  readonly period?: number;
  readonly periodUnit?: string;
  readonly autoRenew?: boolean;
  readonly multiAzPolicy?: string;
  readonly spotStrategy?: string;
  readonly spotPriceLimit?: { readonly instanceType: string; readonly priceLimit: number }[];
  readonly spotInstancePools?: number;
  readonly spotInstanceRemedy?: boolean;
  readonly compensateWithOnDemand?: boolean;
  readonly onDemandBaseCapacity?: number;
  readonly onDemandPercentageAboveBaseCapacity?: number;
}

/** Adds what is wrong with the terms for a pool of these instance types; `at` is the path of the terms in the props. */
type Check = (report: Report, at: string, instanceTypes: readonly string[]) => void;

/** How the ECS instances of a node pool are paid. */
export class NodeBilling {
  /** By the second, as long as the instance exists. */
  static payAsYouGo(): NodeBilling {
    return new NodeBilling({ instanceChargeType: 'PostPaid' });
  }

  /**
   * In advance for a period. WARNING: subscribed instances are not released when the stack is deleted before the period
   * is over.
   */
  static subscription(options: SubscriptionOptions = {}): NodeBilling {
    checkArguments('NodeBilling.subscription', { options });
    const { period = 1, periodUnit = 'Month', autoRenew } = options;
    return new NodeBilling({ instanceChargeType: 'PrePaid', period, periodUnit, autoRenew }, false, (report, at) =>
      checkPeriod(period, periodUnit, report, `${at}.subscription`),
    );
  }

  /**
   * Spot instances, which are much cheaper and may be reclaimed with five minutes' notice. The cheapest of the instance
   * types are taken first, and an instance that is about to be reclaimed is replaced. For jobs that can be repeated, not
   * for managers.
   *
   * @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/best-practices-for-preemptible-instance-based-node-pools
   */
  static spot(options: SpotNodeOptions = {}): NodeBilling {
    checkArguments('NodeBilling.spot', { options });
    return new NodeBilling(spotProperties(options), true, (report, at, instanceTypes) =>
      checkSpot(options, instanceTypes, report, `${at}.spot`),
    );
  }

  /** @internal */
  static _choose(condition: RosCondition, whenTrue: NodeBilling, whenFalse: NodeBilling): NodeBilling {
    const [a, b] = [whenTrue._properties, whenFalse._properties] as Readonly<Record<string, unknown>>[];
    const names = Object.keys({ ...a, ...b });
    const chosen = names.map((name) => [
      name,
      a![name] === b![name] ? a![name] : chooseValue(condition, a![name], b![name]),
    ]);
    return new NodeBilling(
      Object.fromEntries(chosen) as Record<keyof BillingProperties, IResolvable>,
      whenTrue.spot || whenFalse.spot,
      (report, at, instanceTypes) => {
        whenTrue._check(report, at, instanceTypes);
        whenFalse._check(report, at, instanceTypes);
      },
    );
  }

  private constructor(
    /**
     * The properties of the scaling group.
     *
     * @internal
     */
    readonly _properties: BillingProperties | Readonly<Record<keyof BillingProperties, IResolvable>>,
    /** Whether instances may be reclaimed. */
    readonly spot = false,
    /** @internal */
    readonly _check: Check = () => undefined,
  ) {}
}

/** One of two ways to pay for nodes, chosen when the stack is deployed: the first if the condition holds. */
export function chooseNodeBilling(condition: RosCondition, whenTrue: NodeBilling, whenFalse: NodeBilling): NodeBilling {
  return NodeBilling._choose(condition, whenTrue, whenFalse);
}

const PERIODS: Record<SubscriptionUnit, readonly number[]> = {
  Week: [1, 2, 3, 4],
  Month: [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 24, 36],
  Year: [1, 2, 3, 4, 5],
};

function checkPeriod(period: number, periodUnit: SubscriptionUnit, report: Report, at: string): void {
  const unit = known(periodUnit);
  if (unit !== undefined && known(period) !== undefined && !PERIODS[unit].includes(period)) {
    report.add(
      nodePoolRules['node-subscription-period'],
      `${at}.period`,
      `is ${shown(period)}; with the unit ${unit} allowed is ${PERIODS[unit].join(', ')}`,
    );
  }
}

/** Of several zones, only the policy COST_OPTIMIZED takes the cheapest instances and knows of a fallback. */
function spotProperties(options: SpotNodeOptions): BillingProperties {
  const { priceLimits } = options;
  return {
    instanceChargeType: 'PostPaid',
    multiAzPolicy: 'COST_OPTIMIZED',
    spotStrategy: priceLimits === undefined ? 'SpotAsPriceGo' : 'SpotWithPriceLimit',
    spotPriceLimit:
      priceLimits && Object.entries(priceLimits).map(([instanceType, price]) => ({ instanceType, priceLimit: price })),
    spotInstancePools: options.spotInstancePools,
    spotInstanceRemedy: true,
    compensateWithOnDemand: options.fallbackToPayAsYouGo ?? true,
    // Auto Scaling is not clear on its own defaults, which may be instances that are all pay-as-you-go.
    onDemandBaseCapacity: options.onDemandBaseCapacity ?? 0,
    onDemandPercentageAboveBaseCapacity: options.onDemandPercentageAboveBaseCapacity ?? 0,
  };
}

const BOUNDS = {
  spotInstancePools: [1, 10],
  onDemandBaseCapacity: [0, 1000],
  onDemandPercentageAboveBaseCapacity: [0, 100],
} as const;

function checkSpot(options: SpotNodeOptions, instanceTypes: readonly string[], report: Report, at: string): void {
  for (const [name, [min, max]] of Object.entries(BOUNDS)) {
    const number = known(options[name as keyof typeof BOUNDS]);
    if (number !== undefined && !(Number.isInteger(number) && number >= min && number <= max)) {
      report.add(
        nodePoolRules['node-spot-bounds'],
        `${at}.${name}`,
        `is ${shown(number)}; allowed is a whole number from ${min} to ${max}`,
      );
    }
  }
  if (options.priceLimits !== undefined) {
    checkPriceLimits(options.priceLimits, instanceTypes, report, `${at}.priceLimits`);
  }
}

function checkPriceLimits(
  limits: Readonly<Record<string, number>>,
  instanceTypes: readonly string[],
  report: Report,
  at: string,
): void {
  const rule = nodePoolRules['node-spot-price-limits'];
  for (const [type, limit] of Object.entries(limits)) {
    const price = known(limit);
    if (price !== undefined && !(price > 0 && Number(price.toFixed(3)) === price)) {
      report.add(rule, below(at, type), `is ${shown(price)}; allowed is a price above 0 with at most three decimals`);
    }
  }
  // Of types that the deployment names, it is not known which limits are for them.
  if (isUnresolved(instanceTypes) || instanceTypes.some(isUnresolved)) {
    return;
  }
  const limited = Object.keys(limits);
  for (const type of limited.filter((one) => !instanceTypes.includes(one))) {
    const suggestion = didYouMean(type, instanceTypes) || ` Its types are ${instanceTypes.join(', ')}`;
    report.add(rule, below(at, type), `is for an instance type that the pool does not have.${suggestion}`);
  }
  const unlimited = instanceTypes.filter((type) => !limited.includes(type));
  if (unlimited.length > 0) {
    report.add(
      rule,
      at,
      `has no limit for ${unlimited.join(', ')}, and it is not documented what these may cost then; give each instance type of the pool a limit, or leave all out to pay the market price`,
      { severity: 'warning' },
    );
  }
}
