import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { Stack } from '@alicloud/ros-cdk-core';
import { Cluster, KubernetesManifest } from '../../../lib';
import { Report } from '../../../lib/diagnostics/report';
import { RegistryCredentials, pullSecretObject } from '../../../lib/runner/credentials/registry-credentials';
import { appliedObjects, deploy } from '../../support/releases';
import { CLUSTER_ID } from '../../support/runner';
import { synth } from '../../support/synth';
import type { Template } from '../../support/template';

const matching = (pattern: RegExp) => expect.stringMatching(pattern) as unknown;

// Put together here, so that no scanner takes it for real.
const TOKEN = ['glpat', 'sample'.repeat(4)].join('-');

const ACR = 'registry-vpc.cn-hangzhou.aliyuncs.com';

function templateWith(credentials: (stack: Stack) => RegistryCredentials[]): Template {
  return synth((stack) => {
    const logins = credentials(stack).map((one) => one.bind());
    const cluster = Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID);
    new KubernetesManifest(stack, 'Secrets', {
      cluster,
      namespace: 'ci',
      objects: [pullSecretObject('runner-registry', logins)],
    });
  });
}

/** The configuration that the kubelet reads from the Secret. */
function dockerConfig(template: Template, parameters: Record<string, string>, base64Newline = false): unknown {
  const [secret] = appliedObjects(deploy(template, { parameters, base64Newline }), 'ci');
  expect(secret).toMatchObject({ type: 'kubernetes.io/dockerconfigjson', metadata: { name: 'runner-registry' } });
  return JSON.parse(Buffer.from(secret!.data!['.dockerconfigjson']!, 'base64').toString());
}

const auth = (login: string) => ({ auth: Buffer.from(login).toString('base64') });

function check(credentials: RegistryCredentials) {
  const report = new Report();
  credentials.check(report, 'registryCredentials[0]');
  return report.problems;
}

describe('credentials from parameters', () => {
  const fromParameters = (stack: Stack) => [RegistryCredentials.fromParameters(ACR, { parameterPrefix: 'Acr' })];

  test('are asked for without being shown', () => {
    const { Parameters = {} } = templateWith(fromParameters);
    expect(Object.entries(Parameters).map(([id, { Type, NoEcho }]) => ({ id, Type, NoEcho }))).toEqual([
      { id: 'AcrUserName', Type: 'String', NoEcho: true },
      { id: 'AcrPassword', Type: 'String', NoEcho: true },
    ]);
    expect(JSON.stringify(Parameters.AcrPassword)).toContain(ACR);
  });

  test.each(['Simple-1', 'q"u\'o\\te', 'with:colon', '密码', ' {{ }} ${X} ', 'x'.repeat(120)])(
    'become the login that the kubelet reads, with the password %j',
    (password) => {
      const template = templateWith(fromParameters);
      for (const newline of [false, true]) {
        const parameters = { AcrUserName: 'ci@company', AcrPassword: password };
        expect(dockerConfig(template, parameters, newline)).toEqual({
          auths: { [ACR]: auth(`ci@company:${password}`) },
        });
      }
    },
  );

  test('take a registry of the deployment, which no text of a parameter can show', () => {
    const template = templateWith((stack) => {
      const registry = new RosParameter(stack, 'Host', { type: RosParameterType.STRING }).valueAsString;
      return [RegistryCredentials.fromParameters(registry, { parameterPrefix: 'Acr' })];
    });
    expect(JSON.stringify(template.Parameters)).not.toContain('Ref');
    const parameters = { Host: ACR, AcrUserName: 'u', AcrPassword: 'p' };
    expect(dockerConfig(template, parameters)).toEqual({ auths: { [ACR]: auth('u:p') } });
  });
});

test('credentials of several registries share one Secret', () => {
  const template = templateWith((stack) => [
    RegistryCredentials.fromParameters(ACR, { parameterPrefix: 'Acr' }),
    RegistryCredentials.fromLogin({
      registry: 'harbor.example.com:8443',
      userName: 'robot$ci',
      password: new RosParameter(stack, 'Harbor', { type: RosParameterType.STRING, noEcho: true }).value,
    }),
  ]);
  expect(dockerConfig(template, { AcrUserName: 'u', AcrPassword: 'p', Harbor: 'h' })).toEqual({
    auths: { [ACR]: auth('u:p'), 'harbor.example.com:8443': auth('robot$ci:h') },
  });
});

describe('the checks', () => {
  test('refuse a password in clear, and do not show it', () => {
    const errors = check(RegistryCredentials.fromLogin({ registry: ACR, userName: 'u', password: 'my-secret' }));
    expect(errors).toMatchObject([
      {
        rule: 'registry-password-in-clear',
        at: 'registryCredentials[0].password',
        message: matching(/fromParameters/),
      },
    ]);
    expect(JSON.stringify(errors)).not.toContain('my-secret');
  });

  test.each([`https://${ACR}`, `${ACR}/my-ns`, 'acr', ''])('refuse the registry %p', (registry) => {
    synth((stack) => {
      expect(check(RegistryCredentials.fromParameters(registry, { parameterPrefix: 'Acr' }))).toMatchObject([
        {
          rule: 'registry-login',
          at: 'registryCredentials[0].registry',
          message: matching(/not the host of a registry/),
        },
      ]);
    });
  });

  test.each([
    ['', /^is empty; give the name of the user$/],
    ['user:hunter2', /^has a colon, which ends the name in a login; give name and password apart$/],
    [TOKEN, /^looks like a token; here stands the NAME of a user/],
  ])('refuse the user name %p, and do not show it', (userName, message) => {
    synth((stack) => {
      const password = new RosParameter(stack, 'P', { type: RosParameterType.STRING, noEcho: true }).value;
      const errors = check(RegistryCredentials.fromLogin({ registry: ACR, userName, password }));
      expect(errors).toMatchObject([
        {
          rule: userName === TOKEN ? 'secret-as-name' : 'registry-login',
          at: 'registryCredentials[0].userName',
          message: matching(message),
        },
      ]);
      expect(JSON.stringify(errors)).not.toMatch(/hunter2|sample/);
    });
  });

  test.each([
    ['ci:hunter2@registry.example.com', /^holds a login, which is not shown; write the host alone/],
    [TOKEN, /^looks like a token; here stands the NAME of a registry/],
  ])('refuse a login for the registry, and do not show it', (registry, message) => {
    synth((stack) => {
      const errors = check(RegistryCredentials.fromParameters(registry, { parameterPrefix: 'Acr' }));
      expect(errors).toMatchObject([
        {
          rule: registry === TOKEN ? 'secret-as-name' : 'registry-login',
          at: 'registryCredentials[0].registry',
          message: matching(message),
        },
      ]);
      expect(JSON.stringify(errors)).not.toMatch(/hunter2|sample/);
    });
  });

  test('refuse a token for the name of the parameters at once', () => {
    synth((stack) => {
      const build = () => RegistryCredentials.fromParameters(ACR, { parameterPrefix: TOKEN });
      expect(build).toThrow('- id: looks like a token; here stands the NAME of a parameter');
      expect(build).not.toThrow('sample');
    });
  });

  test('let values of the deployment pass', () => {
    synth((stack) => {
      expect(check(RegistryCredentials.fromParameters(ACR, { parameterPrefix: 'Acr' }))).toEqual([]);
    });
  });
});
