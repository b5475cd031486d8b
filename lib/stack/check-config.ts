import { bucketNameFault } from '../cache/bucket-name';
import { ChartVersion } from '../chart/chart-version';
import type { Fault } from '../diagnostics/report';
import { InvalidInputError } from '../diagnostics/problem';
import { FaultList } from '../diagnostics/report';
import { ChartSource } from '../cluster/chart-source';
import { checkAlternatives } from './check-alternatives';
import { checkSecrets } from './check-secrets';
import type { GitLabRunnerConfig, RunnerSection } from './config';
import { isGiven } from './given';
import { isMap } from './is-map';
import { checkStackName } from './names';
import { schemaFaults } from './schema-faults';

/** What is wrong with the shape of a configuration: unknown keys, wrong types, alternatives that exclude each other. */
export function checkShape(config: unknown): Fault[] {
  if (!isMap(config)) {
    const given = config === undefined ? 'is missing' : typeof config === 'string' ? 'is a text' : isGiven(config, '');
    return [
      {
        at: '',
        message: `the configuration ${given}; it is a map of sections, with at least \`cluster\` and \`runners\``,
      },
    ];
  }
  const faults = new FaultList();
  faults.addAll(schemaFaults(config));
  checkAlternatives(config, faults);
  checkStackName(config, faults);
  checkBucketName(config, faults);
  checkRunners(config, faults);
  checkSecrets(config, faults);
  return unique(faults.faults);
}

function checkBucketName({ cache }: Partial<GitLabRunnerConfig>, faults: FaultList): void {
  const name: unknown = isMap(cache) ? cache.existingBucket : undefined;
  const nameFault = typeof name === 'string' ? bucketNameFault(name) : undefined;
  if (nameFault !== undefined) {
    faults.add('cache.existingBucket', nameFault);
  }
}

function checkRunners({ runners }: Partial<GitLabRunnerConfig>, faults: FaultList): void {
  if (!isMap(runners)) {
    return;
  }
  if (Object.keys(runners).length === 0) {
    faults.add('runners', 'is empty; name at least one runner, for instance `Runner: {}`');
  }
  for (const [name, runner] of Object.entries(runners)) {
    if (isMap(runner)) {
      checkChart(`runners.${name}`, runner, faults);
    }
  }
}

/** Here, so that the rest of the runner is checked too, with the default chart. */
function checkChart(at: string, { chartVersion, chartUrl }: RunnerSection, faults: FaultList): void {
  const urlFault = typeof chartUrl === 'string' ? ChartSource.url(chartUrl).fault() : undefined;
  if (urlFault !== undefined) {
    faults.add(`${at}.chartUrl`, urlFault);
  }
  try {
    if (typeof chartVersion === 'string') {
      ChartVersion.of(chartVersion);
    }
  } catch (error) {
    if (!(error instanceof InvalidInputError)) {
      throw error;
    }
    faults.addAll(error.problems.map((fault) => ({ ...fault, at: `${at}.chartVersion` })));
  }
}

function unique(faults: readonly Fault[]): Fault[] {
  const seen = new Set<string>();
  return faults.filter(({ at, message }) => {
    const key = `${at}\n${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
