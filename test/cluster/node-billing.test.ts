import { AckCluster } from '../../lib/cluster/ack-cluster';
import type { SubscriptionOptions } from '../../lib/cluster/node-billing';
import { NodeBilling } from '../../lib/cluster/node-billing';
import { synth } from '../support/synth';
import { ackTemplate, existingNetwork, faultsOf, parameter, properties } from './fixtures';

function terms(billing: NodeBilling): Record<string, unknown> {
  const group = properties(ackTemplate({ nodePool: { billing } }), 'ClusterNodePool').ScalingGroup as object;
  const names = ['InstanceChargeType', 'Period', 'PeriodUnit', 'AutoRenew'];
  return Object.fromEntries(Object.entries(group).filter(([name]) => names.includes(name)));
}

function subscriptionFaults(options: SubscriptionOptions) {
  return faultsOf((stack) => {
    const nodePool = { billing: NodeBilling.subscription(options) };
    new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), nodePool });
  });
}

test('pay-as-you-go has no period', () => {
  expect(terms(NodeBilling.payAsYouGo())).toEqual({ InstanceChargeType: 'PostPaid' });
});

test('a subscription is for one month, and ends, unless said otherwise', () => {
  expect(terms(NodeBilling.subscription())).toEqual({ InstanceChargeType: 'PrePaid', Period: 1, PeriodUnit: 'Month' });
});

test('a subscription takes a period and renews itself', () => {
  expect(terms(NodeBilling.subscription({ period: 2, periodUnit: 'Year', autoRenew: true }))).toEqual({
    InstanceChargeType: 'PrePaid',
    Period: 2,
    PeriodUnit: 'Year',
    AutoRenew: true,
  });
});

test.each([
  ['Week', [1, 2, 3, 4]],
  ['Month', [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 24, 36]],
  ['Year', [1, 2, 3, 4, 5]],
] as const)('every period in the unit %s that is offered can be deployed', (periodUnit, periods) => {
  for (const period of periods) {
    expect(terms(NodeBilling.subscription({ period, periodUnit }))).toMatchObject({ Period: period });
  }
});

test.each([
  [{ period: 10 }, 'is 10; with the unit Month allowed is 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 24, 36'],
  [{ period: 0 }, 'is 0; with the unit Month allowed is 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 24, 36'],
  [{ period: 48 }, 'is 48; with the unit Month allowed is 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 24, 36'],
  [{ period: 5, periodUnit: 'Week' }, 'is 5; with the unit Week allowed is 1, 2, 3, 4'],
  [{ period: 6, periodUnit: 'Year' }, 'is 6; with the unit Year allowed is 1, 2, 3, 4, 5'],
] as const)('node-subscription-period: refuses the period of %j', (options, message) => {
  expect(subscriptionFaults(options)).toMatchObject([
    { rule: 'node-subscription-period', at: 'nodePool.billing.subscription.period', message },
  ]);
});

test.each(['Day', 'month', 'toString'])('value-not-allowed: refuses the unit %s', (unit) => {
  expect(subscriptionFaults({ periodUnit: unit as 'Month' })).toMatchObject([
    {
      rule: 'value-not-allowed',
      at: 'periodUnit',
      message: expect.stringContaining('; allowed are "Week", "Month", "Year"') as string,
    },
  ]);
});

test('a deploy-time period passes', () => {
  const template = synth((stack) => {
    const billing = NodeBilling.subscription({ period: parameter.number(stack, 'Period'), periodUnit: 'Week' });
    new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), nodePool: { billing } });
  });
  expect(properties(template, 'ClusterNodePool').ScalingGroup).toMatchObject({ Period: { Ref: 'Period' } });
});
