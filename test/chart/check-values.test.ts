import { ChartVersion } from '../../lib/chart/chart-version';
import { checkChartValues } from '../../lib/chart/check-values';
import { check, NOTHING } from './support';

const CPU = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 10 } } };
const JOBS = {
  type: 'Pods',
  pods: { metric: { name: 'gitlab_runner_jobs' }, target: { type: 'AverageValue', averageValue: '2' } },
};
const UNRESOLVED = '${Token[Secret.1]}';
const REQUESTS = { resources: { requests: { cpu: '250m' } } };

test('gives all faults at once, errors and warnings apart', () => {
  const { errors, warnings } = checkChartValues(
    { foo: 1, concurrent: 0, runners: { tags: 'a' } },
    ChartVersion.DEFAULT,
  );
  expect(errors.map(({ at }) => at)).toEqual(['foo', 'concurrent']);
  expect(warnings.map(({ at }) => at)).toEqual(['runners.tags', 'rbac.create']);
});

describe('hpa', () => {
  test('is fine with metrics in the form of autoscaling/v2', () => {
    expect(check({ hpa: { minReplicas: 2, maxReplicas: 10, metrics: [CPU] }, ...REQUESTS })).toEqual(NOTHING);
    expect(check({ hpa: { maxReplicas: 10, metrics: [JOBS] }, metrics: { enabled: true } })).toEqual(NOTHING);
    expect(check({ hpa: {} })).toEqual(NOTHING);
  });

  test.each([[undefined], [null], [[]]])('needs metrics, and has %p', (metrics) => {
    expect(check({ hpa: { maxReplicas: 3, metrics } }).errors['hpa.metrics']).toContain(
      'is missing or empty, which breaks the chart',
    );
  });

  test('drops behavior, so that it is refused', () => {
    const hpa = { maxReplicas: 3, metrics: [CPU], behavior: { scaleDown: {} } };
    expect(check({ hpa, ...REQUESTS }).errors).toEqual({
      'hpa.behavior': expect.stringContaining('is not read by the chart. Use ManagerScaling; or') as string,
    });
  });

  test.each([
    [
      { type: 'Pods', pods: { metricName: 'x', targetAverageValue: '400m' } },
      'hpa.metrics[0].pods',
      'has metricName and targetAverageValue, the form before autoscaling/v2',
    ],
    [
      { type: 'Resource', resource: { name: 'cpu', targetAverageUtilization: 10 } },
      'hpa.metrics[0].resource',
      'has targetAverageUtilization',
    ],
    [{ type: 'Resource', resource: { name: 'cpu' } }, 'hpa.metrics[0].resource.target', 'is missing'],
    [{ type: 'Pods', resource: {} }, 'hpa.metrics[0].pods', 'is missing; a metric of type Pods is described there'],
    [{ type: 'cpu' }, 'hpa.metrics[0].type', 'is "cpu"; allowed are "Resource"'],
    [{ resource: {} }, 'hpa.metrics[0].type', 'is undefined; allowed are "Resource"'],
  ])('refuses the metric %j', (metric, at, message) => {
    const { errors } = check({ hpa: { maxReplicas: 3, metrics: [metric] }, ...REQUESTS });
    expect(errors).toEqual({ [at]: expect.stringContaining(message) as string });
  });

  test('needs a request of what it scales on', () => {
    const hpa = { maxReplicas: 3, metrics: [CPU] };
    expect(check({ hpa }).errors['hpa.metrics[0]']).toBe(
      'scales on the share of requested cpu, and `resources.requests.cpu` is not set; set it',
    );
    expect(check({ hpa, resources: { limits: { cpu: 1 } } })).toEqual(NOTHING);
    expect(check({ hpa }, { beneath: { rbac: { create: true }, ...REQUESTS } })).toEqual(NOTHING);
  });

  test('needs the managers’ metrics to scale on them', () => {
    expect(check({ hpa: { maxReplicas: 3, metrics: [JOBS] } }).warnings['hpa.metrics[0]']).toContain(
      '`metrics.enabled` is not true',
    );
  });

  test('and replicas exclude each other, also from different layers', () => {
    const hpa = { maxReplicas: 3, metrics: [JOBS] };
    expect(check({ hpa, replicas: 2, metrics: { enabled: true } }).errors.replicas).toContain(
      'has no effect beside `hpa`',
    );
    const beneath = { rbac: { create: true }, hpa, metrics: { enabled: true } };
    expect(check({ replicas: 0 }, { beneath }).errors.replicas).toContain('ManagerScaling.fixed');
    expect(check({ replicas: 2, hpa: null }, { beneath })).toEqual(NOTHING);
  });

  test('needs a sensible range', () => {
    expect(check({ hpa: { metrics: [CPU] }, ...REQUESTS }).errors['hpa.maxReplicas']).toContain('is missing');
    expect(check({ hpa: { minReplicas: 5, maxReplicas: 3, metrics: [CPU] }, ...REQUESTS }).errors).toEqual({
      'hpa.minReplicas': 'is 5, more than `hpa.maxReplicas`, which is 3',
    });
    expect(
      check({ hpa: { minReplicas: 0, maxReplicas: 3, metrics: [CPU] }, ...REQUESTS }).errors['hpa.minReplicas'],
    ).toContain('from 1');
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
    [
      'sessionServer.enabled',
      { sessionServer: { enabled: true }, replicas: 2 },
      'works with a single manager only, and `replicas` is 2',
    ],
    [
      'sessionServer.ingress.enabled',
      { sessionServer: { ingress: { enabled: true }, publicIP: 'ci.example.com' } },
      '`sessionServer.enabled` is true too',
    ],
    [
      'sessionServer.publicIP',
      { sessionServer: { enabled: true, ingress: { enabled: true } } },
      'takes its host from it',
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
    expect(check({ sessionServer: { enabled: true }, replicas: 1 })).toEqual(NOTHING);
    expect(
      check({ service: { enabled: true, type: 'NodePort', metrics: { nodePort: 30000 } }, metrics: { enabled: true } }),
    ).toEqual(NOTHING);
  });

  test('an autoscaler and a session server exclude each other', () => {
    const hpa = { maxReplicas: 3, metrics: [CPU] };
    expect(check({ sessionServer: { enabled: true }, hpa, ...REQUESTS }).errors['sessionServer.enabled']).toContain(
      '`hpa` may start 3',
    );
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
