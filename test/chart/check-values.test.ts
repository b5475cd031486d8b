import { ChartVersion } from '../../lib/chart/chart-version';
import { checkChartValues } from '../../lib/chart/check-values';
import { check, NOTHING } from './support';

const CPU = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 10 } } };
const UNRESOLVED = '${Token[Secret.1]}';

test('gives all faults at once, errors and warnings apart', () => {
  const { errors, warnings } = checkChartValues(
    { foo: 1, concurrent: 0, runners: { tags: 'a' } },
    ChartVersion.DEFAULT,
  );
  expect(errors.map(({ at }) => at)).toEqual(['foo', 'concurrent']);
  expect(warnings.map(({ at }) => at)).toEqual(['runners.tags', 'rbac.create']);
});

test('hpa drops behavior, so that it is refused', () => {
  expect(check({ hpa: { maxReplicas: 3, metrics: [CPU], behavior: { scaleDown: {} } } }).errors).toEqual({
    'hpa.behavior': expect.stringContaining('is not read by the chart. Use ManagerScaling; or') as string,
  });
});

describe('tokens', () => {
  test.each([
    ['tags', 'a,b'],
    ['runUntagged', true],
    ['protected', false],
    ['locked', false],
    ['maximumTimeout', 600],
  ])('with an authentication token runners.%s is refused', (name, value) => {
    expect(check({ runners: { [name]: value } }, { tokenKind: 'authentication' }).errors).toEqual({
      [`runners.${name}`]: expect.stringContaining('set it on the runner in GitLab') as string,
    });
    expect(check({ runners: { [name]: value } }, { tokenKind: 'registration' })).toEqual(NOTHING);
    expect(check({ runners: { [name]: value } }).warnings).toEqual({
      [`runners.${name}`]: expect.stringContaining('is for registration tokens') as string,
    });
  });

  test.each([
    ['extraEnv.RUNNER_TAG_LIST', { extraEnv: { RUNNER_TAG_LIST: 'a,b' } }],
    [
      'extraEnvFrom.RUNNER_TAG_LIST',
      { extraEnvFrom: { RUNNER_TAG_LIST: { configMapKeyRef: { name: 'a', key: 'b' } } } },
    ],
    [
      'envVars[1]',
      {
        envVars: [
          { name: 'A', value: '1' },
          { name: 'REGISTER_RUN_UNTAGGED', value: 'true' },
        ],
      },
    ],
  ])('with an authentication token %s is refused as well', (at, values) => {
    expect(check(values, { tokenKind: 'authentication' }).errors).toEqual({
      [at]: expect.stringContaining('set it on the runner in GitLab') as string,
    });
    expect(check(values, { tokenKind: 'registration' }).errors).toEqual({});
  });

  test('are not looked for in variables that only the deployment knows', () => {
    const context = { tokenKind: 'authentication', isUnresolved: (value: unknown) => value === UNRESOLVED } as const;
    expect(check({ extraEnv: UNRESOLVED, extraEnvFrom: UNRESOLVED }, context)).toEqual(NOTHING);
  });

  test.each([false, null])('with a registration token unregisterRunners: %p leaves runners behind', (value) => {
    const { errors, warnings } = check({ unregisterRunners: value }, { tokenKind: 'registration' });
    expect(warnings).toEqual({});
    expect(errors).toEqual({
      unregisterRunners: expect.stringMatching(
        new RegExp(`^is ${value}: .*would leave its runner behind in GitLab; leave the value out$`),
      ) as string,
    });
  });

  test.each([{}, { unregisterRunners: true }])('with a registration token %j is right', (values) => {
    expect(check(values, { tokenKind: 'registration' })).toEqual(NOTHING);
  });

  // The entry of a manager goes stale, and GitLab deletes those by itself; the runner stays as it is.
  test.each([undefined, true, false])('with an authentication token unregisterRunners may be %p', (value) => {
    expect(check({ unregisterRunners: value }, { tokenKind: 'authentication' })).toEqual(NOTHING);
  });
});

describe('secrets in clear text', () => {
  const secret = 'glrt-0123456789abcdefghij';

  test.each([
    ['runnerToken', { runnerToken: secret }],
    ['runnerRegistrationToken', { runnerRegistrationToken: 'GR1348941aaaaaaaaaaaa' }],
    ['extraEnv.CI_SERVER_TOKEN', { extraEnv: { CI_SERVER_TOKEN: 'whatever' } }],
    ['extraEnv.CACHE_S3_SECRET_KEY', { extraEnv: { CACHE_S3_SECRET_KEY: 'abc' } }],
    [
      'envVars[1].CACHE_S3_SECRET_KEY',
      {
        envVars: [
          { name: 'A', value: 'b' },
          { name: 'CACHE_S3_SECRET_KEY', value: 'abc' },
        ],
      },
    ],
    ['extraEnv.ANYTHING', { extraEnv: { ANYTHING: secret } }],
    ['runners.config', { runners: { config: '[[runners]]\n  [runners.cache.s3]\n    SecretKey = "abc"\n' } }],
    ['runners.config', { runners: { config: `[[runners]]\n  token = '${secret}'\n` } }],
    ['extraObjects[0].stringData.token', { extraObjects: [{ kind: 'Secret', stringData: { token: secret } }] }],
    [
      'extraObjects[0].stringData.key',
      { extraObjects: [{ kind: 'Secret', stringData: { key: `-----BEGIN PRIVATE ${'KEY'}-----\nMHc` } }] },
    ],
    ['extraEnv.ANYTHING', { extraEnv: { ANYTHING: `STS.${'Sample'.repeat(4)}` } }],
    ['extraEnv.ANYTHING', { extraEnv: { ANYTHING: `glagent-${'sample'.repeat(4)}` } }],
    ['podAnnotations.note', { podAnnotations: { note: 'key LTAI5tAAAAAAAAAAAAAAAAAA' } }],
  ])('are refused at %s, and not shown', (at, values) => {
    const { errors } = check(values);
    expect(Object.keys(errors)).toEqual([at]);
    expect(errors[at]).toContain('in clear text');
    expect(JSON.stringify(errors)).not.toMatch(/0123456789|GR1348941|LTAI5t|"abc"|whatever|MHc|ample/);
  });

  test('are not seen in names, in empty values, or in what points to a Secret', () => {
    expect(
      check({
        extraEnv: { CACHE_S3_SECRET_KEY: '', CACHE_S3_SERVER_ADDRESS: 'oss-cn-hangzhou-internal.aliyuncs.com' },
        extraEnvFrom: { CACHE_S3_SECRET_KEY: { secretKeyRef: { name: 'cache', key: 'secretkey' } } },
        runners: { secret: 'glrt-secret', config: '[[runners]]\n  token = ""\n  name = "my SecretKey = \\"x\\""\n' },
      }),
    ).toEqual(NOTHING);
  });
});

describe('a Secret among extraObjects', () => {
  const secret = (content: object) => ({ extraObjects: [{ kind: 'Secret', ...content }] });

  test.each(['data', 'stringData'])('is refused when its %s stands in clear text, which is not shown', (field) => {
    const { errors } = check(secret({ [field]: { password: 'hunter2', empty: '' } }));
    expect(errors).toEqual({
      [`extraObjects[0].${field}.password`]: expect.stringContaining('a Secret that exists') as string,
    });
    expect(JSON.stringify(errors)).not.toContain('hunter2');
  });

  test('may be filled in by Helm or the deployment', () => {
    expect(check(secret({ stringData: { a: '{{ randAlphaNum 8 }}' } }))).toEqual(NOTHING);
    expect(check(secret({ stringData: { a: UNRESOLVED } }), { isUnresolved: (value) => value === UNRESOLVED })).toEqual(
      NOTHING,
    );
  });
});

describe('rbac', () => {
  const beneath = {};

  test('warns of managers without rights', () => {
    expect(check({}, { beneath }).warnings['rbac.create']).toContain('no right to create job pods');
    expect(check({ rbac: { create: true } }, { beneath })).toEqual(NOTHING);
    expect(check({ serviceAccount: { name: 'ci' } }, { beneath })).toEqual(NOTHING);
  });

  test('refuses rules that lack what the runner needs', () => {
    const rules = [{ resources: ['pods', 'pods/attach', 'pods/exec', 'pods/log', 'secrets', 'services', 'events'] }];
    expect(check({ rbac: { rules } }).errors).toEqual({
      'rbac.rules':
        'replaces every permission of the managers, and lacks what they need: serviceaccounts: get. Add these, or leave `rbac.rules` out',
    });
    expect(check({ rbac: { rules: [...rules, { resources: ['serviceaccounts'], verbs: ['get'] }] } })).toEqual(NOTHING);
  });

  test.each([[[]], [{}], [null]])(
    'refuses rules that are emptied to %j, for which the chart grants everything',
    (rules) => {
      expect(check({ rbac: { rules } })).toEqual({
        errors: { 'rbac.rules': expect.stringContaining('every verb on every resource') as string },
        warnings: {},
      });
      expect(check({ rbac: { create: false, rules }, serviceAccount: { name: 'ci' } })).toEqual(NOTHING);
    },
  );

  test('asks for more where more is used', () => {
    const context = { rbacFeatures: { podDisruptionBudget: true } };
    expect(check({ rbac: { rules: [{}] } }, context).errors['rbac.rules']).toContain(
      'policy/poddisruptionbudgets: create, get',
    );
    expect(check({}, { rbacFeatures: { namespacePerJob: true } }).errors['rbac.clusterWideAccess']).toContain(
      'must be true for namespace_per_job',
    );
  });

  test('refuses keys of a rule that the chart drops', () => {
    expect(check({ rbac: { rules: [{ resourceNames: ['x'] }] } }).errors).toEqual({
      'rbac.rules[0].resourceNames': 'is dropped by the chart, so that the rule would allow more than it says',
    });
  });

  test('refuses a rule whose keys are no lists', () => {
    expect(check({ rbac: { rules: [{ resources: ['pods'], verbs: 'get' }] } }).errors).toEqual({
      'rbac.rules[0].verbs': 'is "get"; allowed is a list of strings',
    });
  });

  test('says nothing of rules that nobody gave', () => {
    const layers = { beneath: { rbac: { create: true, rules: [{ resources: ['pods'] }] } } };
    expect(check({ rbac: { create: false }, serviceAccount: { name: 'ci' } }, layers)).toEqual(NOTHING);
  });

  test('says when rules have no effect', () => {
    const found = check({ rbac: { create: false, rules: [{ resources: ['pods'] }] }, serviceAccount: { name: 'ci' } });
    expect(found.errors).toEqual({});
    expect(found.warnings).toEqual({ 'rbac.rules': 'has no effect while `rbac.create` is not true' });
  });

  test('warns of every right in the whole cluster', () => {
    expect(check({ rbac: { clusterWideAccess: true } }).warnings['rbac.clusterWideAccess']).toContain(
      'in all namespaces',
    );
    expect(check({ rbac: { clusterWideAccess: true, rules: [{ resources: ['*'] }] } })).toEqual(NOTHING);
  });
});

describe('values that need others', () => {
  test('are told at the key that was written', () => {
    const beneath = { rbac: { create: true }, metrics: { enabled: true, podMonitor: { enabled: true } } };
    expect(check({ metrics: { enabled: false } }, { beneath }).errors).toEqual({
      'metrics.enabled': 'is not true, and `metrics.podMonitor.enabled` has no effect without',
    });
  });

  test.each([
    [
      'metrics.serviceMonitor.enabled',
      { metrics: { enabled: true, serviceMonitor: { enabled: true } } },
      '`service.enabled` is true too',
    ],
    [
      'metrics.serviceMonitor.enabled',
      { metrics: { serviceMonitor: { enabled: true } } },
      '`metrics.enabled` and `service.enabled` is true too',
    ],
    ['metrics.podMonitor.enabled', { metrics: { podMonitor: { enabled: true } } }, '`metrics.enabled` is true too'],
    ['service.enabled', { service: { enabled: true } }, '`metrics.enabled` is true too'],
    [
      'service.metrics.nodePort',
      { service: { enabled: true, type: 'NodePort' }, metrics: { enabled: true } },
      'the chart breaks without it',
    ],
  ])('%s', (at, values, message) => {
    const { errors } = check(values);
    expect(errors).toEqual({ [at]: expect.stringContaining(message) as string });
  });

  test('are fine together, also from different layers', () => {
    expect(
      check(
        { metrics: { serviceMonitor: { enabled: true } }, service: { enabled: true } },
        { beneath: { rbac: { create: true }, metrics: { enabled: true } } },
      ),
    ).toEqual(NOTHING);
    expect(
      check({ service: { enabled: true, type: 'NodePort', metrics: { nodePort: 30000 } }, metrics: { enabled: true } }),
    ).toEqual(NOTHING);
  });

  test('hooks of one’s own take the place of unregistering', () => {
    const deploymentLifecycle = { preStop: { exec: { command: ['true'] } } };
    const unregistering = { preStop: { exec: { command: ['/entrypoint', 'unregister', '--all-runners'] } } };
    expect(check({ deploymentLifecycle: unregistering, unregisterRunners: true })).toEqual(NOTHING);
    expect(check({ deploymentLifecycle }).warnings).toEqual({});
    expect(check({ deploymentLifecycle, unregisterRunners: true }).warnings.deploymentLifecycle).toContain(
      '"unregister"',
    );
  });

  test('a config.toml of one’s own cancels the registration', () => {
    const { warnings } = check({ runners: { configOverride: 'concurrent = 3', secret: 'token' } });
    expect(warnings['runners.configOverride']).toContain('`runners.secret` have no effect');
  });
});
