import { ChartVersion } from '../../lib/chart/chart-version';
import { checkChartValues } from '../../lib/chart/check-values';
import type { IsUnresolved } from '../../lib/chart/value-key';
import type { Problem } from '../../lib/diagnostics/problem';
import { Report } from '../../lib/diagnostics/report';

export interface Found {
  readonly errors: Readonly<Record<string, string>>;
  readonly warnings: Readonly<Record<string, string>>;
}

/** What is found in values: messages by path. */
export function check(values: object, isUnresolved: IsUnresolved = () => false, version = ChartVersion.DEFAULT): Found {
  const report = new Report();
  checkChartValues(values, version, { report, isUnresolved });
  const of = (wanted: string) => byPath(report.problems.filter(({ severity }) => severity === wanted));
  return { errors: of('error'), warnings: of('warning') };
}

export const NOTHING: Found = { errors: {}, warnings: {} };

function byPath(problems: readonly Problem[]): Record<string, string> {
  const messages = Object.fromEntries(problems.map(({ at, message }) => [at, message]));
  if (Object.keys(messages).length < problems.length) {
    throw new Error(`two problems at one path: ${JSON.stringify(problems)}`);
  }
  return messages;
}
