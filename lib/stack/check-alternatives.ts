import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';
import type {
  CacheSection,
  ClusterSection,
  GitLabRunnerConfig,
  NodePoolPlacementSection,
  NodePoolSection,
  PlacementSection,
  RegistryCredentialsSection,
  RunnerSection,
} from './config';
import { isMap } from '../diagnostics/is-map';
import { DEFAULT_NODE_POOL, isId, suggestedId } from './names';
import { configurationFileRules } from '../rules/configuration-file-rules';
import { below } from '../schema/path';

/*
 * Keys of gitlab-runner.yaml that stand for one another. Its schema makes no such demands, since what a validator says of
 * them helps nobody.
 */

/** Adds the sections that name none or several of their alternatives, and the keys that are for another alternative. */
export function checkAlternatives(config: Partial<GitLabRunnerConfig>, report: Report): void {
  checkCluster(config, report);
  checkAlerts(config, report);
  if (isMap(config.cache)) {
    checkCache(config.cache, report);
  }
  for (const [name, runner] of Object.entries(isMap(config.runners) ? config.runners : {})) {
    const at = below('runners', name);
    if (isMap(runner)) {
      oneIfGiven(
        `${at}.token`,
        runner.token,
        ['parameter', 'existingSecret', 'oosSecret', 'unsafeLegacyRegistrationToken'],
        report,
      );
      checkRegistries(`${at}.registryCredentials`, runner.registryCredentials, report);
      oneIfGiven(
        `${at}.imageBuilds`,
        runner.imageBuilds,
        ['kaniko', 'buildkitRootless', 'unsafeDockerInDocker'],
        report,
      );
      oneIfGiven(`${at}.metrics`, runner.metrics, ['annotations', 'podMonitor', 'none'], report);
      oneIfGiven(`${at}.waitFor`, runner.waitFor, ['managers', 'nothing', 'conditions'], report);
      if (isMap(runner.chart) && runner.chart.login !== undefined && runner.chart.url === undefined) {
        report.add(
          configurationFileRules['config-without-effect'],
          `${at}.chart.login`,
          'is for a chart of yours; give its address as url',
        );
      }
      const { managers, jobs } = runner as RunnerSection;
      oneIfGiven(
        `${at}.managers.scaling`,
        managers?.scaling,
        ['fixed', 'onCpu', 'onJobs', 'onSchedule', 'onQueue'],
        report,
      );
      if (isMap(managers?.scaling) && managers.scaling.onQueue !== undefined) {
        const beside = ['jobsPerManager', 'minReplicas', 'maxReplicas', 'scaleDown'];
        const queue = managers.scaling.onQueue;
        exactlyOne(`${at}.managers.scaling.onQueue`, queue, ['gitlab', 'prometheus'], report, beside);
      }
      const names = nodePoolNames(config);
      checkPlacement(`${at}.managers.placement`, managers?.placement, names, report);
      checkPlacement(`${at}.jobs.placement`, jobs?.placement, names, report);
    }
  }
}

function checkRegistries(at: string, list: unknown, report: Report): void {
  (Array.isArray(list) ? list : []).forEach((section: RegistryCredentialsSection, index) => {
    const here = `${at}[${index}]`;
    exactlyOne(here, section, ['registry', 'existingSecret', 'acrInstanceId', 'serviceAccount'], report, [
      'usedBy',
      'parameterPrefix',
    ]);
    if (!isMap(section)) {
      return;
    }
    const { existingSecret, acrInstanceId, serviceAccount } = section;
    const withoutUser = acrInstanceId ?? serviceAccount;
    if (section.usedBy !== undefined && withoutUser !== undefined) {
      report.add(
        configurationFileRules['config-without-effect'],
        `${here}.usedBy`,
        'is for `registry` and `existingSecret`; an ACR instance is for managers and jobs, and the service account for jobs. Leave it out',
      );
    }
    if (section.parameterPrefix !== undefined && (withoutUser ?? existingSecret) !== undefined) {
      report.add(
        configurationFileRules['config-without-effect'],
        `${here}.parameterPrefix`,
        'names the parameters that ask for the login to a `registry`; leave it out',
      );
    }
  });
}

function checkCluster({ cluster, network }: Partial<GitLabRunnerConfig>, report: Report): void {
  oneIfGiven('cluster', cluster, ['existing', 'ack', 'acs'], report);
  if (!isMap(cluster)) {
    return;
  }
  const { existing, ack } = cluster as ClusterSection;
  if (existing !== undefined && isMap(network)) {
    report.add(
      configurationFileRules['config-without-effect'],
      'network',
      'is for new clusters; an existing cluster has its network already. Leave it out',
    );
  }
  if (existing?.managedPrometheus === true && existing.prometheusOperator === false) {
    report.add(
      configurationFileRules['config-prometheus'],
      'cluster.existing.prometheusOperator',
      'is false, and managedPrometheus brings what it denies; leave one of them out',
    );
  }
  if (given(cluster, ['ack', 'acs']).length > 0) {
    exactlyOne('network', network, ['new', 'existing'], report);
  }
  oneIfGiven('cluster.ack.networkPlugin', ack?.networkPlugin, ['flannel', 'terway'], report);
  checkNodePool('cluster.ack.nodePool', ack?.nodePool, report);
  for (const [name, section] of Object.entries(isMap(ack?.nodePools) ? ack.nodePools : {})) {
    const at = below('cluster.ack.nodePools', name);
    if (isId(name)) {
      checkNodePool(at, section, report);
    } else {
      report.add(
        configurationFileRules['config-node-pool-name'],
        at,
        `is not a name for a node pool; use letters and digits, beginning with a capital letter${suggestedId(name)}`,
      );
    }
  }
}

function checkNodePool(at: string, section: NodePoolSection | undefined, report: Report): void {
  oneIfGiven(`${at}.login`, section?.login, ['keyPair', 'passwordParameter'], report);
  if (isMap(section?.billing) && Object.keys(section.billing).length > 0) {
    oneIfGiven(`${at}.billing`, section.billing, ['subscription', 'spot'], report);
  }
}

function checkAlerts({ monitoring, runners }: Partial<GitLabRunnerConfig>, report: Report): void {
  const name = isMap(monitoring) && isMap(monitoring.alerts) ? monitoring.alerts.runner : undefined;
  const names = Object.keys(isMap(runners) ? runners : {});
  if (typeof name === 'string' && !names.includes(name)) {
    report.add(
      configurationFileRules['config-alerts-runner'],
      'monitoring.alerts.runner',
      `is ${shown(name)}; allowed are the runners of this file, ${names.join(', ')}.${didYouMean(name, names)}`,
    );
  }
}

function checkCache(cache: CacheSection, report: Report): void {
  exactlyOne('cache', cache, ['new', 'existing', 's3', 'none'], report);
  for (const kind of ['new', 'existing'] as const) {
    oneIfGiven(`cache.${kind}.encryption`, cache[kind]?.encryption, ['kms'], report);
  }
  for (const kind of ['new', 'existing', 's3'] as const) {
    const kinds = ['existingSecret', 'parameters', ...(kind === 's3' ? [] : ['rrsa'])];
    oneIfGiven(`cache.${kind}.credentials`, cache[kind]?.credentials, kinds, report);
  }
}

/** What placements can call the node pools of the file. */
function nodePoolNames({ cluster }: Partial<GitLabRunnerConfig>): string[] {
  const ack: unknown = isMap(cluster) ? cluster.ack : undefined;
  const pools: unknown = isMap(ack) ? ack.nodePools : undefined;
  return isMap(ack) ? [DEFAULT_NODE_POOL, ...Object.keys(isMap(pools) ? pools : {})] : [];
}

function checkPlacement(
  at: string,
  placement: PlacementSection | undefined,
  nodePools: readonly string[],
  report: Report,
): void {
  oneIfGiven(at, placement, ['nodePool', 'eci', 'acs', 'fallback'], report);
  if (isMap(placement) && Array.isArray(placement.fallback)) {
    placement.fallback.forEach((section: PlacementSection, index) =>
      checkPlacement(`${at}.fallback[${index}]`, section, nodePools, report),
    );
  }
  if (isMap(placement) && isMap(placement.nodePool)) {
    checkNodePoolName(`${at}.nodePool`, placement.nodePool, nodePools, report);
  }
}

function checkNodePoolName(
  at: string,
  section: NodePoolPlacementSection,
  nodePools: readonly string[],
  report: Report,
): void {
  const { name } = section;
  if (typeof name !== 'string') {
    return;
  }
  if (!nodePools.includes(name)) {
    const known =
      nodePools.length === 0
        ? 'this file makes none; say which nodes by nodePoolId or nodeSelector'
        : `allowed are the node pools of this file, ${nodePools.join(', ')}.${didYouMean(name, nodePools)}`;
    report.add(configurationFileRules['config-node-pool'], `${at}.name`, `is ${shown(name)}; ${known}`);
  }
  for (const key of ['nodePoolId', 'spot'] as const) {
    if (section[key] !== undefined) {
      report.add(
        configurationFileRules['config-without-effect'],
        `${at}.${key}`,
        'is known of the node pool that name is of; leave one of them out',
      );
    }
  }
}

/** @param beside keys that may stand beside the alternatives */
function exactlyOne(
  at: string,
  section: unknown,
  keys: readonly string[],
  report: Report,
  beside: readonly string[] = [],
): void {
  const rule = configurationFileRules['config-alternative'];
  const named = given(section, keys);
  if (named.length > 1) {
    report.add(rule, at, `names ${named.join(' and ')}; allowed is one of ${keys.join(', ')}`);
  } else if (named.length === 0 && section === undefined) {
    report.add(rule, at, `is missing; it names one of ${keys.join(', ')}`);
  } else if (named.length === 0 && isMap(section) && Object.keys(section).every((key) => beside.includes(key))) {
    // Other keys are reported as such.
    report.add(
      rule,
      at,
      `is ${Object.keys(section).length === 0 ? 'empty' : 'incomplete'}; allowed is one of ${keys.join(', ')}`,
    );
  }
}

function oneIfGiven(at: string, section: unknown, keys: readonly string[], report: Report): void {
  if (section !== undefined) {
    exactlyOne(at, section, keys, report);
  }
}

function given(section: unknown, keys: readonly string[]): string[] {
  return isMap(section) ? keys.filter((key) => (section as Record<string, unknown>)[key] !== undefined) : [];
}
