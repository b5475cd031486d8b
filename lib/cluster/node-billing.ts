import { checkArguments } from '../checks/check-arguments';
import type { IResolvable, RosCondition } from '@alicloud/ros-cdk-core';
import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { chooseValue } from '../ros/conditions';
import { known } from '../ros/tokens';
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

/** The properties of a node pool's scaling group that say how its instances are paid. */
export interface NodeBillingConfig {
  /** `PostPaid` or `PrePaid`. */
  readonly instanceChargeType: string | IResolvable;
  /** Length of a subscription, in units. */
  readonly period?: number | IResolvable;
  /** Unit of the period. */
  readonly periodUnit?: string | IResolvable;
  /** Whether a subscription renews itself. */
  readonly autoRenew?: boolean | IResolvable;
}

/** How the ECS instances of a node pool are paid. */
export abstract class NodeBilling {
  /** By the second, as long as the instance exists. */
  static payAsYouGo(): NodeBilling {
    return new PayAsYouGo();
  }

  /**
   * In advance for a period. WARNING: subscribed instances are not released when the stack is deleted before the period
   * is over.
   */
  static subscription(options: SubscriptionOptions = {}): NodeBilling {
    checkArguments('NodeBilling.subscription', { options });
    return new Subscription(options);
  }

  /** One of two ways, chosen when the stack is deployed: the first if the condition holds. */
  static choose(condition: RosCondition, whenTrue: NodeBilling, whenFalse: NodeBilling): NodeBilling {
    return new BillingChoice(condition, whenTrue, whenFalse);
  }

  /** The properties of the scaling group. */
  abstract configure(): NodeBillingConfig;

  /** Reports what is wrong with these terms; `at` is their path in the props. */
  abstract check(report: Report, at: string): void;
}

const PERIODS: Record<SubscriptionUnit, readonly number[]> = {
  Week: [1, 2, 3, 4],
  Month: [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 24, 36],
  Year: [1, 2, 3, 4, 5],
};

class PayAsYouGo extends NodeBilling {
  configure(): NodeBillingConfig {
    return { instanceChargeType: 'PostPaid' };
  }

  check(): void {
    // There is nothing to choose, so nothing can be wrong.
  }
}

class Subscription extends NodeBilling {
  constructor(private readonly options: SubscriptionOptions) {
    super();
  }

  configure(): NodeBillingConfig {
    const { period = 1, periodUnit = 'Month', autoRenew } = this.options;
    return { instanceChargeType: 'PrePaid', period, periodUnit, autoRenew };
  }

  check(report: Report, at: string): void {
    const { period = 1, periodUnit = 'Month' } = this.options;
    const unit = known(periodUnit);
    if (unit !== undefined && known(period) !== undefined && !PERIODS[unit].includes(period)) {
      report.add(
        nodePoolRules['node-subscription-period'],
        `${at}.subscription.period`,
        `is ${shown(period)}; with the unit ${unit} allowed is ${PERIODS[unit].join(', ')}`,
      );
    }
  }
}

class BillingChoice extends NodeBilling {
  constructor(
    private readonly condition: RosCondition,
    private readonly whenTrue: NodeBilling,
    private readonly whenFalse: NodeBilling,
  ) {
    super();
  }

  configure(): NodeBillingConfig {
    const [a, b] = [this.whenTrue.configure(), this.whenFalse.configure()];
    const choose = (key: keyof NodeBillingConfig) =>
      a[key] === b[key] ? a[key] : chooseValue(this.condition, a[key], b[key]);
    return {
      instanceChargeType: choose('instanceChargeType') as string | IResolvable,
      period: choose('period') as number | IResolvable | undefined,
      periodUnit: choose('periodUnit') as string | IResolvable | undefined,
      autoRenew: choose('autoRenew') as boolean | IResolvable | undefined,
    };
  }

  check(report: Report, at: string): void {
    this.whenTrue.check(report, at);
    this.whenFalse.check(report, at);
  }
}
