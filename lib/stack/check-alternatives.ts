import type { FaultList } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';
import type { CacheSection, GitLabRunnerConfig, PlacementSection } from './config';
import { isMap } from './is-map';

/*
 * Keys of gitlab-runner.yaml that stand for one another. Its schema makes no such demands, since what a validator says of
 * them helps nobody.
 */

/** Adds the sections that name none or several of their alternatives, and the keys that are for another alternative. */
export function checkAlternatives(config: Partial<GitLabRunnerConfig>, faults: FaultList): void {
  checkCluster(config, faults);
  checkAlerts(config, faults);
  if (isMap(config.cache)) {
    checkCache(config.cache, faults);
  }
  for (const [name, runner] of Object.entries(isMap(config.runners) ? config.runners : {})) {
    const at = `runners.${name}`;
    if (isMap(runner)) {
      oneIfGiven(
        `${at}.token`,
        runner.token,
        ['parameter', 'existingSecret', 'oosSecret', 'unsafeLegacyRegistrationToken'],
        faults,
      );
      oneIfGiven(
        `${at}.imageBuilds`,
        runner.imageBuilds,
        ['kaniko', 'buildkitRootless', 'privilegedDockerInDocker'],
        faults,
      );
      oneIfGiven(`${at}.scaling`, runner.scaling, ['fixed', 'onCpu', 'onJobs'], faults);
      if (isMap(runner.monitoring) && runner.monitoring.enabled === false) {
        withoutEffect(`${at}.monitoring`, runner.monitoring, 'enabled', faults);
      }
      if (runner.chartLogin === true && runner.chartUrl === undefined) {
        faults.add(`${at}.chartLogin`, 'is for a chart of yours; give its address as chartUrl');
      }
      checkPlacement(`${at}.placement`, runner.placement, faults);
      checkPlacement(`${at}.managerPlacement`, runner.managerPlacement, faults);
    }
  }
}

function checkCluster({ cluster, network }: Partial<GitLabRunnerConfig>, faults: FaultList): void {
  oneIfGiven('cluster', cluster, ['existing', 'ack', 'acs'], faults);
  if (!isMap(cluster)) {
    return;
  }
  if (cluster.existing !== undefined && isMap(network)) {
    faults.add('network', 'is for new clusters; an existing cluster has its network already. Leave it out');
  }
  if (cluster.existing?.managedPrometheus === true && cluster.existing.prometheusOperator === false) {
    faults.add(
      'cluster.existing.prometheusOperator',
      'is false, and managedPrometheus brings what it denies; leave one of them out',
    );
  }
  if (given(cluster, ['ack', 'acs']).length > 0) {
    exactlyOne('network', network, ['new', 'existing'], faults);
  }
  oneIfGiven('cluster.ack.networkPlugin', cluster.ack?.networkPlugin, ['flannel', 'terway'], faults);
  oneIfGiven('cluster.ack.nodePool.login', cluster.ack?.nodePool?.login, ['keyPair', 'passwordParameter'], faults);
}

function checkAlerts({ monitoring, runners }: Partial<GitLabRunnerConfig>, faults: FaultList): void {
  const name = isMap(monitoring) && isMap(monitoring.alerts) ? monitoring.alerts.runner : undefined;
  const names = Object.keys(isMap(runners) ? runners : {});
  if (typeof name === 'string' && !names.includes(name)) {
    faults.add(
      'monitoring.alerts.runner',
      `is ${shown(name)}; allowed are the runners of this file, ${names.join(', ')}.${didYouMean(name, names)}`,
    );
  }
}

function checkCache(cache: CacheSection, faults: FaultList): void {
  if (cache.enabled === false) {
    withoutEffect('cache', cache, 'enabled', faults);
    return;
  }
  oneIfGiven('cache.credentials', cache.credentials, ['existingSecret', 'parameters'], faults);
  if (cache.existingBucket === undefined) {
    if (cache.region !== undefined) {
      faults.add('cache.region', 'is for an existing bucket; a new one is made in the region of the stack');
    }
    return;
  }
  for (const key of ['bucketName', 'expirationDays', 'removalPolicy'] as const) {
    if (cache[key] !== undefined) {
      faults.add(
        `cache.${key}`,
        'is for a new bucket, and existingBucket names one that exists; leave one of them out',
      );
    }
  }
}

function checkPlacement(at: string, placement: PlacementSection | undefined, faults: FaultList): void {
  oneIfGiven(at, placement, ['nodePool', 'eci', 'acs', 'fallback'], faults);
  if (isMap(placement) && Array.isArray(placement.fallback)) {
    placement.fallback.forEach((section: PlacementSection, index) =>
      checkPlacement(`${at}.fallback[${index}]`, section, faults),
    );
  }
}

/** Whoever switches a section off and sets it up as well has one of the two left over. */
function withoutEffect(at: string, section: object, off: string, faults: FaultList): void {
  for (const [key, value] of Object.entries(section)) {
    if (key !== off && value !== undefined) {
      faults.add(`${at}.${key}`, `has no effect while ${at}.${off} is false; leave one of them out`);
    }
  }
}

function exactlyOne(at: string, section: unknown, keys: readonly string[], faults: FaultList): void {
  const named = given(section, keys);
  if (named.length > 1) {
    faults.add(at, `names ${named.join(' and ')}; allowed is one of ${keys.join(', ')}`);
  } else if (named.length === 0 && section === undefined) {
    faults.add(at, `is missing; it names one of ${keys.join(', ')}`);
  } else if (isMap(section) && Object.keys(section).length === 0) {
    // Other keys are reported as such.
    faults.add(at, `is empty; allowed is one of ${keys.join(', ')}`);
  }
}

function oneIfGiven(at: string, section: unknown, keys: readonly string[], faults: FaultList): void {
  if (section !== undefined) {
    exactlyOne(at, section, keys, faults);
  }
}

function given(section: unknown, keys: readonly string[]): string[] {
  return isMap(section) ? keys.filter((key) => (section as Record<string, unknown>)[key] !== undefined) : [];
}
