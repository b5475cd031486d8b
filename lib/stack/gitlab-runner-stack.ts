import type { Construct, StackProps } from '@alicloud/ros-cdk-core';
import { RosInfo, Stack } from '@alicloud/ros-cdk-core';
import { Cache } from '../cache/cache';
import type { Fault } from '../checks/faults';
import { InvalidInputError } from '../checks/faults';
import { Cluster } from '../cluster/cluster';
import { ClusterKind } from '../cluster/cluster-kind';
import { Network } from '../network/network';
import { RunnerAlerts } from '../monitoring/runner-alerts';
import { RunnerDashboard } from '../monitoring/runner-dashboard';
import { GitLabRunner } from '../runner/gitlab-runner';
import { buildCache, buildCluster, buildNetwork, runnerOptions } from './build-config';
import { checkRunnerNames, checkShape, stackNameOf } from './check-config';
import { checkIds } from './check-ids';
import type { ClusterSection, GitLabRunnerConfig } from './config';
import { addOutputs } from './outputs';
import { withoutFaulty } from './without-faulty';

export interface GitLabRunnerStackProps extends StackProps {
  /** The content of a `gitlab-runner.yaml`. All its faults are reported at once. */
  readonly config: GitLabRunnerConfig;
}

/** A stack of a cluster, a cache and runners as a `gitlab-runner.yaml` describes them. */
export class GitLabRunnerStack extends Stack {
  readonly cluster: Cluster;
  /** The runners by name. */
  readonly runners: Readonly<Record<string, GitLabRunner>>;

  constructor(scope: Construct, id: string, props: GitLabRunnerStackProps) {
    super(scope, id, { ...props, stackName: props.stackName ?? stackNameOf(props.config) });
    const faults = checkShape(props.config);
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
    faults.push(...checkRunnerNames(runners));
    const part = <T>(section: string, build: () => T, standIn: () => T) =>
      collectFaults(faults, section, build, standIn);

    new RosInfo(this, RosInfo.description, {
      en: 'GitLab Runner on Alibaba Cloud',
      'zh-cn': '阿里云上的 GitLab Runner',
    });
    const anyNetwork = () => Network.fromAttributes(this, 'AnyNetwork', { vpcId: 'vpc-0', vSwitchIds: ['vsw-0'] });
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
      () => Cluster.fromClusterId(this, 'AnyCluster', `c${'0'.repeat(32)}`, { kind: kindOf(cluster) }),
    );
    const builtCache = part(
      'cache',
      () => buildCache(this, cache, tags),
      () => Cache.none(),
    );
    // A construct cannot be without a name, which has been reported.
    const named = Object.entries(runners).filter(([name]) => name !== '');
    const builtRunners = named.map(([name, section]) => [
      name,
      part(
        `runners.${name}`,
        () => {
          checkIds(this, name, section);
          return new GitLabRunner(this, name, {
            ...runnerOptions(this, name, section),
            cluster: this.cluster,
            cache: builtCache,
          });
        },
        () => undefined,
      ),
    ]);
    const { alerts, dashboard } = monitoring;
    if (alerts !== undefined) {
      part(
        'monitoring.alerts',
        () => new RunnerAlerts(this, 'Alerts', { ...alerts, cluster: this.cluster }),
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
    if (faults.length > 0) {
      throw new InvalidInputError(this.node.path, faults);
    }
    this.runners = Object.fromEntries(builtRunners) as Record<string, GitLabRunner>;
    addOutputs(this.cluster, builtCache, Object.values(this.runners));
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
    faults.push(...error.faults.map((fault) => ({ ...fault, at: [section, fault.at].filter(Boolean).join('.') })));
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
