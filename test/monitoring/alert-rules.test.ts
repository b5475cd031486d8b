import { Token } from '@alicloud/ros-cdk-core';
import { InvalidInputError } from '../../lib/diagnostics/problem';
import { ALERT_NAMES } from '../../lib/monitoring/alert-options';
import { alertRules } from '../../lib/monitoring/alert-rules';
import { selectorsOf } from './promql';
import { alert, existingRunner } from './support';

const runner = existingRunner();
const POD = /pod=~"([^"]+)"/;

/** The regular expression that the alerts find the pods of a Deployment by, anchored as Prometheus does. */
function podsOf(managerName: string): RegExp {
  const { expr } = alert('GitLabRunnerManagersAbsent', { runner: existingRunner({ managerName }) });
  return new RegExp(`^(?:${POD.exec(expr)![1]})$`);
}

describe('what the alerts watch', () => {
  test('is every runner that Prometheus scrapes', () => {
    expect(alert('GitLabRunnerManagersAbsent').expr).toBe('absent(gitlab_runner_version_info)');
    expect(JSON.stringify(alertRules())).not.toMatch(/namespace=|pod=/);
  });

  test('is one runner where one is given, in every query', () => {
    for (const { alert: name, expr } of alertRules({ runner }).rules) {
      const selectors = selectorsOf(expr);
      expect([name, selectors.length > 0]).toEqual([name, true]);
      for (const { labels } of selectors) {
        expect(labels).toEqual(expect.arrayContaining(['namespace', 'pod']));
      }
    }
  });

  test.each([
    ['runner-gitlab-runner-5f6d7c8b9d-x2x7q', true],
    ['runner-gitlab-runner-64f4-x2x7q', true],
    ['runner-gitlab-runner-web-5f6d7c8b9d-x2x7q', false],
    ['other-runner-gitlab-runner-5f6d7c8b9d-x2x7q', false],
    ['runner-gitlab-runner-0', false],
  ])('takes the pod %s for a manager: %s', (pod, is) => {
    expect(podsOf('runner-gitlab-runner').test(pod)).toBe(is);
  });

  test.each([46, 47, 63])('finds the pods of a Deployment whose name has %s characters', (length) => {
    const name = 'm'.repeat(length);
    // As Kubernetes names them: the base is cut at 58 characters.
    const pod = `${`${name}-5f6d7c8b9d-`.slice(0, 58)}x2x7q`;
    expect(podsOf(name).test(pod)).toBe(true);
    expect(podsOf(name).test('another-gitlab-runner-5f6d7c8b9d-x2x7q')).toBe(false);
  });

  test('keeps names that only the deployment knows whole', () => {
    const managerName = `${Token.asString({ Ref: 'Name' })}-${'m'.repeat(50)}`;
    expect(JSON.stringify(alertRules({ runner: existingRunner({ managerName }) }))).toContain(
      `${managerName}-[0-9a-z]+`,
    );
  });
});

describe('thresholds', () => {
  test.each([
    ['GitLabRunnerSaturated', '>= 90', { saturationPercent: 75 }, '>= 75'],
    ['GitLabRunnerQueueSlow', '> 300', { queueSeconds: 60 }, '> 60'],
    ['GitLabRunnerSystemFailures', '> 10\n', { systemFailurePercent: 2.5 }, '> 2.5\n'],
    ['GitLabRunnerApiErrors', '> 5', { apiErrorPercent: 1 }, '> 1'],
    ['GitLabRunnerLogErrors', '> 1', { logErrorsPerMinute: 20 }, '> 20'],
  ] as const)('of %s are %j, or as given', (name, usual, options, given) => {
    const endOrMore = (text: string) => (text.endsWith('\n') ? text : `${text}$`);
    expect(alert(name).expr).toMatch(new RegExp(endOrMore(usual)));
    expect(alert(name, options).expr).toMatch(new RegExp(endOrMore(given)));
  });

  test('saturation lasts half an hour, or as long as given', () => {
    expect(alert('GitLabRunnerSaturated').for).toBe('30m');
    expect(alert('GitLabRunnerSaturated', { saturationMinutes: 5 }).for).toBe('5m');
  });

  test('may be a number of the deployment, which stands in the query as a token', () => {
    const token = Token.asNumber({ Ref: 'Threshold' });
    const { expr } = alert('GitLabRunnerQueueSlow', { queueSeconds: token });
    expect(expr).toMatch(/> \$\{Token\[[^\]]+\]\}$/);
  });
});

describe('every alert', () => {
  const { rules } = alertRules();

  test('is there once, by its name', () => {
    expect(rules.map(({ alert: name }) => name)).toEqual(ALERT_NAMES);
  });

  test.each(rules.map((rule) => [rule.alert, rule] as const))(
    '%s tells people what is wrong and what to do',
    (_, rule) => {
      expect(['critical', 'warning']).toContain(rule.labels.severity);
      expect(rule.for).toMatch(/^[1-9]\d*m$/);
      for (const text of [rule.annotations.description, rule.annotations.runbook]) {
        expect(text).toMatch(/^[^]{20,}\.$/);
      }
      expect(rule.annotations.summary).toMatch(/^[A-Z].*[a-z]$/);
    },
  );

  test('fires for some seconds of trouble at no time', () => {
    expect(rules.filter((rule) => parseInt(rule.for) < 5)).toEqual([]);
  });

  test('keeps to the labels that its query leaves', () => {
    for (const { alert: name, expr, annotations } of rules) {
      const named = [...JSON.stringify(annotations).matchAll(/\$labels\.(\w+)/g)].map(([, label]) => label!);
      const kept = /^(?:60 \* |100 \* )?(?:sum by \(([^)]*)\)|histogram_quantile\(0\.95, sum by \(([^)]*)\))/.exec(
        expr,
      );
      const labels =
        (kept?.[1] ?? kept?.[2])?.split(', ') ?? (expr.startsWith('absent') ? [] : ['namespace', 'instance', 'pod']);
      expect({ name, lost: named.filter((label) => !labels.includes(label)) }).toEqual({ name, lost: [] });
    }
  });
});

test('alerts can be left out', () => {
  const names = alertRules({ disabled: ['GitLabRunnerLogErrors'] }).rules.map(({ alert: name }) => name);
  expect(names).toEqual(ALERT_NAMES.filter((name) => name !== 'GitLabRunnerLogErrors'));
});

test('refuse what makes no alerts, all problems at once', () => {
  const options = { saturationPercent: -5, queueSeconds: -1 };
  expect(() => alertRules(options)).toThrow(InvalidInputError);
  expect(() => alertRules(options)).toThrow(
    /^alertRules\(\.\.\.\) has 2 problems:\n {2}- saturationPercent: is -5; .*\n {2}- queueSeconds: is -1/,
  );
});

test('labels for routing stand beside the severity', () => {
  expect(alert('GitLabRunnerTokenRefused', { labels: { team: 'build' } }).labels).toEqual({
    team: 'build',
    severity: 'critical',
  });
});
