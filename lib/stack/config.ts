import type { PeakLoad } from '../runner/managers/peak-load';
import type { CacheParametersOptions } from '../cache/cache-credentials';
import type { RrsaOptions } from '../cache/rrsa-role';
import type { OssBucketAttributes, OssCacheProps } from '../cache/oss-cache-props';
import type { S3CacheProps } from '../cache/s3-cache-props';
import type { ChartValues } from '../chart/chart-values.generated';
import type { ClusterAddon } from '../cluster/cluster-addons';
import type { WaitCondition } from '../cluster/wait-condition';
import type { NodePoolOptions } from '../cluster/node-pool-options';
import type { SpotNodeOptions, SubscriptionOptions } from '../cluster/node-billing';
import type { RunnerConfig } from '../config/runner-config.generated';
import type { BuildkitRootlessOptions } from '../runner/image-builds/buildkit-rootless';
import type { DockerInDockerOptions } from '../runner/image-builds/docker-in-docker';
import type { KanikoOptions } from '../runner/image-builds/kaniko';
import type { MetricsOptions, PodMonitorOptions } from '../monitoring/runner-metrics';
import type { RunnerAlertsOptions } from '../monitoring/runner-alerts';
import type { RunnerDashboardOptions } from '../monitoring/runner-dashboard';
import type { NetworkProps } from '../network/network-props';
import type { AcsPlacementOptions } from '../placement/acs';
import type { EciPlacementOptions } from '../placement/eci-options';
import type { NodePoolPlacementOptions } from '../placement/node-pool';
import type { CaCertificate } from '../runner/credentials/certificates';
import type { LogLevel } from '../runner/gitlab-runner-props';
import type { JobOptions } from '../runner/jobs/job-options';
import type { RunnerImages } from '../runner/images/images';
import type { RegistryParametersOptions } from '../runner/credentials/registry-credentials';
import type { ManagerOptions } from '../runner/managers/manager-options';
import type { CpuScalingOptions } from '../runner/managers/on-cpu';
import type { JobsScalingOptions } from '../runner/managers/on-jobs';
import type { GitLabQueueOptions, PrometheusQueueOptions } from '../runner/managers/job-queue';
import type { QueueScalingOptions } from '../runner/managers/on-queue';
import type { ScheduleScalingOptions } from '../runner/managers/on-schedule';
import type { HttpProxyOptions } from '../runner/proxy/http-proxy';
import type { WaitForManagersOptions } from '../runner/wait-for';
import type { SessionServerOptions } from '../runner/session-server/session-server';

/**
 * The configuration file `gitlab-runner.yaml`. The JSON schema for editors is generated from this file.
 */
export interface GitLabRunnerConfig {
  /**
   * Name of the stack: letters, digits and hyphens, beginning with a letter. In lower case it is the namespace too.
   *
   * @default 'gitlab-runner'
   */
  readonly stackName?: string;
  /** The cluster that runners live in: exactly one of `existing`, `ack` and `acs`. */
  readonly cluster: ClusterSection;
  /**
   * The network of a new cluster: exactly one of `new` and `existing`. Not with an existing cluster.
   */
  readonly network?: NetworkSection;
  /**
   * The cache that all runners share: exactly one of `new`, `existing`, `s3` and `none`.
   *
   * @default - a new OSS bucket with a RAM user of its own
   */
  readonly cache?: CacheSection;
  /**
   * Alerts on all runners, and a dashboard of them.
   *
   * @default - none
   */
  readonly monitoring?: MonitoringSection;
  /** Runners by name. The name is the id of the construct: letters and digits, beginning with a capital letter. */
  readonly runners: Readonly<Record<string, RunnerSection>>;
  /**
   * Tags of all cloud resources.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Rules that do not apply here, by id, each with the reason. Their problems are neither errors nor warnings in the
   * whole stack, and stand in the manifest.
   *
   * @default - none
   */
  readonly acknowledge?: Readonly<Record<string, string>>;
}

/** Alerts on runners. */
export interface AlertsSection extends RunnerAlertsOptions {
  /**
   * Name of the runner to watch.
   *
   * @default - all runners that Prometheus scrapes
   */
  readonly runner?: string;
}

/** Alerts and the dashboard. */
export interface MonitoringSection {
  /**
   * Alerts as a PrometheusRule in the cluster; `{}` takes them as they are.
   *
   * @default - none
   */
  readonly alerts?: AlertsSection;
  /**
   * A Grafana dashboard as a ConfigMap in the cluster; `{}` takes it as it is.
   *
   * @default - none
   */
  readonly dashboard?: RunnerDashboardOptions;
}

/** How Prometheus learns of a runner's managers: one of the three. */
export interface MetricsSection {
  /** The usual scrape annotations of the pods; `{}` takes them as they are. */
  readonly annotations?: MetricsOptions;
  /** A PodMonitor for the Prometheus Operator or Managed Service for Prometheus; `{}` takes it as it is. */
  readonly podMonitor?: PodMonitorOptions;
  /** True serves no metrics. */
  readonly none?: true;
}

/** The official Helm chart: its version, and where it comes from. */
export interface ChartSection {
  /**
   * Version of the chart, for instance '0.90.1'.
   *
   * @default - that in the name of the archive at `url`; without `url`, the newest that this library knows in full
   */
  readonly version?: string;
  /**
   * URL of the chart archive (.tgz), for a copy near the cluster. Without `version`, it ends in
   * gitlab-runner-<version>.tgz.
   *
   * @default - the archive in GitLab's chart repository
   */
  readonly url?: string;
  /**
   * True where the archive at `url` is in a private ACR repository. Then the NoEcho parameters
   * <name of the runner>ChartUserName and <name of the runner>ChartPassword ask for the login.
   *
   * @default - no login
   */
  readonly login?: true;
}

/** What the deployment waits for before it is complete: one of the three. */
export interface WaitForSection {
  /** Managers that run; `{}` waits for 15 minutes at most. */
  readonly managers?: WaitForManagersOptions;
  /** True waits for nothing. */
  readonly nothing?: true;
  /** Conditions on objects in the cluster, 1 to 5. */
  readonly conditions?: WaitCondition[];
}

/** The cluster: one of `ack`, `acs` and `existing`. */
export interface ClusterSection {
  /** A cluster that exists. */
  readonly existing?: ExistingClusterSection;
  /** A new ACK cluster. */
  readonly ack?: AckClusterSection;
  /** A new ACS cluster. */
  readonly acs?: AcsClusterSection;
}

/** A cluster that exists. */
export interface ExistingClusterSection {
  /**
   * Id of the cluster.
   *
   * @default - asked for when the stack is deployed, by the parameter ClusterId
   */
  readonly clusterId?: string;
  /**
   * Product of the cluster.
   *
   * @default - not known: jobs run on ordinary nodes unless `jobs.placement` says otherwise
   */
  readonly kind?: 'ACK' | 'ACS';
  /**
   * Whether an ACK cluster has the ack-virtual-node add-on.
   *
   * @default - not known
   */
  readonly virtualNode?: boolean;
  /**
   * Edition of an ACK cluster: `pro` or `basic`.
   *
   * @default - not known
   */
  readonly edition?: 'pro' | 'basic';
  /**
   * Whether the cluster knows the kinds of the Prometheus Operator.
   *
   * @default - not known
   */
  readonly prometheusOperator?: boolean;
  /**
   * Whether pods may take roles of RAM by their service accounts (RRSA).
   *
   * @default - not known
   */
  readonly rrsa?: boolean;
  /**
   * Installs the add-on arms-prometheus, the agent of Managed Service for Prometheus, where it is not there yet.
   *
   * @default false
   */
  readonly managedPrometheus?: boolean;
}

/** What new clusters of both kinds have in common. */
export interface NewClusterSection {
  /**
   * Name of the cluster.
   *
   * @default - the name of the stack
   */
  readonly clusterName?: string;
  /**
   * Private IPv4 block of Services, mask /16 to /24. It cannot be changed later.
   *
   * @default '172.16.0.0/16'
   */
  readonly serviceCidr?: string;
  /**
   * Installs arms-prometheus, the agent of Managed Service for Prometheus.
   *
   * @default false
   */
  readonly managedPrometheus?: boolean;
  /**
   * Kubernetes version. The platform offers the newest few only.
   *
   * @default - the newest
   */
  readonly kubernetesVersion?: string;
  /**
   * Sets up a NAT gateway, so that nodes and pods reach the internet.
   *
   * @default - true, unless the network has a NAT gateway
   */
  readonly snatEntry?: boolean;
  /**
   * Gives the API server a public endpoint, over which ROS releases charts and objects. That it can do so without is not
   * proven, so false is a warning.
   *
   * @default true
   */
  readonly endpointPublicAccess?: boolean;
  /**
   * Refuses to delete the cluster.
   *
   * @default false
   */
  readonly deletionProtection?: boolean;
  /**
   * Resource group of the cluster.
   *
   * @default - the default resource group of the account
   */
  readonly resourceGroupId?: string;
  /**
   * Add-ons beside the default ones, or in place of those with the same name.
   *
   * @default - none
   */
  readonly addons?: ClusterAddon[];
}

export interface AckClusterSection extends NewClusterSection {
  /**
   * Edition: `pro` or `basic`.
   *
   * @default 'pro'
   */
  readonly edition?: 'pro' | 'basic';
  /**
   * How pods get their addresses: one of `flannel` and `terway`.
   *
   * @default - flannel
   */
  readonly networkPlugin?: NetworkPluginSection;
  /**
   * The first node pool, for the managers and the cluster's own components, and for jobs that are not placed elsewhere.
   *
   * @default - two pay-as-you-go nodes of 4 vCPUs and 16 GiB
   */
  readonly nodePool?: NodePoolSection;
  /**
   * Further node pools by name: letters and digits, beginning with a capital letter. Placements refer to them by it.
   *
   * @default - none
   */
  readonly nodePools?: Readonly<Record<string, NodePoolSection>>;
  /**
   * Installs ack-virtual-node, for jobs on ECI and ACS.
   *
   * @default false
   */
  readonly virtualNode?: boolean;
  /**
   * Turns on RAM Roles for Service Accounts (RRSA).
   *
   * @default false
   */
  readonly rrsa?: boolean;
  /**
   * Id of a KMS key that encrypts the Secrets of the cluster at rest. It takes ACK Pro, and cannot be changed later.
   *
   * @default - none
   */
  readonly secretEncryptionKeyId?: string;
}

export interface AcsClusterSection extends NewClusterSection {
  /**
   * vSwitches of the pods.
   *
   * @default - the vSwitches of the network
   */
  readonly podVSwitchIds?: string[];
}

/** How pods get their addresses: one of `flannel` and `terway`. */
export interface NetworkPluginSection {
  /** An overlay network with a block of its own. */
  readonly flannel?: FlannelSection;
  /** Pods take addresses from vSwitches. */
  readonly terway?: TerwaySection;
}

/** The blocks of addresses that Flannel deals out. */
export interface FlannelSection {
  /**
   * Private IPv4 block of the pods. It cannot be changed later.
   *
   * @default '10.0.0.0/16'
   */
  readonly podCidr?: string;
  /**
   * Mask of each node's part of the block, 24 to 28.
   *
   * @default 26
   */
  readonly nodeCidrMask?: number;
}

/** The vSwitches that Terway takes addresses from. */
export interface TerwaySection {
  /**
   * vSwitches of the pods.
   *
   * @default - the vSwitches of the network
   */
  readonly podVSwitchIds?: string[];
  /**
   * Version of both halves of the plug-in.
   *
   * @default 'v1.17.5'
   */
  readonly version?: string;
}

/** The nodes of a pool. */
export interface NodePoolSection extends Omit<NodePoolOptions, 'billing' | 'login' | 'tags'> {
  /**
   * How the nodes are paid.
   *
   * @default - pay-as-you-go
   */
  readonly billing?: NodeBillingSection;
  /**
   * Login to the nodes: one of `keyPair` and `passwordParameter`.
   *
   * @default - no login
   */
  readonly login?: NodeLoginSection;
}

/** How nodes are paid: by the second, unless one of the two is given. */
export interface NodeBillingSection {
  /** In advance, for a period. */
  readonly subscription?: SubscriptionOptions;
  /** As spot instances, which may be reclaimed; `{}` takes the market price. */
  readonly spot?: SpotNodeOptions;
}

/** How one logs in to nodes: one of `keyPair` and `passwordParameter`. */
export interface NodeLoginSection {
  /** Name of an SSH key pair in the region. */
  readonly keyPair?: string;
  /** True asks for the password of root when the stack is deployed, by the NoEcho parameter LoginPassword. */
  readonly passwordParameter?: true;
}

/** The network: one of `new` and `existing`. */
export interface NetworkSection {
  /** A new VPC with one vSwitch in each zone. */
  readonly new?: NewNetworkSection;
  /** A VPC and vSwitches that exist. */
  readonly existing?: ExistingNetworkSection;
}

/** A network that exists. */
export interface ExistingNetworkSection {
  /** Id of the VPC, `vpc-…`. */
  readonly vpcId: string;
  /** Ids of vSwitches in that VPC, `vsw-…`. */
  readonly vSwitchIds: string[];
  /**
   * Zones of the vSwitches, in the same order.
   *
   * @default - not known
   */
  readonly zoneIds?: string[];
  /**
   * IPv4 block of the VPC.
   *
   * @default - not known: the ranges of the cluster are not checked against the VPC
   */
  readonly cidrBlock?: string;
}

/** A new VPC and its vSwitches. */
export type NewNetworkSection = Omit<NetworkProps, 'tags'>;

/** The cache that jobs share: one of the four. */
export interface CacheSection {
  /** A new OSS bucket; `{}` takes it as it is. */
  readonly new?: NewCacheSection;
  /** An OSS bucket that exists. */
  readonly existing?: ExistingCacheSection;
  /** A bucket that exists in an S3-compatible store other than OSS. */
  readonly s3?: S3CacheSection;
  /** True gives the runners no cache. */
  readonly none?: true;
}

/** What is written in a shorter way than in the props of a cache in OSS. */
export interface OssCacheSection {
  /**
   * How the bucket is encrypted at rest.
   *
   * @default - keys that OSS manages, which need no permission
   */
  readonly encryption?: OssEncryptionSection;
  /**
   * Where the AccessKey pair comes from: one of `existingSecret`, `parameters` and `rrsa`.
   *
   * @default - a RAM user is created with permission for this bucket only
   */
  readonly credentials?: OssCredentialsSection;
  /**
   * RAM users and roles of yours that may read and write the objects of the cache and list its bucket.
   *
   * @default - none
   */
  readonly grantReadWrite?: CacheGranteesSection;
}

/** A new OSS bucket. */
export interface NewCacheSection
  extends OssCacheSection, Omit<OssCacheProps, 'credentials' | 'encryption' | 'removalPolicy' | 'tags'> {
  /**
   * What happens to the bucket when the stack is deleted; `destroy` deletes all caches with it.
   *
   * @default 'retain'
   */
  readonly removalPolicy?: 'retain' | 'destroy';
}

/** An OSS bucket that exists. */
export interface ExistingCacheSection
  extends OssCacheSection, Omit<OssBucketAttributes, 'credentials' | 'encryption'> {}

/** A bucket in an S3-compatible store. */
export interface S3CacheSection extends Omit<S3CacheProps, 'credentials'> {
  /**
   * Where the access key comes from: one of `existingSecret` and `parameters`.
   *
   * @default - asked for when the stack is deployed, by NoEcho parameters
   */
  readonly credentials?: CacheCredentialsSection;
}

/** Encryption of a bucket at rest. */
export interface OssEncryptionSection {
  /** Keys in Key Management Service; `{}` takes the default key that KMS keeps for OSS. */
  readonly kms?: OssKmsSection;
}

/** The key in Key Management Service. */
export interface OssKmsSection {
  /**
   * Id of a key of yours.
   *
   * @default - the default key that KMS keeps for OSS
   */
  readonly keyId?: string;
}

/** RAM users and roles that are granted access, by name. */
export interface CacheGranteesSection {
  /**
   * Names of RAM users, which are what stands before the `@` in the names that they log in with.
   *
   * @default - none
   */
  readonly users?: string[];
  /**
   * Names of RAM roles.
   *
   * @default - none
   */
  readonly roles?: string[];
}

/** The access key of the cache: one of `existingSecret` and `parameters`. */
export interface CacheCredentialsSection {
  /** Name of a Secret in the runners' namespace with the keys `accesskey` and `secretkey`. */
  readonly existingSecret?: string;
  /** Asks for the pair when the stack is deployed, by two NoEcho parameters; `{}` takes them as they are. */
  readonly parameters?: CacheParametersOptions;
}

/** The credentials of a cache in OSS: one of `existingSecret`, `parameters` and `rrsa`. */
export interface OssCredentialsSection extends CacheCredentialsSection {
  /**
   * No AccessKey: the managers take a role by their service account, in a cluster with RRSA; `{}` takes the issuer of ACK
   * clusters. Experimental.
   */
  readonly rrsa?: RrsaOptions;
}

/** Where a runner's token comes from. One of the four; by default a NoEcho parameter. */
export interface TokenSection {
  /**
   * Name of the NoEcho parameter that asks for the token when the stack is deployed. Runners that name the same one share
   * it.
   */
  readonly parameter?: string;
  /** Name of a Secret in the runner's namespace with the keys `runner-token` and `runner-registration-token`. */
  readonly existingSecret?: string;
  /**
   * Name of an encrypted parameter in OOS Parameter Store. The parameter of the stack that reads it is
   * <name of the runner>Token.
   */
  readonly oosSecret?: string;
  /**
   * Name of the NoEcho parameter that asks for a registration token of the old kind, which GitLab is giving up. WARNING:
   * every manager registers a runner of its own by it, and one that is killed leaves its runner behind.
   */
  readonly unsafeLegacyRegistrationToken?: string;
}

/** Nodes of the cluster, all or some of them. */
export interface NodePoolPlacementSection extends NodePoolPlacementOptions {
  /**
   * Name of a node pool of this file, from `cluster.ack.nodePools`, or `default` for that of `cluster.ack.nodePool`. Pods
   * go to its nodes, tolerate its taints, and suit its architecture.
   *
   * @default - any node, or those of `nodePoolId` and `nodeSelector`
   */
  readonly name?: string;
}

/** The compute that pods run on: one of the four. */
export interface PlacementSection {
  /** Nodes of the cluster. */
  readonly nodePool?: NodePoolPlacementSection;
  /** Elastic Container Instances. */
  readonly eci?: EciPlacementOptions;
  /** ACS compute. */
  readonly acs?: AcsPlacementOptions;
  /** Several placements, the preferred first. */
  readonly fallback?: PlacementSection[];
}

/** How many managers run: one of the four. */
export interface ScalingSection {
  /** A fixed number of managers. */
  readonly fixed?: number;
  /** A HorizontalPodAutoscaler on CPU use. */
  readonly onCpu?: CpuScalingOptions;
  /** A HorizontalPodAutoscaler on running jobs, which needs Prometheus and a metrics adapter. */
  readonly onJobs?: JobsScalingOptions;
  /** A number for each time of the day and week, by KEDA, which must be in the cluster. */
  readonly onSchedule?: ScheduleScalingOptions;
  /** As many as the jobs that wait and run need, by KEDA, which must be in the cluster. */
  readonly onQueue?: QueueScalingSection;
}

/** Scaling by the jobs that wait and run, which one of `gitlab` and `prometheus` counts. */
export interface QueueScalingSection extends Omit<QueueScalingOptions, 'queue'> {
  /** GitLab's API counts the jobs of projects. */
  readonly gitlab?: GitLabQueueOptions;
  /** A query of Prometheus counts the jobs. */
  readonly prometheus?: PrometheusQueueOptions;
}

/** The managers: the pods that ask GitLab for jobs and run each in a pod of its own. */
export interface ManagersSection extends Omit<ManagerOptions, 'scaling' | 'placement'> {
  /**
   * How many managers run.
   *
   * @default - 2 to 10, held at 10 % CPU use; with a session server, one
   */
  readonly scaling?: ScalingSection;
  /**
   * The compute that managers run on.
   *
   * @default - ordinary nodes; in an ACS cluster, ACS compute that is not reclaimed
   */
  readonly placement?: PlacementSection;
}

/** The compute that jobs run on, what they get, and what they may change of it. */
export interface JobsSection extends Omit<JobOptions, 'placement'> {
  /**
   * The compute that jobs run on.
   *
   * @default - best-effort ACS compute in an ACS cluster; ECI spot instances where the cluster is known to have virtual
   * nodes; ordinary nodes otherwise
   */
  readonly placement?: PlacementSection;
}

/** How jobs build container images: one of the three. */
export interface ImageBuildsSection {
  /** kaniko: as root in an ordinary container, without privilege. Works everywhere. */
  readonly kaniko?: KanikoOptions;
  /** BuildKit as an ordinary user, without seccomp and AppArmor profiles. Made for nodes. */
  readonly buildkitRootless?: BuildkitRootlessOptions;
  /** A privileged Docker daemon beside every job: who can run a job has the node. On nodes only. */
  readonly unsafeDockerInDocker?: DockerInDockerOptions;
}

/** Access to private registries: one of `registry`, `existingSecret`, `acrInstanceId` and `serviceAccount`. */
export interface RegistryCredentialsSection extends RegistryParametersOptions {
  /**
   * Host of the registry, for instance `registry.example.com`. User name and password are asked for when the stack is
   * deployed, by two NoEcho parameters.
   */
  readonly registry?: string;
  /** Name of a Secret in the runner's namespace, of the type `kubernetes.io/dockerconfigjson`. */
  readonly existingSecret?: string;
  /**
   * Id of an ACR Enterprise Edition instance that managers and jobs on ECI pull from without a password: `cri-…`, or
   * `cn-beijing:cri-…` for one in another region.
   */
  readonly acrInstanceId?: string;
  /** True leaves pull Secrets of jobs to the service account of their pods, for the ACR credential helper. */
  readonly serviceAccount?: true;
}

/** A runner. */
export interface RunnerSection {
  /**
   * Where the token comes from.
   *
   * @default - asked for when the stack is deployed, by the NoEcho parameter <name of the runner>Token
   */
  readonly token?: TokenSection;
  /**
   * URL of the GitLab instance, as reached from the cluster.
   *
   * @default 'https://gitlab.com'
   */
  readonly gitlabUrl?: string;
  /**
   * Namespace of the managers, and of their jobs unless `jobs.namespace` says otherwise. It cannot be changed later.
   *
   * @default - the name of the stack in lower case
   */
  readonly namespace?: string;
  /**
   * Name of the Helm release. It cannot be changed later.
   *
   * @default - the name of the runner in lower case
   */
  readonly releaseName?: string;
  /**
   * The official Helm chart, which decides the version of GitLab Runner.
   *
   * @default - the newest that this library knows in full, from GitLab's chart repository
   */
  readonly chart?: ChartSection;
  /**
   * What the runner has to bear at its peak. It decides how many jobs each manager takes (`concurrent`), how many requests
   * it keeps open (`requestConcurrency`), and how often it looks at pods that wait, where options do not say so; and
   * warns where the managers or ECI cannot bear it.
   *
   * @default - not known: 10 jobs and 4 requests a manager
   */
  readonly peakLoad?: PeakLoad;
  /**
   * Jobs that one manager runs at once.
   *
   * @default - what `peakLoad` needs; 10 without
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
  /** How many managers run, on which compute, and with which resources. */
  readonly managers?: ManagersSection;
  /** Compute, image and resources of jobs, and what they may change of it. */
  readonly jobs?: JobsSection;
  /**
   * How jobs build container images.
   *
   * @default - none: jobs can build with kaniko in an image that they name
   */
  readonly imageBuilds?: ImageBuildsSection;
  /**
   * How Prometheus learns of the managers, which serve their metrics on port 9252.
   *
   * @default - by the usual scrape annotations
   */
  readonly metrics?: MetricsSection;
  /**
   * What the deployment waits for before it is complete.
   *
   * @default - until managers run, so that a wrong token or URL fails the deployment
   */
  readonly waitFor?: WaitForSection;
  /** Settings of config.toml, merged over those that the other options yield. */
  readonly config?: RunnerConfig;
  /**
   * Mirror, versions and pull policy of images: one place for managers, helpers and jobs.
   *
   * @default - the public registries
   */
  readonly images?: RunnerImages;
  /**
   * Access to private registries, for managers, jobs and image builds.
   *
   * @default - none
   */
  readonly registryCredentials?: RegistryCredentialsSection[];
  /**
   * The certificate authority of a GitLab instance that public ones do not vouch for.
   *
   * @default - public certificate authorities
   */
  readonly caCertificate?: CaCertificate;
  /**
   * The proxy by which managers and jobs reach GitLab and the internet.
   *
   * @default - none
   */
  readonly httpProxy?: HttpProxyOptions;
  /**
   * Interactive web terminals. They work with a single manager.
   *
   * @default - none
   */
  readonly sessionServer?: SessionServerOptions;
  /** Values of the Helm chart in its own keys, merged last. */
  readonly chartValues?: ChartValues<never>;
  /**
   * Rules that do not apply to this runner, by id, each with the reason.
   *
   * @default - none
   */
  readonly acknowledge?: Readonly<Record<string, string>>;
}
