import type { RosClusterHelmApplication } from '../ros/cs.generated';
import type { ICache } from '../cache/cache';
import type { ChartValues } from '../chart/chart-values.generated';
import type { ChartVersion } from '../chart/chart-version';
import type { ChartSource } from '../cluster/chart-source';
import type { ICluster } from '../cluster/cluster';
import type { RunnerConfig } from '../config/runner-config.generated';
import type { JobPlacement } from '../placement/job-placement';
import type { ContainerResources } from './container-resources';
import type { JobOptions } from './job-options';
import type { ManagerScaling } from './manager-scaling';
import type { RunnerToken } from './runner-token';

/** Levels of the runner's log, the least talkative first. */
export type LogLevel = 'panic' | 'fatal' | 'error' | 'warn' | 'info' | 'debug';

/** Everything about a runner but the cluster and the cache that it shares with others. */
export interface GitLabRunnerOptions {
  /** The token that GitLab shows when a runner is created there. */
  readonly token: RunnerToken;
  /**
   * URL of the GitLab instance, as reached from the cluster.
   *
   * @default 'https://gitlab.com'
   */
  readonly gitlabUrl?: string;
  /**
   * Namespace of the managers and their jobs. ROS creates it when missing. It cannot be changed later.
   *
   * @default - the name of the stack in lower case
   */
  readonly namespace?: string;
  /**
   * Name of the Helm release, at most 53 lower-case letters, digits and hyphens. It cannot be changed later.
   *
   * @default - the path of the construct in lower case, `runner` for a construct called `Runner`
   */
  readonly releaseName?: string;
  /**
   * Version of the official Helm chart, which decides the version of GitLab Runner.
   *
   * @default ChartVersion.DEFAULT
   */
  readonly chartVersion?: ChartVersion;
  /**
   * Where the chart comes from. Clusters in mainland China want a copy near by.
   *
   * @default - the archive of `chartVersion` in GitLab's chart repository
   */
  readonly chartSource?: ChartSource;
  /**
   * Jobs that one manager runs at once, 1 or more.
   *
   * @default 10
   * @see https://docs.gitlab.com/runner/configuration/advanced-configuration/#the-global-section
   */
  readonly concurrent?: number;
  /**
   * Seconds between two questions for new jobs, 3 or more.
   *
   * @default 3
   */
  readonly checkIntervalSeconds?: number;
  /** @default 'info' */
  readonly logLevel?: LogLevel;
  /**
   * How many managers run.
   *
   * @default ManagerScaling.onCpu() - 2 to 10 managers, held at 10 % of their CPU request
   */
  readonly scaling?: ManagerScaling;
  /**
   * CPU and memory of each manager.
   *
   * @default - 250m CPU and 256Mi memory, at most 1 CPU and 512Mi
   */
  readonly managerResources?: ContainerResources;
  /**
   * The compute that managers run on. A manager that is reclaimed leaves its jobs orphaned, so not on spot capacity.
   *
   * @default - ordinary nodes; in an ACS cluster, ACS compute that is not reclaimed
   */
  readonly managerPlacement?: JobPlacement;
  /**
   * The compute that jobs run on.
   *
   * @default - best-effort ACS compute in an ACS cluster; ECI spot instances where the cluster is known to have virtual
   * nodes; ordinary nodes otherwise
   */
  readonly placement?: JobPlacement;
  /**
   * Image, resources and limits of jobs.
   *
   * @default - see {@link JobOptions}
   */
  readonly jobs?: JobOptions;
  /**
   * Serves Prometheus metrics on port 9252 of the managers, announced by the usual scrape annotations.
   *
   * @default true
   */
  readonly metrics?: boolean;
  /**
   * Waits until managers run before ROS calls the release complete, so that a wrong token or URL fails the deployment
   * instead of going unnoticed.
   *
   * @default true
   */
  readonly waitForManagers?: boolean;
  /**
   * Settings of config.toml, merged over those that the other props yield. Checked against the keys that the runner of
   * the chart version knows.
   *
   * @default - none
   * @see https://docs.gitlab.com/runner/configuration/advanced-configuration/
   */
  readonly config?: RunnerConfig;
  /**
   * Values of the Helm chart in its own keys, merged last. Checked against the keys that the chart version knows, since
   * the chart itself ignores what it does not know.
   *
   * @default - none
   * @see https://gitlab.com/gitlab-org/charts/gitlab-runner/blob/main/values.yaml
   */
  readonly chartValues?: ChartValues;
  /**
   * What ROS waits for before it calls the release complete, in place of `waitForManagers`.
   *
   * @default - see `waitForManagers`
   */
  readonly waitUntil?: RosClusterHelmApplication.WaitUntilProperty[];
}

export interface GitLabRunnerProps extends GitLabRunnerOptions {
  /** The cluster to run in. */
  readonly cluster: ICluster;
  /**
   * The cache that jobs share.
   *
   * @default - a new OSS bucket with a RAM user of its own; `Cache.none()` for none
   */
  readonly cache?: ICache;
}
