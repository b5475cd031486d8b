import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { RosParameterProps, Stack } from '@alicloud/ros-cdk-core';
import { ChartVersion, Cluster, GitLabRunner, OssCache, RunnerToken } from '../../../lib';
import type { RunnerTokenKind } from '../../../lib';
import { Report } from '../../../lib/diagnostics/report';
import type { Severity } from '../../../lib/diagnostics/rule';
import { checkOverrides } from '../../../lib/runner/escape-hatches/check-overrides';
import { appliedObjects, deploy, releases } from '../../support/releases';
import { CLUSTER_ID, addRunner } from '../../support/runner';
import { synth } from '../../support/synth';
import type { Template } from '../../support/template';
import { resourcesOfType } from '../../support/template';

const matching = (pattern: RegExp) => expect.stringMatching(pattern) as unknown;

// Put together here, so that no scanner takes them for real.
const BODY = 'sample'.repeat(4);
const TOKEN = ['glrt', BODY].join('-');
const REGISTRATION_TOKEN = `GR${1348941}${BODY}`;

/** The keys of the Secret that the managers get, decoded, and their name in the values of the chart. */
function tokenSecret(template: Template, parameters: Record<string, string> = {}, base64Newline = false) {
  const deployed = deploy(template, { parameters, base64Newline });
  const [release] = releases(deployed);
  const name = (release!.values.runners as { secret: string }).secret;
  const secret = appliedObjects(deployed, release!.namespace).find((object) => object.metadata.name === name);
  const data = Object.entries(secret?.data ?? {});
  return {
    name,
    texts: Object.fromEntries(data.map(([key, value]) => [key, Buffer.from(value, 'base64').toString()])),
    encoded: data.map(([, value]) => value),
  };
}

function check(token: RunnerToken) {
  const report = new Report();
  token.check(report);
  const of = (severity: Severity) => report.problems.filter((problem) => problem.severity === severity);
  return { errors: of('error'), warnings: of('warning') };
}

const NOTHING = { errors: [], warnings: [] };

function parameterToken(props: RosParameterProps) {
  let result: ReturnType<typeof check> | undefined;
  synth((stack) => {
    result = check(RunnerToken.fromRosParameter(new RosParameter(stack, 'Mine', props)));
  });
  return result!;
}

describe('a token of the deployment', () => {
  const withToken = (token: (stack: Stack) => RunnerToken) =>
    synth((stack) => {
      addRunner(stack, { token: token(stack) });
    });

  test('is asked for by a parameter that hides it and takes no other kind', () => {
    const { Parameters = {} } = withToken((stack) => RunnerToken.fromParameter(stack, 'Ci'));
    const { Type, NoEcho, AllowedPattern } = Parameters.Ci!;
    expect({ Type, NoEcho }).toEqual({ Type: 'String', NoEcho: true });
    expect(TOKEN).toMatch(new RegExp(AllowedPattern!));
    expect(REGISTRATION_TOKEN).not.toMatch(new RegExp(AllowedPattern!));
  });

  test.each([false, true])('reaches the managers in a Secret with both keys (Base64 with newline: %s)', (newline) => {
    const template = withToken((stack) => RunnerToken.fromParameter(stack, 'Ci'));
    const { texts, encoded } = tokenSecret(template, { Ci: TOKEN }, newline);
    expect(texts).toEqual({ 'runner-registration-token': '', 'runner-token': TOKEN });
    expect(encoded.join()).not.toContain('\n');
  });

  test('may be a parameter of one’s own', () => {
    const template = withToken((stack) =>
      RunnerToken.fromRosParameter(new RosParameter(stack, 'Mine', { type: RosParameterType.STRING, noEcho: true })),
    );
    expect(tokenSecret(template, { Mine: TOKEN }).texts['runner-token']).toBe(TOKEN);
  });

  test('may be kept in OOS, so that only its name stands in the template', () => {
    const { Parameters = {} } = withToken((stack) => RunnerToken.fromOosSecret(stack, 'ci-token'));
    expect(Parameters.RunnerToken).toMatchObject({
      Type: 'ALIYUN::OOS::SecretParameter::Value',
      Default: 'ci-token',
    });
  });

  test.each([
    [{ type: RosParameterType.STRING }, /set noEcho: true/],
    [{ type: RosParameterType.OOS_PARAMETER, noEcho: true }, /of the type ALIYUN::OOS::Parameter::Value/],
    [{ type: RosParameterType.NUMBER, noEcho: true }, /of the type Number/],
    [{ type: RosParameterType.STRING, noEcho: true, defaultValue: TOKEN }, /leave the default out/],
    [
      { type: RosParameterType.OOS_SECRET_PARAMETER, defaultValue: TOKEN },
      /here stands the NAME of an encrypted parameter/,
    ],
  ])('is refused from a parameter that would show it: %#', (props, message) => {
    const { errors } = parameterToken(props);
    expect(errors).toMatchObject([
      {
        rule: props.type === RosParameterType.OOS_SECRET_PARAMETER ? 'secret-as-name' : 'token-source',
        at: 'token',
        message: matching(message),
      },
    ]);
    expect(JSON.stringify(errors)).not.toContain(BODY);
    expect(JSON.stringify(errors)).toContain('Test/Mine');
  });

  test.each<RosParameterProps>([
    { type: RosParameterType.STRING, noEcho: true },
    { type: RosParameterType.STRING, noEcho: true, defaultValue: '' },
    { type: RosParameterType.OOS_SECRET_PARAMETER, defaultValue: 'ci-token' },
  ])('is taken from a parameter that hides it: %#', (props) => {
    expect(parameterToken(props)).toEqual(NOTHING);
  });
});

describe('a token in place of the name of its parameter', () => {
  test.each([
    ['fromParameter', TOKEN],
    ['fromParameter', REGISTRATION_TOKEN],
    ['fromOosSecret', TOKEN],
    ['unsafeLegacyRegistrationToken', REGISTRATION_TOKEN],
  ] as const)('is refused by %s, and not shown', (method, token) => {
    synth((stack) => {
      const build = () =>
        method === 'fromOosSecret' ? RunnerToken.fromOosSecret(stack, 'ci', token) : RunnerToken[method](stack, token);
      expect(build).toThrow(
        `RunnerToken.${method}(...) has a problem:\n  - id: looks like a token; here stands the NAME of`,
      );
      expect(build).not.toThrow(BODY);
      expect(stack.node.tryFindChild(token)).toBeUndefined();
    });
  });
});

describe('a token in a Secret that exists', () => {
  test('leaves no Secret to create', () => {
    const template = synth((stack) => {
      addRunner(stack, { token: RunnerToken.fromExistingSecret('company-token') });
    });
    expect(tokenSecret(template)).toEqual({ name: 'company-token', texts: {}, encoded: [] });
    expect(resourcesOfType(template, 'ALIYUN::CS::ClusterApplication')).toEqual([]);
  });

  test('is not to be given itself, and then not shown', () => {
    const { errors } = check(RunnerToken.fromExistingSecret(TOKEN));
    expect(errors).toMatchObject([
      { at: 'token', message: matching(/^looks like a token; here stands the NAME of a Secret/) },
    ]);
    expect(JSON.stringify(errors)).not.toContain(BODY);
  });

  test('needs a name that Kubernetes takes', () => {
    expect(check(RunnerToken.fromExistingSecret('Company Token')).errors).toMatchObject([{ at: 'token' }]);
    expect(check(RunnerToken.fromExistingSecret('company-token'))).toEqual(NOTHING);
  });
});

test.each([
  ['Company Token', 'has "C", " ", "T"'],
  ['company_token', 'has "_"'],
  ['-token', 'is not a valid name'],
  ['', 'is empty'],
])('the name of a Secret %p is refused by what is wrong with it', (name, fault) => {
  expect(check(RunnerToken.fromExistingSecret(name)).errors).toMatchObject([
    {
      at: 'token',
      message: `the name of the Secret, "${name}", ${fault}; allowed are 1 to 253 lower-case letters, digits, hyphens and dots, with a letter or digit at both ends`,
    },
  ]);
});

describe('a token in clear', () => {
  test('is taken when asked for by name', () => {
    expect(check(RunnerToken.unsafePlainText(TOKEN))).toEqual(NOTHING);
  });

  test.each([
    [REGISTRATION_TOKEN, /registration token/],
    ['glrt-', /not a runner authentication token/],
    [`${TOKEN}\n`, /not a runner authentication token/],
    [` ${TOKEN}`, /not a runner authentication token/],
  ])('is refused when it is no authentication token, and not shown: %#', (token, message) => {
    const { errors } = check(RunnerToken.unsafePlainText(token));
    expect(errors).toMatchObject([{ rule: 'token-malformed', at: 'token', message: matching(message) }]);
    expect(JSON.stringify(errors)).not.toContain(BODY);
  });
});

describe('a legacy registration token', () => {
  const legacy = (stack: Stack) => RunnerToken.unsafeLegacyRegistrationToken(stack);

  test('stands under the key that managers register with', () => {
    const template = synth((stack) => {
      addRunner(stack, { token: legacy(stack) });
    });
    expect(tokenSecret(template, { RegistrationToken: REGISTRATION_TOKEN }).texts).toEqual({
      'runner-registration-token': REGISTRATION_TOKEN,
      'runner-token': '',
    });
  });

  test('makes managers remove the runners that they have registered', () => {
    const template = synth((stack) => {
      addRunner(stack, { token: legacy(stack) });
    });
    const [release] = releases(deploy(template, { parameters: { RegistrationToken: REGISTRATION_TOKEN } }));
    expect(release!.values.unregisterRunners).toBe(true);
  });

  test('takes a timeout, which authentication tokens have in GitLab', () => {
    const tagged = { chartValues: { runners: { maximumTimeout: 600 } } };
    expect(() => synth((stack) => addRunner(stack, { token: legacy(stack), ...tagged }))).not.toThrow();
    expect(() => synth((stack) => addRunner(stack, tagged))).toThrow(/set it on the runner in GitLab/);
  });

  test('is warned of', () => {
    synth((stack) => {
      expect(check(legacy(stack))).toMatchObject({
        errors: [],
        warnings: [
          { rule: 'token-registration', at: 'token', message: matching(/registers a runner of its own.*version 20/) },
        ],
      });
    });
  });
});

describe('several runners', () => {
  test('have a token each, and share cluster and cache', () => {
    const template = synth((stack) => {
      const cluster = Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID, { virtualNode: false });
      const cache = OssCache.fromBucketName(stack, 'Cache', 'ci-cache');
      for (const name of ['Small', 'Large']) {
        new GitLabRunner(stack, name, { cluster, cache, token: RunnerToken.fromParameter(stack, `${name}Token`) });
      }
    });
    const deployed = deploy(template, { parameters: { SmallToken: TOKEN, LargeToken: `${TOKEN}-2` } });
    const namespace = releases(deployed)[0]!.namespace;
    const tokens = appliedObjects(deployed, namespace)
      .filter(({ metadata }) => metadata.name.endsWith('-token'))
      .map(({ metadata, data = {} }) => [metadata.name, Buffer.from(data['runner-token']!, 'base64').toString()]);
    expect(tokens).toEqual([
      ['small-token', TOKEN],
      ['large-token', `${TOKEN}-2`],
    ]);
  });
});

describe('tags in the configuration', () => {
  const explained = (runners: object, kind: RunnerTokenKind) => {
    const report = new Report();
    checkOverrides({ config: { runners }, chartVersion: ChartVersion.DEFAULT, token: { kind } }, report);
    return report.problems;
  };

  test('are said to live in GitLab', () => {
    expect(explained({ tags: ['docker'], runUntagged: true }, 'authentication')).toMatchObject([
      { rule: 'unknown-key', at: 'config.runners.tags', message: matching(/GitLab keeps it with the runner/) },
      { rule: 'unknown-key', at: 'config.runners.runUntagged', message: matching(/GitLab keeps it with the runner/) },
    ]);
  });

  test('are passed on by the chart with a registration token', () => {
    expect(explained({ tag_list: ['docker'], paused: true }, 'registration')).toMatchObject([
      { at: 'config.runners.tag_list', message: matching(/set chartValues\.runners\.tags\.$/) },
      { at: 'config.runners.paused', message: matching(/GitLab keeps it with the runner/) },
    ]);
  });

  test('are one thing, and other unknown keys another', () => {
    const problems = explained({ kubernets: {}, kubernetes: { tags: 1 } }, 'authentication');
    expect(problems.map(({ message }) => message)).toEqual([
      matching(/Did you mean "kubernetes"/),
      expect.not.stringContaining('GitLab keeps it'),
    ]);
  });
});
