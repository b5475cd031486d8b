import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';
import { isUnresolved, known } from '../ros/tokens';
import { checkWholeNumber } from '../ros/whole-number';
import { monitoringRules } from './monitoring-rules';

/** The alerts, by the names that they have in Prometheus. */
export const ALERT_NAMES = [
  'GitLabRunnerManagersAbsent',
  'GitLabRunnerManagerDown',
  'GitLabRunnerManagerPaused',
  'GitLabRunnerTokenRefused',
  'GitLabRunnerSaturated',
  'GitLabRunnerQueueSlow',
  'GitLabRunnerSystemFailures',
  'GitLabRunnerApiErrors',
  'GitLabRunnerLogErrors',
  'GitLabRunnerConfigErrors',
] as const;

/** Name of an alert. */
export type AlertName = (typeof ALERT_NAMES)[number];

/** Which alerts there are, and when they fire. */
export interface AlertOptions {
  /**
   * Percent of the jobs that managers could run at once (`concurrent`, or `limit` where that is smaller), above which
   * the runner counts as saturated, up to 100.
   *
   * @default 90
   */
  readonly saturationPercent?: number;
  /**
   * Minutes of saturation after which the alert fires, 1 or more. An autoscaler needs some to add managers.
   *
   * @default 30
   */
  readonly saturationMinutes?: number;
  /**
   * Seconds that one job in twenty may wait in the queue, below 3600: the runner counts longer waits as an hour.
   *
   * @default 300
   */
  readonly queueSeconds?: number;
  /**
   * Percent of the jobs of an hour that may fail through the runner or the cluster, up to 100. Three failures are
   * always forgiven.
   *
   * @default 10
   */
  readonly systemFailurePercent?: number;
  /**
   * Percent of GitLab's answers that may be `429` or `5xx`, up to 100.
   *
   * @default 5
   */
  readonly apiErrorPercent?: number;
  /**
   * Errors a minute in the log of all managers together. Each job that fails through the system is one or more.
   *
   * @default 1
   */
  readonly logErrorsPerMinute?: number;
  /**
   * Alerts to leave out.
   *
   * @default - none
   */
  readonly disabled?: AlertName[];
  /**
   * Labels of every alert beside `severity`, by which Alertmanager finds who is told.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Adds what is wrong with the options; `at` is their path in the props, empty for the props themselves. */
export function checkAlertOptions(options: AlertOptions, report: Report, at = ''): void {
  const path = (name: string) => (at === '' ? name : `${at}.${name}`);
  const checkAbove0 = (name: keyof AlertOptions, limit: number, allowed: string) => {
    const value = known(options[name]);
    if (value !== undefined && !(typeof value === 'number' && value > 0 && value <= limit)) {
      report.add(monitoringRules['alert-threshold'], path(name), `is ${shown(value)}; allowed is ${allowed}`);
    }
  };
  for (const name of ['saturationPercent', 'systemFailurePercent', 'apiErrorPercent'] as const) {
    checkAbove0(name, 100, 'a number above 0, up to 100');
  }
  checkAbove0('queueSeconds', 3599, 'a number above 0, below 3600');
  checkAbove0('logErrorsPerMinute', Number.MAX_VALUE, 'a finite number above 0');
  checkWholeNumber(options.saturationMinutes, 1, report, path('saturationMinutes'));
  checkDisabled(options.disabled, report, path('disabled'));
  checkAlertLabels(options.labels ?? {}, report, path('labels'));
}

function checkDisabled(names: readonly string[] = [], report: Report, at: string): void {
  names.forEach((name, index) => {
    if (!ALERT_NAMES.some((alert) => alert === name)) {
      report.add(
        monitoringRules['alert-unknown'],
        `${at}[${index}]`,
        `is ${shown(name)}, which is not an alert of this library.${didYouMean(name, ALERT_NAMES)} The alerts are ${ALERT_NAMES.join(', ')}`,
      );
    }
  });
  if (ALERT_NAMES.every((alert) => names.includes(alert))) {
    report.add(monitoringRules['alerts-all-disabled'], at, 'names all alerts; leave the alerts out as a whole');
  }
}

/** Prometheus allows fewer characters in the names of labels than Kubernetes, and any string as their values. */
function checkAlertLabels(labels: Readonly<Record<string, string>>, report: Report, at: string): void {
  const rule = monitoringRules['alert-label'];
  for (const [name, value] of Object.entries(labels)) {
    if (!/^[A-Za-z_]\w*$/.test(name)) {
      report.add(rule, `${at}[${shown(name)}]`, 'is not the name of a label; allowed are letters, digits and "_"');
    } else if (name === 'severity' || name === 'alertname') {
      report.add(rule, `${at}.${name}`, 'is set by the alerts themselves; choose another name');
    } else if (typeof value !== 'string' && !isUnresolved(value)) {
      report.add(rule, `${at}.${name}`, `is ${shown(value)}; allowed is a string, so put it in quotes`);
    }
  }
}
