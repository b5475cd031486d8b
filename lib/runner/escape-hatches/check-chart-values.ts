import type { ChartValues } from '../../chart/chart-values.generated';
import type { ChartVersion } from '../../chart/chart-version';
import { checkChartValues } from '../../chart/check-values';
import type { Fault, Report } from '../../diagnostics/report';
import { isUnresolved } from '../../ros/tokens';

/** What the chart values of a user are judged by. */
export interface ValuedRunner {
  readonly chartVersion: ChartVersion;
  readonly chartValues?: ChartValues;
}

/** Adds what is wrong with `chartValues` by themselves: keys that the chart does not read, and values it does not take. */
export function checkUserValues({ chartValues = {}, chartVersion }: ValuedRunner, findings: Report): void {
  const found = checkChartValues(chartValues, chartVersion, isUnresolved);
  findings.errors.addAll(found.errors.map(belowChartValues));
  findings.warnings.addAll(found.warnings.map(belowChartValues));
}

function belowChartValues({ at, message }: Fault): Fault {
  return { at: at === '' ? 'chartValues' : `chartValues.${at}`, message };
}
