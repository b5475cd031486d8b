import type { Stack } from '@alicloud/ros-cdk-core';
import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import { Cache, GitLabRunner, RunnerToken } from '../../../lib';
import type { SessionServerOptions } from '../../../lib/runner/session-server/session-server';
import { sessionServerFragment } from '../../../lib/runner/session-server/session-server';
import { existingCluster, faultsOf } from '../../cluster/fixtures';
import { synth } from '../../support/synth';

const matching = (pattern: RegExp) => expect.stringMatching(pattern) as unknown;

const ANNOTATION = 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-';

function valuesOf(options: SessionServerOptions) {
  return sessionServerFragment(options).values!.sessionServer as Record<string, unknown>;
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

describe('session-server-listener-twice', () => {
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
        rule: 'session-server-listener-twice',
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
