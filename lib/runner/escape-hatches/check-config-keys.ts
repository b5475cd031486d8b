import type { ChartVersion } from '../../chart/chart-version';
import { checkConfig } from '../../config/check-config';
import type { RunnerConfig } from '../../config/runner-config.generated';
import type { Report } from '../../diagnostics/report';
import { isUnresolved } from '../../ros/tokens';
import type { RunnerToken } from '../credentials/runner-token';
import { serverSettingHint } from './server-settings';

/** A runner whose `config` is checked. */
export interface ConfiguredRunner {
  readonly config?: RunnerConfig;
  readonly chartVersion: Pick<ChartVersion, 'runnerVersion' | 'newerThan'>;
  readonly token: Pick<RunnerToken, 'kind'>;
}

/** Adds keys of `config` that the runner of the chart does not know, and values that it does not take. */
export function checkConfigKeys({ config = {}, chartVersion, token }: ConfiguredRunner, report: Report): void {
  checkConfig(config, {
    runnerVersion: chartVersion.runnerVersion,
    newerThan: chartVersion.newerThan,
    report,
    at: 'config',
    isUnresolved,
    hint: ({ name, schema }) => (schema === 'RunnersConfig' ? serverSettingHint(name, token.kind) : undefined),
  });
}
