import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { Stack } from '@alicloud/ros-cdk-core';
import { Cache, Cluster, GitLabRunner, ImageBuilds, RegistryCredentials, RegistryUser } from '../../../lib';
import { appliedObjects, deploy, releases } from '../../support/releases';
import { CLUSTER_ID, addRunner, renderRunner } from '../../support/runner';
import type { RunnerOverrides } from '../../support/runner';
import { synth } from '../../support/synth';
import type { Template } from '../../support/template';

// Put together here, so that no scanner takes it for real.
const TOKEN = ['glpat', 'sample'.repeat(4)].join('-');

const ACR = 'registry-vpc.cn-hangzhou.aliyuncs.com';
const { MANAGERS, JOBS, IMAGE_BUILDS } = RegistryUser;

const templateWith = (props: (stack: Stack) => RunnerOverrides): Template =>
  synth((stack) => void addRunner(stack, props(stack)));

/** What the kubelet and builders read in the Secrets that the stack makes, by their names. */
function dockerConfigs(template: Template, parameters: Record<string, string>, base64Newline = false) {
  const deployed = deploy(template, { parameters, base64Newline });
  const secrets = appliedObjects(deployed, releases(deployed)[0]!.namespace).filter(
    ({ type }) => type === 'kubernetes.io/dockerconfigjson',
  );
  return Object.fromEntries(
    secrets.map(({ metadata, data }) => [
      metadata.name,
      (JSON.parse(Buffer.from(data!['.dockerconfigjson']!, 'base64').toString()) as { auths: unknown }).auths,
    ]),
  );
}

const auth = (login: string) => ({ auth: Buffer.from(login).toString('base64') });
const password = (stack: Stack, id: string) =>
  new RosParameter(stack, id, { type: RosParameterType.STRING, noEcho: true }).value;

describe('credentials from parameters', () => {
  const fromParameters = () => ({ registryCredentials: [RegistryCredentials.fromParameters(ACR)] });

  test('are asked for without being shown, by names after the runner', () => {
    const { Parameters = {} } = templateWith(fromParameters);
    expect(Object.entries(Parameters).map(([id, { Type, NoEcho }]) => ({ id, Type, NoEcho }))).toEqual([
      { id: 'RunnerRegistryUserName', Type: 'String', NoEcho: true },
      { id: 'RunnerRegistryPassword', Type: 'String', NoEcho: true },
    ]);
    expect(JSON.stringify(Parameters.RunnerRegistryPassword)).toContain(ACR);
  });

  test.each(['Simple-1', 'q"u\'o\\te', 'with:colon', '密码', ' {{ }} ${X} ', 'x'.repeat(120)])(
    'become the login that the kubelet reads, with the password %j',
    (given) => {
      const template = templateWith(fromParameters);
      for (const newline of [false, true]) {
        const parameters = { RunnerRegistryUserName: 'ci@company', RunnerRegistryPassword: given };
        expect(dockerConfigs(template, parameters, newline)).toEqual({
          'runner-registry': { [ACR]: auth(`ci@company:${given}`) },
        });
      }
    },
  );

  test('take a registry of the deployment, which no text of a parameter can show', () => {
    const template = templateWith((stack) => {
      const registry = new RosParameter(stack, 'Host', { type: RosParameterType.STRING }).valueAsString;
      return { registryCredentials: [RegistryCredentials.fromParameters(registry, { parameterPrefix: 'Acr' })] };
    });
    expect(JSON.stringify(template.Parameters)).not.toContain('Ref');
    const parameters = { Host: ACR, AcrUserName: 'u', AcrPassword: 'p' };
    expect(dockerConfigs(template, parameters)).toEqual({ 'runner-registry': { [ACR]: auth('u:p') } });
  });

  test('are numbered among those without a name', () => {
    const { Parameters = {} } = templateWith(() => ({
      registryCredentials: [
        RegistryCredentials.fromExistingSecret('other'),
        RegistryCredentials.fromParameters('a.example.com'),
        RegistryCredentials.fromParameters('b.example.com', { parameterPrefix: 'B' }),
        RegistryCredentials.fromParameters('c.example.com'),
      ],
    }));
    expect(Object.keys(Parameters).filter((id) => id.endsWith('Password'))).toEqual([
      'RunnerRegistryPassword',
      'BPassword',
      'RunnerRegistry2Password',
    ]);
  });

  const parametersOf = (ofRunners: readonly RegistryCredentials[][]) =>
    synth((stack) => {
      const cluster = Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID);
      ofRunners.forEach((registryCredentials, index) => {
        new GitLabRunner(stack, `R${index}`, { cluster, cache: Cache.none(), registryCredentials });
      });
    }).Parameters;
  const passwordsOf = (ofRunners: readonly RegistryCredentials[][]) =>
    Object.keys(parametersOf(ofRunners) ?? {}).filter((id) => id.endsWith('Password'));

  test('are one pair for one object, and for one name', () => {
    const shared = RegistryCredentials.fromParameters(ACR);
    expect(passwordsOf([[shared], [shared]])).toEqual(['R0RegistryPassword']);
    const named = () => RegistryCredentials.fromParameters(ACR, { parameterPrefix: 'Acr' });
    expect(passwordsOf([[named()], [named()]])).toEqual(['AcrPassword']);
    expect(passwordsOf([[RegistryCredentials.fromParameters(ACR)], [RegistryCredentials.fromParameters(ACR)]])).toEqual(
      ['R0RegistryPassword', 'R1RegistryPassword'],
    );
  });

  test('are not there for credentials that no runner has', () => {
    RegistryCredentials.fromParameters(ACR, { parameterPrefix: 'Unused' });
    expect(passwordsOf([[]])).toEqual([]);
  });

  test('parameter-name-taken: one name is for one registry', () => {
    const of = (registry: string) => [RegistryCredentials.fromParameters(registry, { parameterPrefix: 'Acr' })];
    expect(() => parametersOf([of('a.example.com'), of('b.example.com')])).toThrow(
      'registryCredentials: needs the parameter "AcrUserName", and Test/R0/Parameters/AcrUserName is one of that name for something else',
    );
  });

  test('take no arguments in another order', () => {
    expect(() => RegistryCredentials.fromParameters({ parameterPrefix: 'Acr' } as never, ACR as never)).toThrow(
      /registry: is a map; allowed is a string/,
    );
  });

  test('secret-as-name: are not called like a token', () => {
    const build = () => RegistryCredentials.fromParameters(ACR, { parameterPrefix: TOKEN });
    expect(build).toThrow('- parameterPrefix: looks like a token; here stands the NAME of a parameter');
    expect(build).not.toThrow('sample');
  });
});

describe('who uses a login', () => {
  test('are managers and jobs, by one Secret for all registries', () => {
    const template = templateWith((stack) => ({
      registryCredentials: [
        RegistryCredentials.fromParameters(ACR, { parameterPrefix: 'Acr' }),
        RegistryCredentials.fromLogin({
          registry: 'harbor.example.com:8443',
          userName: 'robot$ci',
          password: password(stack, 'Harbor'),
        }),
      ],
    }));
    expect(dockerConfigs(template, { AcrUserName: 'u', AcrPassword: 'p', Harbor: 'h' })).toEqual({
      'runner-registry': { [ACR]: auth('u:p'), 'harbor.example.com:8443': auth('robot$ci:h') },
    });
  });

  test('have the logins that are theirs, and no others', () => {
    const login = (stack: Stack, id: string, usedBy: RegistryUser[]) =>
      RegistryCredentials.fromLogin({ registry: ACR, userName: id, password: password(stack, id), usedBy });
    const template = templateWith((stack) => ({
      imageBuilds: ImageBuilds.kaniko(),
      registryCredentials: [
        login(stack, 'Ops', [MANAGERS]),
        login(stack, 'Ci', [JOBS]),
        login(stack, 'Push', [IMAGE_BUILDS]),
      ],
    }));
    expect(dockerConfigs(template, { Ops: 'o', Ci: 'c', Push: 'p' })).toEqual({
      'runner-registry': { [ACR]: auth('Ops:o') },
      'runner-registry-jobs': { [ACR]: auth('Ci:c') },
      'runner-builds': { [ACR]: auth('Push:p') },
    });
  });

  test('is the builder of images too, by the same Secret where it has the same logins', () => {
    const { values, kubernetes } = renderRunner((stack) => ({
      imageBuilds: ImageBuilds.kaniko(),
      registryCredentials: [
        RegistryCredentials.fromLogin({
          registry: ACR,
          userName: 'ci',
          password: password(stack, 'P'),
          usedBy: [MANAGERS, JOBS, IMAGE_BUILDS],
        }),
      ],
    }));
    expect(values.imagePullSecrets).toEqual([{ name: 'runner-registry' }]);
    expect(kubernetes).toMatchObject({
      image_pull_secrets: ['runner-registry'],
      volumes: { secret: [{ name: 'runner-registry', mount_path: '/kaniko/.docker' }] },
    });
  });
});

test('Secrets that exist go to whom they are for, before the one that is made', () => {
  const existing = (name: string, usedBy?: RegistryUser[]) => RegistryCredentials.fromExistingSecret(name, { usedBy });
  const { values, kubernetes } = renderRunner((stack) => ({
    registryCredentials: [
      RegistryCredentials.fromLogin({ registry: ACR, userName: 'u', password: password(stack, 'P') }),
      existing('ops', [MANAGERS]),
      existing('ci', [JOBS]),
      existing('both'),
    ],
  }));
  expect(values.imagePullSecrets).toEqual([{ name: 'ops' }, { name: 'both' }, { name: 'runner-registry' }]);
  expect(kubernetes.image_pull_secrets).toEqual(['ci', 'both', 'runner-registry']);
});

test('pull Secrets of jobs can be left to service accounts, for the ACR credential helper', () => {
  const { values, kubernetes } = renderRunner({ registryCredentials: [RegistryCredentials.fromServiceAccount()] });
  expect(kubernetes.use_service_account_image_pull_secrets).toBe(true);
  expect(values).not.toHaveProperty('imagePullSecrets');
});

test('ACR instances are told to pods on ECI by their ids', () => {
  const { values, kubernetes } = renderRunner({
    registryCredentials: ['cri-abc', 'cn-beijing:cri-def'].map((id) => RegistryCredentials.fromAcrInstance(id)),
  });
  const annotations = { 'k8s.aliyun.com/acr-instance-ids': 'cri-abc,cn-beijing:cri-def' };
  expect(values.podAnnotations).toMatchObject(annotations);
  expect(kubernetes.pod_annotations).toEqual(annotations);
});
