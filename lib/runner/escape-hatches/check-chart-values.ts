import type { ChartValues } from '../../chart/chart-values.generated';
import type { ChartVersion } from '../../chart/chart-version';
import { checkChartValues } from '../../chart/check-values';
import { secretNameFault } from '../../chart/kubernetes-names';
import type { JsonObject } from '../../chart/value-key';
import { ValuesView } from '../../chart/values-view';
import type { Fault, FaultList, Report } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import { text, Wording } from '../../diagnostics/text';
import { isUnresolved, known } from '../../ros/tokens';
import { checkRawConfig } from './check-raw-config';
import type { JobOptions } from '../jobs/job-options';
import { DEFAULT_MAX_DURATION_SECONDS } from '../jobs/job-options';

/** What the chart values of a user are judged by. */
export interface ValuedRunner {
  readonly chartVersion: ChartVersion;
  readonly jobs: Pick<JobOptions, 'maxDurationSeconds'>;
  readonly chartValues?: ChartValues;
  /** The chart values that the other props yield, which `chartValues` are laid over. */
  readonly ownValues: object;
}

/** Adds what is wrong with `chartValues`, by themselves and over what the other props yield. */
export function checkUserValues(runner: ValuedRunner, findings: Report): void {
  checkAgainstChart(runner, findings);
  const values = new ValuesView((runner.chartValues ?? {}) as JsonObject, isUnresolved);
  checkSecretNames(runner, values, findings.errors);
  checkNames(values, findings.errors);
  checkGrace(runner, values, findings);
  checkRawConfig(values.known('runners.config'), runner.chartVersion, findings, 'chartValues.runners.config');
}

function checkAgainstChart({ chartValues = {}, chartVersion }: ValuedRunner, { errors, warnings }: Report): void {
  const found = checkChartValues(chartValues, chartVersion, isUnresolved);
  errors.addAll(found.errors.map(belowChartValues));
  warnings.addAll(found.warnings.map(belowChartValues));
}

function belowChartValues(fault: Fault): Fault {
  return { ...fault, at: fault.at === '' ? 'chartValues' : `chartValues.${fault.at}` };
}

/** Another Secret, or none, would take the place of the one that holds the token or the keys, unnoticed. */
function checkSecretNames({ ownValues }: ValuedRunner, values: ValuesView, errors: FaultList): void {
  const own = new ValuesView(ownValues as JsonObject, isUnresolved);
  const secrets = {
    'runners.secret': text`the Secret of \`token\`; use token: ${new Wording('RunnerToken.fromExistingSecret(...)', '{ existingSecret: ... }')}`,
    certsSecretName: 'the Secret of `caCertificate`; use its existingSecret',
    'runners.cache.secretName': text`the Secret of \`cache\`; use credentials: ${new Wording('CacheCredentials.fromExistingSecret(...)', '{ existingSecret: ... }')}`,
  };
  for (const [path, instead] of Object.entries(secrets)) {
    const given = values.at(path);
    if (given !== undefined && !isUnresolved(given) && own.has(path) && given !== own.at(path)) {
      errors.add(`chartValues.${path}`, text`is ${shown(given)}, which takes the place of ${instead}`);
    }
  }
}

/** The chart's objects are called so. */
function checkNames(values: ValuesView, errors: FaultList): void {
  for (const path of ['nameOverride', 'fullnameOverride']) {
    const name = values.known(path);
    const fault = typeof name === 'string' && name !== '' ? secretNameFault(name) : undefined;
    if (fault !== undefined) {
      errors.add(`chartValues.${path}`, `${shown(name)} ${fault}`);
    }
  }
}

function checkGrace({ jobs }: ValuedRunner, values: ValuesView, { warnings }: Report): void {
  const longest = known(jobs.maxDurationSeconds ?? DEFAULT_MAX_DURATION_SECONDS);
  const grace = values.known('terminationGracePeriodSeconds');
  if (typeof grace === 'number' && longest !== undefined && grace < longest) {
    warnings.add(
      'chartValues.terminationGracePeriodSeconds',
      `is ${grace}, and jobs may take ${longest} seconds (jobs.maxDurationSeconds): a manager that is replaced kills those that it still has`,
    );
  }
}
