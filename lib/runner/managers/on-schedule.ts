import type { Report } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import { didYouMean } from '../../diagnostics/suggest';
import { known, largest, numberText } from '../../ros/tokens';
import { checkPrintedNumber } from '../printed-number';
import type { ScaleDownOptions } from './autoscaler';
import { DEFAULT_MIN_REPLICAS, checkScaleDown } from './autoscaler';
import { cronFault } from './cron';
import { scaledObject } from './scaled-object';
import type { IManagerScaling } from './scaling-config';
import { scalingRules } from './scaling-rules';

/** A time at which more managers run. */
export interface ScheduleWindow {
  /**
   * When it begins, as a cron expression of five fields: `0 8 * * 1-5` is 8:00 from Monday to Friday. Sunday is 0, not 7.
   *
   * @see https://keda.sh/docs/latest/scalers/cron/
   */
  readonly start: string;
  /** When it ends, likewise. It may be on another day than the start, but cannot be the same expression. */
  readonly end: string;
  /** Managers within it, `minReplicas` or more. */
  readonly replicas: number;
}

/** How managers are scaled by the clock. */
export interface ScheduleScalingOptions {
  /** Time zone of the windows, by its name in the IANA database, such as `Asia/Shanghai` or `UTC`. */
  readonly timeZone: string;
  /** When more managers run, at least one window. Where windows overlap, the largest number counts. */
  readonly windows: ScheduleWindow[];
  /**
   * Managers outside of all windows, 1 or more. Two keep jobs coming while one is replaced.
   *
   * @default 2
   */
  readonly minReplicas?: number;
  /**
   * How fast managers are taken away once a window has ended.
   *
   * @default - one manager in five minutes, after ten minutes
   */
  readonly scaleDown?: ScaleDownOptions;
}

export function onSchedule(options: ScheduleScalingOptions): IManagerScaling {
  const { timeZone, windows, minReplicas = DEFAULT_MIN_REPLICAS, scaleDown } = options;
  const maxReplicas = largest([minReplicas, ...windows.map(({ replicas }) => replicas)]);
  return {
    bind: (_, { managerName }) => {
      const triggers = windows.map(({ start, end, replicas }) => ({
        type: 'cron',
        metadata: { timezone: timeZone, start, end, desiredReplicas: numberText(replicas) },
      }));
      const extraObjects = [scaledObject(managerName, { minReplicas, maxReplicas, scaleDown, triggers })];
      return { extraObjects, maxReplicas };
    },
    check: (_, report, at) => {
      const here = `${at}.onSchedule`;
      checkTimeZone(timeZone, report, `${here}.timeZone`);
      checkPrintedNumber(minReplicas, 1, report, `${here}.minReplicas`);
      checkScaleDown(scaleDown, report, `${here}.scaleDown`);
      if (windows.length === 0) {
        report.add(scalingRules['schedule-window'], `${here}.windows`, 'is empty; give at least one window');
      }
      windows.forEach((window, index) => checkWindow(window, minReplicas, report, `${here}.windows[${index}]`));
    },
  };
}

function checkWindow(window: ScheduleWindow, minReplicas: number, report: Report, at: string): void {
  for (const name of ['start', 'end'] as const) {
    const expression = known(window[name]);
    const fault = expression === undefined ? undefined : cronFault(expression);
    if (fault !== undefined) {
      report.add(scalingRules['schedule-cron'], `${at}.${name}`, fault);
    }
  }
  const rule = scalingRules['schedule-window'];
  if (window.start === window.end) {
    report.add(rule, `${at}.end`, `is ${shown(window.end)}, the same as the start; give another time`);
  }
  checkPrintedNumber(window.replicas, 1, report, `${at}.replicas`);
  const [replicas, least] = [known(window.replicas), known(minReplicas)];
  if (replicas !== undefined && least !== undefined && replicas >= 1 && replicas < least) {
    report.add(
      rule,
      `${at}.replicas`,
      `is ${replicas}, below minReplicas ${least}, so that the window changes nothing; raise it, or lower minReplicas`,
    );
  }
}

/** Node.js takes names in any case, and offsets; KEDA does not. */
function checkTimeZone(given: string, report: Report, at: string): void {
  const timeZone = known(given);
  if (timeZone === undefined || isTimeZone(timeZone)) {
    return;
  }
  const suggestion = didYouMean(timeZone, Intl.supportedValuesOf('timeZone'));
  report.add(
    scalingRules['schedule-time-zone'],
    at,
    `is ${shown(timeZone)}; allowed is a name of the IANA database such as "Asia/Shanghai".${suggestion}`,
  );
}

function isTimeZone(name: string): boolean {
  const isOtherCase = (one: string) => one !== name && one.toLowerCase() === name.toLowerCase();
  if (!/^[A-Z][\w+/-]*$/.test(name) || Intl.supportedValuesOf('timeZone').some(isOtherCase)) {
    return false;
  }
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
