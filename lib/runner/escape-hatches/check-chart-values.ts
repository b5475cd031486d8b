import type { ChartValues } from '../../chart/chart-values.generated';
import type { ChartVersion } from '../../chart/chart-version';
import { checkChartValues } from '../../chart/check-values';
import { isPlainObject } from '../../chart/value-key';
import type { Fault, Report } from '../../diagnostics/report';
import { isUnresolved, known } from '../../ros/tokens';
import { checkRawConfig } from './check-raw-config';

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
  const { runners } = chartValues;
  checkRawConfig(
    isPlainObject(runners) ? known(runners.config) : undefined,
    chartVersion,
    findings,
    'chartValues.runners.config',
  );
}

function belowChartValues({ at, message }: Fault): Fault {
  return { at: at === '' ? 'chartValues' : `chartValues.${at}`, message };
}
