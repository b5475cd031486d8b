import { App, Construct, Lazy, RosParameter, RosParameterType, Stack } from '@alicloud/ros-cdk-core';
import type { RosParameterProps } from '@alicloud/ros-cdk-core';
import { Cache, ChartVersion, Cluster, GitLabRunner, OssCache, RunnerToken, RunnerTokenKind } from '../../../lib';
import type { IRunnerToken } from '../../../lib';
import { Report } from '../../../lib/diagnostics/report';
import type { Severity } from '../../../lib/diagnostics/rule';
import { checkOverrides } from '../../../lib/runner/escape-hatches/check-overrides';
import { appliedObjects, deploy, releases } from '../../support/releases';
import { CLUSTER_ID, addRunner } from '../../support/runner';
import { synth, synthesize } from '../../support/synth';
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

function check(token: IRunnerToken) {
  const report = new Report();
  token.check?.({ namespace: 'ci' }, report, 'token');
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
  const withToken = (token: (stack: Stack) => IRunnerToken) =>
    synth((stack) => {
      addRunner(stack, { token: token(stack) });
    });

  test('is asked for by a parameter that hides it and takes no other kind', () => {
    const { Parameters = {} } = withToken(() => RunnerToken.fromParameter('Ci'));
    const { Type, NoEcho, AllowedPattern } = Parameters.Ci!;
    expect({ Type, NoEcho }).toEqual({ Type: 'String', NoEcho: true });
    expect(TOKEN).toMatch(new RegExp(AllowedPattern!));
    expect(REGISTRATION_TOKEN).not.toMatch(new RegExp(AllowedPattern!));
  });

  test.each([false, true])('reaches the managers in a Secret with both keys (Base64 with newline: %s)', (newline) => {
    const template = withToken(() => RunnerToken.fromParameter('Ci'));
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
    const { Parameters = {} } = withToken(() => RunnerToken.fromOosSecret('ci-token'));
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
    const build = () =>
      method === 'fromOosSecret'
        ? RunnerToken.fromOosSecret('ci', { parameterName: token })
        : RunnerToken[method](token);
    expect(build).toThrow(
      `RunnerToken.${method}(...) has a problem:\n  - parameterName: looks like a token; here stands the NAME of`,
    );
    expect(build).not.toThrow(BODY);
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
  const legacy = () => RunnerToken.unsafeLegacyRegistrationToken('RegistrationToken');

  test('stands under the key that managers register with', () => {
    const template = synth((stack) => {
      addRunner(stack, { token: legacy() });
    });
    expect(tokenSecret(template, { RegistrationToken: REGISTRATION_TOKEN }).texts).toEqual({
      'runner-registration-token': REGISTRATION_TOKEN,
      'runner-token': '',
    });
  });

  test('makes managers remove the runners that they have registered', () => {
    const template = synth((stack) => {
      addRunner(stack, { token: legacy() });
    });
    const [release] = releases(deploy(template, { parameters: { RegistrationToken: REGISTRATION_TOKEN } }));
    expect(release!.values.unregisterRunners).toBe(true);
  });

  test('takes a timeout, which authentication tokens have in GitLab', () => {
    const tagged = { chartValues: { runners: { maximumTimeout: 600 } } };
    expect(() => synth((stack) => addRunner(stack, { token: legacy(), ...tagged }))).not.toThrow();
    expect(() => synth((stack) => addRunner(stack, tagged))).toThrow(/set it on the runner in GitLab/);
  });

  test('is warned of', () => {
    expect(check(legacy())).toMatchObject({
      errors: [],
      warnings: [
        { rule: 'token-registration', at: 'token', message: matching(/registers a runner of its own.*version 20/) },
      ],
    });
  });
});

describe('several runners', () => {
  test('have a token each, and share cluster and cache', () => {
    const template = synth((stack) => {
      const cluster = Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID, { virtualNode: false });
      const cache = OssCache.fromBucketName(stack, 'Cache', 'ci-cache');
      for (const name of ['Small', 'Large']) {
        new GitLabRunner(stack, name, { cluster, cache, token: RunnerToken.fromParameter() });
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

describe('the parameter of a token', () => {
  const runnersWith = (tokens: readonly (IRunnerToken | undefined)[], names = ['Small', 'Large']) =>
    synth((stack) => {
      const cluster = Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID, { virtualNode: false });
      names.forEach(
        (name, index) => new GitLabRunner(stack, name, { cluster, cache: Cache.none(), token: tokens[index] }),
      );
    });
  const parametersOf = (template: Template) => Object.keys(template.Parameters ?? {});
  const secretsOf = (template: Template) => {
    const deployed = deploy(template, {
      parameters: Object.fromEntries(parametersOf(template).map((name) => [name, TOKEN])),
    });
    return appliedObjects(deployed, releases(deployed)[0]!.namespace).map(({ metadata, data = {} }) => [
      metadata.name,
      Buffer.from(data['runner-token']!, 'base64').toString(),
    ]);
  };

  test('is called after the runner, and there without being asked for', () => {
    expect(parametersOf(runnersWith([undefined, RunnerToken.fromParameter()]))).toEqual(['SmallToken', 'LargeToken']);
  });

  test('is called after the path of the runner below its stack', () => {
    const template = synth((stack) => void addRunner(new Construct(stack, 'Team') as Stack, { token: undefined }));
    expect(parametersOf(template)).toEqual(['TeamRunnerToken']);
  });

  test('is one for a token that two runners have, called after the first', () => {
    const token = RunnerToken.fromParameter();
    const template = runnersWith([token, token]);
    expect(parametersOf(template)).toEqual(['SmallToken']);
    expect(secretsOf(template)).toEqual([
      ['small-token', TOKEN],
      ['large-token', TOKEN],
    ]);
  });

  test('is another in each stack for a token that runners of two stacks have', () => {
    const token = RunnerToken.fromParameter();
    const app = new App();
    const stacks = ['A', 'B'].map((id) => new Stack(app, id));
    stacks.forEach((stack) => addRunner(stack, { token }));
    for (const stack of stacks) {
      expect(parametersOf(app.synth().getStackByName(stack.stackName).template as Template)).toEqual(['RunnerToken']);
    }
  });

  test('is one for two tokens that name it', () => {
    const template = runnersWith([RunnerToken.fromParameter('Shared'), RunnerToken.fromParameter('Shared')]);
    expect(parametersOf(template)).toEqual(['Shared']);
    expect(secretsOf(template)).toEqual([
      ['small-token', TOKEN],
      ['large-token', TOKEN],
    ]);
  });

  test('may be called like a part of the runner', () => {
    expect(
      parametersOf(runnersWith([RunnerToken.fromParameter('Release'), RunnerToken.fromParameter('Cache')])),
    ).toEqual(['Release', 'Cache']);
  });

  test('is not there for a token that no runner has', () => {
    RunnerToken.fromParameter('Unused');
    RunnerToken.fromOosSecret('ci-unused');
    RunnerToken.unsafeLegacyRegistrationToken();
    expect(
      parametersOf(runnersWith([RunnerToken.fromExistingSecret('one'), RunnerToken.fromExistingSecret('two')])),
    ).toEqual([]);
  });

  test('for an encrypted parameter names it, and not the parameter of the stack', () => {
    const template = runnersWith([
      RunnerToken.fromOosSecret('ci-small'),
      RunnerToken.fromOosSecret('ci-large', { parameterName: 'Large2' }),
    ]);
    expect(Object.entries(template.Parameters!).map(([name, { Default }]) => [name, Default])).toEqual([
      ['SmallToken', 'ci-small'],
      ['Large2', 'ci-large'],
    ]);
  });

  test('cannot have a deploy-time value for the name of an encrypted parameter, which ROS does not evaluate there', () => {
    expect(() => RunnerToken.fromOosSecret(Lazy.stringValue({ produce: () => 'ci-token' }))).toThrow(
      /secretParameterName: is a deploy-time value, .* RunnerToken\.fromRosParameter/,
    );
  });

  test.each([
    ['fromParameter', () => RunnerToken.fromParameter({} as never)],
    ['fromOosSecret', () => RunnerToken.fromOosSecret({} as never, 'SmallToken' as never)],
    ['fromOosSecret', () => RunnerToken.fromOosSecret('ci', 'SmallToken' as never)],
  ])('takes no scope, and no arguments in another order: %s', (_method, build) => {
    expect(build).toThrow(/allowed is/);
  });

  describe('parameter-name-taken', () => {
    test.each<[string, IRunnerToken, IRunnerToken]>([
      [
        'another kind of token',
        RunnerToken.fromParameter('Shared'),
        RunnerToken.unsafeLegacyRegistrationToken('Shared'),
      ],
      [
        'another encrypted parameter',
        RunnerToken.fromOosSecret('ci-a', { parameterName: 'Shared' }),
        RunnerToken.fromOosSecret('ci-b', { parameterName: 'Shared' }),
      ],
    ])('says that the name is that of %s', (_what, first, second) => {
      expect(() => runnersWith([first, second])).toThrow(
        'Test/Large has a problem:\n  - token: needs the parameter "Shared", and Test/Small/Parameters/Shared is one of that name for something else; give one of the two another name [parameter-name-taken]',
      );
    });
  });

  test('logical-id-taken: has a name that nothing else of the stack has', () => {
    const build = (other: (stack: Stack) => void) => () =>
      synth((stack) => {
        other(stack);
        addRunner(stack, { token: RunnerToken.fromParameter('Mine') });
      });
    const taken =
      /the logical id "Mine" is taken twice, by Test\/.*Mine and by Test\/.*; give one of the constructs another id/;
    expect(build((stack) => new RosParameter(stack, 'Mine', { type: RosParameterType.STRING }))).toThrow(taken);
    expect(build((stack) => new OssCache(new Construct(stack, 'Team'), 'Mine'))).not.toThrow();
  });

  test('parameter-name: has letters and digits', () => {
    expect(() => RunnerToken.fromParameter('runner-token')).toThrow(
      'parameterName: "runner-token" is not a name for a parameter; use letters and digits, beginning with a capital letter [parameter-name]',
    );
    expect(() => RunnerToken.fromParameter('RunnerToken2')).not.toThrow();
  });
});

test('a source of one’s own gets the runner, and its faults are told', () => {
  const token: IRunnerToken = {
    bind: (scope, { namespace }) => ({ secretName: `${scope.node.id.toLowerCase()}-${namespace}` }),
    check: ({ namespace }, report, at) => report.warning(at, `is in ${namespace}`),
  };
  const { template, warnings } = synthesize((stack) => void addRunner(stack, { token, namespace: 'ci' }));
  expect(tokenSecret(template).name).toBe('runner-ci');
  expect(warnings).toEqual([expect.stringContaining('token: is in ci')]);
});

describe('tags in the configuration', () => {
  const explained = (runners: object, kind: RunnerTokenKind) => {
    const report = new Report();
    checkOverrides(
      { config: { runners }, chartVersion: ChartVersion.DEFAULT, boundToken: { value: 'x', kind } },
      report,
    );
    return report.problems;
  };

  test('are said to live in GitLab', () => {
    expect(explained({ tags: ['docker'], runUntagged: true }, RunnerTokenKind.AUTHENTICATION)).toMatchObject([
      { rule: 'unknown-key', at: 'config.runners.tags', message: matching(/GitLab keeps it with the runner/) },
      { rule: 'unknown-key', at: 'config.runners.runUntagged', message: matching(/GitLab keeps it with the runner/) },
    ]);
  });

  test('are passed on by the chart with a registration token', () => {
    expect(explained({ tag_list: ['docker'], paused: true }, RunnerTokenKind.REGISTRATION)).toMatchObject([
      { at: 'config.runners.tag_list', message: matching(/set chartValues\.runners\.tags\.$/) },
      { at: 'config.runners.paused', message: matching(/GitLab keeps it with the runner/) },
    ]);
  });

  test('are one thing, and other unknown keys another', () => {
    const problems = explained({ kubernets: {}, kubernetes: { tags: 1 } }, RunnerTokenKind.AUTHENTICATION);
    expect(problems.map(({ message }) => message)).toEqual([
      matching(/Did you mean "kubernetes"/),
      expect.not.stringContaining('GitLab keeps it'),
    ]);
  });
});
