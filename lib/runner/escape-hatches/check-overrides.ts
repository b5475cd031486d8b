import type { ChartValues } from '../../chart/chart-values.generated';
import type { ChartVersion } from '../../chart/chart-version';
import { checkChartValues } from '../../chart/check-values';
import { checkConfig } from '../../config/check-config';
import type { RunnerConfig } from '../../config/runner-config.generated';
import type { Report } from '../../diagnostics/report';
import { DeployTimeChoice } from '../../config/deploy-time-choice';
import { isUnresolved } from '../../ros/tokens';
import type { RunnerTokenConfig } from '../credentials/runner-token';
import { isRegistrationToken } from '../credentials/runner-token';
import { serverSettingHint } from '../../checks/server-settings';

/** A runner whose `config` and `chartValues` are checked. */
export interface OverriddenRunner {
  readonly chartVersion: ChartVersion;
  readonly boundToken: RunnerTokenConfig;
  readonly config?: RunnerConfig;
  readonly chartValues?: ChartValues;
}

/**
 * Reports keys of `config` and `chartValues` that the runner and the chart do not know, and values that they do not take.
 *
 * @returns the paths of all problems
 */
export function checkOverrides(runner: OverriddenRunner, report: Report): ReadonlySet<string> {
  const { config = {}, chartValues = {}, chartVersion, boundToken } = runner;
  const { runnerVersion, newerThan } = chartVersion;
  const ofValues = checkChartValues(chartValues, chartVersion, { report, at: 'chartValues', isUnresolved: isOpen });
  const ofConfig = checkConfig(config, {
    runnerVersion,
    newerThan,
    report,
    at: 'config',
    isUnresolved: isOpen,
    hint: ({ name, schema }) =>
      schema === 'RunnersConfig' ? serverSettingHint(name, isRegistrationToken(boundToken)) : undefined,
  });
  return new Set([...ofValues, ...ofConfig]);
}

/** A choice between tables is judged by the rules, each side of it. */
function isOpen(value: unknown): boolean {
  return isUnresolved(value) || value instanceof DeployTimeChoice;
}
