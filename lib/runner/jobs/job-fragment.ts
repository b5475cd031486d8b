import type { CacheConfig } from '../../cache/cache';
import { DeployTimeChoice } from '../../config/deploy-time-choice';
import type { KubernetesConfig, RunnersConfig } from '../../config/runner-config.generated';
import type { PodPlacement, Toleration } from '../../placement/pod-placement';
import { isUnresolved, numberText } from '../../ros/tokens';
import { byDefault, from, option } from '../../model/origin';
import type { Origin } from '../../model/origin';
import type { ImageBuildsConfig } from '../image-builds/image-builds-config';
import type { ResourceAmounts, ResourceTexts } from '../sizes/container-resources';
import { limitsOf, markedResources, quantityText, resourceTexts } from '../sizes/container-resources';
import type { RunnerFragment } from '../fragment';
import type { JobOptions } from './job-options';
import { DEFAULT_JOB_IMAGE } from './job-options';
import { DEFAULT_POD_LABELS_ALLOWED } from './job-overwrites';
import { DEFAULT_RESOURCES, JOB_SIZES, SERVERLESS_RESOURCES } from '../sizes/job-size';
import { podMap } from '../compute/pod-maps';

/** Time for a virtual node to find capacity and pull images; GitLab's default of 180 seconds fails on cold starts. */
const POLL_TIMEOUT_SECONDS = 600;

export interface JobInput {
  readonly namespace: string;
  readonly jobs: JobOptions;
  /** What `config` says of jobs. */
  readonly given?: KubernetesConfig;
  /** What the way to build images gives to jobs that do not say otherwise. */
  readonly builder?: ImageBuildsConfig;
  readonly placement: PodPlacement;
  readonly serverless: boolean;
  readonly cache?: CacheConfig;
  /** Where the values of other options come from. */
  readonly origins: Readonly<Record<'placement' | 'cache' | 'namespace', Origin>>;
}

/** The jobs, layer by layer: the pods they run in, what they get, what they may change of it, and their cache. */
export function jobFragments(input: JobInput): RunnerFragment[] {
  const { jobs, builder } = input;
  const layers: readonly (readonly [Origin, KubernetesConfig])[] = [
    [byDefault('small, and on Docker Hub', 'jobs', 'image'), { image: DEFAULT_JOB_IMAGE }],
    [option('imageBuilds'), { image: builder?.jobs.image }],
    [option('jobs', 'image'), { image: jobs.image }],
    [input.origins.placement, podConfig(input)],
    ...resourceLayers(input),
    [option('jobs', 'serviceAccount'), accountConfig(input)],
    [option('jobs'), allowedConfig(jobs)],
    [option('jobs', 'overwrites'), overwriteConfig(jobs)],
  ];
  return [
    ...layers.map(([origin, kubernetes]): RunnerFragment => ({ origin, config: { runners: { kubernetes } } })),
    { origin: input.origins.cache, config: { runners: { cache: cacheConfig(input.cache) } } },
    { origin: input.origins.placement, extraObjects: input.placement.objects },
  ];
}

function podConfig({ namespace, placement, origins }: JobInput): KubernetesConfig {
  return {
    namespace: from(origins.namespace, namespace),
    pollTimeoutSeconds: from(
      byDefault(
        'a virtual node finds capacity and pulls images first',
        'config',
        'runners',
        'kubernetes',
        'pollTimeoutSeconds',
      ),
      POLL_TIMEOUT_SECONDS,
    ),
    podLabels: podMap(placement.labels),
    podAnnotations: podMap(placement.annotations),
    nodeSelector: podMap(placement.nodeSelector),
    nodeTolerations: tolerations(placement.tolerations),
    affinity: placement.affinity,
  };
}

/** Who names an account for jobs, or lets them choose one, wants its rights; nobody else needs the API of Kubernetes. */
function accountConfig({ jobs, given }: JobInput): KubernetesConfig {
  const { name, automountServiceAccountToken } = jobs.serviceAccount ?? {};
  const isElsewhere =
    given?.serviceAccount !== undefined ||
    given?.serviceAccountOverwriteAllowed !== undefined ||
    jobs.overwrites?.serviceAccount !== undefined;
  const byLibrary = byDefault(
    'scripts do not need the API of Kubernetes',
    'jobs',
    'serviceAccount',
    'automountServiceAccountToken',
  );
  return {
    serviceAccount: from(option('jobs', 'serviceAccount', 'name'), name),
    automountServiceAccountToken: automountServiceAccountToken ?? (isElsewhere ? undefined : from(byLibrary, false)),
  };
}

/** Resources that are given go before those of the size; without a size they take the place of the defaults whole. */
function resourceLayers({ jobs, builder, serverless }: JobInput): (readonly [Origin, KubernetesConfig])[] {
  const { size } = jobs;
  const preset = size === undefined ? undefined : JOB_SIZES[size];
  const hasOwn = preset !== undefined || jobs.resources !== undefined;
  const built = builder?.jobs;
  const defaults =
    hasOwn || built?.resources !== undefined ? {} : serverless ? SERVERLESS_RESOURCES : DEFAULT_RESOURCES;
  const reason = serverless
    ? 'with the ephemeral storage that comes free on serverless compute'
    : 'enough for most builds';
  return [
    [
      byDefault(reason, 'jobs', 'resources'),
      containers({
        resources: markedResources(defaults, (...path) => byDefault(reason, 'jobs', 'resources', ...path)),
      }),
    ],
    [
      option('imageBuilds'),
      containers({
        resources: hasOwn ? undefined : built?.resources,
        serviceResources: jobs.serviceResources === undefined ? built?.serviceResources : undefined,
      }),
    ],
    [option('jobs', 'size'), containers(preset ?? {})],
    [option('jobs'), containers(givenResources(jobs))],
  ];
}

type JobResources = Pick<JobOptions, 'resources' | 'helperResources' | 'serviceResources'>;

/** The resources with limits written out, each amount with the option that says so. */
function givenResources(jobs: JobResources): JobResources {
  const marked = (name: keyof JobResources): ResourceTexts | undefined =>
    jobs[name] && markedResources(jobs[name], (...path) => option('jobs', name, ...path));
  return {
    resources: marked('resources'),
    helperResources: marked('helperResources'),
    serviceResources: marked('serviceResources'),
  };
}

function containers({ resources = {}, helperResources = {}, serviceResources = {} }: JobResources): KubernetesConfig {
  return {
    ...buildContainer(resourceTexts(resources)),
    ...helperContainer(resourceTexts(helperResources)),
    ...serviceContainers(resourceTexts(serviceResources)),
  };
}

function overwriteConfig({ overwrites = {} }: JobOptions): KubernetesConfig {
  const said = <T>(name: string, value: T): T => from(option('jobs', 'overwrites', ...name.split('.')), value);
  const maximum = (
    name: 'maxResources' | 'maxHelperResources' | 'maxServiceResources',
    amount: keyof ResourceAmounts,
  ) => {
    const most = overwrites[name]?.[amount];
    return most === undefined ? undefined : said(`${name}.${amount}`, quantityText(most));
  };
  const [cpu, memory] = [maximum('maxResources', 'cpu'), maximum('maxResources', 'memory')];
  const storage = maximum('maxResources', 'ephemeralStorage');
  return {
    podLabelsOverwriteAllowed:
      said('podLabels', overwrites.podLabels) ??
      from(
        byDefault('jobs may choose their ACS compute', 'jobs', 'overwrites', 'podLabels'),
        DEFAULT_POD_LABELS_ALLOWED,
      ),
    podAnnotationsOverwriteAllowed: said('podAnnotations', overwrites.podAnnotations),
    nodeSelectorOverwriteAllowed: said('nodeSelector', overwrites.nodeSelector),
    nodeTolerationsOverwriteAllowed: said('tolerations', overwrites.tolerations),
    serviceAccountOverwriteAllowed: said('serviceAccount', overwrites.serviceAccount),
    cpuRequestOverwriteMaxAllowed: cpu,
    cpuLimitOverwriteMaxAllowed: cpu,
    memoryRequestOverwriteMaxAllowed: memory,
    memoryLimitOverwriteMaxAllowed: memory,
    ephemeralStorageRequestOverwriteMaxAllowed: storage,
    ephemeralStorageLimitOverwriteMaxAllowed: storage,
    helperCpuRequestOverwriteMaxAllowed: maximum('maxHelperResources', 'cpu'),
    helperCpuLimitOverwriteMaxAllowed: maximum('maxHelperResources', 'cpu'),
    helperMemoryRequestOverwriteMaxAllowed: maximum('maxHelperResources', 'memory'),
    helperMemoryLimitOverwriteMaxAllowed: maximum('maxHelperResources', 'memory'),
    helperEphemeralStorageRequestOverwriteMaxAllowed: maximum('maxHelperResources', 'ephemeralStorage'),
    helperEphemeralStorageLimitOverwriteMaxAllowed: maximum('maxHelperResources', 'ephemeralStorage'),
    serviceCpuRequestOverwriteMaxAllowed: maximum('maxServiceResources', 'cpu'),
    serviceCpuLimitOverwriteMaxAllowed: maximum('maxServiceResources', 'cpu'),
    serviceMemoryRequestOverwriteMaxAllowed: maximum('maxServiceResources', 'memory'),
    serviceMemoryLimitOverwriteMaxAllowed: maximum('maxServiceResources', 'memory'),
    serviceEphemeralStorageRequestOverwriteMaxAllowed: maximum('maxServiceResources', 'ephemeralStorage'),
    serviceEphemeralStorageLimitOverwriteMaxAllowed: maximum('maxServiceResources', 'ephemeralStorage'),
  };
}

function allowedConfig(jobs: JobOptions): KubernetesConfig {
  const said = <T>(name: string, value: T): T => from(option('jobs', name), value);
  // A list of the deployment is refused, and until then stays one.
  const items = <T>(name: string, list: T[] | undefined): T[] | undefined =>
    said(name, isUnresolved(list) ? list : list?.map((item, index) => from(option('jobs', name, index), item)));
  return {
    allowedImages: items('allowedImages', jobs.allowedImages),
    allowedServices: items('allowedServices', jobs.allowedServices),
    // Without policies of its own the runner leaves the choice to the cluster, which is none of those allowed, and so
    // refuses every job. Those that are given elsewhere go before these.
    pullPolicy: items('allowedPullPolicies', jobs.allowedPullPolicies),
    allowedPullPolicies: items('allowedPullPolicies', jobs.allowedPullPolicies),
    allowedUsers: said('allowedUsers', jobs.allowedUsers?.map(numberText)),
    allowedGroups: said('allowedGroups', jobs.allowedGroups?.map(numberText)),
  };
}

function cacheConfig(cache: CacheConfig | undefined): RunnersConfig['cache'] {
  const config = cache && s3Config(cache);
  return config && cache.condition ? asTable(new DeployTimeChoice(cache.condition, config)) : config;
}

function s3Config(cache: CacheConfig): RunnersConfig['cache'] {
  return {
    type: 's3',
    path: cache.path,
    shared: cache.shared,
    s3: {
      serverAddress: cache.serverAddress,
      bucketName: cache.bucketName,
      bucketLocation: cache.bucketLocation,
      // Without it the runner looks for an IAM role as soon as one of the credentials is missing from the file.
      authenticationType: 'role' in cache.credentials ? 'iam' : 'access-key',
      pathStyle: cache.pathStyle,
      insecure: cache.insecure ?? false,
    },
  };
}

/** Types of the configuration name plain tables only; the renderer writes choices too. */
function asTable<T>(choice: DeployTimeChoice<T>): T {
  return choice as unknown as T;
}

function buildContainer(resources: ResourceTexts): KubernetesConfig {
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

function helperContainer(resources: ResourceTexts): KubernetesConfig {
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

function serviceContainers(resources: ResourceTexts): KubernetesConfig {
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
  return podMap(
    list &&
      Object.fromEntries(
        list.map(({ key, value, effect }) => [value === undefined ? key : `${key}=${value}`, effect ?? '']),
      ),
  );
}
