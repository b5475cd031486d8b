import type { FaultList } from '../checks/faults';
import type { CacheSection, GitLabRunnerConfig, PlacementSection } from './config';
import { isMap } from './is-map';

/*
 * Keys of gitlab-runner.yaml that stand for one another. Its schema makes no such demands, since what a validator says of
 * them helps nobody.
 */

/** Adds the sections that name none or several of their alternatives, and the keys that are for another alternative. */
export function checkAlternatives(config: Partial<GitLabRunnerConfig>, faults: FaultList): void {
  checkCluster(config, faults);
  if (isMap(config.cache)) {
    checkCache(config.cache, faults);
  }
  for (const [name, runner] of Object.entries(isMap(config.runners) ? config.runners : {})) {
    const at = `runners.${name}`;
    if (isMap(runner)) {
      oneIfGiven(`${at}.token`, runner.token, ['parameter', 'existingSecret', 'oosSecret'], faults);
      oneIfGiven(
        `${at}.imageBuilds`,
        runner.imageBuilds,
        ['kaniko', 'buildkitRootless', 'privilegedDockerInDocker'],
        faults,
      );
      oneIfGiven(`${at}.scaling`, runner.scaling, ['fixed', 'onCpu', 'onJobs'], faults);
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
  if (cluster.existing !== undefined && network !== undefined) {
    faults.add('network', 'is for new clusters; an existing cluster has its network already. Leave it out');
  }
  if (given(cluster, ['ack', 'acs']) > 0) {
    exactlyOne('network', network, ['new', 'existing'], faults);
  }
  oneIfGiven('cluster.ack.networkPlugin', cluster.ack?.networkPlugin, ['flannel', 'terway'], faults);
  oneIfGiven('cluster.ack.nodePool.login', cluster.ack?.nodePool?.login, ['keyPair', 'passwordParameter'], faults);
}

function checkCache(cache: CacheSection, faults: FaultList): void {
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
      checkPlacement(`${at}.fallback.${index}`, section, faults),
    );
  }
}

function exactlyOne(at: string, section: unknown, keys: readonly string[], faults: FaultList): void {
  const count = given(section, keys);
  if (count === 0 && (section === undefined || isMap(section))) {
    faults.add(at, `must name one of ${keys.join(', ')}`);
  } else if (count > 1) {
    faults.add(at, `names ${count} of ${keys.join(', ')}, and exactly one is allowed`);
  }
}

function oneIfGiven(at: string, section: unknown, keys: readonly string[], faults: FaultList): void {
  if (section !== undefined) {
    exactlyOne(at, section, keys, faults);
  }
}

function given(section: unknown, keys: readonly string[]): number {
  return isMap(section) ? keys.filter((key) => (section as Record<string, unknown>)[key] !== undefined).length : 0;
}
