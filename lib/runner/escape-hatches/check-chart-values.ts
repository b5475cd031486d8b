import type { ChartValues } from '../../chart/chart-values.generated';
import type { ChartVersion } from '../../chart/chart-version';
import { checkChartValues } from '../../chart/check-values';
import type { Report } from '../../diagnostics/report';
import { isUnresolved } from '../../ros/tokens';

/** What the chart values of a user are judged by. */
export interface ValuedRunner {
  readonly chartVersion: ChartVersion;
  readonly chartValues?: ChartValues;
}

/** Adds what is wrong with `chartValues` by themselves: keys that the chart does not read, and values it does not take. */
export function checkUserValues({ chartValues = {}, chartVersion }: ValuedRunner, report: Report): void {
  checkChartValues(chartValues, chartVersion, { report, at: 'chartValues', isUnresolved });
}
