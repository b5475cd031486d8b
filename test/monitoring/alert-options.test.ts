import { Token } from '@alicloud/ros-cdk-core';
import { Report } from '../../lib/diagnostics/report';
import { ALERT_NAMES, checkAlertOptions } from '../../lib/monitoring/alert-options';

function problemsOf(options: object, at?: string) {
  const report = new Report();
  checkAlertOptions(options, report, at);
  return report.problems;
}

test.each([
  [{}],
  [{ saturationPercent: 100, systemFailurePercent: 0.5, apiErrorPercent: 100 }],
  [{ saturationMinutes: 1, queueSeconds: 3599, logErrorsPerMinute: 0.1 }],
  [{ disabled: ['GitLabRunnerLogErrors'], labels: { team: 'any text, really' } }],
])('takes %j', (options) => {
  expect(problemsOf(options)).toEqual([]);
});

test.each([
  ['saturationPercent', 0, 'is 0; allowed is a number above 0, up to 100'],
  ['saturationPercent', 101, 'is 101; allowed is a number above 0, up to 100'],
  ['systemFailurePercent', -1, 'is -1; allowed is a number above 0, up to 100'],
  ['apiErrorPercent', NaN, 'is NaN; allowed is a number above 0, up to 100'],
  // The highest bucket of the histogram: no quantile is ever above it.
  ['queueSeconds', 3600, 'is 3600; allowed is a number above 0, below 3600'],
  ['logErrorsPerMinute', 0, 'is 0; allowed is a finite number above 0'],
  ['logErrorsPerMinute', Infinity, 'is Infinity; allowed is a finite number above 0'],
])('alert-threshold: refuses %s of %s', (name, value, message) => {
  expect(problemsOf({ [name]: value })).toMatchObject([{ rule: 'alert-threshold', at: name, message }]);
});

test('refuses parts of minutes', () => {
  expect(problemsOf({ saturationMinutes: 0.5 })).toMatchObject([
    { at: 'saturationMinutes', message: 'is 0.5; allowed is a whole number of at least 1' },
  ]);
});

test('alert-unknown: knows the alerts by name, and guesses what was meant', () => {
  expect(problemsOf({ disabled: ['GitLabRunnerSaturated', 'GitlabRunnerLogError'] }, 'alerts')).toMatchObject([
    {
      rule: 'alert-unknown',
      at: 'alerts.disabled[1]',
      message: expect.stringContaining('Did you mean "GitLabRunnerLogErrors"?') as string,
    },
  ]);
});

test('alerts-all-disabled: refuses a rule without alerts', () => {
  expect(problemsOf({ disabled: ALERT_NAMES })).toMatchObject([
    { rule: 'alerts-all-disabled', at: 'disabled', message: 'names all alerts; leave the alerts out as a whole' },
  ]);
});

test.each([
  ['team-name', 'x', 'labels["team-name"]', 'is not the name of a label'],
  ['severity', 'page', 'labels.severity', 'is set by the alerts themselves'],
  ['alertname', 'x', 'labels.alertname', 'is set by the alerts themselves'],
  ['page', true, 'labels.page', 'allowed is a string'],
])('alert-label: refuses the label %s: %s', (name, value, at, message) => {
  expect(problemsOf({ labels: { [name]: value } })).toMatchObject([
    { rule: 'alert-label', at, message: expect.stringContaining(message) as string },
  ]);
});

test('reports all problems at once', () => {
  expect(problemsOf({ saturationPercent: 0, queueSeconds: 0, disabled: ['x'] })).toHaveLength(3);
});

test('passes values that only the deployment knows', () => {
  const number = Token.asNumber({ Ref: 'Number' });
  expect(
    problemsOf({
      saturationPercent: number,
      saturationMinutes: number,
      queueSeconds: number,
      systemFailurePercent: number,
      apiErrorPercent: number,
      logErrorsPerMinute: number,
      labels: { team: Token.asString({ Ref: 'Team' }) },
    }),
  ).toEqual([]);
});
