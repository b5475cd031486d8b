import { ChartVersion } from '../../lib/chart/chart-version';
import { checkChartValues, type ChartValuesContext } from '../../lib/chart/check-values';
import type { Fault } from '../../lib/diagnostics/report';

/** Values that no rule speaks against; laid under those of a test, they leave only its own findings. */
export const SOUND = { rbac: { create: true }, serviceAccount: { create: true } };

export interface Found {
  readonly errors: Readonly<Record<string, string>>;
  readonly warnings: Readonly<Record<string, string>>;
}

/** What is found in values that are otherwise sound: messages by path. */
export function check(values: object, context: ChartValuesContext = {}, version = ChartVersion.DEFAULT): Found {
  const { errors, warnings } = checkChartValues(values, version, { beneath: SOUND, ...context });
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
