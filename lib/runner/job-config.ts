import type { CacheBinding } from '../cache/cache';
import type { KubernetesConfig, RunnerConfig, RunnersConfig } from '../config/runner-config.generated';
import type { PodPlacement, Toleration } from '../placement/pod-placement';
import type { ContainerResources } from './container-resources';
import { limitsOf } from './container-resources';
import type { JobOptions } from './job-options';
import { DEFAULT_JOB_IMAGE, DEFAULT_POD_LABELS_ALLOWED } from './job-options';

/** Time for a virtual node to find capacity and pull images; GitLab's default of 180 seconds fails on cold starts. */
const POLL_TIMEOUT_SECONDS = 600;

const DEFAULT_RESOURCES = { cpu: '2', memory: '4Gi' };
const DEFAULT_SERVERLESS_RESOURCES = { ...DEFAULT_RESOURCES, ephemeralStorage: '30Gi' };

export interface JobConfigInput {
  readonly namespace: string;
  readonly jobs: JobOptions;
  readonly placement: PodPlacement;
  readonly serverless: boolean;
  readonly cache?: CacheBinding;
}

/** The config.toml that the props of a runner yield, before the user's own settings are merged over it. */
export function jobConfig(input: JobConfigInput): RunnerConfig {
  const runners: RunnersConfig = { kubernetes: kubernetesConfig(input), cache: cacheConfig(input.cache) };
  return { runners };
}

function kubernetesConfig({ namespace, jobs, placement, serverless }: JobConfigInput): KubernetesConfig {
  const { overrides = {} } = jobs;
  const build = jobs.resources ?? (serverless ? DEFAULT_SERVERLESS_RESOURCES : DEFAULT_RESOURCES);
  return {
    namespace,
    image: jobs.image ?? DEFAULT_JOB_IMAGE,
    pollTimeoutSeconds: POLL_TIMEOUT_SECONDS,
    ...buildResources(build),
    ...helperResources(jobs.helperResources ?? {}),
    ...serviceResources(jobs.serviceResources ?? {}),
    cpuRequestOverwriteMaxAllowed: overrides.maxCpu,
    cpuLimitOverwriteMaxAllowed: overrides.maxCpu,
    memoryRequestOverwriteMaxAllowed: overrides.maxMemory,
    memoryLimitOverwriteMaxAllowed: overrides.maxMemory,
    ephemeralStorageRequestOverwriteMaxAllowed: overrides.maxEphemeralStorage,
    ephemeralStorageLimitOverwriteMaxAllowed: overrides.maxEphemeralStorage,
    allowedImages: overrides.images && [...overrides.images],
    allowedServices: overrides.services && [...overrides.services],
    podLabels: nonEmpty(placement.labels),
    podLabelsOverwriteAllowed: overrides.podLabels ?? DEFAULT_POD_LABELS_ALLOWED,
    podAnnotations: nonEmpty(placement.annotations),
    podAnnotationsOverwriteAllowed: overrides.podAnnotations,
    nodeSelector: nonEmpty(placement.nodeSelector),
    nodeTolerations: tolerations(placement.tolerations),
  };
}

function cacheConfig(cache: CacheBinding | undefined): RunnersConfig['cache'] {
  return (
    cache && {
      type: 's3',
      path: cache.path,
      shared: cache.shared,
      s3: {
        serverAddress: cache.serverAddress,
        bucketName: cache.bucketName,
        bucketLocation: cache.bucketLocation,
        // Without it the runner looks for an IAM role as soon as one of the credentials is missing from the file.
        authenticationType: 'access-key',
        // OSS refuses path-style requests.
        pathStyle: false,
        insecure: false,
      },
    }
  );
}

function buildResources(resources: ContainerResources): Partial<KubernetesConfig> {
  const limits = limitsOf(resources);
  return {
    cpuRequest: resources.cpu,
    cpuLimit: limits.cpu,
    memoryRequest: resources.memory,
    memoryLimit: limits.memory,
    ephemeralStorageRequest: resources.ephemeralStorage,
    ephemeralStorageLimit: limits.ephemeralStorage,
  };
}

function helperResources(resources: ContainerResources): Partial<KubernetesConfig> {
  const limits = limitsOf(resources);
  return {
    helperCpuRequest: resources.cpu,
    helperCpuLimit: limits.cpu,
    helperMemoryRequest: resources.memory,
    helperMemoryLimit: limits.memory,
    helperEphemeralStorageRequest: resources.ephemeralStorage,
    helperEphemeralStorageLimit: limits.ephemeralStorage,
  };
}

function serviceResources(resources: ContainerResources): Partial<KubernetesConfig> {
  const limits = limitsOf(resources);
  return {
    serviceCpuRequest: resources.cpu,
    serviceCpuLimit: limits.cpu,
    serviceMemoryRequest: resources.memory,
    serviceMemoryLimit: limits.memory,
    serviceEphemeralStorageRequest: resources.ephemeralStorage,
    serviceEphemeralStorageLimit: limits.ephemeralStorage,
  };
}

/** The runner writes a toleration as `"key=value" = "effect"`, with the value or the effect empty for any. */
function tolerations(list: readonly Toleration[] | undefined): Record<string, string> | undefined {
  return nonEmpty(
    list && Object.fromEntries(list.map(({ key, value, effect }) => [value === undefined ? key : `${key}=${value}`, effect ?? ''])),
  );
}

function nonEmpty(map: Readonly<Record<string, string>> | undefined): Record<string, string> | undefined {
  return map !== undefined && Object.keys(map).length > 0 ? { ...map } : undefined;
}
