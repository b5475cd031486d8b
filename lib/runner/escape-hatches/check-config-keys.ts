import type { ChartVersion } from '../../chart/chart-version';
import type { FaultList } from '../../diagnostics/report';
import { checkConfig } from '../../config/check-config';
import type { RunnerConfig } from '../../config/runner-config.generated';
import { isUnresolved } from '../../ros/tokens';
import type { RunnerToken } from '../credentials/runner-token';
import { explainServerSettings } from './server-settings';

/** A runner whose `config` is checked. */
export interface ConfiguredRunner {
  readonly config?: RunnerConfig;
  readonly chartVersion: Pick<ChartVersion, 'runnerVersion'>;
  readonly token: Pick<RunnerToken, 'kind'>;
}

/** Adds keys of `config` that the runner of the chart does not know, and values that it does not take. */
export function checkConfigKeys({ config = {}, chartVersion, token }: ConfiguredRunner, errors: FaultList): void {
  const faults = checkConfig(config, chartVersion.runnerVersion, isUnresolved);
  errors.addAll(
    explainServerSettings(faults, token.kind).map(({ at, message }) => ({
      at: at === '' ? 'config' : `config.${at}`,
      message,
    })),
  );
}
