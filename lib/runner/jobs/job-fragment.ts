import type { CacheBinding } from '../../cache/cache';
import { DeployTimeChoice } from '../../config/deploy-time-choice';
import type { CacheConfig, KubernetesConfig } from '../../config/runner-config.generated';
import type { PodPlacement, Toleration } from '../../placement/pod-placement';
import { numberText } from '../../ros/tokens';
import type { ContainerResources } from '../sizes/container-resources';
import { limitsOf } from '../sizes/container-resources';
import type { RunnerFragment } from '../fragment';
import type { JobOptions } from './job-options';
import { DEFAULT_JOB_IMAGE } from './job-options';
import { DEFAULT_POD_LABELS_ALLOWED } from './job-overrides';
import { jobResources } from '../sizes/job-size';
import { configMap } from '../compute/pod-maps';

/** Time for a virtual node to find capacity and pull images; GitLab's default of 180 seconds fails on cold starts. */
const POLL_TIMEOUT_SECONDS = 600;

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
    extraObjects: input.placement.objects,
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
    podLabels: configMap(placement.labels),
    podAnnotations: configMap(placement.annotations),
    nodeSelector: configMap(placement.nodeSelector),
    nodeTolerations: tolerations(placement.tolerations),
    affinity: placement.affinity,
  };
}

function resourceConfig({ jobs, serverless }: JobInput): KubernetesConfig {
  const { resources, helperResources, serviceResources } = jobResources(jobs, serverless);
  return {
    ...buildContainer(resources ?? {}),
    ...helperContainer(helperResources ?? {}),
    ...serviceContainers(serviceResources ?? {}),
  };
}

function overrideConfig({ overrides = {} }: JobOptions): KubernetesConfig {
  const { maxHelperResources, maxServiceResources } = overrides;
  return {
    podLabelsOverwriteAllowed: overrides.podLabels ?? DEFAULT_POD_LABELS_ALLOWED,
    podAnnotationsOverwriteAllowed: overrides.podAnnotations,
    nodeSelectorOverwriteAllowed: overrides.nodeSelector,
    nodeTolerationsOverwriteAllowed: overrides.tolerations,
    serviceAccountOverwriteAllowed: overrides.serviceAccount,
    cpuRequestOverwriteMaxAllowed: overrides.maxCpu,
    cpuLimitOverwriteMaxAllowed: overrides.maxCpu,
    memoryRequestOverwriteMaxAllowed: overrides.maxMemory,
    memoryLimitOverwriteMaxAllowed: overrides.maxMemory,
    ephemeralStorageRequestOverwriteMaxAllowed: overrides.maxEphemeralStorage,
    ephemeralStorageLimitOverwriteMaxAllowed: overrides.maxEphemeralStorage,
    helperCpuRequestOverwriteMaxAllowed: maxHelperResources?.cpu,
    helperCpuLimitOverwriteMaxAllowed: maxHelperResources?.cpu,
    helperMemoryRequestOverwriteMaxAllowed: maxHelperResources?.memory,
    helperMemoryLimitOverwriteMaxAllowed: maxHelperResources?.memory,
    helperEphemeralStorageRequestOverwriteMaxAllowed: maxHelperResources?.ephemeralStorage,
    helperEphemeralStorageLimitOverwriteMaxAllowed: maxHelperResources?.ephemeralStorage,
    serviceCpuRequestOverwriteMaxAllowed: maxServiceResources?.cpu,
    serviceCpuLimitOverwriteMaxAllowed: maxServiceResources?.cpu,
    serviceMemoryRequestOverwriteMaxAllowed: maxServiceResources?.memory,
    serviceMemoryLimitOverwriteMaxAllowed: maxServiceResources?.memory,
    serviceEphemeralStorageRequestOverwriteMaxAllowed: maxServiceResources?.ephemeralStorage,
    serviceEphemeralStorageLimitOverwriteMaxAllowed: maxServiceResources?.ephemeralStorage,
    allowedImages: overrides.images,
    allowedServices: overrides.services,
    // Without policies of its own the runner leaves the choice to the cluster, which is none of those allowed, and so
    // refuses every job. Those that are given elsewhere go before these.
    pullPolicy: overrides.pullPolicies,
    allowedPullPolicies: overrides.pullPolicies,
    allowedUsers: overrides.users?.map(numberText),
    allowedGroups: overrides.groups?.map(numberText),
  };
}

function cacheConfig(cache: CacheBinding | undefined): CacheConfig | undefined {
  const config = cache && ossConfig(cache);
  return config && cache.condition ? asTable(new DeployTimeChoice(cache.condition, config)) : config;
}

function ossConfig(cache: CacheBinding): CacheConfig {
  return {
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
  };
}

/** Types of the configuration name plain tables only; the renderer writes choices too. */
function asTable<T>(choice: DeployTimeChoice<T>): T {
  return choice as unknown as T;
}

function buildContainer(resources: ContainerResources): KubernetesConfig {
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

function helperContainer(resources: ContainerResources): KubernetesConfig {
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

function serviceContainers(resources: ContainerResources): KubernetesConfig {
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
  return configMap(
    list &&
      Object.fromEntries(
        list.map(({ key, value, effect }) => [value === undefined ? key : `${key}=${value}`, effect ?? '']),
      ),
  );
}
