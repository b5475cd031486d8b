import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import { CacheCredentials, Metrics, OssCache } from '../../lib';
import { chartValues as rules } from '../../lib/rules/chart-values';
import type { RunnerOverrides } from '../support/runner';
import { problemsOf } from './support';

const containing = (text: string) => expect.stringContaining(text) as unknown;
const check = (chartValues: object, props: RunnerOverrides = {}) =>
  problemsOf(rules, { on: { prometheusOperator: true }, ...props, chartValues: chartValues });

test('no values of the user pass', () => {
  expect(check({})).toEqual([]);
  expect(check({}, { metrics: Metrics.podMonitor() })).toEqual([]);
});

describe('chart-value-without-effect', () => {
  const rule = 'chart-value-without-effect';
  const metrics = Metrics.none();

  test.each<[string, object, string]>([
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
  ])('refuses %s', (at, values, message) => {
    expect(check(values, { metrics })).toMatchObject([
      { rule, severity: 'error', at: `chartValues.${at}`, message: containing(message) },
    ]);
  });

  test('is at the key that was written', () => {
    expect(check({ metrics: { enabled: false } }, { metrics: Metrics.podMonitor() })).toMatchObject([
      {
        rule,
        at: 'chartValues.metrics.enabled',
        message: 'is not true, and `metrics.podMonitor.enabled` has no effect without',
      },
    ]);
  });

  test('passes with the others, also from different layers', () => {
    expect(check({ metrics: { serviceMonitor: { enabled: true } }, service: { enabled: true } })).toEqual([]);
  });
});

test('service-node-port refuses a type that breaks the chart', () => {
  const service = { enabled: true, type: 'NodePort' };
  expect(check({ service })).toMatchObject([
    { rule: 'service-node-port', at: 'chartValues.service.type', message: containing('the chart breaks') },
  ]);
  expect(check({ service: { ...service, metrics: { nodePort: 30000 } } })).toEqual([]);
});

describe('monitors by chart values', () => {
  const values = (kind: string) => ({ metrics: { [kind]: { enabled: true } }, service: { enabled: true } });

  test.each([
    ['serviceMonitor', 'ServiceMonitor'],
    ['podMonitor', 'PodMonitor'],
  ])('are refused as by the option where the cluster does not know them: %s', (key, kind) => {
    const place = { at: `chartValues.metrics.${key}.enabled`, message: containing(`kind ${kind}`) };
    expect(check(values(key), { on: { prometheusOperator: false } })).toMatchObject([{ severity: 'error', ...place }]);
    expect(check(values(key), { on: {} })).toMatchObject([{ severity: 'warning', ...place }]);
    expect(check(values(key))).toEqual([]);
  });
});

describe('pod-annotation-of-chart', () => {
  const rule = 'pod-annotation-of-chart';
  const podAnnotations = { 'prometheus.io/scrape': 'false', 'prometheus.io/port': '1' };

  test('warns of those of the metrics while managers serve them, or may', () => {
    const message = containing('is written by the chart itself while managers serve metrics');
    const both = [
      { rule, severity: 'warning', at: 'chartValues.podAnnotations["prometheus.io/scrape"]', message },
      { rule, at: 'chartValues.podAnnotations["prometheus.io/port"]', message },
    ];
    expect(check({ podAnnotations })).toMatchObject(both);
    const deployTime = problemsOf(rules, (stack) => ({
      chartValues: { podAnnotations },
      metrics: Metrics.annotations({ enabled: new RosParameter(stack, 'M', { type: RosParameterType.BOOLEAN }).value }),
    }));
    expect(deployTime).toMatchObject(both);
    expect(check({ podAnnotations }, { metrics: Metrics.none() })).toEqual([]);
  });

  test.each(['checksum/configmap', 'checksum/secrets'])('warns of %s at any time', (name) => {
    expect(check({ podAnnotations: { [name]: 'x' } }, { metrics: Metrics.none() })).toMatchObject([
      { rule, at: `chartValues.podAnnotations["${name}"]`, message: containing('written by the chart itself, and') },
    ]);
  });

  test('takes null, which says nothing, and others', () => {
    expect(check({ podAnnotations: { 'prometheus.io/scrape': null, 'ci/team': 'a' } })).toEqual([]);
  });
});

test('config-override warns that it cancels the registration', () => {
  expect(check({ runners: { configOverride: 'concurrent = 3' } })).toMatchObject([
    {
      rule: 'config-override',
      severity: 'warning',
      at: 'chartValues.runners.configOverride',
      message: containing('`runners.secret` have no effect'),
    },
  ]);
});

describe('helm-template-malformed', () => {
  const rule = 'helm-template-malformed';
  const object = (x: string, name = '{{ .Release.Name }}-cm') => ({
    extraObjects: [{ kind: 'ConfigMap', metadata: { name }, data: { x } }],
  });

  test.each([
    ['{{ bad', /an action is not closed, at "\{\{ bad"/],
    ['{{ a {{ b }}', /an action is not closed/],
    ['{{}}', /an action is empty/],
    ['{{ if .Values.a }}b', /a block has no "end"/],
    ['{{ end }}', /there is no block for "end"/],
    ['a{{- else }}', /there is no block for "else"/],
  ])('refuses %p in an object', (text, message) => {
    expect(check(object(text))).toMatchObject([
      {
        rule,
        severity: 'error',
        at: 'chartValues.extraObjects[0].data.x',
        message: expect.stringMatching(message) as unknown,
      },
    ]);
  });

  test.each([
    '{{ `{{` }} and }}',
    '{{/* a comment with "one quote */}}',
    '{{- if .Values.a -}}b{{ else if .Values.c }}d{{ end }}',
    '{{ printf "%s}}" .Release.Name }}',
    'no template',
  ])('takes %p', (text) => {
    expect(check(object(text))).toEqual([]);
  });

  test('takes a block that ends in another text of its object', () => {
    expect(check(object('b{{ end }}', '{{ if .Values.a }}a'))).toEqual([]);
  });

  test('refuses the text of config.toml, at its line', () => {
    const config = '[[runners]]\n  {{ if .Values.a }}\n  name = "a"\n';
    expect(check({ runners: { config } })).toMatchObject([{ rule, at: 'chartValues.runners.config', line: 2 }]);
    expect(check({ runners: { config: `${config}{{ end }}` } })).toEqual([]);
  });

  test.each<[string, object, object]>([
    ['image.tag', { image: { tag: '{{ .Chart.AppVersion' } }, { image: { tag: 'v{{ .Chart.AppVersion }}' } }],
    ['podLabels.team', { podLabels: { team: '{{ end }}' } }, { podLabels: { team: '{{ .Release.Name }}' } }],
    ['deploymentLabels.a', { deploymentLabels: { a: '{{ if }}' } }, { deploymentLabels: { a: 'b' } }],
    [
      'serviceAccount.annotations.a',
      { serviceAccount: { annotations: { a: '{{ x' } } },
      { serviceAccount: { annotations: { a: '{{ .Values.global.x }}' } } },
    ],
    [
      'metrics.serviceMonitor.metricRelabelings[0].replacement',
      { metrics: { serviceMonitor: { metricRelabelings: [{ replacement: '{{ x' }] } } },
      { metrics: { serviceMonitor: { metricRelabelings: [{ replacement: '$1' }] } } },
    ],
    ['runners.secret', { runners: { secret: '{{ x' } }, {}],
  ])('refuses %s, through which the chart lets Helm too', (at, wrong, right) => {
    expect(check(wrong)).toContainEqual(expect.objectContaining({ rule, at: `chartValues.${at}` }));
    expect(check(right)).toEqual([]);
  });

  test('leaves values alone that Helm does not read', () => {
    expect(check({ podAnnotations: { a: '{{ x' }, extraEnv: { A: '{{ x' } })).toEqual([]);
  });

  test('leaves typed settings alone, whose braces are escaped', () => {
    expect(check({}, { config: { runners: { preBuildScript: 'echo {{ .Values.foo }} }} {{' } } })).toEqual([]);
  });
});

describe('chart-secret-replaced', () => {
  const rule = 'chart-secret-replaced';

  test.each([['other'], [null]])('refuses %p in place of the Secret of the token', (secret) => {
    const message = containing(`is ${JSON.stringify(secret)}, which takes the place of the Secret of \`token\``);
    expect(check({ runners: { secret } })).toMatchObject([{ rule, at: 'chartValues.runners.secret', message }]);
  });

  test.each([['other'], [null]])('refuses %p in place of the Secret of the cache', (secretName) => {
    const problems = problemsOf(rules, (stack) => ({
      cache: new OssCache(stack, 'Cache', { credentials: CacheCredentials.fromExistingSecret('keys') }),
      chartValues: { runners: { cache: { secretName } } },
    }));
    expect(problems).toMatchObject([
      { rule, at: 'chartValues.runners.cache.secretName', message: containing('the Secret of `cache`') },
    ]);
  });

  test('takes the same Secret, and one of a cache that the library does not know', () => {
    expect(check({ runners: { secret: 'token' } })).toEqual([]);
    expect(check({ runners: { secret: '', cache: { secretName: '' } } })).toEqual([]);
    expect(check({ runners: { cache: { secretName: 'my-s3' } } })).toEqual([]);
  });
});

test.each(['fullnameOverride', 'nameOverride'])('chart-name refuses a %s that is not a name in Kubernetes', (key) => {
  expect(check({ [key]: 'Foo_Bar' })).toMatchObject([
    { rule: 'chart-name', at: `chartValues.${key}`, message: containing('"Foo_Bar" has "F", "_", "B"') },
  ]);
  expect(check({ [key]: 'foo-bar' })).toEqual([]);
  expect(check({ [key]: '' })).toEqual([]);
});

test('grace-below-longest-job warns where managers have too little time', () => {
  expect(check({ terminationGracePeriodSeconds: 10 })).toMatchObject([
    {
      rule: 'grace-below-longest-job',
      severity: 'warning',
      at: 'chartValues.terminationGracePeriodSeconds',
      message: containing('is 10, and jobs may take 3600 seconds (jobs.maxDurationSeconds)'),
    },
  ]);
  expect(check({ terminationGracePeriodSeconds: 3600 })).toEqual([]);
});
