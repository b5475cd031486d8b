import { RosParameter, RosParameterType, Token } from '@alicloud/ros-cdk-core';
import type { Stack } from '@alicloud/ros-cdk-core';
import fc from 'fast-check';
import { CacheCredentials } from '../../lib/cache/cache-credentials';
import { OssCache } from '../../lib/cache/oss-cache';
import type { OssCacheProps } from '../../lib/cache/oss-cache-props';
import { OssEncryption } from '../../lib/cache/oss-encryption';
import { InvalidInputError } from '../../lib/diagnostics/problem';
import { deploy, releases } from '../support/releases';
import { synth } from '../support/synth';
import type { Template } from '../support/template';
import { checkStructure, onlyResource, resourcesOfType } from '../support/template';
import { addRunner, secretData } from './support';

type Credentials = (stack: Stack) => CacheCredentials;

function templateWith(props: OssCacheProps): Template {
  return synth((stack) => addRunner(stack, new OssCache(stack, 'Cache', props)));
}

function templateOf(credentials: Credentials): Template {
  return synth((stack) => addRunner(stack, new OssCache(stack, 'Cache', { credentials: credentials(stack) })));
}

function noEchoParameter(stack: Stack, id: string): RosParameter {
  return new RosParameter(stack, id, { type: RosParameterType.STRING, noEcho: true });
}

const RAM_TYPES = ['ALIYUN::RAM::User', 'ALIYUN::RAM::ManagedPolicy', 'ALIYUN::RAM::AccessKey'];
const created = { attributes: { 'CacheBucket.Name': 'caches' } };

describe('created credentials', () => {
  function statements(props: OssCacheProps = {}): unknown {
    const policy = onlyResource(deploy(templateWith(props), created), 'ALIYUN::RAM::ManagedPolicy');
    return (policy.Properties.PolicyDocument as { Statement: unknown }).Statement;
  }

  const READ_AND_WRITE = {
    Effect: 'Allow',
    Action: ['oss:GetObject', 'oss:PutObject'],
    Resource: ['acs:oss:*:*:caches/gitlab-runner/*'],
  };
  const LIST = { Effect: 'Allow', Action: ['oss:ListObjects'], Resource: ['acs:oss:*:*:caches'] };

  test('allow to read and write below the prefix, and to list the bucket, nothing else', () => {
    expect(statements()).toEqual([READ_AND_WRITE, LIST]);
  });

  test('are confined to the cache’s own prefix', () => {
    expect(statements({ prefix: 'team/ci' })).toEqual([
      { ...READ_AND_WRITE, Resource: ['acs:oss:*:*:caches/team/ci/*'] },
      LIST,
    ]);
  });

  test.each([
    [undefined, 'acs:kms:*:*:key/*'],
    ['key-1', 'acs:kms:*:*:key/key-1'],
  ])('may use the KMS key %s of the bucket', (keyId, resource) => {
    expect(statements({ encryption: OssEncryption.kms(keyId) })).toEqual([
      READ_AND_WRITE,
      LIST,
      { Effect: 'Allow', Action: ['kms:GenerateDataKey', 'kms:Decrypt'], Resource: [resource] },
    ]);
  });

  test('belong to one user, who has the policy and the AccessKey', () => {
    const deployed = deploy(templateWith({}), { attributes: { 'CacheUser.UserName': 'the-user' } });
    expect(onlyResource(deployed, 'ALIYUN::RAM::ManagedPolicy').Properties.Users).toEqual(['the-user']);
    expect(onlyResource(deployed, 'ALIYUN::RAM::AccessKey').Properties).toEqual({ UserName: 'the-user' });
  });

  test('do not stand in the way of deleting the stack', () => {
    expect(onlyResource(templateWith({}), 'ALIYUN::RAM::User').Properties.DeletionForce).toBe(true);
  });

  test('are in no place but the Secret', () => {
    const template = templateWith({});
    const secrets = onlyResource(template, 'ALIYUN::CS::ClusterApplication');
    const rest = { ...template, Resources: { ...template.Resources, [secrets.id]: undefined } };
    expect(JSON.stringify(secrets.Properties.YamlContent)).toContain('["CacheAccessKey","AccessKeySecret"]');
    expect(JSON.stringify(rest)).not.toMatch(/AccessKey(Id|Secret)/);
  });
});

describe.each([false, true])('the Secret, when Base64 ends with a newline: %s', (base64Newline) => {
  test('holds the AccessKey that was created', () => {
    const attributes = { 'CacheAccessKey.AccessKeyId': 'LTAI-made', 'CacheAccessKey.AccessKeySecret': 'made/by+ram=' };
    const deployed = deploy(templateWith({}), { attributes, base64Newline });
    expect(secretData(deployed, 'runner-cache')).toEqual({ accesskey: 'LTAI-made', secretkey: 'made/by+ram=' });
  });

  test('holds exactly what is entered', () => {
    const template = templateOf(() => CacheCredentials.fromParameters());
    const text = fc.string({ unit: 'binary', minLength: 1 });
    fc.assert(
      fc.property(text, text, (id, secret) => {
        const parameters = { CacheAccessKeyId: id, CacheAccessKeySecret: secret };
        const data = secretData(deploy(template, { parameters, base64Newline }), 'runner-cache');
        expect(data).toEqual({ accesskey: id, secretkey: secret });
      }),
      {
        examples: [
          ['"quoted"', 'line\nbreak'],
          [' a ', '${x}'],
          ['密钥', "'"],
        ],
        numRuns: 30,
      },
    );
  });
});

test('the runner reads the pair from the Secret', () => {
  const [release] = releases(deploy(templateWith({})));
  expect(release?.values.runners).toMatchObject({ cache: { secretName: 'runner-cache' } });
});

describe('credentials from parameters', () => {
  const template = templateOf(() => CacheCredentials.fromParameters());

  test.each([['CacheAccessKeyId'], ['CacheAccessKeySecret']])('ask for %s, without showing or keeping it', (name) => {
    expect(template.Parameters?.[name]).toMatchObject({ Type: 'String', NoEcho: true, MinLength: 1 });
    expect(template.Parameters?.[name]).not.toHaveProperty('Default');
  });

  test('speak English and Chinese', () => {
    const texts = {
      en: expect.any(String) as string,
      'zh-cn': expect.stringMatching(/\p{Script=Han}|AccessKey/u) as string,
    };
    expect(template.Parameters?.CacheAccessKeySecret).toMatchObject({ Label: texts, Description: texts });
  });

  test('make no RAM user', () => {
    expect(RAM_TYPES.flatMap((type) => resourcesOfType(template, type))).toEqual([]);
    expect(checkStructure(template)).toEqual([]);
  });

  const parametersOf = (build: (stack: Stack) => void) => Object.keys(synth(build).Parameters ?? {}).sort();
  const credentials = CacheCredentials.fromParameters();

  test('have names of their own for each cache, also where caches share them', () => {
    const names = parametersOf((stack) => {
      for (const id of ['Fast', 'Slow']) {
        addRunner(stack, new OssCache(stack, id, { credentials }), `${id}Runner`);
      }
    });
    expect(names).toEqual(['FastAccessKeyId', 'FastAccessKeySecret', 'SlowAccessKeyId', 'SlowAccessKeySecret']);
  });

  test('are the same for caches with the same prefix', () => {
    const names = parametersOf((stack) => {
      for (const id of ['Fast', 'Slow']) {
        const own = CacheCredentials.fromParameters({ parameterPrefix: 'Oss' });
        addRunner(stack, new OssCache(stack, id, { credentials: own }), `${id}Runner`);
      }
    });
    expect(names).toEqual(['OssAccessKeyId', 'OssAccessKeySecret']);
  });

  test('leave nothing behind while no runner uses the cache', () => {
    expect(parametersOf((stack) => new OssCache(stack, 'Cache', { credentials }))).toEqual([]);
    expect(parametersOf(() => CacheCredentials.fromParameters({ parameterPrefix: 'Oss' }))).toEqual([]);
  });

  test.each(['oss', 'Oss-', '1Oss', ''])('parameter-name: %j is refused', (parameterPrefix) => {
    expect(() => templateOf(() => CacheCredentials.fromParameters({ parameterPrefix }))).toThrow(
      `credentials.parameterPrefix: ${JSON.stringify(parameterPrefix)} is not a name for a parameter; use letters and digits, beginning with a capital letter [parameter-name]`,
    );
  });
});

describe('credentials in an existing Secret', () => {
  const template = templateOf(() => CacheCredentials.fromExistingSecret('oss-key'));

  test('are read from there', () => {
    expect(releases(deploy(template))[0]?.values.runners).toMatchObject({ cache: { secretName: 'oss-key' } });
  });

  test('need no Secret, RAM user or parameter of the stack', () => {
    expect(Object.keys(template.Resources ?? {})).toEqual(['CacheBucket', 'RunnerRelease']);
    expect(template.Parameters).toBeUndefined();
  });

  test.each([
    ['', 'is empty'],
    ['Oss_Key', '"Oss_Key", has "O", "_", "K"'],
    ['a'.repeat(254), 'has 254 characters'],
  ])('cache-secret-name: must have a name that Kubernetes takes, unlike %j', (name, message) => {
    expect(() => templateOf(() => CacheCredentials.fromExistingSecret(name))).toThrow(message);
  });
});

describe('an AccessKey in place of the name of what holds it', () => {
  // Put together here, so that no scanner takes it for real.
  const ID = `LTAI${'5t'.repeat(10)}`;

  test('secret-as-name: is refused for a Secret, and not shown', () => {
    const error = caught(() => templateOf(() => CacheCredentials.fromExistingSecret(ID)));
    expect(error.message).toContain('credentials: looks like an AccessKey; here stands the NAME of a Secret');
    expect(error.message).toContain('[secret-as-name]');
    expect(error.message).not.toContain('5t5t');
  });

  test('is refused for a Secret when it is the half without a form of its own', () => {
    const error = caught(() => templateOf(() => CacheCredentials.fromExistingSecret('Ab3'.repeat(10))));
    expect(error.message).toContain(
      'credentials: is not the name of a Secret, and not shown, since it may be a secret',
    );
    expect(error.message).not.toContain('Ab3');
  });

  test('secret-as-name: is refused for the parameters, and not shown', () => {
    const error = caught(() => templateOf(() => CacheCredentials.fromParameters({ parameterPrefix: ID })));
    expect(error.message).toContain(
      '- credentials.parameterPrefix: looks like an AccessKey; here stands the NAME of a parameter',
    );
    expect(error.message).toContain('[secret-as-name]');
    expect(error.message).not.toContain('5t5t');
  });
});

describe('a given AccessKey', () => {
  test('may come from parameters of one’s own, as values or as they are', () => {
    const template = templateOf((stack) =>
      CacheCredentials.fromAccessKey(
        noEchoParameter(stack, 'Key').valueAsString,
        Token.asString(noEchoParameter(stack, 'Code').value),
      ),
    );
    const deployed = deploy(template, { parameters: { Key: 'LTAI', Code: 's3cr3t' } });
    expect(secretData(deployed, 'runner-cache')).toEqual({ accesskey: 'LTAI', secretkey: 's3cr3t' });
  });

  test('may come from OOS Parameter Store', () => {
    const template = templateOf((stack) => {
      const stored = (id: string) =>
        new RosParameter(stack, id, { type: RosParameterType.OOS_SECRET_PARAMETER, defaultValue: `ci/${id}` });
      return CacheCredentials.fromAccessKey(stored('Key').valueAsString, stored('Code').valueAsString);
    });
    expect(secretData(deploy(template), 'runner-cache')).toEqual({
      accesskey: 'value-of-ci/Key',
      secretkey: 'value-of-ci/Code',
    });
  });

  test('cache-key-in-clear: in clear text is refused, both halves at once, and is not shown', () => {
    const error = caught(() => templateOf(() => CacheCredentials.fromAccessKey('LTAI-mine', 'tell-nobody')));
    expect(error).toBeInstanceOf(InvalidInputError);
    expect((error as InvalidInputError).problems).toMatchObject([
      { rule: 'cache-key-in-clear', at: 'credentials.accessKeyId' },
      { rule: 'cache-key-in-clear', at: 'credentials.accessKeySecret' },
    ]);
    expect(error.message).toContain('fromParameters');
    expect(`${error.message} ${error.stack}`).not.toMatch(/LTAI-mine|tell-nobody/);
  });

  test('with one half in clear text is refused for that half', () => {
    const build = () =>
      templateOf((stack) => CacheCredentials.fromAccessKey(noEchoParameter(stack, 'Key').valueAsString, 'tell-nobody'));
    expect(build).toThrow('credentials.accessKeySecret');
    expect(build).not.toThrow('credentials.accessKeyId');
  });
});

function caught(build: () => unknown): Error {
  try {
    build();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
