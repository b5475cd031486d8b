import type { Answers } from './deployed';

/** A deployment by the form: what is filled in, and what must come of it. */
export interface Scenario {
  readonly name: string;
  readonly answers: Answers;
  /** Where the runner is released. */
  readonly clusterId: string;
  /** All resources that are created, but for those of the runner itself. */
  readonly resources: readonly string[];
  /** What must be complete before the release. */
  readonly before: readonly string[];
  /** Labels and annotations of the pods of jobs. */
  readonly jobs: JobPods;
  readonly ephemeralStorage?: string;
  /** The AccessKey pair that the cache is used with. @default - there is no cache */
  readonly cacheKeys?: Readonly<Record<'accesskey' | 'secretkey', string>>;
  readonly managers: { readonly replicas: number } | { readonly hpa: readonly [min: number, max: number, cpu: number] };
  /** @default - no session server */
  readonly domain?: string;
  /** @default true */
  readonly metrics?: boolean;
}

export interface JobPods {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

const ON_NODES: JobPods = {};
const ON_ECI: JobPods = { labels: { 'alibabacloud.com/eci': 'true' } };
const ON_ECI_SPOT: JobPods = {
  ...ON_ECI,
  annotations: { 'k8s.aliyun.com/eci-spot-fallback': 'true', 'k8s.aliyun.com/eci-spot-strategy': 'SpotAsPriceGo' },
};
const onAcs = (computeClass: string, qos: string): JobPods => ({
  labels: {
    'alibabacloud.com/acs': 'true',
    'alibabacloud.com/compute-class': computeClass,
    'alibabacloud.com/compute-qos': qos,
  },
});

const VPC = ['NetworkVpc', 'NetworkVSwitch1'];
const ACK = ['Ack', 'AckNodePool', 'AckReady'];
const ACK_VIRTUAL_NODE = ['AckVirtualNode', 'AckVirtualNodeReady'];
const ACS = ['Acs', 'AcsReady'];
const VIRTUAL_NODE = ['VirtualNodeAddon', 'VirtualNodeAddonReady'];
const CACHE_USER = ['CacheAccountUser', 'CacheAccountPolicy', 'CacheAccountAccessKey'];
const OWN_CACHE = ['CacheBucket', ...CACHE_USER];

const CREATED_KEYS = {
  accesskey: 'CacheAccountAccessKey.AccessKeyId',
  secretkey: 'CacheAccountAccessKey.AccessKeySecret',
};
const GIVEN_KEYS = { accesskey: 'SAMPLEID', secretkey: 'sample"secret"/\\+key=' };
const GIVEN = {
  CacheCredentials: 'Given',
  OssAccessKeyId: GIVEN_KEYS.accesskey,
  OssAccessKeySecret: GIVEN_KEYS.secretkey,
};

export const EXISTING_ID = `c${'e'.repeat(32)}`;
const EXISTING = { CsOption: 'ExistCs', ClusterId: EXISTING_ID };
const NEW_ACK = { CsOption: 'NewAck', ZoneId: 'cn-hangzhou-i', LoginPassword: 'Sample-1234' };
const NEW_ACS = { CsOption: 'NewAcs', ZoneId: 'cn-hangzhou-j' };
const EXISTING_VPC = { VpcOption: 'ExistingVPC', VpcId: 'vpc-mine', VSwitchId: 'vsw-mine' };
const DEFAULT_HPA = { hpa: [2, 10, 10] } as const;

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'an existing cluster, with the defaults',
    answers: EXISTING,
    clusterId: EXISTING_ID,
    resources: OWN_CACHE,
    before: ['CacheBucket', 'CacheAccountPolicy'],
    jobs: ON_NODES,
    cacheKeys: CREATED_KEYS,
    managers: DEFAULT_HPA,
  },
  {
    name: 'an existing ACK cluster that gets virtual nodes for ECI spot instances',
    answers: { ...EXISTING, VirtualNode: true, JobCompute: 'Eci', Metrics: false },
    clusterId: EXISTING_ID,
    resources: [...VIRTUAL_NODE, ...OWN_CACHE],
    before: ['VirtualNodeAddonReady', 'CacheBucket', 'CacheAccountPolicy'],
    jobs: ON_ECI_SPOT,
    ephemeralStorage: '30Gi',
    cacheKeys: CREATED_KEYS,
    managers: DEFAULT_HPA,
    metrics: false,
  },
  {
    name: 'an existing ACK cluster that has virtual nodes, ECI pay-as-you-go, given cache credentials',
    answers: { ...EXISTING, ...GIVEN, JobCompute: 'Eci', EciSpot: false, JobEphemeralStorage: '60Gi' },
    clusterId: EXISTING_ID,
    resources: ['CacheBucket'],
    before: ['CacheBucket'],
    jobs: ON_ECI,
    ephemeralStorage: '60Gi',
    cacheKeys: GIVEN_KEYS,
    managers: DEFAULT_HPA,
  },
  {
    name: 'an existing ACK cluster, ACS compute that is not reclaimed, no cache, fixed managers',
    answers: {
      ...EXISTING,
      VirtualNode: true,
      JobCompute: 'Acs',
      ComputeClass: 'performance',
      ComputeQos: 'default',
      CacheEnabled: false,
      ManagerAutoScaling: false,
      Replicas: 3,
    },
    clusterId: EXISTING_ID,
    resources: VIRTUAL_NODE,
    before: ['VirtualNodeAddonReady'],
    jobs: onAcs('performance', 'default'),
    ephemeralStorage: '30Gi',
    managers: { replicas: 3 },
  },
  {
    name: 'an existing cluster with web terminals and one manager',
    answers: { ...EXISTING, SessionServerDomain: 'terminal.example.com', ManagerAutoScaling: false, Replicas: 1 },
    clusterId: EXISTING_ID,
    resources: OWN_CACHE,
    before: ['CacheBucket', 'CacheAccountPolicy'],
    jobs: ON_NODES,
    cacheKeys: CREATED_KEYS,
    managers: { replicas: 1 },
    domain: 'terminal.example.com',
  },
  {
    name: 'a new ACK cluster in a new VPC, Flannel, jobs on nodes',
    answers: NEW_ACK,
    clusterId: 'Ack.ClusterId',
    resources: [...VPC, ...ACK, ...OWN_CACHE],
    before: ['AckReady', 'CacheBucket', 'CacheAccountPolicy'],
    jobs: ON_NODES,
    cacheKeys: CREATED_KEYS,
    managers: DEFAULT_HPA,
  },
  {
    name: 'a new ACK cluster in a new VPC, Terway, ECI spot instances',
    answers: {
      ...NEW_ACK,
      NetworkPlugin: 'Terway',
      JobCompute: 'Eci',
      CacheExpirationDays: 3,
      WorkerInstanceType: 'ecs.c5.2xlarge',
      WorkerSystemDiskCategory: 'cloud_efficiency',
    },
    clusterId: 'Ack.ClusterId',
    resources: [...VPC, ...ACK, ...ACK_VIRTUAL_NODE, ...OWN_CACHE],
    before: ['AckReady', 'AckVirtualNodeReady', 'CacheBucket', 'CacheAccountPolicy'],
    jobs: ON_ECI_SPOT,
    ephemeralStorage: '30Gi',
    cacheKeys: CREATED_KEYS,
    managers: DEFAULT_HPA,
  },
  {
    name: 'a new ACK cluster in an existing VPC, Terway, subscribed by the month, ACS best-effort compute',
    answers: {
      ...NEW_ACK,
      ...EXISTING_VPC,
      ...GIVEN,
      NetworkPlugin: 'Terway',
      PodVSwitchId: 'vsw-pods',
      PayType: 'PrePaid',
      PayPeriod: 9,
      WorkerCount: 3,
      WorkerSystemDiskCategory: 'cloud_ssd',
      WorkerSystemDiskSize: 500,
      JobCompute: 'Acs',
    },
    clusterId: 'Ack.ClusterId',
    resources: [...ACK, ...ACK_VIRTUAL_NODE, 'CacheBucket'],
    before: ['AckReady', 'AckVirtualNodeReady', 'CacheBucket'],
    jobs: onAcs('general-purpose', 'best-effort'),
    ephemeralStorage: '30Gi',
    cacheKeys: GIVEN_KEYS,
    managers: DEFAULT_HPA,
  },
  {
    name: 'a new ACK cluster in an existing VPC, Flannel, subscribed by the year, ECI pay-as-you-go, no cache',
    answers: {
      ...NEW_ACK,
      ...EXISTING_VPC,
      PodCidr: '10.8.0.0/16',
      ServiceCidr: '172.20.0.0/20',
      PayType: 'PrePaid',
      PayPeriodUnit: 'Year',
      PayPeriod: 3,
      JobCompute: 'Eci',
      EciSpot: false,
      CacheEnabled: false,
      ManagerAutoScaling: false,
      Metrics: false,
    },
    clusterId: 'Ack.ClusterId',
    resources: [...ACK, ...ACK_VIRTUAL_NODE],
    before: ['AckReady', 'AckVirtualNodeReady'],
    jobs: ON_ECI,
    ephemeralStorage: '30Gi',
    managers: { replicas: 2 },
    metrics: false,
  },
  {
    name: 'a new ACK cluster in a new VPC, subscribed by the month, ACS compute, web terminals',
    answers: {
      ...NEW_ACK,
      PayType: 'PrePaid',
      JobCompute: 'Acs',
      ComputeQos: 'default',
      ManagerAutoScaling: false,
      Replicas: 1,
      SessionServerDomain: 'terminal.example.com',
      CacheEnabled: false,
    },
    clusterId: 'Ack.ClusterId',
    resources: [...VPC, ...ACK, ...ACK_VIRTUAL_NODE],
    before: ['AckReady', 'AckVirtualNodeReady'],
    jobs: onAcs('general-purpose', 'default'),
    ephemeralStorage: '30Gi',
    managers: { replicas: 1 },
    domain: 'terminal.example.com',
  },
  {
    name: 'a new ACS cluster in a new VPC, with the defaults',
    answers: NEW_ACS,
    clusterId: 'Acs.ClusterId',
    resources: [...VPC, ...ACS, ...OWN_CACHE],
    before: ['AcsReady', 'CacheBucket', 'CacheAccountPolicy'],
    jobs: onAcs('general-purpose', 'best-effort'),
    ephemeralStorage: '30Gi',
    cacheKeys: CREATED_KEYS,
    managers: DEFAULT_HPA,
  },
  {
    name: 'a new ACS cluster in an existing VPC, performance compute, given cache credentials, web terminals',
    answers: {
      ...NEW_ACS,
      ...EXISTING_VPC,
      ...GIVEN,
      ComputeClass: 'performance',
      ComputeQos: 'default',
      ManagerAutoScaling: false,
      Replicas: 1,
      SessionServerDomain: 'terminal.example.com',
      Metrics: false,
    },
    clusterId: 'Acs.ClusterId',
    resources: [...ACS, 'CacheBucket'],
    before: ['AcsReady', 'CacheBucket'],
    jobs: onAcs('performance', 'default'),
    ephemeralStorage: '30Gi',
    cacheKeys: GIVEN_KEYS,
    managers: { replicas: 1 },
    domain: 'terminal.example.com',
    metrics: false,
  },
  {
    name: 'a new ACS cluster without a cache, more managers',
    answers: {
      ...NEW_ACS,
      EndpointPublicAccess: false,
      CacheEnabled: false,
      MinReplicas: 3,
      MaxReplicas: 7,
      TargetCpuUtilization: 25,
    },
    clusterId: 'Acs.ClusterId',
    resources: [...VPC, ...ACS],
    before: ['AcsReady'],
    jobs: onAcs('general-purpose', 'best-effort'),
    ephemeralStorage: '30Gi',
    managers: { hpa: [3, 7, 25] },
  },
  {
    name: 'a new ACS cluster, after jobs on ECI and a subscription were chosen for an ACK cluster',
    answers: {
      ...NEW_ACS,
      JobCompute: 'Eci',
      EciSpot: false,
      VirtualNode: true,
      PayType: 'PrePaid',
      NetworkPlugin: 'Terway',
    },
    clusterId: 'Acs.ClusterId',
    resources: [...VPC, ...ACS, ...OWN_CACHE],
    before: ['AcsReady', 'CacheBucket', 'CacheAccountPolicy'],
    jobs: onAcs('general-purpose', 'best-effort'),
    ephemeralStorage: '30Gi',
    cacheKeys: CREATED_KEYS,
    managers: DEFAULT_HPA,
  },
  {
    name: 'an existing cluster, after a new one was filled in',
    answers: {
      ...NEW_ACK,
      ...EXISTING_VPC,
      ...EXISTING,
      NetworkPlugin: 'Terway',
      PodVSwitchId: 'vsw-pods',
      PayType: 'PrePaid',
      PayPeriodUnit: 'Year',
      PayPeriod: 9,
    },
    clusterId: EXISTING_ID,
    resources: OWN_CACHE,
    before: ['CacheBucket', 'CacheAccountPolicy'],
    jobs: ON_NODES,
    cacheKeys: CREATED_KEYS,
    managers: DEFAULT_HPA,
  },
  {
    name: 'an existing cluster, with values of one’s own',
    answers: {
      ...EXISTING,
      GitLabUrl: 'https://gitlab.example.com/git',
      RunnerToken: 'glrt-t1_abcdefghijklmnop.01.0123456789',
      Namespace: 'ci-2',
      Concurrent: 25,
      JobImage: 'registry.example.com:5000/ci/base:1@sha256-0',
      JobCpu: '500m',
      JobMemory: '1.5Gi',
      ChartValues: { logLevel: 'debug', resources: { limits: { cpu: '2' } } },
    },
    clusterId: EXISTING_ID,
    resources: OWN_CACHE,
    before: ['CacheBucket', 'CacheAccountPolicy'],
    jobs: ON_NODES,
    cacheKeys: CREATED_KEYS,
    managers: DEFAULT_HPA,
  },
];
