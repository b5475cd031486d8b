import { Fn, RosCondition } from '@alicloud/ros-cdk-core';
import { AckCluster } from '../../lib/cluster/ack-cluster';
import type { SpotNodeOptions, SubscriptionOptions } from '../../lib/cluster/node-billing';
import { NodeBilling } from '../../lib/cluster/node-billing';
import { synth, synthWarnings } from '../support/synth';
import { ackTemplate, existingNetwork, faultsOf, parameter, properties } from './fixtures';
import { chooseNodeBilling } from '../../lib/forms';

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

describe('spot instances', () => {
  const TYPES = ['ecs.g7.xlarge', 'ecs.g6.xlarge'];
  const groupOf = (billing: NodeBilling) =>
    properties(ackTemplate({ nodePool: { billing, instanceTypes: TYPES } }), 'ClusterNodePool').ScalingGroup;
  const faults = (options: SpotNodeOptions, instanceTypes = TYPES) =>
    faultsOf((stack) => {
      const nodePool = { billing: NodeBilling.spot(options), instanceTypes };
      new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), nodePool });
    });

  test('are the cheapest that there are, replaced in time, and fall back to pay-as-you-go', () => {
    expect(groupOf(NodeBilling.spot())).toMatchObject({
      InstanceChargeType: 'PostPaid',
      SpotStrategy: 'SpotAsPriceGo',
      MultiAzPolicy: 'COST_OPTIMIZED',
      SpotInstanceRemedy: true,
      CompensateWithOnDemand: true,
      OnDemandBaseCapacity: 0,
      OnDemandPercentageAboveBaseCapacity: 0,
    });
  });

  test('take a price limit for each instance type, and the other choices', () => {
    const billing = NodeBilling.spot({
      priceLimits: { 'ecs.g7.xlarge': 0.25, 'ecs.g6.xlarge': 0.2 },
      spotInstancePools: 2,
      fallbackToPayAsYouGo: false,
      onDemandBaseCapacity: 1,
      onDemandPercentageAboveBaseCapacity: 20,
    });
    expect(groupOf(billing)).toMatchObject({
      SpotStrategy: 'SpotWithPriceLimit',
      SpotPriceLimit: [
        { InstanceType: 'ecs.g7.xlarge', PriceLimit: 0.25 },
        { InstanceType: 'ecs.g6.xlarge', PriceLimit: 0.2 },
      ],
      SpotInstancePools: 2,
      CompensateWithOnDemand: false,
      OnDemandBaseCapacity: 1,
      OnDemandPercentageAboveBaseCapacity: 20,
    });
  });

  test('can be chosen at deployment, and are then taken for such as may be reclaimed', () => {
    const template = synth((stack) => {
      const spot = new RosCondition(stack, 'Spot', { expression: Fn.conditionEquals('a', 'b') });
      const billing = chooseNodeBilling(spot, NodeBilling.spot({ spotInstancePools: 3 }), NodeBilling.payAsYouGo());
      expect(billing.spot).toBe(true);
      new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), nodePool: { billing } });
    });
    expect(properties(template, 'ClusterNodePool').ScalingGroup).toMatchObject({
      InstanceChargeType: 'PostPaid',
      SpotStrategy: { 'Fn::If': ['Spot', 'SpotAsPriceGo', { Ref: 'ALIYUN::NoValue' }] },
      SpotInstancePools: { 'Fn::If': ['Spot', 3, { Ref: 'ALIYUN::NoValue' }] },
    });
  });

  describe('node-spot-bounds', () => {
    test.each([
      [{ spotInstancePools: 0 }, 'spotInstancePools', 'is 0; allowed is a whole number from 1 to 10'],
      [{ spotInstancePools: 11 }, 'spotInstancePools', 'is 11; allowed is a whole number from 1 to 10'],
      [{ onDemandBaseCapacity: 1001 }, 'onDemandBaseCapacity', 'is 1001; allowed is a whole number from 0 to 1000'],
      [
        { onDemandPercentageAboveBaseCapacity: 12.5 },
        'onDemandPercentageAboveBaseCapacity',
        'is 12.5; allowed is a whole number from 0 to 100',
      ],
    ])('refuses %j', (options, key, message) => {
      expect(faults(options)).toMatchObject([
        { rule: 'node-spot-bounds', at: `nodePool.billing.spot.${key}`, message },
      ]);
    });

    test.each([1, 10])('takes %i pools', (spotInstancePools) => {
      expect(groupOf(NodeBilling.spot({ spotInstancePools }))).toMatchObject({ SpotInstancePools: spotInstancePools });
    });
  });

  describe('node-spot-price-limits', () => {
    const at = 'nodePool.billing.spot.priceLimits';

    test.each([0, -1, 0.1234])('refuses the price %d', (price) => {
      expect(faults({ priceLimits: { 'ecs.g7.xlarge': price, 'ecs.g6.xlarge': 0.001 } })).toMatchObject([
        { rule: 'node-spot-price-limits', at: `${at}["ecs.g7.xlarge"]` },
      ]);
    });

    test('refuses a limit for a type that the pool does not have', () => {
      const priceLimits = { 'ecs.g7.xlarge': 1, 'ecs.g6.xlarg': 1, 'ecs.g6.xlarge': 1 };
      expect(faults({ priceLimits })).toMatchObject([
        {
          rule: 'node-spot-price-limits',
          at: `${at}["ecs.g6.xlarg"]`,
          message: 'is for an instance type that the pool does not have. Did you mean "ecs.g6.xlarge"?',
        },
      ]);
    });

    test('warns of a type without a limit', () => {
      const warnings = synthWarnings((stack) => {
        const nodePool = { instanceTypes: TYPES, billing: NodeBilling.spot({ priceLimits: { 'ecs.g7.xlarge': 1 } }) };
        new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), nodePool });
      });
      expect(warnings).toEqual([
        expect.stringMatching(/has no limit for ecs\.g6\.xlarge.*\[node-spot-price-limits\]$/),
      ]);
    });

    test('cannot judge a price or types that only the deployment knows', () => {
      const template = synth((stack) => {
        const priceLimits = { 'ecs.g7.xlarge': parameter.number(stack, 'Price') };
        const instanceTypes = ['ecs.g7.xlarge', parameter.text(stack, 'Type')];
        const nodePool = { instanceTypes, billing: NodeBilling.spot({ priceLimits }) };
        new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), nodePool });
      });
      expect(properties(template, 'ClusterNodePool').ScalingGroup).toMatchObject({
        SpotPriceLimit: [{ InstanceType: 'ecs.g7.xlarge', PriceLimit: { Ref: 'Price' } }],
      });
    });
  });
});
