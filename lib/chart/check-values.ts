import type { Fault } from '../diagnostics/report';
import { Report } from '../diagnostics/report';
import type { ChartVersion } from './chart-version';
import { checkValueKeys } from './check-value-keys';
import type { IsUnresolved, JsonObject } from './value-key';

/**
 * Everything that is wrong with values for a version of the chart, each by itself. The chart has no schema: it drops what
 * it does not know, and renders what it cannot use.
 *
 * @param isUnresolved tells values that only the deployment knows, which pass every check
 */
export function checkChartValues(
  values: object,
  version: ChartVersion,
  isUnresolved: IsUnresolved = () => false,
): { errors: readonly Fault[]; warnings: readonly Fault[] } {
  const report = new Report();
  checkValueKeys(values as JsonObject, version, isUnresolved, report);
  return { errors: report.errors.faults, warnings: report.warnings.faults };
}
