import { Fn, RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import { ImageBuilds, Placement, RegistryCredentials, RegistryUser } from '../../lib';
import type { RegistryLogin } from '../../lib';
import { registries as rules } from '../../lib/rules/registries';
import type { RunnerOverrides } from '../support/runner';
import { problemsOf } from './support';

const matching = (pattern: RegExp) => expect.stringMatching(pattern) as unknown;
const found = (registryCredentials: RegistryCredentials[], props: RunnerOverrides = {}) =>
  problemsOf(rules, { registryCredentials, ...props });
const config = (kubernetes: object) => ({ config: { runners: { kubernetes } } });

// Put together here, so that no scanner takes it for real.
const TOKEN = ['glpat', 'sample'.repeat(4)].join('-');
const ACR = 'registry-vpc.cn-hangzhou.aliyuncs.com';
const { MANAGERS, JOBS, IMAGE_BUILDS } = RegistryUser;
const login = (given: Partial<RegistryLogin> = {}) =>
  RegistryCredentials.fromLogin({ registry: ACR, userName: 'ci', password: Fn.getAtt('Secret', 'Value'), ...given });
const existing = (name: string, ...usedBy: RegistryUser[]) =>
  RegistryCredentials.fromExistingSecret(name, { usedBy: usedBy.length > 0 ? usedBy : undefined });
const instances = (...ids: string[]) => ids.map((id) => RegistryCredentials.fromAcrInstance(id));

test('good credentials and deploy-time values pass', () => {
  expect(found([])).toEqual([]);
  const good = [RegistryCredentials.fromParameters(ACR), existing('b.c'), ...instances('cn-hangzhou:cri-abc123')];
  expect(found(good)).toEqual([]);
  const problems = problemsOf(rules, (stack) => {
    const value = new RosParameter(stack, 'P', { type: RosParameterType.STRING }).valueAsString;
    return {
      imageBuilds: ImageBuilds.kaniko(),
      registryCredentials: [
        login({ registry: value, userName: value }),
        existing(value, MANAGERS, IMAGE_BUILDS),
        ...instances(value),
      ],
    };
  });
  expect(problems).toEqual([]);
});

describe('registry-password-in-clear', () => {
  test('refuses a password in clear, and does not show it', () => {
    const problems = found([login({ password: 'my-secret' })]);
    expect(problems).toMatchObject([
      {
        rule: 'registry-password-in-clear',
        at: 'registryCredentials[0].password',
        message: matching(/fromParameters/),
      },
    ]);
    expect(JSON.stringify(problems)).not.toContain('my-secret');
  });
});

describe('registry-login', () => {
  test.each([`https://${ACR}`, `${ACR}/my-ns`, 'acr', ''])('refuses the registry %p', (registry) => {
    expect(found([RegistryCredentials.fromParameters(registry)])).toMatchObject([
      {
        rule: 'registry-login',
        at: 'registryCredentials[0].registry',
        message: matching(/not the host of a registry/),
      },
    ]);
  });

  test.each([
    ['', /^is empty; give the name of the user$/],
    ['user:hunter2', /^has a colon, which ends the name in a login; give name and password apart$/],
    [TOKEN, /^looks like a token; here stands the NAME of a user/],
  ])('refuses the user name %p, and does not show it', (userName, message) => {
    const problems = found([login({ userName })]);
    expect(problems).toMatchObject([
      {
        rule: userName === TOKEN ? 'secret-as-name' : 'registry-login',
        at: 'registryCredentials[0].userName',
        message: matching(message),
      },
    ]);
    expect(JSON.stringify(problems)).not.toMatch(/hunter2|sample/);
  });

  test.each([
    ['ci:hunter2@registry.example.com', /^holds a login, which is not shown; write the host alone/],
    [TOKEN, /^looks like a token; here stands the NAME of a registry/],
  ])('refuses a login for the registry, and does not show it', (registry, message) => {
    const problems = found([RegistryCredentials.fromParameters(registry)]);
    expect(problems).toMatchObject([
      {
        rule: registry === TOKEN ? 'secret-as-name' : 'registry-login',
        at: 'registryCredentials[0].registry',
        message: matching(message),
      },
    ]);
    expect(JSON.stringify(problems)).not.toMatch(/hunter2|sample/);
  });
});

describe('registry-login-twice', () => {
  test('refuses two logins to one registry for the same user', () => {
    expect(found([login(), login({ usedBy: [JOBS] })])).toMatchObject([
      {
        rule: 'registry-login-twice',
        at: 'registryCredentials[1].registry',
        message: `is "${ACR}" once more, after registryCredentials[0]; a registry has one login for jobs, so leave one of them out`,
      },
    ]);
  });

  test('takes one for managers and another for jobs', () => {
    expect(found([login({ usedBy: [MANAGERS] }), login({ usedBy: [JOBS] })])).toEqual([]);
  });
});

describe('registry-unused', () => {
  const rule = 'registry-unused';
  const at = 'registryCredentials[0].usedBy';

  test('refuses credentials of nobody', () => {
    expect(found([login({ usedBy: [] })])).toMatchObject([
      { rule, at, message: 'is empty; name at least one of managers, jobs, imageBuilds' },
    ]);
  });

  test('refuses those of image builds that there are not, or that read no login', () => {
    expect(found([existing('push', IMAGE_BUILDS)])).toMatchObject([
      { rule, at, message: matching(/this runner has no imageBuilds; leave it out/) },
    ]);
    const imageBuilds = ImageBuilds.unsafeDockerInDocker();
    expect(found([existing('push', IMAGE_BUILDS)], { imageBuilds })).toMatchObject([
      { rule, at, message: matching(/builds images by what reads no such login/) },
    ]);
    expect(found([existing('push', IMAGE_BUILDS)], { imageBuilds: ImageBuilds.buildkitRootless() })).toEqual([]);
  });
});

describe('registry-image-build-secrets', () => {
  const rule = 'registry-image-build-secrets';
  const imageBuilds = ImageBuilds.kaniko();

  test('refuses a second Secret, and logins beside one', () => {
    expect(found([existing('a', IMAGE_BUILDS), existing('b', IMAGE_BUILDS)], { imageBuilds })).toMatchObject([
      { rule, at: 'registryCredentials[1]', message: matching(/beside the Secret of registryCredentials\[0\]/) },
    ]);
    expect(found([login({ usedBy: [IMAGE_BUILDS] }), existing('b', IMAGE_BUILDS)], { imageBuilds })).toMatchObject([
      { rule, at: 'registryCredentials[0]', message: matching(/beside the Secret of registryCredentials\[1\]/) },
    ]);
  });

  test('takes several logins, which share one', () => {
    const usedBy = [IMAGE_BUILDS];
    expect(found([login({ usedBy }), login({ usedBy, registry: 'b.example.com' })], { imageBuilds })).toEqual([]);
  });
});

describe('image-pull-secret-name', () => {
  const rule = 'image-pull-secret-name';

  test('refuses bad names, each at its place', () => {
    const allowed =
      'allowed are 1 to 253 lower-case letters, digits, hyphens and dots, with a letter or digit at both ends';
    expect(found([existing('ok'), existing('No_Name'), existing('')])).toMatchObject([
      { rule, at: 'registryCredentials[1]', message: `the name of the Secret, "No_Name", has "N", "_"; ${allowed}` },
      { rule, at: 'registryCredentials[2]', message: `the name of the Secret, "", is empty; ${allowed}` },
    ]);
  });

  test.each(['has.dots', 'a'.repeat(64)])('refuses %p where it is mounted', (name) => {
    const imageBuilds = ImageBuilds.kaniko();
    expect(found([existing(name, IMAGE_BUILDS)], { imageBuilds })).toMatchObject([
      { rule, message: matching(/cannot be mounted in image builds; allowed are 1 to 63 lower-case letters/) },
    ]);
    expect(found([existing(name)])).toEqual([]);
    expect(found([existing('a'.repeat(63), IMAGE_BUILDS)], { imageBuilds })).toEqual([]);
  });

  test('does not show what may be a secret', () => {
    const problems = found([existing(TOKEN)]);
    expect(problems).toMatchObject([{ rule: 'secret-as-name', at: 'registryCredentials[0]' }]);
    expect(JSON.stringify(problems)).not.toContain('sample');
  });
});

describe('acr-instance-ids', () => {
  const rule = 'acr-instance-ids';

  test.each(['my-registry', 'cri_1', 'cn-beijing:my-registry', 'cri-ok,cri-two', 'CRI-1', ''])(
    'says of %p what the id of an ACR instance is like',
    (id) => {
      expect(found(instances('cri-ok', id))).toMatchObject([
        {
          rule,
          at: 'registryCredentials[1]',
          message: `"${id}" is not the id of an ACR Enterprise Edition instance; write "cri-…", with the region in front when it is another, as in "cn-beijing:cri-…"`,
        },
      ]);
    },
  );

  test('refuses those of the placement that would be lost', () => {
    const placement = Placement.eci({ acrInstanceIds: ['cri-a', 'cri-b'] });
    const onEci = (...ids: string[]) => found(instances(...ids), { on: { virtualNode: true }, jobs: { placement } });
    expect(onEci('cri-a', 'cri-c')).toMatchObject([
      { rule, at: 'registryCredentials', message: matching(/lacks cri-b of these; list all here/) },
    ]);
    expect(onEci('cri-b', 'cri-a')).toEqual([]);
    expect(onEci()).toEqual([]);
  });
});

describe('pull-secrets-beside-service-account', () => {
  const rule = 'pull-secrets-beside-service-account';
  const byServiceAccount = RegistryCredentials.fromServiceAccount();

  test('refuses pull Secrets of jobs', () => {
    expect(found([byServiceAccount, existing('ci', JOBS), login()])).toMatchObject([
      {
        rule,
        at: 'registryCredentials[0]',
        message: matching(/alone, and registryCredentials\[1\] and registryCredentials\[2\] would have no effect/),
      },
    ]);
    expect(found([byServiceAccount, existing('ops', MANAGERS)])).toEqual([]);
  });

  test('refuses pull Secrets of config, and service accounts by config', () => {
    expect(found([byServiceAccount], config({ imagePullSecrets: ['ci'] }))).toMatchObject([
      {
        rule,
        at: 'registryCredentials[0]',
        message: matching(/config\.runners\.kubernetes\.imagePullSecrets would have no effect/),
      },
    ]);
    expect(found([existing('ci')], config({ useServiceAccountImagePullSecrets: true }))).toMatchObject([
      {
        rule,
        at: 'config.runners.kubernetes.useServiceAccountImagePullSecrets',
        message: matching(/registryCredentials\[0\] would have no effect/),
      },
    ]);
    const off = { useServiceAccountImagePullSecrets: false, imagePullSecrets: ['ci'] };
    expect(found([byServiceAccount], config(off))).toEqual([]);
  });

  test('refuses both in a text', () => {
    const lines = ['use_service_account_image_pull_secrets = true', 'image_pull_secrets = ["ci"]'];
    const text = ['[[runners]]', '[runners.kubernetes]', ...lines].join('\n');
    expect(problemsOf(rules, { chartValues: { runners: { config: text } } })).toMatchObject([
      { rule, line: 3, message: matching(/runners\.kubernetes\.image_pull_secrets/) },
    ]);
  });
});
