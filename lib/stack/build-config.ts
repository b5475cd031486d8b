import type { Construct } from '@alicloud/ros-cdk-core';
import { RemovalPolicy, RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { ICache } from '../cache/cache';
import { Cache } from '../cache/cache';
import { CacheCredentials } from '../cache/cache-credentials';
import { OssCache } from '../cache/oss-cache';
import type { IOssCache } from '../cache/oss-cache-props';
import { RamPrincipal } from '../cache/ram-principal';
import { S3Cache } from '../cache/s3-cache';
import { OssEncryption } from '../cache/oss-encryption';
import { AckCluster, AckClusterSpec } from '../cluster/ack-cluster';
import { AcsCluster } from '../cluster/acs-cluster';
import { ChartVersion } from '../chart/chart-version';
import { ChartLogin } from '../cluster/chart-login';
import { Cluster } from '../cluster/cluster';
import { ClusterKind } from '../cluster/cluster-kind';
import { ManagedPrometheus } from '../cluster/managed-prometheus';
import { NetworkPlugin } from '../cluster/network-plugin';
import { NodeBilling } from '../cluster/node-billing';
import { NodeLogin } from '../cluster/node-login';
import type { INodePool } from '../cluster/inode-pool';
import { NodePool } from '../cluster/node-pool';
import type { NodePoolOptions } from '../cluster/node-pool-options';
import { ImageBuilds } from '../runner/image-builds/image-builds';
import type { INetwork } from '../network/network-props';
import { Network } from '../network/network';
import { Metrics } from '../monitoring/runner-metrics';
import { Placement } from '../placement/placement';
import { scopedId } from '../ros/scoped-id';
import type { Tags } from '../ros/tags';
import type { GitLabRunnerOptions } from '../runner/gitlab-runner-props';
import { JobQueue } from '../runner/managers/job-queue';
import { ManagerScaling } from '../runner/managers/manager-scaling';
import { RegistryCredentials } from '../runner/credentials/registry-credentials';
import type { IRunnerToken } from '../runner/credentials/runner-token';
import { RunnerToken } from '../runner/credentials/runner-token';
import { RunnerChart } from '../runner/runner-chart';
import { WaitFor } from '../runner/wait-for';
import type {
  OssCredentialsSection,
  CacheGranteesSection,
  CacheSection,
  ChartSection,
  ClusterSection,
  ExistingCacheSection,
  ExistingClusterSection,
  ImageBuildsSection,
  MetricsSection,
  NetworkSection,
  NewCacheSection,
  NodeBillingSection,
  NodeLoginSection,
  NodePoolPlacementSection,
  NodePoolSection,
  OssCacheSection,
  PlacementSection,
  RegistryCredentialsSection,
  RunnerSection,
  ScalingSection,
  TokenSection,
  WaitForSection,
} from './config';

/*
 * One function for each section of gitlab-runner.yaml, which turns it into constructs or into the props of one. That a
 * section names exactly one of its alternatives has been checked before.
 */

export function buildNetwork(scope: Construct, section: NetworkSection, tags?: Tags): INetwork {
  return section.existing === undefined
    ? new Network(scope, 'Network', { ...section.new!, tags })
    : Network.fromAttributes(scope, 'Network', section.existing);
}

export function buildCluster(scope: Construct, section: ClusterSection, network: () => INetwork, tags?: Tags): Cluster {
  if (section.ack !== undefined) {
    const { edition, networkPlugin, nodePool, nodePools, ...props } = section.ack;
    return new AckCluster(scope, 'Cluster', {
      ...props,
      network: network(),
      clusterSpec: edition === 'basic' ? AckClusterSpec.BASIC : AckClusterSpec.PRO,
      networkPlugin: networkPlugin?.terway
        ? NetworkPlugin.terway(networkPlugin.terway)
        : NetworkPlugin.flannel(networkPlugin?.flannel),
      nodePool: nodePool && nodePoolOptions(nodePool),
      tags,
    });
  }
  if (section.acs !== undefined) {
    return new AcsCluster(scope, 'Cluster', { ...section.acs, network: network(), tags });
  }
  return existingCluster(scope, section.existing ?? {});
}

/** A further node pool of a cluster. */
export function buildNodePool(cluster: Cluster, name: string, section: NodePoolSection): INodePool {
  const options = nodePoolOptions(section);
  return cluster instanceof AckCluster
    ? cluster.addNodePool(name, options)
    : new NodePool(cluster, name, { vSwitchIds: ['vsw-0'], ...options, cluster });
}

function existingCluster(scope: Construct, section: ExistingClusterSection): Cluster {
  const { kind, managedPrometheus, ...attributes } = section;
  const clusterId = section.clusterId ?? clusterIdParameter(scope);
  const prometheus =
    managedPrometheus === true ? new ManagedPrometheus(scope, 'ManagedPrometheus', { clusterId }) : undefined;
  return Cluster.fromClusterId(scope, 'Cluster', clusterId, {
    virtualNode: attributes.virtualNode,
    edition: attributes.edition,
    rrsa: attributes.rrsa,
    prometheusOperator: prometheus === undefined ? attributes.prometheusOperator : true,
    kind: kind && ClusterKind[kind],
    dependencies: prometheus && [prometheus.ready],
  });
}

export function buildCache(scope: Construct, section: CacheSection, tags?: Tags): ICache {
  if (section.none === true) {
    return Cache.none();
  }
  if (section.s3 !== undefined) {
    const { credentials, ...props } = section.s3;
    return new S3Cache(scope, 'Cache', { ...props, credentials: credentials && cacheCredentials(credentials) });
  }
  return section.existing === undefined
    ? newCache(scope, section.new ?? {}, tags)
    : existingCache(scope, section.existing);
}

function newCache(scope: Construct, section: NewCacheSection, tags?: Tags): ICache {
  const { removalPolicy, grantReadWrite, ...options } = section;
  const cache = new OssCache(scope, 'Cache', {
    ...options,
    ...ossOptions(section),
    removalPolicy: removalPolicy === 'destroy' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    tags,
  });
  return granted(cache, grantReadWrite);
}

function existingCache(scope: Construct, section: ExistingCacheSection): ICache {
  const { grantReadWrite, ...options } = section;
  const cache = OssCache.fromBucketAttributes(scope, 'Cache', { ...options, ...ossOptions(section) });
  return granted(cache, grantReadWrite);
}

function ossOptions({ encryption, credentials }: OssCacheSection) {
  return {
    encryption: encryption?.kms && OssEncryption.kms(encryption.kms.keyId),
    credentials: credentials && cacheCredentials(credentials),
  };
}

function granted(cache: IOssCache, { users = [], roles = [] }: CacheGranteesSection = {}): ICache {
  users.forEach((name) => cache.grantReadWrite(RamPrincipal.fromUserName(name)));
  roles.forEach((name) => cache.grantReadWrite(RamPrincipal.fromRoleName(name)));
  return cache;
}

/** @param nodePools the node pools of the file by name */
export function runnerOptions(section: RunnerSection, nodePools: ReadonlyMap<string, INodePool>): GitLabRunnerOptions {
  const { token, chart, managers, jobs, imageBuilds, registryCredentials, metrics, waitFor, ...options } = section;
  return {
    ...options,
    token: runnerToken(token),
    chart: chart && runnerChart(chart),
    managers: managers && {
      ...managers,
      scaling: managers.scaling && managerScaling(managers.scaling),
      placement: managers.placement && placementOf(managers.placement, nodePools),
    },
    jobs: jobs && { ...jobs, placement: jobs.placement && placementOf(jobs.placement, nodePools) },
    imageBuilds: imageBuilds && imageBuildsOf(imageBuilds),
    metrics: metrics && metricsOf(metrics),
    waitFor: waitFor && waitForOf(waitFor),
    registryCredentials: registryCredentials?.map(registryCredentialsOf),
  };
}

function nodePoolOptions(section: NodePoolSection): NodePoolOptions {
  const { billing, login, ...options } = section;
  return {
    ...options,
    billing: billing && nodeBilling(billing),
    login: login && nodeLogin(login),
  };
}

function nodeBilling({ subscription, spot }: NodeBillingSection): NodeBilling {
  if (spot !== undefined) {
    return NodeBilling.spot(spot);
  }
  return subscription === undefined ? NodeBilling.payAsYouGo() : NodeBilling.subscription(subscription);
}

function nodeLogin({ keyPair }: NodeLoginSection): NodeLogin {
  return keyPair === undefined ? NodeLogin.fromPasswordParameter() : NodeLogin.fromKeyPair(keyPair);
}

function clusterIdParameter(scope: Construct): string {
  return new RosParameter(scope, scopedId(scope, 'ClusterId'), {
    type: RosParameterType.STRING,
    label: { en: 'Cluster', 'zh-cn': '集群' } as unknown as string,
    description: { en: 'ID of the ACK or ACS cluster.', 'zh-cn': 'ACK 或 ACS 集群的 ID。' },
    allowedPattern: '^c[0-9a-z]{32}$',
    associationProperty: 'ALIYUN::CS::Cluster::ClusterId',
  }).valueAsString;
}

function cacheCredentials(section: OssCredentialsSection): CacheCredentials {
  if (section.rrsa !== undefined) {
    return CacheCredentials.rrsa(section.rrsa);
  }
  return section.existingSecret === undefined
    ? CacheCredentials.fromParameters(section.parameters)
    : CacheCredentials.fromExistingSecret(section.existingSecret);
}

/** What the parameters of the login to a runner's chart are called after. */
export function chartLoginId(name: string): string {
  return `${name}Chart`;
}

function runnerToken(section: TokenSection = {}): IRunnerToken {
  const { parameter, existingSecret, oosSecret, unsafeLegacyRegistrationToken } = section;
  if (existingSecret !== undefined) {
    return RunnerToken.fromExistingSecret(existingSecret);
  }
  if (oosSecret !== undefined) {
    return RunnerToken.fromOosSecret(oosSecret);
  }
  return unsafeLegacyRegistrationToken === undefined
    ? RunnerToken.fromParameter(parameter)
    : RunnerToken.unsafeLegacyRegistrationToken(unsafeLegacyRegistrationToken);
}

function registryCredentialsOf(section: RegistryCredentialsSection): RegistryCredentials {
  const { registry, existingSecret, acrInstanceId, serviceAccount, ...options } = section;
  if (existingSecret !== undefined) {
    return RegistryCredentials.fromExistingSecret(existingSecret, { usedBy: options.usedBy });
  }
  if (acrInstanceId !== undefined) {
    return RegistryCredentials.fromAcrInstance(acrInstanceId);
  }
  return serviceAccount === undefined
    ? RegistryCredentials.fromParameters(registry!, options)
    : RegistryCredentials.fromServiceAccount();
}

/** Without `version` and `url` it is the default. */
export function runnerChart({ version, url, login }: ChartSection): RunnerChart {
  return url === undefined
    ? RunnerChart.fromVersion(version ?? ChartVersion.DEFAULT)
    : RunnerChart.fromUrl(url, { version, login: login && ChartLogin.fromParameters() });
}

function managerScaling(section: ScalingSection): ManagerScaling {
  if (section.fixed !== undefined) {
    return ManagerScaling.fixed(section.fixed);
  }
  if (section.onSchedule !== undefined) {
    return ManagerScaling.onSchedule(section.onSchedule);
  }
  if (section.onQueue !== undefined) {
    const { gitlab, prometheus, ...options } = section.onQueue;
    const queue = gitlab === undefined ? JobQueue.prometheus(prometheus!) : JobQueue.gitlab(gitlab);
    return ManagerScaling.onQueue({ ...options, queue });
  }
  return section.onJobs === undefined ? ManagerScaling.onCpu(section.onCpu) : ManagerScaling.onJobs(section.onJobs);
}

function placementOf(section: PlacementSection, nodePools: ReadonlyMap<string, INodePool>): Placement {
  if (section.fallback !== undefined) {
    return Placement.fallback(section.fallback.map((one) => placementOf(one, nodePools)));
  }
  if (section.eci !== undefined) {
    return Placement.eci(section.eci);
  }
  return section.acs === undefined ? nodePlacement(section.nodePool, nodePools) : Placement.acs(section.acs);
}

function nodePlacement(section: NodePoolPlacementSection = {}, nodePools: ReadonlyMap<string, INodePool>): Placement {
  const { name, ...options } = section;
  const pool = name === undefined ? undefined : nodePools.get(name);
  return pool === undefined ? Placement.nodePool(options) : Placement.nodePool(pool, options);
}

function metricsOf({ annotations, podMonitor, none }: MetricsSection): Metrics {
  if (none) {
    return Metrics.none();
  }
  return podMonitor === undefined ? Metrics.annotations(annotations) : Metrics.podMonitor(podMonitor);
}

function waitForOf({ managers, nothing, conditions }: WaitForSection): WaitFor {
  if (nothing) {
    return WaitFor.nothing();
  }
  return conditions === undefined ? WaitFor.managers(managers) : WaitFor.conditions(conditions);
}

function imageBuildsOf(section: ImageBuildsSection): ImageBuilds {
  if (section.buildkitRootless !== undefined) {
    return ImageBuilds.buildkitRootless(section.buildkitRootless);
  }
  return section.unsafeDockerInDocker === undefined
    ? ImageBuilds.kaniko(section.kaniko)
    : ImageBuilds.unsafeDockerInDocker(section.unsafeDockerInDocker);
}
