import { checkArguments } from '../checks/check-arguments';
import { Report } from '../diagnostics/report';
import { numberText } from '../ros/tokens';
import type { AlertName, AlertOptions } from './alert-options';
import { ALERT_NAMES, checkAlertOptions } from './alert-options';
import { ALERT_TEXTS } from './alert-texts';
import type { IGitLabRunner } from './igitlab-runner';
import type { Matchers } from './promql';
import {
  MANAGER,
  apiErrorPercent,
  increaseFromZero,
  managersOf,
  queueSeconds,
  saturationPercent,
  series,
  sumByRelease,
  systemFailurePercent,
  systemFailures,
} from './promql';

/** An alerting rule of Prometheus. */
export interface AlertRule {
  /** Name of the alert. */
  readonly alert: AlertName;
  /** PromQL expression that yields a series for each runner or manager with the trouble. */
  readonly expr: string;
  /** How long it must hold before the alert fires, such as `10m`. */
  readonly for: string;
  /** Labels of the alert, `severity` among them. */
  readonly labels: Readonly<Record<string, string>>;
  /** What is wrong, and what to do about it. */
  readonly annotations: Readonly<Record<'summary' | 'description' | 'runbook', string>>;
}

/** A group of rules, as a rule file of Prometheus and a PrometheusRule list them. */
export interface AlertRuleGroup {
  /** Name of the group. */
  readonly name: string;
  /** Its rules. */
  readonly rules: AlertRule[];
}

/** Which alerts there are, and for which runner. */
export interface AlertRulesOptions extends AlertOptions {
  /**
   * The runner to watch.
   *
   * @default - all runners that Prometheus scrapes
   */
  readonly runner?: IGitLabRunner;
}

/** Failures in an hour that no alert is made of: in a quiet hour, one failure is a large share. */
const FORGIVEN_FAILURES = 3;

/** Failures in a row after which a manager pauses, GitLab Runner's default of `unhealthy_requests_limit`. */
const UNHEALTHY_REQUESTS = 3;

/**
 * Alerts on runners for Prometheus.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 */
export function alertRules(options: AlertRulesOptions = {}): AlertRuleGroup {
  checkArguments('alertRules', { options });
  const report = new Report();
  checkAlertOptions(options, report);
  report.throwIfAny('alertRules(...)');
  const conditions = alertConditions(options.runner === undefined ? [] : managersOf(options.runner), options);
  const enabled = ALERT_NAMES.filter((name) => options.disabled?.includes(name) !== true);
  return {
    name: 'gitlab-runner',
    rules: enabled.map((alert) => {
      const { expr, minutes } = conditions[alert];
      const { severity, ...annotations } = ALERT_TEXTS[alert];
      return {
        alert,
        expr,
        for: `${numberText(minutes)}m`,
        labels: { ...options.labels, severity },
        annotations,
      };
    }),
  };
}

interface Condition {
  readonly expr: string;
  /** How long it must hold. */
  readonly minutes: number;
}

function alertConditions(managers: Matchers, options: AlertOptions): Record<AlertName, Condition> {
  const threshold = (value: number | undefined, otherwise: number) => numberText(value ?? otherwise);
  const info = series('gitlab_runner_version_info', ...managers);
  const answers = (...matchers: Matchers) =>
    series('gitlab_runner_api_request_statuses_total', ...managers, 'endpoint="request_job"', ...matchers);
  const unhealthy = series('gitlab_runner_worker_health_check_failures_total', ...managers);
  const logErrors = series('gitlab_runner_errors_total', ...managers, 'level=~"error|fatal|panic"');
  const configErrors = series('gitlab_runner_configuration_loading_error_total', ...managers);

  return {
    GitLabRunnerManagersAbsent: { expr: `absent(${info})`, minutes: 10 },
    // Of all targets, those that have been managers of late.
    GitLabRunnerManagerDown: {
      expr: `${series('up', ...managers)} == 0\nand on (${MANAGER}) last_over_time(${info}[1h])`,
      minutes: 10,
    },
    // A manager that is busy does not ask either, but it has no failures.
    GitLabRunnerManagerPaused: {
      expr:
        `sum by (${MANAGER}) (increase(${unhealthy}[1h])) >= ${UNHEALTHY_REQUESTS}\n` +
        `unless sum by (${MANAGER}) (rate(${answers()}[10m])) > 0`,
      minutes: 5,
    },
    // A refused manager pauses for an hour, and so the counter stands still in between.
    GitLabRunnerTokenRefused: {
      expr:
        `${sumByRelease(increaseFromZero(answers('status=~"401|403"'), '75m'))} > 0\n` +
        `unless ${sumByRelease(`rate(${answers('status=~"2.."')}[10m])`)} > 0`,
      minutes: 5,
    },
    GitLabRunnerSaturated: {
      expr: `${saturationPercent(managers)} >= ${threshold(options.saturationPercent, 90)}`,
      minutes: options.saturationMinutes ?? 30,
    },
    GitLabRunnerQueueSlow: {
      expr: `${queueSeconds(managers, 0.95, '30m')} > ${threshold(options.queueSeconds, 300)}`,
      minutes: 10,
    },
    GitLabRunnerSystemFailures: {
      expr:
        `${systemFailurePercent(managers, '1h')} > ${threshold(options.systemFailurePercent, 10)}\n` +
        `and ${systemFailures(managers, '1h')} > ${FORGIVEN_FAILURES}`,
      minutes: 5,
    },
    GitLabRunnerApiErrors: {
      expr: `${apiErrorPercent(managers, '15m')} > ${threshold(options.apiErrorPercent, 5)}`,
      minutes: 15,
    },
    GitLabRunnerLogErrors: {
      expr: `60 * ${sumByRelease(`rate(${logErrors}[15m])`)} > ${threshold(options.logErrorsPerMinute, 1)}`,
      minutes: 15,
    },
    GitLabRunnerConfigErrors: { expr: `${sumByRelease(`increase(${configErrors}[15m])`)} > 0`, minutes: 5 },
  };
}
