import type { Stack } from '@alicloud/ros-cdk-core';
import { RosParameter, RosParameterType, Token } from '@alicloud/ros-cdk-core';
import fc from 'fast-check';
import { YAML11_SCHEMA, load } from 'js-yaml';
import { ManagerScaling, Metrics, Placement, RunnerChart } from '../../lib';
import type { IManagerScaling, SessionServerOptions } from '../../lib';
import { sessionServer as rules } from '../../lib/rules/session-server';
import type { RunnerOverrides } from '../support/runner';
import { problemsOf } from './support';

const matching = (pattern: RegExp) => expect.stringMatching(pattern) as unknown;
const found = (props: RunnerOverrides) => problemsOf(rules, props);
const check = (sessionServer: SessionServerOptions, props: RunnerOverrides = {}) => found({ sessionServer, ...props });

/** Scaling of a user, which does not say how many managers it lets run. */
const OWN_SCALING: IManagerScaling = { bind: () => ({}) };

test.each<SessionServerOptions>([
  {},
  { domain: 'terminal.example.com', port: 443, timeoutSeconds: 1 },
  { serviceType: 'ClusterIP', domain: '10.1.2.3' },
  { serviceType: 'Headless', domain: 'RUNNER-1.ci.vpc1', port: 9253 },
  { serviceType: 'NodePort', domain: '1.xn--fiqs8s' },
  { port: 9252 },
  { serviceType: 'NodePort', port: 32767 },
  { loadBalancer: { loadBalancerId: 'lb-bp1abc', aclId: 'acl-bp1abc' } },
  { loadBalancer: { addressType: 'internet' } },
])('good options pass: %#', (options) => {
  expect(check(options)).toEqual([]);
});

test('deploy-time values pass', () => {
  const parameters = (stack: Stack) => ({
    number: new RosParameter(stack, 'N', { type: RosParameterType.NUMBER }).valueAsNumber,
    text: new RosParameter(stack, 'T', { type: RosParameterType.STRING }).valueAsString,
  });
  expect(
    problemsOf(rules, (stack) => {
      const { number, text } = parameters(stack);
      const loadBalancer = { loadBalancerId: text, aclId: text };
      const sessionServer = { domain: text, port: number, timeoutSeconds: number, loadBalancer };
      return { sessionServer, managers: { scaling: ManagerScaling.fixed(number) } };
    }),
  ).toEqual([]);
  expect(
    problemsOf(rules, (stack) => ({ sessionServer: { serviceType: Token.asString(parameters(stack).text) as never } })),
  ).toEqual([]);
});

describe('session-server-managers', () => {
  const rule = 'session-server-managers';
  const chartValues = { sessionServer: { enabled: true } };
  const unlimited = ManagerScaling.onCpu({ minReplicas: 1, maxReplicas: 1 });
  const hpa = { maxReplicas: 3 };

  test.each([ManagerScaling.fixed(2), ManagerScaling.onCpu(), OWN_SCALING])('wants one manager: %#', (scaling) => {
    expect(check({}, { managers: { scaling } })).toMatchObject([
      { rule, at: 'sessionServer', message: matching(/ManagerScaling\.fixed\(1\)/) },
    ]);
  });

  test.each<[string, RunnerOverrides, string, RegExp]>([
    ['an autoscaler', { chartValues }, 'chartValues.sessionServer.enabled', /there may be 10: sessions would reach/],
    [
      'a fixed number',
      { chartValues, managers: { scaling: ManagerScaling.fixed(2) } },
      'chartValues.sessionServer.enabled',
      /`managers.scaling` makes 2: the chart would leave it out/,
    ],
    [
      'chart values',
      { sessionServer: {}, chartValues: { replicas: 3 } },
      'chartValues.replicas',
      /^is 3, and the session server works with a single manager only: the chart would leave it out/,
    ],
    [
      'chart values, all of them',
      { chartValues: { ...chartValues, replicas: 3 } },
      'chartValues.sessionServer.enabled',
      /`chartValues\.replicas` makes 3/,
    ],
    [
      'the autoscaler of the chart',
      { managers: { scaling: unlimited }, chartValues: { ...chartValues, hpa } },
      'chartValues.sessionServer.enabled',
      /there may be 3: sessions would reach the wrong one/,
    ],
  ])('refuses several managers by %s', (_, props, at, message) => {
    expect(found(props)).toMatchObject([{ rule, severity: 'error', at, message: matching(message) }]);
  });

  test.each<[string, RunnerOverrides]>([
    ['the autoscaler keeps to one', { chartValues, managers: { scaling: unlimited } }],
    ['chart values make one of several', { chartValues: { ...chartValues, replicas: 1 } }],
    ['it is off', { chartValues: { sessionServer: { enabled: false } } }],
  ])('passes where %s', (_, props) => {
    expect(found(props)).toEqual([]);
  });
});

describe('session-server-service-type', () => {
  const rule = 'session-server-service-type';
  const managerPlacement = Placement.acs();

  test('refuses what is not a type of Service', () => {
    expect(check({ serviceType: 'loadBalancer' as never })).toMatchObject([
      { rule, at: 'sessionServer.serviceType', message: matching(/Did you mean "LoadBalancer"/) },
    ]);
  });

  test('refuses ports of nodes where managers have no nodes', () => {
    const message = matching(/ACS.*use Headless/);
    expect(check({ serviceType: 'NodePort' }, { managers: { placement: managerPlacement } })).toMatchObject([
      { rule, at: 'sessionServer.serviceType', message },
    ]);
    const chartValues = { sessionServer: { enabled: true, serviceType: 'NodePort' as const } };
    expect(
      found({ managers: { scaling: ManagerScaling.fixed(1), placement: managerPlacement }, chartValues }),
    ).toMatchObject([{ rule, at: 'chartValues.sessionServer.serviceType', message }]);
    expect(check({}, { managers: { placement: managerPlacement } })).toEqual([]);
  });

  test('refuses other types than LoadBalancer with charts that ignore the type', () => {
    expect(check({ serviceType: 'ClusterIP' }, { chart: RunnerChart.fromVersion('0.66.0') })).toMatchObject([
      { rule, at: 'sessionServer.serviceType', message: matching(/0\.67\.0 or later/) },
    ]);
  });
});

describe('session-server-domain', () => {
  const rule = 'session-server-domain';

  test.each([
    ['https://terminal.example.com', /without scheme/],
    ['terminal.example.com:9000', /without scheme and port/],
    ['terminal_1.example.com', /not a name in DNS/],
    ['', /not a name in DNS/],
    ['1.2.3.4', /leave it out/],
  ])('refuses %p', (domain, message) => {
    expect(check({ domain })).toMatchObject([{ rule, at: 'sessionServer.domain', message: matching(message) }]);
  });

  // The chart writes the domain into YAML without quotes.
  test.each([
    ['true', 'no', 'null', 'terminal'],
    ['1234', '1e3', '1.5', '1.5e3', '1.e5', '0x1f'],
    ['999.1.1.1', '10.0.0.1.5', '010.0.0.1'],
    ['terminal.example.c', `${'a'.repeat(64)}.example.com`, `${'a.'.repeat(126)}com`],
  ])('refuses %p and the like', (...domains) => {
    for (const serviceType of ['LoadBalancer', 'ClusterIP', 'Headless', 'NodePort'] as const) {
      for (const domain of domains) {
        const message = matching(/not a name in DNS with its domain; write it in full/);
        expect([domain, check({ serviceType, domain })]).toMatchObject([
          domain,
          [{ rule, at: 'sessionServer.domain', message }],
        ]);
      }
    }
  });

  test('takes only what YAML without quotes takes for text', () => {
    const label = fc.stringMatching(/^[a-z0-9]{1,4}$/);
    const words = fc.constantFrom('true', 'no', 'null', 'e5', '1e3', '0x1', 'inf', '10');
    const domain = fc.array(fc.oneof(label, words), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'));
    fc.assert(
      fc.property(domain, (name) => {
        fc.pre(check({ serviceType: 'ClusterIP', domain: name }).length === 0);
        expect([load(name, { schema: YAML11_SCHEMA }), load(name)]).toEqual([name, name]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('session-server-port', () => {
  const rule = 'session-server-port';

  test.each([
    [undefined, 0, '1 to 65535'],
    [undefined, 65536, '1 to 65535'],
    [undefined, 8.5, '1 to 65535'],
    ['Headless', 443, '1024 to 65535'],
    ['NodePort', 9000, '30000 to 32767'],
  ] as const)('of the type %s refuses %p', (serviceType, port, range) => {
    expect(check({ serviceType, port })).toMatchObject([
      { rule, at: 'sessionServer.port', message: matching(new RegExp(range)) },
    ]);
  });

  test('refuses the port of the metrics where the manager itself listens on the port', () => {
    const taken = (port: number) => [
      {
        rule,
        at: 'sessionServer.port',
        message: `is ${port}, where the manager serves its metrics; choose another port`,
      },
    ];
    expect(check({ serviceType: 'Headless', port: 9252 })).toMatchObject(taken(9252));
    const chartValues = { metrics: { port: 9000 } };
    expect(check({ serviceType: 'Headless' }, { chartValues })).toMatchObject(taken(9000));
    expect(check({ serviceType: 'Headless', port: 9252 }, { chartValues })).toEqual([]);
    expect(check({ serviceType: 'Headless', port: 9252 }, { metrics: Metrics.none() })).toEqual([]);
  });

  test.each<[string, RunnerOverrides, string]>([
    ['the option', { sessionServer: {}, metrics: Metrics.annotations({ port: 8093 }) }, 'metrics'],
    ['chart values', { sessionServer: {}, chartValues: { metrics: { port: 8093 } } }, 'chartValues.metrics.port'],
    [
      'chart values of both',
      {
        managers: { scaling: ManagerScaling.fixed(1) },
        chartValues: { sessionServer: { enabled: true }, metrics: { port: 8093 } },
      },
      'chartValues.metrics.port',
    ],
  ])('refuses metrics on the port where the manager listens by default, by %s', (_, props, at) => {
    expect(found(props)).toMatchObject([
      {
        rule,
        at,
        message: 'has the metrics on port 8093, where the session server of the manager listens; choose another port',
      },
    ]);
  });
});

describe('session-server-ingress', () => {
  const rule = 'session-server-ingress';
  const ingress = { enabled: true };

  test('refuses one that leads nowhere, or has no host', () => {
    const at = 'chartValues.sessionServer.ingress.enabled';
    expect(found({ chartValues: { sessionServer: { ingress, publicIP: 'ci.example.com' } } })).toMatchObject([
      { rule, at, message: matching(/`sessionServer.enabled` is true too/) },
    ]);
    expect(check({}, { chartValues: { sessionServer: { ingress } } })).toMatchObject([
      { rule, at, message: matching(/takes its host from `sessionServer.publicIP`/) },
    ]);
    expect(check({}, { chartValues: { sessionServer: { ingress, publicIP: 'ci.example.com' } } })).toEqual([]);
  });
});

test('a time of 0, which the chart takes for the default, is refused', () => {
  expect(check({ timeoutSeconds: 0 })).toMatchObject([
    { at: 'sessionServer.timeoutSeconds', message: 'is 0; allowed is a whole number of at least 1' },
  ]);
});

describe('session-server-load-balancer', () => {
  const rule = 'session-server-load-balancer';

  test('warns of a type of address that the load balancer has already', () => {
    const loadBalancer = { loadBalancerId: 'lb-bp1', addressType: 'intranet' } as const;
    expect(check({ loadBalancer })).toMatchObject([
      {
        rule,
        severity: 'warning',
        at: 'sessionServer.loadBalancer.addressType',
        message: matching(/leave addressType out/),
      },
    ]);
    expect(check({ loadBalancer: { addressType: 'intranet' } })).toEqual([]);
    expect(check({ loadBalancer: { loadBalancerId: 'lb-bp1' } })).toEqual([]);
  });

  test('refuses a load balancer where there is none', () => {
    expect(check({ serviceType: 'ClusterIP', loadBalancer: {} })).toMatchObject([
      { rule, at: 'sessionServer.loadBalancer', message: matching(/ClusterIP has none/) },
    ]);
  });

  test('says what a type of address and ids are like', () => {
    const loadBalancer = { addressType: 'public' as never, loadBalancerId: 'my-slb', aclId: 'lb-bp1' };
    const like = (prefix: string) =>
      `is not an id; it begins with "${prefix}-", as the console of the load balancer shows it`;
    expect(check({ loadBalancer })).toMatchObject([
      { at: 'sessionServer.loadBalancer.addressType', message: 'is "public"; allowed are internet and intranet' },
      { at: 'sessionServer.loadBalancer.loadBalancerId', message: `"my-slb" ${like('lb')}` },
      { at: 'sessionServer.loadBalancer.aclId', message: `"lb-bp1" ${like('acl')}` },
    ]);
  });

  test.each([
    ['loadBalancerId', 'slb-bp1'],
    ['loadBalancerId', 'lb-'],
    ['loadBalancerId', 'lb-BP1'],
    ['loadBalancerId', 'acl-bp1'],
    ['aclId', 'my-acl-bp1'],
    ['aclId', 'acl-bp1 '],
  ])('takes for %s not %p', (name, id) => {
    expect(check({ loadBalancer: { [name]: id } })).toMatchObject([
      { rule, at: `sessionServer.loadBalancer.${name}`, message: matching(/is not an id; it begins with "(lb|acl)-"/) },
    ]);
  });
});
