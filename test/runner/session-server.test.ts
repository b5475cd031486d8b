import { RosParameter, RosParameterType, Token } from '@alicloud/ros-cdk-core';
import { ChartVersion, JobPlacement } from '../../lib';
import { FaultList } from '../../lib/checks/faults';
import type { CheckSessionServerContext } from '../../lib/runner/check-session-server';
import { checkSessionServer } from '../../lib/runner/check-session-server';
import type { SessionServerOptions } from '../../lib/runner/session-server';
import { sessionServerFragment } from '../../lib/runner/session-server';
import { synth } from '../support/synth';

const matching = (pattern: RegExp) => expect.stringMatching(pattern) as unknown;

const ANNOTATION = 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-';

function valuesOf(options: SessionServerOptions) {
  return sessionServerFragment(options).values!.sessionServer as Record<string, unknown>;
}

function check(options: SessionServerOptions, context: Partial<CheckSessionServerContext> = {}) {
  const errors = new FaultList();
  const managerPlacement = JobPlacement.nodePool();
  checkSessionServer(
    options,
    { chartVersion: ChartVersion.V0_90_1, maxReplicas: 1, managerPlacement, ...context },
    errors,
    'sessionServer',
  );
  return errors.faults;
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
    { serviceType: 'NodePort', port: 32767 },
    { loadBalancer: { addressType: 'internet', loadBalancerId: 'lb-bp1abc', aclId: 'acl-bp1abc' } },
  ])('let good options pass: %#', (options) => {
    expect(check(options)).toEqual([]);
  });

  test.each([2, 10, undefined])('want one manager, and not %p', (maxReplicas) => {
    expect(check({}, { maxReplicas })).toEqual([
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
    expect(check({ domain })).toEqual([{ at: 'sessionServer.domain', message: matching(message) }]);
  });

  test.each([
    [undefined, 0, '1 to 65535'],
    [undefined, 65536, '1 to 65535'],
    [undefined, 8.5, '1 to 65535'],
    ['Headless', 443, '1024 to 65535'],
    ['NodePort', 9000, '30000 to 32767'],
  ] as const)('of the type %s refuse the port %p', (serviceType, port, range) => {
    expect(check({ serviceType, port })).toEqual([{ at: 'sessionServer.port', message: matching(new RegExp(range)) }]);
  });

  test('refuse a time of 0, which the chart takes for the default', () => {
    expect(check({ timeoutSeconds: 0 })).toMatchObject([{ at: 'sessionServer.timeoutSeconds' }]);
  });

  test('refuse what is no type of Service', () => {
    expect(check({ serviceType: 'loadBalancer' as never })).toEqual([
      { at: 'sessionServer.serviceType', message: matching(/Did you mean "LoadBalancer"/) },
    ]);
  });

  test('refuse ports of nodes where managers have no nodes', () => {
    const managerPlacement = JobPlacement.acs();
    expect(check({ serviceType: 'NodePort' }, { managerPlacement })).toEqual([
      { at: 'sessionServer.serviceType', message: matching(/ACS.*use Headless/) },
    ]);
    expect(check({}, { managerPlacement })).toEqual([]);
  });

  test('refuse other types than LoadBalancer with charts that ignore the type', () => {
    expect(check({ serviceType: 'ClusterIP' }, { chartVersion: ChartVersion.of('0.66.0') })).toEqual([
      { at: 'sessionServer.serviceType', message: matching(/0\.67\.0 or later/) },
    ]);
  });

  test('refuse a load balancer where there is none', () => {
    expect(check({ serviceType: 'ClusterIP', loadBalancer: {} })).toEqual([
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
