import type { RosCondition } from '@alicloud/ros-cdk-core';
import { Construct } from '@alicloud/ros-cdk-core';
import type { BoundCacheCredentials, CacheCredentialsContext } from '../cache/cache-credentials';
import { CacheCredentials } from '../cache/cache-credentials';
import type { NodeBillingConfig } from '../cluster/node-billing';
import { NodeBilling } from '../cluster/node-billing';
import { chooseText, chooseValue, createOnlyIf } from '../ros/conditions';
import type { ManagerScalingConfig } from '../runner/manager-scaling';
import { ManagerScaling } from '../runner/manager-scaling';
import type { Form } from './form';
import type { FormConditions } from './form-conditions';

/** Pay-as-you-go or subscription, as the form says. */
export class FormBilling extends NodeBilling {
  constructor(
    private readonly form: Form,
    private readonly subscription: RosCondition,
  ) {
    super();
  }

  configure(): NodeBillingConfig {
    const { form, subscription } = this;
    return {
      instanceChargeType: form.text('PayType'),
      period: chooseValue(subscription, form.ref('PayPeriod')),
      periodUnit: chooseValue(subscription, form.ref('PayPeriodUnit')),
    };
  }

  check(): void {
    // The constraints of the fields do.
  }
}

/** Autoscaled or fixed managers, as the form says. */
export class FormScaling extends ManagerScaling {
  constructor(
    private readonly form: Form,
    private readonly autoScaling: RosCondition,
  ) {
    super();
  }

  configure(): ManagerScalingConfig {
    const { form, autoScaling } = this;
    const target = { type: 'Utilization', averageUtilization: form.ref('TargetCpuUtilization') };
    const hpa = {
      minReplicas: form.ref('MinReplicas'),
      maxReplicas: form.ref('MaxReplicas'),
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target } }],
    };
    return {
      values: {
        hpa: chooseValue(autoScaling, hpa),
        replicas: chooseValue(autoScaling, undefined, form.ref('Replicas')),
      },
      needsCpuRequest: true,
    };
  }

  check(): void {
    // The constraints of the fields do.
  }
}

/** A RAM user of its own or an AccessKey pair of the user's, as the form says. */
export class FormCredentials extends CacheCredentials {
  constructor(
    private readonly form: Form,
    private readonly conditions: FormConditions,
  ) {
    super();
  }

  bind(scope: Construct, context: CacheCredentialsContext): BoundCacheCredentials {
    const { cacheUser, cacheCredentialsGiven } = this.conditions;
    const account = new Construct(scope, 'Account');
    const created = CacheCredentials.created().bind(account, context);
    createOnlyIf(cacheUser, account);
    if (!('accessKeyId' in created.binding)) {
      return created;
    }
    const choose = (given: string, own: string) => chooseText(cacheCredentialsGiven, given, own);
    return {
      binding: {
        accessKeyId: choose(this.form.text('OssAccessKeyId'), created.binding.accessKeyId),
        accessKeySecret: choose(this.form.text('OssAccessKeySecret'), created.binding.accessKeySecret),
      },
      dependencies: created.dependencies,
    };
  }
}
