import { INTERMEDIATE_CERTIFICATE, ROOT_CERTIFICATE } from '../runner/credentials/sample-certificates';
import { CLUSTER_ID } from './support';
import type { Leaf } from './schema-walk';
import { sections, withValue } from './schema-walk';

/** In place of a second value: the section around the key is left out. */
export const ABSENT = Symbol('absent');

const QUANTITIES = { cpu: ['2', '3'], memory: ['4Gi', '5Gi'], ephemeralStorage: ['20Gi', '25Gi'] } as const;
const NEW_CLUSTER = {
  clusterName: ['one', 'two'],
  serviceCidr: ['172.17.0.0/16', '172.18.0.0/16'],
  kubernetesVersion: ['1.34.1-aliyun.1', '1.35.1-aliyun.1'],
  snatEntry: [true, false],
  endpointPublicAccess: [true, false],
  deletionProtection: [true, false],
  resourceGroupId: ['rg-1', 'rg-2'],
  managedPrometheus: [true, false],
} as const;

const CACHE = {
  bucketName: ['bucket-1', 'bucket-2'],
  prefix: ['one', 'two'],
  shared: [true, false],
  endpoint: ['oss-1.aliyuncs.com', 'oss-2.aliyuncs.com'],
} as const;

type Pair = readonly [first: unknown, second: unknown];

/** Two good values of every key, which must not give the same template. */
const SAMPLES: Readonly<Record<string, Readonly<Record<string, Pair>>>> = {
  GitLabRunnerConfig: {
    stackName: ['one', 'two'],
    tags: [{ team: 'a' }, { team: 'b' }],
    acknowledge: [{ 'acs-edition': 'one' }, { 'acs-edition': 'two' }],
  },
  ExistingClusterSection: {
    clusterId: [CLUSTER_ID, `c${'1'.repeat(32)}`],
    kind: ['ACK', 'ACS'],
    virtualNode: [true, false],
    edition: ['pro', 'basic'],
    // A PodMonitor in a cluster that is said not to know it is a fault.
    prometheusOperator: [true, ABSENT],
    rrsa: [true, ABSENT],
    managedPrometheus: [true, false],
  },
  AckClusterSection: {
    ...NEW_CLUSTER,
    edition: ['pro', 'basic'],
    virtualNode: [true, false],
    rrsa: [true, false],
    secretEncryptionKeyId: ['key-1', 'key-2'],
  },
  AcsClusterSection: { ...NEW_CLUSTER, podVSwitchIds: [['vsw-1'], ['vsw-2']] },
  ClusterAddon: {
    name: ['addon-a', 'addon-b'],
    version: ['v1', 'v2'],
    config: [{ size: 1 }, { size: 2 }],
    disabled: [true, false],
  },
  FlannelSection: { podCidr: ['10.1.0.0/16', '10.2.0.0/16'], nodeCidrMask: [25, 27] },
  TerwaySection: { podVSwitchIds: [['vsw-1'], ['vsw-2']], version: ['v1.17.5', 'v1.18.0'] },
  NodePoolSection: {
    name: ['one', 'two'],
    instanceTypes: [['ecs.g7.xlarge'], ['ecs.g8i.xlarge']],
    desiredSize: [3, 4],
    systemDiskCategory: ['cloud_auto', 'cloud_ssd'],
    systemDiskSizeGiB: [100, 200],
    systemDiskEncrypted: [true, false],
    vSwitchIds: [['vsw-1'], ['vsw-2']],
    imageType: ['Ubuntu', 'AliyunLinux3'],
    architecture: ['amd64', 'arm64'],
    gpu: [true, false],
    labels: [{ pool: 'a' }, { pool: 'b' }],
    containerdVersion: ['2.1.9', '2.2.0'],
  },
  NodeAutoScaling: { minInstances: [1, 2], maxInstances: [5, 6] },
  NodeTaint: { key: ['ci', 'jobs'], value: ['yes', 'no'], effect: ['NoSchedule', 'NoExecute'] },
  SubscriptionOptions: { period: [1, 2], periodUnit: ['Month', 'Year'], autoRenew: [true, false] },
  SpotNodeOptions: {
    priceLimits: [{ 'ecs.g6.xlarge': 0.5 }, { 'ecs.g6.xlarge': 0.6 }],
    spotInstancePools: [2, 3],
    fallbackToPayAsYouGo: [true, false],
    onDemandBaseCapacity: [1, 2],
    onDemandPercentageAboveBaseCapacity: [10, 20],
  },
  NodeLoginSection: { keyPair: ['ops', 'dev'], passwordParameter: [true, ABSENT] },
  NewNetworkSection: {
    zones: [['cn-hangzhou-i'], ['cn-hangzhou-j']],
    cidrBlock: ['10.0.0.0/8', '192.168.0.0/17'],
    vSwitchCidrBlocks: [['192.168.0.0/24'], ['192.168.1.0/24']],
    vpcName: ['one', 'two'],
  },
  NatGatewayOptions: { bandwidthMbps: [10, 20], chargeType: ['PayByTraffic', 'PayByBandwidth'] },
  ElasticIp: { allocationId: ['eip-1', 'eip-2'], ipAddress: ['203.0.113.1', '203.0.113.2'] },
  ExistingNetworkSection: {
    vpcId: ['vpc-1', 'vpc-2'],
    vSwitchIds: [['vsw-1'], ['vsw-2']],
    zoneIds: [['cn-hangzhou-i'], ['cn-hangzhou-j']],
    cidrBlock: ['192.168.0.0/16', '10.0.0.0/16'],
  },
  CacheSection: { none: [true, ABSENT] },
  NewCacheSection: { ...CACHE, expirationDays: [7, 8], removalPolicy: ['retain', 'destroy'] },
  ExistingCacheSection: { ...CACHE, region: ['cn-hangzhou', 'cn-beijing'] },
  S3CacheSection: {
    ...CACHE,
    endpoint: ['one.example.com', 'two.example.com:9000'],
    region: ['one', 'two'],
    pathStyle: [true, false],
    insecure: [true, false],
  },
  OssKmsSection: { keyId: ['key-1', 'key-2'] },
  CacheGranteesSection: { users: [['one'], ['two']], roles: [['one'], ['two']] },
  CacheCredentialsSection: { existingSecret: ['one', 'two'] },
  OssCredentialsSection: { existingSecret: ['one', 'two'] },
  RrsaOptions: { issuerUrl: ['https://one.example.com', 'https://two.example.com'] },
  CacheParametersOptions: { parameterPrefix: ['One', 'Two'] },
  PeakLoad: { jobsPerMinute: [40, 400], jobMinutes: [2, 10] },
  RunnerSection: {
    gitlabUrl: ['https://one.example.com', 'https://two.example.com'],
    namespace: ['one', 'two'],
    releaseName: ['one', 'two'],
    concurrent: [5, 6],
    checkIntervalSeconds: [5, 6],
    requestConcurrency: [5, 6],
    logLevel: ['warn', 'debug'],
    config: [{ runners: { limit: 1 } }, { runners: { limit: 2 } }],
    chartValues: [{ priorityClassName: 'one' }, { priorityClassName: 'two' }],
    acknowledge: [{ 'acs-edition': 'one' }, { 'acs-edition': 'two' }],
  },
  ChartSection: {
    version: ['0.71.0', '0.90.1'],
    url: ['https://example.com/gitlab-runner-0.90.1.tgz', 'https://example.com/ci/gitlab-runner-0.90.1.tgz'],
    login: [true, ABSENT],
  },
  WaitForSection: { nothing: [true, ABSENT] },
  WaitForManagersOptions: { timeoutSeconds: [600, 1200] },
  WaitCondition: {
    apiVersion: ['apps/v1', 'batch/v1'],
    kind: ['Deployment', 'StatefulSet'],
    name: ['one', 'two'],
    namespace: ['one', 'two'],
    jsonPath: ['$.one', '$.two'],
    operator: ['Equals', 'NotEquals'],
    value: ['1', '2'],
    timeoutSeconds: [600, 1200],
  },
  MetricsSection: { none: [true, ABSENT] },
  MetricsOptions: { port: [9100, 9200] },
  TokenSection: {
    parameter: ['One', 'Two'],
    existingSecret: ['one', 'two'],
    oosSecret: ['ci-one', 'ci-two'],
    unsafeLegacyRegistrationToken: ['One', 'Two'],
  },
  ScalingSection: { fixed: [2, 3] },
  CpuScalingOptions: { minReplicas: [3, 4], maxReplicas: [5, 6], targetUtilizationPercent: [50, 60] },
  JobsScalingOptions: {
    minReplicas: [3, 4],
    maxReplicas: [5, 6],
    jobsPerManager: [5, 6],
    metricName: ['one', 'two'],
  },
  QueueScalingSection: { jobsPerManager: [5, 6], minReplicas: [1, 2], maxReplicas: [5, 6] },
  GitLabQueueOptions: {
    projectIds: [[1], [2]],
    tag: ['linux', 'arm'],
    tokenSecretName: ['one', 'two'],
    tokenSecretKey: ['one', 'two'],
  },
  PrometheusQueueOptions: {
    serverAddress: ['http://one:9090', 'http://two:9090'],
    query: ['sum(one)', 'sum(two)'],
  },
  ScheduleScalingOptions: {
    timeZone: ['Asia/Shanghai', 'UTC'],
    minReplicas: [3, 4],
  },
  ScheduleWindow: { start: ['0 8 * * *', '0 9 * * *'], end: ['0 18 * * *', '0 19 * * *'], replicas: [5, 6] },
  ScaleDownOptions: { stabilizationWindowSeconds: [300, 900], maxPodsPerPeriod: [2, 3], periodSeconds: [60, 120] },
  ManagerAvailabilityOptions: { podDisruptionBudget: [true, false], spread: [true, false], safeToEvict: [true, false] },
  ContainerResources: QUANTITIES,
  ResourceAmounts: { cpu: ['6', '7'], memory: ['8Gi', '9Gi'], ephemeralStorage: ['40Gi', '50Gi'] },
  PlacementSection: {
    fallback: [
      [{ nodePool: {} }, { eci: {} }],
      [{ nodePool: { nodeSelector: { pool: 'a' } } }, { eci: {} }],
    ],
  },
  NodePoolPlacementSection: {
    name: ['Gpu', 'default'],
    nodePoolId: ['np1', 'np2'],
    nodeSelector: [{ pool: 'a' }, { pool: 'b' }],
    spot: [true, false],
  },
  Toleration: {
    key: ['ci', 'jobs'],
    operator: ['Exists', ABSENT],
    value: ['yes', 'no'],
    effect: ['NoSchedule', 'NoExecute'],
  },
  EciPlacementOptions: {
    useSpecs: [['2-4Gi'], ['4-8Gi']],
    instanceFamilies: [['ecs.c7'], ['ecs.g7']],
    instanceGenerations: [['7'], ['8']],
    computeCategories: [['economy'], ['general']],
    vSwitchIds: [['vsw-1'], ['vsw-2']],
    scheduleStrategy: ['VSwitchOrdered', 'VSwitchRandom'],
    securityGroupIds: [['sg-1'], ['sg-2']],
    ramRoleName: ['one', 'two'],
    imageCache: [true, false],
    imageCacheId: ['imc-1', 'imc-2'],

    acrInstanceIds: [['cri-1'], ['cri-2']],
    plainHttpRegistries: [['a:5000'], ['b:5000']],
    insecureRegistries: [['a:5000'], ['b:5000']],
    extraEphemeralStorageGiB: [10, 20],
    eipBandwidthMbps: [5, 10],
    tags: [{ team: 'a' }, { team: 'b' }],
  },
  EciImageCacheOptions: {
    images: [['a:1'], ['a:2']],
    imagePullSecrets: [['ci:one'], ['ci:two']],
    sizeGiB: [20, 40],
    retentionDays: [7, 30],
  },
  EciSpotOptions: { priceLimit: [0.5, 0.6], protectFirstHour: [true, false], fallbackToPayAsYouGo: [true, false] },
  AcsPlacementOptions: {
    computeClass: ['performance', 'gpu'],
    qos: ['default', 'best-effort'],
    cpuVendors: [['intel'], ['amd']],
    gpuModelSeries: ['T4', 'A10'],
    vSwitchIds: [['vsw-1'], ['vsw-2']],
    securityGroupIds: [['sg-1'], ['sg-2']],
    imageCache: [true, false],
    eipBandwidthMbps: [5, 10],
    plainHttpRegistries: [['a:5000'], ['b:5000']],
    insecureRegistries: [['a:5000'], ['b:5000']],
  },
  KanikoOptions: {
    image: ['example.com/kaniko:1-debug', 'example.com/kaniko:2-debug'],
    registryMirror: ['one.example.com', 'two.example.com'],
    allowPrivilegeEscalation: [true, false],
  },
  BuildkitRootlessOptions: {
    image: ['example.com/buildkit:1-rootless', 'example.com/buildkit:2-rootless'],
    buildkitdFlags: [['--debug'], ['--oci-worker-snapshotter=native']],
  },
  DockerInDockerOptions: {
    image: ['example.com/docker:1', 'example.com/docker:2'],
    daemonImage: ['example.com/docker:1-dind', 'example.com/docker:2-dind'],
  },
  AlertsSection: {
    runner: ['Runner', ABSENT],
    saturationPercent: [80, 95],
    saturationMinutes: [10, 20],
    queueSeconds: [60, 120],
    systemFailurePercent: [5, 20],
    apiErrorPercent: [2, 10],
    logErrorsPerMinute: [2, 3],
    disabled: [['GitLabRunnerQueueSlow'], ['GitLabRunnerApiErrors']],
    labels: [{ team: 'a' }, { team: 'b' }],
    namespace: ['one', 'two'],
    ruleLabels: [{ release: 'a' }, { release: 'b' }],
  },
  RunnerDashboardOptions: {
    title: ['One', 'Two'],
    uid: ['one', 'two'],
    namespace: ['one', 'two'],
    labels: [{ dashboard: 'a' }, { dashboard: 'b' }],
    folder: ['One', 'Two'],
  },
  PodMonitorOptions: {
    port: [9100, 9200],
    intervalSeconds: [15, 30],
    labels: [{ team: 'a' }, { team: 'b' }],
    annotations: [{ note: 'a' }, { note: 'b' }],
    namespace: ['one', 'two'],
  },
  RunnerImages: {
    mirror: ['one.example.com/ci', 'two.example.com/ci'],
    pullPolicy: ['Always', 'Never'],
  },
  ImageReference: { repository: ['example.com/one', 'example.com/two'], tag: ['one', 'two'] },
  RegistryCredentialsSection: {
    registry: ['one.example.com', 'two.example.com'],
    existingSecret: ['one', 'two'],
    acrInstanceId: ['cri-1', 'cri-2'],
    serviceAccount: [true, ABSENT],
    parameterPrefix: ['One', 'Two'],
    usedBy: [['jobs'], ['managers']],
  },
  CaCertificate: {
    pem: [ROOT_CERTIFICATE, INTERMEDIATE_CERTIFICATE],
    existingSecret: ['one', 'two'],
    mountInJobs: [true, false],
  },
  SessionServerOptions: {
    serviceType: ['ClusterIP', 'Headless'],
    domain: ['one.example.com', 'two.example.com'],
    port: [9001, 9002],
    timeoutSeconds: [60, 120],
  },
  SessionLoadBalancer: {
    addressType: ['internet', 'intranet'],
    loadBalancerId: ['lb-1', 'lb-2'],
    aclId: ['acl-1', 'acl-2'],
  },
  HttpProxyOptions: {
    httpProxy: ['http://one.example.com:3128', 'http://two.example.com:3128'],
    httpsProxy: ['http://one.example.com:3129', 'http://two.example.com:3129'],
    existingSecret: ['one', 'two'],
    noProxy: [['one.example.com'], ['two.example.com']],
  },
  ManagersSection: { env: [{ A: '1' }, { A: '2' }], priorityClassName: ['one', 'two'] },
  ManagerServiceAccount: { name: ['one', 'two'] },
  JobServiceAccount: { name: ['one', 'two'], automountServiceAccountToken: [true, false] },
  JobVolume: { mountPath: ['/one', '/two'], subPath: ['one', 'two'], readOnly: [true, false] },
  PersistentVolumeClaimSource: { name: ['one', 'two'] },
  ConfigMapSource: { name: ['one', 'two'], items: [{ a: 'b' }, { a: 'c' }] },
  SecretSource: { name: ['one', 'two'], items: [{ a: 'b' }, { a: 'c' }] },
  EmptyDirSource: { medium: ['Memory', ABSENT], sizeLimit: ['1Gi', '2Gi'] },
  NasSource: { server: ['one.nas.aliyuncs.com', 'two.nas.aliyuncs.com'], path: ['/one', '/two'] },
  JobsSection: {
    namespace: ['one', 'two'],
    gpu: [1, 2],
    env: [{ A: '1' }, { A: '2' }],
    image: ['alpine:3', 'debian:13'],
    size: ['small', 'large'],
    maxDurationSeconds: [7200, 10800],
    allowedImages: [['a/*'], ['b/*']],
    allowedServices: [['a/*'], ['b/*']],
    allowedPullPolicies: [['always'], ['if-not-present']],
    allowedUsers: [[1000], [2000]],
    allowedGroups: [[1000], [2000]],
  },
  JobOverwrites: {
    podLabels: ['^a=.*$', '^b=.*$'],
    podAnnotations: ['^a=.*$', '^b=.*$'],
    nodeSelector: ['^a=.*$', '^b=.*$'],
    tolerations: ['^a=.*$', '^b=.*$'],
    serviceAccount: ['^a$', '^b$'],
  },
};

/** The keys with samples, as `CacheSection.prefix`. */
export const SAMPLED_KEYS = Object.entries(SAMPLES).flatMap(([section, keys]) =>
  Object.keys(keys).map((key) => `${section}.${key}`),
);

/** Two configurations that differ in one key. */
export function samplesOf({ section, key, path }: Leaf): readonly [object, object] {
  const pair = SAMPLES[section.name]?.[key];
  if (pair === undefined) {
    throw new Error(`test/stack/samples.ts has no values for ${section.name}.${key}; add two good ones`);
  }
  const context = contextOf(path.join('.'));
  const [first, second] = pair.map((value) =>
    value === ABSENT ? context : withValue(withRequired(context, path), path, value),
  ) as [object, object];
  return [first, second];
}

/** With the keys that the sections on the way to a path cannot be without. */
function withRequired(config: object, way: readonly string[]): object {
  const required = sections
    .filter(({ path }) => path.length > 0 && `${way.join('.')}.`.startsWith(`${path.join('.')}.`))
    .flatMap(({ name, path, node }) =>
      (node.required ?? []).map((key) => ({ at: [...path, key], sample: SAMPLES[name]?.[key]?.[0] })),
    )
    // Lists of sections are there by the context.
    .filter(({ sample }) => sample !== undefined);
  return required.reduce((whole, { at, sample }) => withValue(whole, at, sample), config);
}

/** A good configuration in which the key at a path has an effect. */
function contextOf(path: string): object {
  const [, context] = CONTEXTS.find(([pattern]) => pattern.test(path))!;
  return { runners: { Runner: {} }, ...context };
}

const NETWORK = { new: { zones: ['cn-hangzhou-i', 'cn-hangzhou-j'] } };
const GPU = { acs: { computeClass: 'gpu' } };
const existing = (attributes: object) => ({ cluster: { existing: { clusterId: CLUSTER_ID, ...attributes } } });

const TOLERANT = { placement: { nodePool: { tolerations: [{ key: 'ci' }] } } };
const FIRST_POOL = { nodePool: { name: 'default' } };
const ON_FIRST_POOL = { jobs: { placement: FIRST_POOL }, managers: { placement: FIRST_POOL } };
/** Of whose architecture the name does not tell. */
const SCALED = { instanceTypes: ['ecs.gn7r-c16g1.4xlarge'], autoScaling: { minInstances: 0, maxInstances: 2 } };

const QUERY = { serverAddress: 'http://one:9090', query: 'sum(one)' };
const WINDOW = { start: '0 8 * * *', end: '0 18 * * *', replicas: 5 };

const CONTEXTS: readonly (readonly [RegExp, object])[] = [
  [
    /^cluster\.ack\.nodePools?\..*(architecture|gpu)/,
    { cluster: { ack: { nodePool: SCALED, nodePools: { Runner: SCALED } } }, network: NETWORK },
  ],
  // Nothing may run on nodes whose taints it does not tolerate.
  [/^cluster\.ack\.nodePool\.taints/, { cluster: { ack: {} }, network: NETWORK, runners: { Runner: ON_FIRST_POOL } }],
  [/tolerations\.0\.operator/, { ...existing({}), runners: { Runner: { jobs: TOLERANT, managers: TOLERANT } } }],
  [/lacement\.nodePool\.name/, { cluster: { ack: { nodePools: { Gpu: {} } } }, network: NETWORK }],
  [/^cluster\.ack/, { cluster: { ack: {} }, network: NETWORK }],
  [/^network\.existing/, { cluster: { acs: {} } }],
  [/^cluster\.acs|^network/, { cluster: { acs: {} }, network: NETWORK }],
  [/^cluster\.existing\.virtualNode/, existing({ kind: 'ACK' })],
  // ACS compute in an ACK cluster takes ACK Pro, so that there is advice about another one.
  [
    /^cluster\.existing\.edition|acknowledge/,
    { ...existing({ kind: 'ACK', virtualNode: true }), runners: { Runner: { jobs: { placement: { acs: {} } } } } },
  ],
  [/prometheusOperator/, { ...existing({}), runners: { Runner: { metrics: { podMonitor: {} } } } }],
  [/^cluster\.existing\.rrsa/, { ...existing({}), cache: { new: { credentials: { rrsa: {} } } } }],
  [/^cache\.new\.credentials\.rrsa/, { ...existing({ rrsa: true }), cache: { new: { credentials: { rrsa: {} } } } }],
  [
    /^cache\.existing\.credentials\.rrsa/,
    { ...existing({ rrsa: true }), cache: { existing: { bucketName: 'bucket-1', credentials: { rrsa: {} } } } },
  ],
  [/^cache\.existing/, { ...existing({}), cache: { existing: { bucketName: 'bucket-1' } } }],
  [/^cache\.s3/, { ...existing({}), cache: { s3: { bucketName: 'bucket-1', endpoint: 'one.example.com' } } }],
  [/lacement\.(eci|nodePool|fallback)/, existing({ kind: 'ACK', virtualNode: true })],
  [
    /lacement\.acs\.gpuModelSeries/,
    { ...existing({ kind: 'ACS' }), runners: { Runner: { jobs: { placement: GPU }, managers: { placement: GPU } } } },
  ],
  [/lacement\.acs/, existing({ kind: 'ACS' })],
  [
    /scaling\.onQueue\.(?!gitlab|prometheus)/,
    { ...existing({}), runners: { Runner: { managers: { scaling: { onQueue: { prometheus: QUERY } } } } } },
  ],
  [
    /scaling\.onSchedule/,
    { ...existing({}), runners: { Runner: { managers: { scaling: { onSchedule: { windows: [WINDOW] } } } } } },
  ],
  [
    /jobs\.volumes\.0\.\w+$/,
    { ...existing({}), runners: { Runner: { jobs: { volumes: [{ mountPath: '/data', secret: { name: 'one' } }] } } } },
  ],
  [
    /httpProxy\.noProxy/,
    { ...existing({}), runners: { Runner: { httpProxy: { httpProxy: 'http://proxy.example.com:3128' } } } },
  ],
  [/sessionServer/, { ...existing({}), runners: { Runner: { managers: { scaling: { fixed: 1 } } } } }],
  [
    /registryCredentials\.0\.(usedBy|parameterPrefix)/,
    { ...existing({}), runners: { Runner: { registryCredentials: [{ registry: 'one.example.com' }] } } },
  ],
  [
    /chart\.login/,
    { ...existing({}), runners: { Runner: { chart: { url: 'https://example.com/gitlab-runner-0.90.1.tgz' } } } },
  ],
  [/waitFor\.conditions/, { ...existing({}), runners: { Runner: { waitFor: { conditions: [{ value: '1' }] } } } }],
  [/mountInJobs/, { ...existing({}), runners: { Runner: { caCertificate: { existingSecret: 'one' } } } }],
  // The autoscaler measures against a CPU request.
  [/managers\.resources/, { ...existing({}), runners: { Runner: { managers: { resources: { cpu: '1' } } } } }],
  [/^/, existing({})],
];
