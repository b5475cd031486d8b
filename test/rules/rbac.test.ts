import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import { rbac as rules } from '../../lib/rules/rbac';
import type { RunnerOverrides } from '../support/runner';
import { problemsOf } from './support';

const containing = (text: string) => expect.stringContaining(text) as unknown;
const check = (chartValues: object, props: RunnerOverrides = {}) =>
  problemsOf(rules, { ...props, chartValues: chartValues });
const at = 'chartValues.rbac.rules';

/** Enough for jobs, by the defaults of the chart for what is left out. */
const ENOUGH = [
  { resources: ['pods', 'pods/attach', 'pods/exec', 'pods/log', 'secrets', 'services', 'events'] },
  { resources: ['serviceaccounts'], verbs: ['get'] },
];
/** Those that the chart itself shows in a comment. */
const OF_CHART = [
  { resources: ['events'], verbs: ['list', 'watch'] },
  { resources: ['namespaces'], verbs: ['create', 'delete'] },
  { resources: ['pods'], verbs: ['create', 'delete', 'get'] },
  { apiGroups: [''], resources: ['pods/attach', 'pods/exec'], verbs: ['get', 'create', 'patch', 'delete'] },
  { apiGroups: [''], resources: ['pods/log'], verbs: ['get', 'list'] },
  { resources: ['secrets'], verbs: ['create', 'delete', 'get', 'update'] },
  { resources: ['serviceaccounts'], verbs: ['get'] },
  { resources: ['services'], verbs: ['create', 'get'] },
];

test('what the library says by itself passes', () => {
  expect(check({})).toEqual([]);
  expect(check({ rbac: { clusterWideAccess: true } })).toEqual([]);
});

test('service-account-key-unused names the key of today', () => {
  const rule = 'service-account-key-unused';
  const oldKey = 'chartValues.rbac.serviceAccountName';
  expect(check({ rbac: { serviceAccountName: 'runner' } })).toMatchObject([
    { rule, severity: 'error', at: oldKey, message: containing('use `serviceAccount.name`') },
  ]);
  expect(check({ rbac: { create: false, serviceAccountName: 'runner' } })).toMatchObject([
    { rule, severity: 'warning', at: oldKey, message: containing('is out of date') },
  ]);
  expect(check({ serviceAccount: { name: 'runner' }, rbac: { serviceAccountName: '' } })).toEqual([]);
});

test('rbac-rules-without-role says when rules have no effect', () => {
  const others = { rbac: { create: false, rules: ENOUGH }, serviceAccount: { name: 'ci' } };
  expect(check(others)).toMatchObject([{ rule: 'rbac-rules-without-role', severity: 'warning', at }]);
  expect(check({ ...others, rbac: { create: false, rules: [] } })).toEqual([]);
});

test('rbac-rule-key refuses keys that the chart drops', () => {
  expect(check({ rbac: { rules: [{ resourceNames: ['x'] }] } })).toMatchObject([
    {
      rule: 'rbac-rule-key',
      severity: 'error',
      at: `${at}[0].resourceNames`,
      message: 'is dropped by the chart, so that the rule would allow more than it says',
    },
  ]);
});

describe('rbac-rules-incomplete', () => {
  const rule = 'rbac-rules-incomplete';

  test('refuses rules that lack what jobs fail without', () => {
    expect(check({ rbac: { rules: [{ resources: ['pods', 'pods/exec', 'secrets'] }] } })).toMatchObject([
      {
        rule,
        severity: 'error',
        at,
        message:
          'replaces every permission of the managers, and lacks what jobs fail without: pods/attach: create. Add these, or leave `rbac.rules` out',
      },
    ]);
    expect(check({ rbac: { rules: ENOUGH } })).toEqual([]);
  });

  test('warns of what jobs run without: their log by the API, events, verbs that nobody uses', () => {
    const rules = [
      { resources: ['pods'], verbs: ['list', 'get', 'watch', 'create', 'delete'] },
      { resources: ['pods/exec'], verbs: ['create'] },
      { resources: ['pods/attach', 'secrets'], verbs: ['list', 'get', 'create', 'delete', 'update'] },
    ];
    const [problem, ...others] = check({ rbac: { rules } });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ rule, severity: 'warning', at, message: containing('pods/log: get, list') });
    expect(problem!.message).toContain('jobs run, but tell less of why they fail');
  });

  test.each<[string, RunnerOverrides, string]>([
    [
      'a service account of jobs',
      { config: { runners: { kubernetes: { serviceAccount: 'jobs' } } } },
      'serviceaccounts: get',
    ],
    ['a feature flag', { config: { runners: { featureFlags: { FF_PRINT_POD_EVENTS: true } } } }, 'events: list, watch'],
    [
      'a feature flag by environment',
      { config: { runners: { environment: ['FF_KUBERNETES_HONOR_ENTRYPOINT=true'] } } },
      'pods/log: get, list',
    ],
  ])('refuses rules that lack what is in use: %s', (_, props, lacking) => {
    const rules = [{ resources: ['pods', 'pods/exec', 'pods/attach', 'secrets'] }];
    expect(check({ rbac: { rules } })).toMatchObject([{ rule, severity: 'warning' }]);
    expect(check({ rbac: { rules } }, props)).toMatchObject([
      { rule, severity: 'error', message: containing(`jobs fail without: ${lacking}.`) },
    ]);
  });

  test('refuses the same by text', () => {
    const rules = [{ resources: ['pods', 'pods/exec', 'pods/attach', 'secrets'] }];
    const config = '[[runners]]\n[runners.feature_flags]\nFF_PRINT_POD_EVENTS = true\n';
    expect(check({ rbac: { rules }, runners: { config } })).toMatchObject([
      { rule, severity: 'error', message: containing('events: list, watch') },
    ]);
  });

  test('asks for more where more is used', () => {
    const config = { runners: { kubernetes: { podDisruptionBudget: true } } };
    expect(check({ rbac: { rules: ENOUGH } }, { config })).toMatchObject([
      { rule, severity: 'error', message: containing('policy/poddisruptionbudgets: create, get') },
    ]);
  });

  test('warns where jobs are only slower, as with the rules that the chart shows', () => {
    expect(check({ rbac: { rules: OF_CHART } })).toMatchObject([
      { rule, severity: 'warning', at, message: containing('lacks pods: list, watch: managers ask') },
    ]);
  });

  test('is silent on what is malformed, or known to the deployment only', () => {
    expect(check({ rbac: { rules: [{ resources: ['pods'], verbs: 'get' }] } })).toEqual([]);
    const problems = problemsOf(rules, (stack) => {
      const verbs = new RosParameter(stack, 'L', { type: RosParameterType.COMMA_DELIMITED_LIST }).valueAsList;
      return { chartValues: { rbac: { rules: [{ resources: ['pods'], verbs }] } } };
    });
    expect(problems).toEqual([]);
  });
});
