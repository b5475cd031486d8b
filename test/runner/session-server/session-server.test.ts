import type { Stack } from '@alicloud/ros-cdk-core';
import { RosParameter, RosParameterType, Token } from '@alicloud/ros-cdk-core';
import fc from 'fast-check';
import { YAML11_SCHEMA, load } from 'js-yaml';
import { Cache, ChartVersion, GitLabRunner, JobPlacement, RunnerToken } from '../../../lib';
import { Report } from '../../../lib/diagnostics/report';
import type { CheckSessionServerContext } from '../../../lib/runner/session-server/check-session-server';
import { checkSessionServer } from '../../../lib/runner/session-server/check-session-server';
import type { SessionServerOptions } from '../../../lib/runner/session-server/session-server';
import { sessionServerFragment } from '../../../lib/runner/session-server/session-server';
import { existingCluster, faultsOf } from '../../cluster/fixtures';
import { synth } from '../../support/synth';

const matching = (pattern: RegExp) => expect.stringMatching(pattern) as unknown;

const ANNOTATION = 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-';

function valuesOf(options: SessionServerOptions) {
  return sessionServerFragment(options).values!.sessionServer as Record<string, unknown>;
}

type Context = Partial<CheckSessionServerContext>;

function findingsOf(options: SessionServerOptions, context: Context = {}) {
  const findings = new Report();
  const managerPlacement = JobPlacement.nodePool();
  const ownValues = { metrics: { enabled: true } };
  checkSessionServer(
    options,
    { chartVersion: ChartVersion.V0_90_1, maxReplicas: 1, managerPlacement, ownValues, ...context },
    findings,
    'sessionServer',
  );
  return { errors: findings.errors.faults, warnings: findings.warnings.faults };
}

function check(options: SessionServerOptions, context: Context = {}) {
  return findingsOf(options, context).errors;
}

describe('the session server', () => {
  test('has a public load balancer by default, whose address the manager finds by itself', () => {
    expect(valuesOf({})).toEqual({
      enabled: true,
      serviceType: 'LoadBalancer',
      timeout: 1800,
      externalPort: 9000,
      annotations: undefined,
    });
  });

  test('gets its domain as the host name of the load balancer, not as the address to ask for', () => {
    const values = valuesOf({ domain: 'terminal.example.com' });
    expect(values.annotations).toEqual({ [`${ANNOTATION}hostname`]: 'terminal.example.com' });
    expect(values).not.toHaveProperty('publicIP');
  });

  test('may stay inside the VPC, open to the addresses in a list only', () => {
    expect(valuesOf({ loadBalancer: { addressType: 'intranet', aclId: 'acl-bp1' } }).annotations).toEqual({
      [`${ANNOTATION}address-type`]: 'intranet',
      [`${ANNOTATION}acl-status`]: 'on',
      [`${ANNOTATION}acl-type`]: 'white',
      [`${ANNOTATION}acl-id`]: 'acl-bp1',
    });
  });

  test('may use a load balancer that exists, with a listener of its own', () => {
    expect(valuesOf({ loadBalancer: { loadBalancerId: 'lb-bp1' } }).annotations).toEqual({
      [`${ANNOTATION}id`]: 'lb-bp1',
      [`${ANNOTATION}force-override-listeners`]: 'true',
    });
  });

  test('listens on the very port that GitLab connects to when that is the pod', () => {
    expect(valuesOf({ serviceType: 'Headless' })).toMatchObject({ externalPort: 9000, internalPort: 9000 });
    expect(valuesOf({ serviceType: 'Headless', port: 8443 })).toMatchObject({ externalPort: 8443, internalPort: 8443 });
  });

  test('has its port on the nodes', () => {
    const values = valuesOf({ serviceType: 'NodePort', port: 30093, domain: '10.0.0.7' });
    expect(values).toMatchObject({ nodePort: 30093, publicIP: '10.0.0.7' });
    expect(values).not.toHaveProperty('externalPort');
  });

  test('takes port, time and domain of the deployment', () => {
    synth((stack) => {
      const number = new RosParameter(stack, 'N', { type: RosParameterType.NUMBER }).valueAsNumber;
      const text = new RosParameter(stack, 'T', { type: RosParameterType.STRING }).valueAsString;
      const values = valuesOf({ port: number, timeoutSeconds: number, domain: text });
      expect(values).toMatchObject({ externalPort: number, timeout: number });
      expect(values.annotations).toEqual({ [`${ANNOTATION}hostname`]: text });
    });
  });
});

describe('the checks', () => {
  test.each<SessionServerOptions>([
    {},
    { domain: 'terminal.example.com', port: 443, timeoutSeconds: 1 },
    { serviceType: 'ClusterIP', domain: '10.1.2.3' },
    { serviceType: 'Headless', domain: 'RUNNER-1.ci.vpc1', port: 9253 },
    { serviceType: 'NodePort', domain: '1.xn--fiqs8s' },
    { port: 9252 },
    { serviceType: 'NodePort', port: 32767 },
    { loadBalancer: { addressType: 'internet', loadBalancerId: 'lb-bp1abc', aclId: 'acl-bp1abc' } },
  ])('let good options pass: %#', (options) => {
    expect(check(options)).toEqual([]);
  });

  test.each([2, 10, undefined])('want one manager, and not %p', (maxReplicas) => {
    expect(check({}, { maxReplicas })).toMatchObject([
      { at: 'sessionServer', message: matching(/ManagerScaling\.fixed\(1\)/) },
    ]);
  });

  test.each([
    ['https://terminal.example.com', /without scheme/],
    ['terminal.example.com:9000', /without scheme and port/],
    ['terminal_1.example.com', /not a name in DNS/],
    ['', /not a name in DNS/],
    ['1.2.3.4', /leave it out/],
  ])('refuse the domain %p', (domain, message) => {
    expect(check({ domain })).toMatchObject([{ at: 'sessionServer.domain', message: matching(message) }]);
  });

  // The chart writes the domain into YAML without quotes.
  test.each([
    ['true', 'no', 'null', 'terminal'],
    ['1234', '1e3', '1.5', '1.5e3', '1.e5', '0x1f'],
    ['999.1.1.1', '10.0.0.1.5', '010.0.0.1'],
    ['terminal.example.c', `${'a'.repeat(64)}.example.com`, `${'a.'.repeat(126)}com`],
  ])('refuse as domains %p and the like', (...domains) => {
    for (const serviceType of ['LoadBalancer', 'ClusterIP', 'Headless', 'NodePort'] as const) {
      for (const domain of domains) {
        const message = matching(/not a name in DNS with its domain; write it in full/);
        expect([domain, check({ serviceType, domain })]).toMatchObject([
          domain,
          [{ at: 'sessionServer.domain', message }],
        ]);
      }
    }
  });

  test('take for domains only what YAML without quotes takes for text', () => {
    const label = fc.stringMatching(/^[a-z0-9]{1,4}$/);
    const words = fc.constantFrom('true', 'no', 'null', 'e5', '1e3', '0x1', 'inf', '10');
    const domain = fc.array(fc.oneof(label, words), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'));
    fc.assert(
      fc.property(domain, (name) => {
        fc.pre(check({ serviceType: 'ClusterIP', domain: name }).length === 0);
        expect([load(name, { schema: YAML11_SCHEMA }), load(name)]).toEqual([name, name]);
      }),
    );
  });

  test.each([
    [undefined, 0, '1 to 65535'],
    [undefined, 65536, '1 to 65535'],
    [undefined, 8.5, '1 to 65535'],
    ['Headless', 443, '1024 to 65535'],
    ['NodePort', 9000, '30000 to 32767'],
  ] as const)('of the type %s refuse the port %p', (serviceType, port, range) => {
    expect(check({ serviceType, port })).toMatchObject([
      { at: 'sessionServer.port', message: matching(new RegExp(range)) },
    ]);
  });

  test('refuse the port of the metrics where the manager itself listens on the port', () => {
    const taken = (port: number) => [
      { at: 'sessionServer.port', message: `is ${port}, where the manager serves its metrics; choose another port` },
    ];
    expect(check({ serviceType: 'Headless', port: 9252 })).toMatchObject(taken(9252));
    const chartValues = { metrics: { port: 9000 } };
    expect(check({ serviceType: 'Headless' }, { chartValues })).toMatchObject(taken(9000));
    expect(check({ serviceType: 'Headless', port: 9252 }, { chartValues })).toEqual([]);
    expect(check({ serviceType: 'Headless', port: 9252 }, { ownValues: { metrics: { enabled: false } } })).toEqual([]);
  });

  test('warn of a type of address that the load balancer has already', () => {
    const loadBalancer = { loadBalancerId: 'lb-bp1', addressType: 'intranet' } as const;
    expect(findingsOf({ loadBalancer })).toMatchObject({
      errors: [],
      warnings: [{ at: 'sessionServer.loadBalancer.addressType', message: matching(/leave addressType out/) }],
    });
    expect(findingsOf({ loadBalancer: { addressType: 'intranet' } }).warnings).toEqual([]);
    expect(findingsOf({ loadBalancer: { loadBalancerId: 'lb-bp1' } }).warnings).toEqual([]);
  });

  test('refuse a time of 0, which the chart takes for the default', () => {
    expect(check({ timeoutSeconds: 0 })).toMatchObject([{ at: 'sessionServer.timeoutSeconds' }]);
  });

  test('refuse what is no type of Service', () => {
    expect(check({ serviceType: 'loadBalancer' as never })).toMatchObject([
      { at: 'sessionServer.serviceType', message: matching(/Did you mean "LoadBalancer"/) },
    ]);
  });

  test('refuse ports of nodes where managers have no nodes', () => {
    const managerPlacement = JobPlacement.acs();
    expect(check({ serviceType: 'NodePort' }, { managerPlacement })).toMatchObject([
      { at: 'sessionServer.serviceType', message: matching(/ACS.*use Headless/) },
    ]);
    expect(check({}, { managerPlacement })).toEqual([]);
  });

  test('refuse other types than LoadBalancer with charts that ignore the type', () => {
    expect(check({ serviceType: 'ClusterIP' }, { chartVersion: ChartVersion.of('0.66.0') })).toMatchObject([
      { at: 'sessionServer.serviceType', message: matching(/0\.67\.0 or later/) },
    ]);
  });

  test('refuse a load balancer where there is none', () => {
    expect(check({ serviceType: 'ClusterIP', loadBalancer: {} })).toMatchObject([
      { at: 'sessionServer.loadBalancer', message: matching(/ClusterIP has none/) },
    ]);
  });

  test('refuse what are no ids and no type of address', () => {
    const loadBalancer = { addressType: 'public' as never, loadBalancerId: 'my-slb', aclId: 'lb-bp1' };
    expect(check({ loadBalancer })).toMatchObject([
      { at: 'sessionServer.loadBalancer.addressType' },
      { at: 'sessionServer.loadBalancer.loadBalancerId' },
      { at: 'sessionServer.loadBalancer.aclId' },
    ]);
  });

  test('say what a type of address and ids are like', () => {
    const loadBalancer = { addressType: 'public' as never, loadBalancerId: 'my-slb', aclId: 'lb-bp1' };
    const like = (prefix: string) =>
      `is not an id; it begins with "${prefix}-", as the console of the load balancer shows it`;
    expect(check({ loadBalancer })).toMatchObject([
      {
        at: 'sessionServer.loadBalancer.addressType',
        message: 'is "public"; allowed are internet and intranet',
      },
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
  ])('take for %s not %p', (name, id) => {
    expect(check({ loadBalancer: { [name]: id } })).toMatchObject([
      { at: `sessionServer.loadBalancer.${name}`, message: matching(/is not an id; it begins with "(lb|acl)-"/) },
    ]);
  });

  test('say of a time what is allowed', () => {
    expect(check({ timeoutSeconds: 0 })).toMatchObject([
      { at: 'sessionServer.timeoutSeconds', message: 'is 0; allowed is a whole number of at least 1' },
    ]);
  });

  test('let deploy-time values pass', () => {
    synth((stack) => {
      const number = new RosParameter(stack, 'N', { type: RosParameterType.NUMBER }).valueAsNumber;
      const text = new RosParameter(stack, 'T', { type: RosParameterType.STRING }).valueAsString;
      const loadBalancer = { loadBalancerId: text, aclId: text };
      const options = { domain: text, port: number, timeoutSeconds: number, loadBalancer };
      expect(check(options, { maxReplicas: number })).toEqual([]);
      expect(check({ serviceType: Token.asString(text) as never })).toEqual([]);
    });
  });
});

describe('a load balancer that exists', () => {
  function addRunners(stack: Stack, ...options: readonly SessionServerOptions[]) {
    const cluster = existingCluster(stack);
    options.forEach((sessionServer, index) => {
      const token = RunnerToken.fromExistingSecret('token');
      new GitLabRunner(stack, `Runner${index}`, { cluster, token, cache: Cache.none(), sessionServer });
    });
  }
  const loadBalancer = { loadBalancerId: 'lb-bp1' };

  test('has each of its listeners for one runner', () => {
    expect(faultsOf((stack) => addRunners(stack, { loadBalancer }, { loadBalancer, port: 9000 }))).toMatchObject([
      {
        at: 'sessionServer.loadBalancer.loadBalancerId',
        message: matching(/"lb-bp1", whose listener on the port 9000 is that of Test\/Runner0 already/),
      },
    ]);
  });

  test('may serve several runners on several ports', () => {
    const other = { loadBalancerId: 'lb-bp2' };
    synth((stack) =>
      addRunners(stack, { loadBalancer }, { loadBalancer, port: 9001 }, { loadBalancer: other }, {}, {}),
    );
  });
});
