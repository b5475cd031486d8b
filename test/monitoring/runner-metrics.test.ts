import { RosParameter, RosParameterType, Stack, Token } from '@alicloud/ros-cdk-core';
import { ChartVersion } from '../../lib/chart/chart-version';
import { Report } from '../../lib/diagnostics/report';
import { Metrics } from '../../lib/monitoring/runner-metrics';
import type { PodMonitorOptions } from '../../lib/monitoring/runner-metrics';
import { synth } from '../support/synth';

const OLD = ChartVersion.V0_71_0;
const NEW = ChartVersion.V0_90_1;

function valuesOf(metrics: Metrics, chartVersion = NEW) {
  return metrics.bind(new Stack(), { chartVersion }).values;
}

function problemsOf(
  metrics: Metrics,
  context: { readonly chartVersion?: ChartVersion; readonly prometheusOperator?: boolean | 'unknown' } = {},
) {
  const { chartVersion = NEW, prometheusOperator: operator = true } = context;
  const report = new Report();
  const prometheusOperator = operator === 'unknown' ? undefined : operator;
  metrics.check({ chartVersion, prometheusOperator }, report, 'metrics');
  return report.problems;
}

describe('scrape annotations', () => {
  test('come with the metrics, on every chart and in every cluster', () => {
    for (const chartVersion of [OLD, NEW]) {
      expect(valuesOf(Metrics.annotations(), chartVersion)).toEqual({ metrics: { enabled: true } });
    }
    expect(problemsOf(Metrics.annotations(), { prometheusOperator: 'unknown' })).toEqual([]);
  });
});

test('scrape annotations can be a choice of the deployment', () => {
  const template = synth((stack) => {
    const parameter = new RosParameter(stack, 'Metrics', { type: RosParameterType.BOOLEAN });
    stack.templateOptions.metadata = { values: valuesOf(Metrics.annotations({ enabled: parameter.value })) };
  });
  expect(template.Metadata).toMatchObject({ values: { metrics: { enabled: { Ref: 'Metrics' } } } });
});

describe('no metrics', () => {
  test('are served', () => {
    expect(valuesOf(Metrics.none())).toEqual({ metrics: { enabled: false } });
    expect(problemsOf(Metrics.none(), { prometheusOperator: false })).toEqual([]);
  });
});

describe('a PodMonitor', () => {
  const discovery = { 'arms.prometheus.io/discovery': 'true' };

  test('is turned on in Managed Service for Prometheus, and leaves the rest to the chart', () => {
    expect(valuesOf(Metrics.podMonitor())).toEqual({
      metrics: { enabled: true, podMonitor: { enabled: true, annotations: discovery } },
    });
  });

  test('takes interval, labels, annotations and namespace', () => {
    const options = {
      intervalSeconds: 30,
      labels: { team: 'build' },
      annotations: { a: 'b' },
      namespace: 'monitoring',
    };
    expect(valuesOf(Metrics.podMonitor(options))).toEqual({
      metrics: {
        enabled: true,
        podMonitor: {
          enabled: true,
          interval: '30s',
          labels: { team: 'build' },
          annotations: { ...discovery, a: 'b' },
          namespace: 'monitoring',
        },
      },
    });
  });

  test('can be turned off in Managed Service for Prometheus', () => {
    const annotations = { 'arms.prometheus.io/discovery': 'false' };
    expect(valuesOf(Metrics.podMonitor({ annotations }))).toMatchObject({
      metrics: { podMonitor: { annotations } },
    });
  });

  test('takes an interval of the deployment', () => {
    const template = synth((stack) => {
      const parameter = new RosParameter(stack, 'Seconds', { type: RosParameterType.NUMBER });
      const values = valuesOf(Metrics.podMonitor({ intervalSeconds: parameter.valueAsNumber }));
      stack.templateOptions.metadata = { interval: (values as { metrics: object }).metrics };
    });
    expect(template.Metadata).toMatchObject({
      interval: { podMonitor: { interval: { 'Fn::Join': ['', [{ Ref: 'Seconds' }, 's']] } } },
    });
  });

  test('pod-monitor-chart: is a ServiceMonitor with a Service on charts that have none, with a warning', () => {
    expect(valuesOf(Metrics.podMonitor({ intervalSeconds: 15 }), OLD)).toEqual({
      metrics: { enabled: true, serviceMonitor: { enabled: true, interval: '15s', annotations: discovery } },
      service: { enabled: true },
    });
    expect(problemsOf(Metrics.podMonitor(), { chartVersion: OLD })).toMatchObject([
      {
        rule: 'pod-monitor-chart',
        severity: 'warning',
        at: 'metrics',
        message: expect.stringContaining('becomes a ServiceMonitor') as string,
      },
    ]);
  });

  test('pod-monitor-kind: speaks up in a cluster that is not known to have the kind, since the chart does not', () => {
    expect(problemsOf(Metrics.podMonitor(), { prometheusOperator: true })).toEqual([]);
    expect(problemsOf(Metrics.podMonitor(), { prometheusOperator: 'unknown' })).toMatchObject([
      {
        rule: 'pod-monitor-kind',
        severity: 'warning',
        at: 'metrics',
        message: expect.stringMatching(
          /Set managedPrometheus: true on a new cluster\. State prometheusOperator: true/,
        ) as string,
      },
    ]);
    expect(problemsOf(Metrics.podMonitor(), { prometheusOperator: false })).toMatchObject([
      {
        rule: 'pod-monitor-kind',
        severity: 'error',
        at: 'metrics',
        message: expect.stringContaining('does not know the kind PodMonitor') as string,
      },
    ]);
  });

  test.each<[string, PodMonitorOptions, string, string]>([
    ['metrics-port', { port: 80 }, 'port', 'is 80; allowed is a whole number from 1024 to 65535'],
    ['metrics-port', { port: 70000 }, 'port', 'is 70000; allowed is a whole number from 1024 to 65535'],
    ['', { intervalSeconds: 0 }, 'intervalSeconds', 'is 0; allowed is a whole number of at least 1'],
    ['', { intervalSeconds: 1.5 }, 'intervalSeconds', 'is 1.5; allowed is a whole number of at least 1'],
    ['', { labels: { 'a b': 'c' } }, 'labels["a b"]', 'has the name "a b"'],
    ['', { labels: { team: 'two words' } }, 'labels["team"]', 'is "two words"'],
    [
      'pod-monitor-label',
      { labels: { release: 'prometheus' } },
      'labels.release',
      'is a label that the chart writes itself',
    ],
    ['', { annotations: { 'a b': 'c' } }, 'annotations["a b"]', 'has the name "a b"'],
    ['pod-monitor-namespace', { namespace: 'Monitoring' }, 'namespace', '"Monitoring" has "M"'],
  ])('%s: refuses %j', (rule, options, at, message) => {
    expect(problemsOf(Metrics.podMonitor(options))).toMatchObject([
      {
        ...(rule !== '' && { rule }),
        at: `metrics.podMonitor.${at}`,
        message: expect.stringContaining(message) as string,
      },
    ]);
  });

  test('metrics-port: refuses a port that managers cannot have, by annotations too', () => {
    expect(problemsOf(Metrics.annotations({ port: 80 }))).toMatchObject([
      {
        rule: 'metrics-port',
        at: 'metrics.annotations.port',
        message: 'is 80; allowed is a whole number from 1024 to 65535',
      },
    ]);
    const port = Token.asNumber({ Ref: 'Port' });
    expect(problemsOf(Metrics.annotations({ port }))).toEqual([]);
  });

  test('pod-monitor-namespace: refuses a namespace that the chart would ignore', () => {
    const namespace = 'monitoring';
    expect(problemsOf(Metrics.podMonitor({ namespace }), { chartVersion: OLD })).toContainEqual(
      expect.objectContaining({
        rule: 'pod-monitor-namespace',
        at: 'metrics.podMonitor.namespace',
        message: expect.stringContaining('0.71.0') as string,
      }),
    );
    expect(problemsOf(Metrics.podMonitor({ namespace }))).toEqual([]);
  });

  test('passes what only the deployment knows', () => {
    const text = Token.asString({ Ref: 'Text' });
    const options = {
      intervalSeconds: Token.asNumber({ Ref: 'Number' }),
      labels: { team: text },
      annotations: { note: text },
      namespace: text,
    };
    expect(problemsOf(Metrics.podMonitor(options))).toEqual([]);
  });
});
