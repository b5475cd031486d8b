import type { ChartValues } from '../../lib/chart/chart-values.generated';
import type { Stack } from '@alicloud/ros-cdk-core';
import { RosParameter, RosParameterType, Token } from '@alicloud/ros-cdk-core';
import { saidValues } from '../../lib/runner/escape-hatches/said-values';
import { problemsOf } from '../rules/support';
import { addRunner, renderRunner } from '../support/runner';
import { synthesize } from '../support/synth';

const TEXT = [
  '[[runners]]',
  '  [runners.kubernetes]',
  '    namespace = "{{.Release.Namespace}}"',
  '    image = "alpine"',
];

/** What stands in the values.yaml of the chart for "nothing said". */
const UNSAID = {
  resources: {},
  affinity: {},
  tolerations: [],
  topologySpreadConstraints: {},
  rbac: { create: false, rules: [], imagePullSecrets: [] },
  serviceAccount: { create: false, annotations: {} },
  gitlabUrl: '',
  certsSecretName: '',
  runners: { secret: '', cache: { secretName: '' }, config: TEXT.join('\n') },
};

test('what says nothing leaves everything as it is', () => {
  const chartValues = UNSAID as unknown as ChartValues;
  const [{ values: bare }, { values }] = [renderRunner(), renderRunner({ chartValues })];
  expect(values).toEqual(bare);
  expect(problemsOf('all', { chartValues })).toEqual([]);
});

test.each([[[]], [{}], [null]])('rbac.rules that are %j do not grant everything', (rules) => {
  const { values } = renderRunner({ chartValues: { rbac: { create: true, rules: rules as never } } });
  expect(values.rbac).toEqual(renderRunner().values.rbac);
});

test('no Role stays no Role for managers with an account of their own, which the chart does not make', () => {
  const chartValues = { rbac: { create: false }, serviceAccount: { name: 'ci' } };
  expect(renderRunner({ chartValues }).values).toMatchObject({
    rbac: { create: false },
    serviceAccount: { create: false, name: 'ci' },
  });
  expect(saidValues({ rbac: { create: false }, serviceAccount: { name: 'ci', create: true } })).toMatchObject({
    serviceAccount: { create: true },
  });
  expect(saidValues({ rbac: { create: false, serviceAccountName: 'ci' } })).toMatchObject({
    rbac: { create: false, serviceAccountName: 'ci' },
    serviceAccount: { create: false },
  });
});

test('what says something stays, and so does null, which takes defaults away', () => {
  const values = {
    affinity: null,
    image: { registry: '' },
    global: { teams: [], owner: {} },
    nodeSelector: { a: 'b', 'node-role.kubernetes.io/ci': '' },
    runners: { config: TEXT.join('\n').replace('alpine', 'ubuntu') },
    tolerations: Token.asList({ Ref: 'Tolerations' }),
  };
  expect(saidValues(values as never)).toEqual(values);
});

test('a text that is only like the default one replaces the configuration, with a warning', () => {
  const config = [...TEXT, '    privileged = false'].join('\n');
  expect(problemsOf('all', { chartValues: { runners: { config } } })).toMatchObject([
    { rule: 'config-text-replaces-options' },
  ]);
});

test.each(['rbac', 'serviceAccount', 'runners', 'hpa'])('%s as a whole may be known to the deployment only', (key) => {
  const props = (stack: Stack) => ({
    chartValues: { [key]: new RosParameter(stack, 'Values', { type: RosParameterType.JSON }).value },
  });
  const { template } = synthesize((stack) => void addRunner(stack, props(stack)));
  expect(JSON.stringify(template)).toContain(`"${key}":{"Ref":"Values"}`);
  expect(problemsOf('all', props)).toEqual([]);
});

test('jobs run in the namespace that the chart value gives to their Role', () => {
  const { kubernetes } = renderRunner({ chartValues: { runners: { jobNamespace: 'jobs' } } });
  expect(kubernetes.namespace).toBe('jobs');
  const problems = problemsOf('all', (stack) => {
    const jobNamespace = new RosParameter(stack, 'Jobs', { type: RosParameterType.STRING }).valueAsString;
    return { chartValues: { runners: { jobNamespace } } };
  });
  expect(problems).toEqual([]);
});
