// The public face of the library: exports only, but for what newer Node versions need. Types that only describe
// config.toml, the chart's values or the configuration file are in the namespaces `configToml`, `chart` and `configFile`.
import './ros/manifest-schema';

export { InvalidInputError } from './diagnostics/problem';
export type { Problem, RuledProblem } from './diagnostics/problem';
export { Report } from './diagnostics/report';
export type { Place as ProblemPlace, ProblemOptions } from './diagnostics/report';
export { Wording } from './diagnostics/text';
export type { Text as ProblemText } from './diagnostics/text';
export type { Rule as ProblemRule, RuleMeta, Severity } from './diagnostics/rule';
export { acknowledgeRules } from './rules/acknowledge';

export { Network } from './network/network';
export type { INetwork, NetworkAttributes, NetworkProps } from './network/network-props';
export type { EipChargeType, ElasticIp, INatGateway, NatGatewayOptions } from './network/nat-gateway';

export { AckCluster, AckClusterSpec } from './cluster/ack-cluster';
export type { NewClusterProps } from './cluster/new-cluster-props';
export type { AckClusterProps } from './cluster/ack-cluster';
export { AcsCluster } from './cluster/acs-cluster';
export type { AcsClusterProps } from './cluster/acs-cluster';
export { Addon } from './cluster/addon';
export type { AddonOptions, AddonProps } from './cluster/addon';
export type { AddonSpec, ClusterAddon } from './cluster/cluster-addons';
export { ChartLogin } from './cluster/chart-login';
export type { ChartCredentials } from './cluster/chart-login';
export { ChartSource } from './cluster/chart-source';
export type { ChartReleaseOptions, ChartUrlOptions, IChartSource } from './cluster/chart-source';
export { Cluster } from './cluster/cluster';
export type { ClusterAttributes } from './cluster/cluster';
export type { ICluster } from './cluster/icluster';
export { ClusterKind } from './cluster/cluster-kind';
export { HelmRelease } from './cluster/helm-release';
export type { HelmReleaseOptions, HelmReleaseProps } from './cluster/helm-release';
export { KubernetesManifest } from './cluster/kubernetes-manifest';
export type {
  KubernetesManifestOptions,
  KubernetesManifestProps,
  KubernetesObject,
  ManifestObject,
} from './cluster/kubernetes-manifest';
export { ManagedPrometheus } from './cluster/managed-prometheus';
export type { ManagedPrometheusProps } from './cluster/managed-prometheus';
export { NetworkPlugin } from './cluster/network-plugin';
export type { FlannelOptions, TerwayOptions } from './cluster/network-plugin';
export { NodeBilling } from './cluster/node-billing';
export type { SpotNodeOptions, SubscriptionOptions, SubscriptionUnit } from './cluster/node-billing';
export { NodeLogin } from './cluster/node-login';
export type { NodeLoginConfig, PasswordParameterOptions } from './cluster/node-login';
export { WaitOperator } from './cluster/wait-condition';
export type { WaitCondition } from './cluster/wait-condition';
export { VirtualNode } from './cluster/virtual-node';
export type { VirtualNodeProps } from './cluster/virtual-node';
export { NodeArchitecture } from './cluster/inode-pool';
export type { INodePool, NodeTaint } from './cluster/inode-pool';
export { NodePool } from './cluster/node-pool';
export type { NodePoolAttributes, NodePoolProps } from './cluster/node-pool';
export type { NodeAutoScaling, NodePoolDefaults, NodePoolOptions } from './cluster/node-pool-options';

export { Cache } from './cache/cache';
export type {
  CacheCluster,
  CacheConfig,
  CacheContext,
  CacheCredentialsConfig,
  CacheOptions,
  CacheRole,
  ICache,
} from './cache/cache';
export { CacheCredentials } from './cache/cache-credentials';
export type { CacheParametersOptions } from './cache/cache-credentials';
export type { RrsaOptions } from './cache/rrsa-role';
export { OssCache } from './cache/oss-cache';
export type { IOssCache, OssBucketAttributes, OssCacheOptions, OssCacheProps } from './cache/oss-cache-props';
export { RamPrincipal } from './cache/ram-principal';
export type { IRamRole, IRamUser } from './cache/ram-principal';
export { S3Cache } from './cache/s3-cache';
export type { S3CacheProps } from './cache/s3-cache-props';
export { OssEncryption } from './cache/oss-encryption';

export type { ChartValues } from './chart/chart-values.generated';
export type * as chart from './chart/chart-values.generated';
export type { IDeployTimeValue } from './chart/value-key';
export { ChartVersion } from './chart/chart-version';
export type { ChartVersionOptions } from './chart/chart-version';
export { HelmTemplate } from './config/helm-template';
export type { RunnerConfig } from './config/runner-config.generated';
export type * as configToml from './config/runner-config.generated';

export type { BuildkitRootlessOptions } from './runner/image-builds/buildkit-rootless';
export type { DockerInDockerOptions } from './runner/image-builds/docker-in-docker';
export type {
  IImageBuilds,
  ImageBuildsCheckContext,
  ImageBuildsConfig,
  ImageBuildsContext,
  IRunnerSettings,
} from './runner/image-builds/image-builds-config';
export { ImageBuilds } from './runner/image-builds/image-builds';
export type { KanikoOptions } from './runner/image-builds/kaniko';

export { ComputeClass, ComputeQos } from './placement/acs';
export type { AcsPlacementOptions } from './placement/acs';
export type { EciImageCacheOptions, EciPlacementOptions, EciSpotOptions } from './placement/eci-options';
export { ALERT_NAMES } from './monitoring/alert-options';
export type { AlertName, AlertOptions } from './monitoring/alert-options';
export { alertRules } from './monitoring/alert-rules';
export type { AlertRule, AlertRuleGroup, AlertRulesOptions } from './monitoring/alert-rules';
export { dashboard } from './monitoring/dashboard';
export type { DashboardOptions } from './monitoring/dashboard';
export { Metrics } from './monitoring/runner-metrics';
export type {
  IMetrics,
  MetricsAnnotationsOptions,
  MetricsConfig,
  MetricsContext,
  MetricsOptions,
  PodMonitorOptions,
} from './monitoring/runner-metrics';
export type { IGitLabRunner, MetricQueryOptions } from './monitoring/igitlab-runner';
export { RunnerAlerts } from './monitoring/runner-alerts';
export type { RunnerAlertsOptions, RunnerAlertsProps } from './monitoring/runner-alerts';
export { RunnerDashboard } from './monitoring/runner-dashboard';
export type { RunnerDashboardOptions, RunnerDashboardProps } from './monitoring/runner-dashboard';

export { Placement } from './placement/placement';
export type { NodePoolPlacementOptions, NodeSelectionOptions } from './placement/node-pool';
export type {
  BilledAs,
  Compute,
  IPlacement,
  PlacementConfig,
  PlacementContext,
  PodMap,
  PodPlacement,
  ResourceUnit,
  Toleration,
} from './placement/pod-placement';

export type { RunnerFragment } from './runner/fragment';
export type { ContainerResources, ResourceAmounts } from './runner/sizes/container-resources';
export { GitLabRunner } from './gitlab-runner';
export type {
  GitLabRunnerAttributes,
  GitLabRunnerOptions,
  GitLabRunnerProps,
  LogLevel,
} from './runner/gitlab-runner-props';
export type { JobOptions, JobOverwrites, JobServiceAccount } from './runner/jobs/job-options';
export type {
  ConfigMapSource,
  EmptyDirSource,
  JobVolume,
  NasSource,
  PersistentVolumeClaimSource,
  SecretSource,
} from './runner/jobs/job-volume';
export type { PullPolicy } from './runner/jobs/job-overwrites';
export { JOB_SIZES, JobSize } from './runner/sizes/job-size';
export type { JobSizeResources } from './runner/sizes/job-size';
export { ManagerScaling } from './runner/managers/manager-scaling';
export type { CpuScalingOptions } from './runner/managers/on-cpu';
export type { PeakLoad } from './runner/managers/peak-load';
export type { JobsScalingOptions } from './runner/managers/on-jobs';
export type { QueueScalingOptions } from './runner/managers/on-queue';
export { JobQueue } from './runner/managers/job-queue';
export type { GitLabQueueOptions, PrometheusQueueOptions } from './runner/managers/job-queue';
export type { ScheduleScalingOptions, ScheduleWindow } from './runner/managers/on-schedule';
export type { IManagerScaling, ManagerScalingConfig, ManagerScalingContext } from './runner/managers/scaling-config';
export type { ManagerAvailabilityOptions } from './runner/managers/manager-availability';
export type { ManagerOptions, ManagerServiceAccount } from './runner/managers/manager-options';
export type { AutoscalingOptions, ScaleDownOptions } from './runner/managers/autoscaler';
export type { CaCertificate } from './runner/credentials/certificates';
export type { ImagePullPolicy, ImageReference, RunnerImages } from './runner/images/images';
export { RegistryCredentials, RegistryUser } from './runner/credentials/registry-credentials';
export type {
  RegistryLogin,
  RegistryParametersOptions,
  RegistryUseOptions,
} from './runner/credentials/registry-credentials';
export type {
  SessionLoadBalancer,
  SessionServerOptions,
  SessionServiceType,
} from './runner/session-server/session-server';
export type { HttpProxyOptions } from './runner/proxy/http-proxy';
export { RunnerChart } from './runner/runner-chart';
export type { ChartConfig, ChartContext, IChart, RunnerChartUrlOptions } from './runner/runner-chart';
export { WaitFor } from './runner/wait-for';
export type { WaitForManagersOptions } from './runner/wait-for';
export { RunnerToken, RunnerTokenKind } from './runner/credentials/runner-token';
export type {
  IRunnerToken,
  RunnerTokenConfig,
  RunnerTokenContext,
  RunnerTokenOptions,
} from './runner/credentials/runner-token';

export { GitLabRunnerStack } from './stack/gitlab-runner-stack';
export type { GitLabRunnerStackProps } from './stack/gitlab-runner-stack';
export type { GitLabRunnerConfig } from './stack/config';
export type * as configFile from './stack/config';

export { diagram } from './explain/diagram';
export { explain } from './explain/explain';
export type { ExplainedOrigin, ExplainedValue, Explanation, ReplacedValue } from './explain/explain';
