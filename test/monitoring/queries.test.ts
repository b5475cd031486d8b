import { alertRules } from '../../lib/monitoring/alert-rules';
import { dashboard } from '../../lib/monitoring/dashboard';
import { METRICS } from '../../lib/monitoring/metrics';
import type { Metric } from '../../lib/monitoring/metrics';
import { metricOf, selectorsOf } from './promql';
import { existingRunner, panelsOf } from './support';

const runner = existingRunner();
const alerts = [...alertRules().rules, ...alertRules({ runner }).rules].map(({ alert, expr }) => ({
  query: alert,
  expr,
  description: '',
}));
const panels = panelsOf(dashboard()).flatMap(({ title, description, targets }) =>
  (targets ?? []).map(({ expr }) => ({
    query: title,
    // Grafana fills in a duration here, and regular expressions between the quotes.
    expr: expr.replaceAll('$__rate_interval', '5m'),
    description: description ?? '',
  })),
);
const metrics = Object.entries({
  metricRunningJobs: runner.metricRunningJobs(),
  metricCapacity: runner.metricCapacity(),
  metricSaturationPercent: runner.metricSaturationPercent(),
  metricQueueSeconds: runner.metricQueueSeconds(),
  metricStartedJobs: runner.metricStartedJobs({ window: '1d' }),
  metricSystemFailures: runner.metricSystemFailures({ window: '1h30m' }),
  metricSystemFailurePercent: runner.metricSystemFailurePercent(),
  metricApiErrorPercent: runner.metricApiErrorPercent({ window: '5m' }),
}).map(([query, expr]) => ({ query, expr, description: '' }));
const queries = [...alerts, ...metrics, ...panels];

/** Labels that the scraping of pods gives to every series. */
const TARGET_LABELS = ['namespace', 'pod', 'job', 'instance'];

test('there are queries to judge', () => {
  expect(alerts.length).toBeGreaterThanOrEqual(20);
  expect(panels.length).toBeGreaterThanOrEqual(20);
});

describe.each(queries)('the query of $query', ({ expr, description }) => {
  const selectors = selectorsOf(expr);

  test('reads metrics that are there', () => {
    expect(selectors).not.toEqual([]);
    expect(selectors.filter(({ metric }) => metricOf(metric) === undefined)).toEqual([]);
  });

  test('selects by labels that those metrics have', () => {
    for (const { metric, labels } of selectors) {
      const known: readonly string[] = [...TARGET_LABELS, ...(metricOf(metric)?.labels ?? [])];
      expect({ metric, unknown: labels.filter((label) => !known.includes(label)) }).toEqual({ metric, unknown: [] });
    }
  });

  test('takes rates of what counts up, and of that only', () => {
    const rates = selectors.filter(({ appliedTo }) => appliedTo === 'rate' || appliedTo === 'increase');
    expect(rates.filter(({ metric }) => metricOf(metric)?.type === 'gauge')).toEqual([]);
  });

  test('says so where it reads a metric that older runners do not have', () => {
    for (const since of selectors.flatMap(({ metric }) => metricOf(metric)?.since ?? [])) {
      expect(description).toContain(`GitLab Runner ${since} and later`);
    }
  });
});

test('no alert depends on the version of the runner', () => {
  const metrics = alerts.flatMap(({ expr }) => selectorsOf(expr)).map(({ metric }) => metricOf(metric));
  expect(metrics.filter((metric) => metric?.since !== undefined)).toEqual([]);
});

test('every metric of the list is read', () => {
  const read = new Set(queries.flatMap(({ expr }) => selectorsOf(expr)).map(({ metric }) => metricOf(metric)));
  expect(Object.entries<Metric>(METRICS).filter(([, metric]) => !read.has(metric))).toEqual([]);
});

test.each(['rate(gitlab_runner_jobs[5m]', 'sum(up))', 'up{job=~}', '1 +'])(
  'a mistake such as %s would be found',
  (expr) => {
    expect(() => selectorsOf(expr)).toThrow('not PromQL');
  },
);
