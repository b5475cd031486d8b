import { ChartVersion } from '../../lib/chart/chart-version';
import { checkChartValues } from '../../lib/chart/check-values';
import type { IsUnresolved } from '../../lib/chart/value-key';
import type { Fault } from '../../lib/diagnostics/report';

export interface Found {
  readonly errors: Readonly<Record<string, string>>;
  readonly warnings: Readonly<Record<string, string>>;
}

/** What is found in values: messages by path. */
export function check(values: object, isUnresolved?: IsUnresolved, version = ChartVersion.DEFAULT): Found {
  const { errors, warnings } = checkChartValues(values, version, isUnresolved);
  return { errors: byPath(errors), warnings: byPath(warnings) };
}

export const NOTHING: Found = { errors: {}, warnings: {} };

function byPath(faults: readonly Fault[]): Record<string, string> {
  const messages = Object.fromEntries(faults.map(({ at, message }) => [at, message]));
  if (Object.keys(messages).length < faults.length) {
    throw new Error(`two faults at one path: ${JSON.stringify(faults)}`);
  }
  return messages;
}
