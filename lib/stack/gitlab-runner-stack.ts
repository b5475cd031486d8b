import type { Construct, StackProps } from '@alicloud/ros-cdk-core';
import { RosInfo, Stack } from '@alicloud/ros-cdk-core';
import { Cache } from '../cache/cache';
import type { Fault } from '../diagnostics/report';
import { InvalidInputError } from '../diagnostics/problem';
import { Cluster } from '../cluster/cluster';
import { ClusterKind } from '../cluster/cluster-kind';
import { Network } from '../network/network';
import { RunnerAlerts } from '../monitoring/runner-alerts';
import { RunnerDashboard } from '../monitoring/runner-dashboard';
import { GitLabRunner } from '../gitlab-runner';
import { buildCache, buildCluster, buildNetwork, runnerOptions } from './build-config';
import { checkShape } from './check-config';
import { idFaults } from './check-ids';
import type { ClusterSection, GitLabRunnerConfig } from './config';
import { runnerNameFaults, stackNameOf } from './names';
import { addOutputs } from './outputs';
import { inYamlWords } from './yaml-words';
import { withoutFaulty } from './without-faulty';

/** A stack by its configuration. */
export interface GitLabRunnerStackProps extends StackProps {
  /** The content of a `gitlab-runner.yaml`. All its faults are reported at once. */
  readonly config: GitLabRunnerConfig;
}

/** A stack of a cluster, a cache and runners as a `gitlab-runner.yaml` describes them. */
export class GitLabRunnerStack extends Stack {
  /** The cluster, new or existing. */
  readonly cluster: Cluster;
  /** The runners by name. */
  readonly runners: Readonly<Record<string, GitLabRunner>>;

  constructor(scope: Construct, id: string, props: GitLabRunnerStackProps) {
    // Plain JavaScript may leave the props out.
    const config = (props as Partial<GitLabRunnerStackProps> | undefined)?.config;
    super(scope, id, { ...props, stackName: props?.stackName ?? stackNameOf(config) });
    const faults = checkShape(config);
    if (faults.some((fault) => fault.at === '')) {
      throw new InvalidInputError(this.node.path, faults);
    }
    // What has the wrong shape is left out, so that the rest is checked in the same run.
    const {
      cluster = {},
      network = {},
      cache = {},
      monitoring = {},
      runners = {},
      tags,
    } = withoutFaulty(props.config, checkShape);
    faults.push(...runnerNameFaults(runners));
    const part = <T>(section: string, build: () => T, standIn: () => T) =>
      collectFaults(faults, section, build, standIn);

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
    const builtCache = part(
      'cache',
      () => buildCache(this, cache, tags),
      () => Cache.none(),
    );
    // A construct cannot be without a name, which has been reported.
    const named = Object.entries(runners).filter(([name]) => name !== '');
    const taken = idFaults(this, runners);
    const builtRunners = named.map(([name, section]): [string, GitLabRunner | undefined] => [
      name,
      part(
        `runners.${name}`,
        () => {
          refuse(this, taken.get(name));
          return new GitLabRunner(this, name, {
            ...runnerOptions(this, name, section),
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
    refuse(this, faults);
    this.runners = Object.fromEntries(builtRunners) as Record<string, GitLabRunner>;
    addOutputs(this.cluster, builtCache, Object.values(this.runners));
  }
}

function refuse(stack: Construct, faults: readonly Fault[] = []): void {
  if (faults.length > 0) {
    throw new InvalidInputError(stack.node.path, faults);
  }
}

/** Builds a part; when its input is bad, notes the faults and goes on with a stand-in, to find those of other parts. */
function collectFaults<T>(faults: Fault[], section: string, build: () => T, standIn: () => T): T {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof InvalidInputError)) {
      throw error;
    }
    faults.push(
      ...error.problems.map(({ at, message }) => ({
        at: [section, at].filter(Boolean).join('.'),
        message: inYamlWords(message),
      })),
    );
    return standIn();
  }
}

/** The kind of a cluster that could not be built, so that placements are still checked against it. */
function kindOf({ ack, acs, existing }: ClusterSection): ClusterKind {
  if (ack !== undefined) {
    return ClusterKind.ACK;
  }
  return acs === undefined ? ClusterKind[existing?.kind ?? 'UNKNOWN'] : ClusterKind.ACS;
}
