import type { IResolvable } from '@alicloud/ros-cdk-core';
import type { FaultList } from '../checks/faults';
import { shown } from '../checks/faults';
import { known } from '../ros/tokens';

export type SubscriptionUnit = 'Week' | 'Month' | 'Year';

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
  readonly instanceChargeType: string;
  readonly period?: number | IResolvable;
  readonly periodUnit?: string | IResolvable;
  readonly autoRenew?: boolean;
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
    return new Subscription(options);
  }

  abstract configure(): NodeBillingConfig;

  /** Adds what is wrong with these terms; `at` is their path in the props. */
  abstract check(faults: FaultList, at: string): void;
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

  check(faults: FaultList, at: string): void {
    const { period = 1, periodUnit = 'Month' } = this.options;
    const unit = known(periodUnit);
    if (unit !== undefined && !Object.hasOwn(PERIODS, unit)) {
      faults.add(`${at}.subscription.periodUnit`, `is ${shown(unit)}; allowed is Week, Month or Year`);
    } else if (unit !== undefined && known(period) !== undefined && !PERIODS[unit].includes(period)) {
      faults.add(
        `${at}.subscription.period`,
        `is ${shown(period)}; with the unit ${unit} allowed is ${PERIODS[unit].join(', ')}`,
      );
    }
  }
}
