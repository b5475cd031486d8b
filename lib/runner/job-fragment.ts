import type { CacheBinding } from '../cache/cache';
import type { KubernetesConfig, RunnersConfig } from '../config/runner-config.generated';
import type { PodPlacement, Toleration } from '../placement/pod-placement';
import type { ContainerResources } from './container-resources';
import { limitsOf } from './container-resources';
import type { RunnerFragment } from './fragment';
import type { JobOptions } from './job-options';
import { DEFAULT_JOB_IMAGE, DEFAULT_POD_LABELS_ALLOWED } from './job-options';
import { nonEmpty } from './non-empty';

/** Time for a virtual node to find capacity and pull images; GitLab's default of 180 seconds fails on cold starts. */
const POLL_TIMEOUT_SECONDS = 600;

const DEFAULT_RESOURCES = { cpu: '2', memory: '4Gi' };
const DEFAULT_SERVERLESS_RESOURCES = { ...DEFAULT_RESOURCES, ephemeralStorage: '30Gi' };

export interface JobInput {
  readonly namespace: string;
  readonly jobs: JobOptions;
  readonly placement: PodPlacement;
  readonly serverless: boolean;
  readonly cache?: CacheBinding;
}

/** The jobs: the pods they run in, what they may change of them, and their cache. */
export function jobFragment(input: JobInput): RunnerFragment {
  return {
    config: {
      runners: {
        kubernetes: { ...podConfig(input), ...resourceConfig(input), ...overrideConfig(input.jobs) },
        cache: cacheConfig(input.cache),
      },
    },
  };
}

function podConfig({ namespace, jobs, placement }: JobInput): KubernetesConfig {
  return {
    namespace,
    image: jobs.image ?? DEFAULT_JOB_IMAGE,
    pollTimeoutSeconds: POLL_TIMEOUT_SECONDS,
    podLabels: nonEmpty(placement.labels),
    podAnnotations: nonEmpty(placement.annotations),
    nodeSelector: nonEmpty(placement.nodeSelector),
    nodeTolerations: tolerations(placement.tolerations),
    affinity: placement.affinity,
  };
}

function resourceConfig({ jobs, serverless }: JobInput): KubernetesConfig {
  return {
    ...buildResources(jobs.resources ?? (serverless ? DEFAULT_SERVERLESS_RESOURCES : DEFAULT_RESOURCES)),
    ...helperResources(jobs.helperResources ?? {}),
    ...serviceResources(jobs.serviceResources ?? {}),
  };
}

function overrideConfig({ overrides = {} }: JobOptions): KubernetesConfig {
  return {
    podLabelsOverwriteAllowed: overrides.podLabels ?? DEFAULT_POD_LABELS_ALLOWED,
    podAnnotationsOverwriteAllowed: overrides.podAnnotations,
    cpuRequestOverwriteMaxAllowed: overrides.maxCpu,
    cpuLimitOverwriteMaxAllowed: overrides.maxCpu,
    memoryRequestOverwriteMaxAllowed: overrides.maxMemory,
    memoryLimitOverwriteMaxAllowed: overrides.maxMemory,
    ephemeralStorageRequestOverwriteMaxAllowed: overrides.maxEphemeralStorage,
    ephemeralStorageLimitOverwriteMaxAllowed: overrides.maxEphemeralStorage,
    allowedImages: overrides.images,
    allowedServices: overrides.services,
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

function buildResources(resources: ContainerResources): KubernetesConfig {
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

function helperResources(resources: ContainerResources): KubernetesConfig {
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

function serviceResources(resources: ContainerResources): KubernetesConfig {
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
    list &&
      Object.fromEntries(
        list.map(({ key, value, effect }) => [value === undefined ? key : `${key}=${value}`, effect ?? '']),
      ),
  );
}
