import type { PeakLoad } from './managers/peak-load';
import type { IResolvable } from '@alicloud/ros-cdk-core';
import type { ICache } from '../cache/cache';
import type { ChartValues } from '../chart/chart-values.generated';
import type { ICluster } from '../cluster/icluster';
import type { RunnerConfig } from '../config/runner-config.generated';
import type { IMetrics } from '../monitoring/runner-metrics';
import type { IImageBuilds } from './image-builds/image-builds-config';
import type { JobOptions } from './jobs/job-options';
import type { ManagerOptions } from './managers/manager-options';
import type { CaCertificate } from './credentials/certificates';
import type { RunnerImages } from './images/images';
import type { RegistryCredentials } from './credentials/registry-credentials';
import type { HttpProxyOptions } from './proxy/http-proxy';
import type { IRunnerToken } from './credentials/runner-token';
import type { IChart } from './runner-chart';
import type { SessionServerOptions } from './session-server/session-server';
import type { WaitFor } from './wait-for';

/** Levels of the runner's log, the least talkative first. */
export type LogLevel = 'panic' | 'fatal' | 'error' | 'warn' | 'info' | 'debug';

/** Everything about a runner but the cluster and the cache that it shares with others. */
export interface GitLabRunnerOptions {
  /**
   * The token that GitLab shows when a runner is created there.
   *
   * @default RunnerToken.fromParameter() - asked for when the stack is deployed, by the NoEcho parameter `<Runner>Token`
   */
  readonly token?: IRunnerToken;
  /**
   * URL of the GitLab instance, as reached from the cluster.
   *
   * @default 'https://gitlab.com'
   */
  readonly gitlabUrl?: string;
  /**
   * Namespace of the managers, and of their jobs unless `jobs.namespace` says otherwise. ROS creates it when missing. It
   * cannot be changed later.
   *
   * @default - the name of the stack in lower case, of a nested stack its path
   */
  readonly namespace?: string;
  /**
   * Name of the Helm release, at most 53 lower-case letters, digits and hyphens. It cannot be changed later.
   *
   * @default - the path of the construct in lower case, `runner` for a construct called `Runner`
   */
  readonly releaseName?: string;
  /**
   * The official Helm chart: its version, which decides the version of GitLab Runner, and where it comes from. Clusters in
   * mainland China want a copy near by.
   *
   * @default RunnerChart.fromVersion(ChartVersion.DEFAULT) - from GitLab's chart repository
   */
  readonly chart?: IChart;
  /**
   * What the runner has to bear at its peak. It decides how many jobs each manager takes (`concurrent`), how many requests
   * it keeps open (`requestConcurrency`), and how often it looks at pods that wait, where options do not say so; and
   * warns where the managers or ECI cannot bear it.
   *
   * @default - not known: 10 jobs and 4 requests a manager
   */
  readonly peakLoad?: PeakLoad;
  /**
   * Jobs that one manager runs at once, 1 or more.
   *
   * @default - what `peakLoad` needs; 10 without
   * @see https://docs.gitlab.com/runner/configuration/advanced-configuration/#the-global-section
   */
  readonly concurrent?: number;
  /**
   * Requests for a job that each manager keeps open at GitLab at once, 1 or more. GitLab holds a request for up to 50 s
   * until there is a job, so that with one request the jobs of a busy runner wait. The runner adapts the number to how
   * often GitLab has a job; this is the most.
   *
   * @default - what `peakLoad` needs; 4 without
   * @see https://docs.gitlab.com/runner/configuration/advanced-configuration/#long-polling-issues
   */
  readonly requestConcurrency?: number;
  /**
   * Seconds between two questions for new jobs, 3 or more.
   *
   * @default 3
   */
  readonly checkIntervalSeconds?: number;
  /**
   * How much the managers log: entries of this level and of graver ones.
   *
   * @default 'info'
   */
  readonly logLevel?: LogLevel;
  /**
   * How many managers run, on which compute, and with which resources.
   *
   * @default - see {@link ManagerOptions}
   */
  readonly managers?: ManagerOptions;
  /**
   * Compute, image and resources of jobs, and what they may change of it.
   *
   * @default - see {@link JobOptions}
   */
  readonly jobs?: JobOptions;
  /**
   * How jobs build container images: the image, resources and settings that the builder needs. All jobs of the runner
   * run under them, so give image builds a runner of their own.
   *
   * @default - none: jobs can build with kaniko in an image that they name
   */
  readonly imageBuilds?: IImageBuilds;
  /**
   * How Prometheus learns of the managers, which serve their metrics on port 9252.
   *
   * @default Metrics.annotations() - by the usual scrape annotations
   */
  readonly metrics?: IMetrics;
  /**
   * What ROS waits for before it calls the release complete.
   *
   * @default WaitFor.managers() - until managers run, so that a wrong token or URL fails the deployment
   */
  readonly waitFor?: WaitFor;
  /**
   * Where images come from: a mirror near the cluster, versions.
   *
   * @default - GitLab's registry, and Docker Hub for the default image of jobs
   */
  readonly images?: RunnerImages;
  /**
   * Access to private registries, for managers, jobs and image builds.
   *
   * @default - none
   */
  readonly registryCredentials?: RegistryCredentials[];
  /**
   * The private authority that has signed the certificate of GitLab.
   *
   * @default - the public authorities
   */
  readonly caCertificate?: CaCertificate;
  /**
   * The proxy by which managers and jobs reach GitLab and the internet.
   *
   * @default - none
   * @see https://docs.gitlab.com/runner/configuration/proxy/
   */
  readonly httpProxy?: HttpProxyOptions;
  /**
   * Interactive web terminals on running jobs. They need exactly one manager.
   *
   * @default - no terminals
   * @see https://docs.gitlab.com/ci/interactive_web_terminal/
   */
  readonly sessionServer?: SessionServerOptions;
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
   * the chart itself ignores what it does not know. A list replaces the one beneath it, but `extraObjects` are added.
   *
   * @default - none
   * @see https://gitlab.com/gitlab-org/charts/gitlab-runner/blob/main/values.yaml
   */
  readonly chartValues?: ChartValues;
  /**
   * A map of chart values that is known at deploy time only, such as a Json parameter. ROS merges it over all others
   * when the stack is deployed, so nothing of it can be checked. A list replaces the one beneath it, but `extraObjects`
   * are added.
   *
   * @default - none
   */
  readonly deployTimeChartValues?: IResolvable;
  /**
   * Rules that do not apply to this runner, by id, each with the reason: `{ 'job-size-rounded': 'we pay for it' }`. Their
   * problems are neither errors nor warnings, and stand in the manifest. The messages of problems end with the id of the
   * rule. Ids that do not exist and empty reasons are refused.
   *
   * @default - none
   */
  readonly acknowledge?: Readonly<Record<string, string>>;
}

export interface GitLabRunnerProps extends GitLabRunnerOptions {
  /** The cluster to run in. */
  readonly cluster: ICluster;
  /**
   * The cache that jobs share.
   *
   * @default - one new OSS bucket with a RAM user of its own for all runners of the stack, the {@link OssCache} with the id
   * `Cache` in the stack; `Cache.none()` for none
   */
  readonly cache?: ICache;
}

/** What is known of a runner that exists. */
export interface GitLabRunnerAttributes {
  /** Namespace of the managers. */
  readonly namespace: string;
  /** Name of the Helm release. */
  readonly releaseName: string;
  /**
   * Namespace of the job pods.
   *
   * @default - that of the managers
   */
  readonly jobNamespace?: string;
  /**
   * Name of the managers' Deployment.
   *
   * @default - as the chart calls it by the name of the release
   */
  readonly managerName?: string;
  /**
   * Name of the managers' ServiceAccount.
   *
   * @default - that of the Deployment
   */
  readonly serviceAccountName?: string;
  /**
   * Name of the Secret with the token.
   *
   * @default - the name of the release and `-token`, as this library calls it
   */
  readonly tokenSecretName?: string;
}
