import { checkArguments } from '../checks/check-arguments';
import { checkEnds } from '../checks/value-forms';
import type { Construct, StackProps } from '@alicloud/ros-cdk-core';
import { RosInfo, Stack } from '@alicloud/ros-cdk-core';
import { Cache } from '../cache/cache';
import type { Problem, RuledProblem } from '../diagnostics/problem';
import { InvalidInputError } from '../diagnostics/problem';
import { Report } from '../diagnostics/report';
import { acknowledgeBelow, speakInWordsOf, withoutAcknowledged } from '../diagnostics/settle';
import { AckCluster } from '../cluster/ack-cluster';
import { Cluster } from '../cluster/cluster';
import { ClusterKind } from '../cluster/cluster-kind';
import type { INodePool } from '../cluster/inode-pool';
import { Network } from '../network/network';
import { RunnerAlerts } from '../monitoring/runner-alerts';
import { RunnerDashboard } from '../monitoring/runner-dashboard';
import { GitLabRunner } from '../gitlab-runner';
import { buildCache, buildCluster, buildNetwork, buildNodePool, runnerOptions } from './build-config';
import { checkShape } from './check-config';
import { idProblems } from './check-ids';
import type { ClusterSection, NetworkSection, GitLabRunnerConfig, RunnerSection } from './config';
import { isMap } from '../diagnostics/is-map';
import { atTheirSource, canNameConstruct, checkRunnerNames, DEFAULT_NODE_POOL, stackNameOf } from './names';
import { addOutputs } from './outputs';
import { withoutMalformed } from './without-malformed';
import { below } from '../schema/path';

/** A stack by its configuration. */
export interface GitLabRunnerStackProps extends StackProps {
  /** The content of a `gitlab-runner.yaml`. All its problems are reported at once. */
  readonly config: GitLabRunnerConfig;
}

/** A stack of a cluster, a cache and runners as a `gitlab-runner.yaml` describes them. */
export class GitLabRunnerStack extends Stack {
  /** The cluster, new or existing. */
  readonly cluster: Cluster;
  /** The runners by name. */
  readonly runners: Readonly<Record<string, GitLabRunner>>;

  constructor(scope: Construct, id: string, props: GitLabRunnerStackProps) {
    checkArguments('GitLabRunnerStack', { scope, id });
    // Plain JavaScript may leave the props out.
    const config = (props as Partial<GitLabRunnerStackProps> | undefined)?.config;
    super(scope, id, { ...props, stackName: props?.stackName ?? stackNameOf(config) });
    const endless = new Report();
    checkEnds(config, '', endless);
    endless.throwIfAny(this.node.path);
    speakInWordsOf('yaml', this);
    acknowledgeBelow(this, isMap(config?.acknowledge) ? config.acknowledge : {});
    const shape = checkShape(config);
    const open = withoutAcknowledged(shape, this, (problem) => reasonOf(problem, config?.runners));
    if (open.some(({ at }) => at === '')) {
      refuse(this, open);
    }
    // The configuration has been judged as that of a file.
    checkArguments('GitLabRunnerStack', { props: { ...props, config: {} } }, this.node.path);
    const problems: Problem[] = [...open];
    // What has the wrong shape is left out, so that the rest is checked in the same run.
    const {
      cluster = {},
      network = {},
      cache = {},
      monitoring = {},
      runners = {},
      tags,
    } = withoutMalformed(props.config, (rest) => checkShape(rest).filter((problem) => isAmong(problem, open)));
    const names = new Report();
    checkRunnerNames(runners, names);
    problems.push(...names.problems);
    const part = <T>(section: string, build: () => T, standIn: () => T) =>
      collectProblems(problems, (at) => placeInFile(section, at, network), build, standIn);

    new RosInfo(this, RosInfo.description, {
      en: 'GitLab Runner on Alibaba Cloud',
      'zh-cn': '阿里云上的 GitLab Runner',
    });
    const anyNetwork = () => Network.fromAttributes(this, 'any-network', { vpcId: 'vpc-0', vSwitchIds: ['vsw-0'] });
    const builtNetwork = () =>
      Object.keys(network).length === 0
        ? anyNetwork()
        : part(
            network.existing ? 'network.existing' : 'network.new',
            () => buildNetwork(this, network, tags),
            anyNetwork,
          );
    this.cluster = part(
      cluster.ack ? 'cluster.ack' : cluster.acs ? 'cluster.acs' : 'cluster.existing',
      () => buildCluster(this, cluster, builtNetwork, tags),
      () => Cluster.fromClusterId(this, 'any-cluster', `c${'0'.repeat(32)}`, { kind: kindOf(cluster) }),
    );
    const nodePools = new Map<string, INodePool>(
      this.cluster instanceof AckCluster ? [[DEFAULT_NODE_POOL, this.cluster.defaultNodePool]] : [],
    );
    for (const [name, section] of Object.entries(cluster.ack?.nodePools ?? {})) {
      const build = () => buildNodePool(this.cluster, name, section);
      nodePools.set(
        name,
        part(below('cluster.ack.nodePools', name), build, () => ANY_NODE_POOL),
      );
    }
    const builtCache = part(
      ['cache', ...Object.keys(cache).slice(0, 1)].join('.'),
      () => buildCache(this, cache, tags),
      () => Cache.none(),
    );
    // No construct can be called so, which has been reported.
    const named = Object.entries(runners).filter(([name]) => canNameConstruct(name));
    const taken = idProblems(this, runners, cache);
    const builtRunners = named.map(([name, section]): [string, GitLabRunner | undefined] => [
      name,
      part(
        below('runners', name),
        () => {
          refuse(this, taken.get(name));
          return new GitLabRunner(this, name, {
            ...runnerOptions(section, nodePools),
            cluster: this.cluster,
            cache: builtCache,
          });
        },
        () => undefined,
      ),
    ]);
    const watched = (name?: string) => (name === undefined ? undefined : new Map(builtRunners).get(name));
    const { alerts, dashboard } = monitoring;
    if (alerts !== undefined) {
      part(
        'monitoring.alerts',
        () => new RunnerAlerts(this, 'Alerts', { ...alerts, runner: watched(alerts.runner), cluster: this.cluster }),
        () => undefined,
      );
    }
    if (dashboard !== undefined) {
      part(
        'monitoring.dashboard',
        () => new RunnerDashboard(this, 'Dashboard', { ...dashboard, cluster: this.cluster }),
        () => undefined,
      );
    }
    refuse(this, atTheirSource(problems, runners));
    this.runners = Object.fromEntries(builtRunners) as Record<string, GitLabRunner>;
    addOutputs(this.cluster, this.node.tryFindChild('Network'), builtCache, Object.values(this.runners));
  }
}

/** Stands in for a node pool that could not be built. */
const ANY_NODE_POOL: INodePool = { nodePoolId: 'np0', labels: {}, taints: [] };

function refuse(stack: Construct, problems: readonly Problem[] = []): void {
  if (problems.length > 0) {
    throw new InvalidInputError(stack.node.path, problems);
  }
}

/** Builds a part; when its input is bad, notes the problems and goes on with a stand-in, to find those of other parts. */
function collectProblems<T>(problems: Problem[], placeOf: (at: string) => string, build: () => T, standIn: () => T): T {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof InvalidInputError)) {
      throw error;
    }
    for (const problem of error.problems) {
      const at = placeOf(problem.at);
      if (!problems.some((other) => other.at === at && other.message === problem.message)) {
        problems.push({ ...problem, at });
      }
    }
    return standIn();
  }
}

/** The tags of the file are given to every part, and its network to the cluster: they are wrong where they stand. */
function placeInFile(section: string, at: string, network: NetworkSection): string {
  if (/^tags\b/.test(at)) {
    return at;
  }
  if (at === 'network.vSwitchIds') {
    return network.existing === undefined ? 'network.new.zones' : 'network.existing.vSwitchIds';
  }
  return [section, at].filter(Boolean).join('.');
}

/** Why the section of a runner acknowledges a problem in it. The construct does the same for what it finds itself. */
function reasonOf({ rule, at }: RuledProblem, runners: unknown): string | undefined {
  const [, { acknowledge = {} } = {}] =
    Object.entries(isMap(runners) ? (runners as Readonly<Record<string, RunnerSection | undefined>>) : {}).find(
      ([name]) => at.startsWith(`${below('runners', name)}.`),
    ) ?? [];
  return isMap(acknowledge) && Object.hasOwn(acknowledge, rule) ? acknowledge[rule] : undefined;
}

/** Of a section that has moved as a whole, its keys have been reported. */
function isAmong({ at, rule }: RuledProblem, others: readonly Problem[]): boolean {
  return others.some((other) => other.at === at || (rule === 'unknown-key' && other.at.startsWith(`${at}.`)));
}

/** The kind of a cluster that could not be built, so that placements are still checked against it. */
function kindOf({ ack, acs, existing }: ClusterSection): ClusterKind {
  if (ack !== undefined) {
    return ClusterKind.ACK;
  }
  return acs === undefined ? ClusterKind[existing?.kind ?? 'UNKNOWN'] : ClusterKind.ACS;
}
