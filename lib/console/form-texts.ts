import type { LocalizedText } from '../ros/parameters';
import type { FormFieldName, FormGroup } from './form-fields';

/** All texts of one field. A field that allows certain values names each of them. */
export interface FieldTexts {
  readonly label: LocalizedText;
  readonly description: LocalizedText;
  /** What a value must be like, shown when it is not. */
  readonly constraint?: LocalizedText;
  readonly values?: Readonly<Record<string, LocalizedText>>;
}

const text = (en: string, zh: string): LocalizedText => ({ en, 'zh-cn': zh });

export const GROUP_TEXTS: Readonly<Record<FormGroup, LocalizedText>> = {
  Cluster: text('Cluster', '集群'),
  Network: text('Network', '网络'),
  Kubernetes: text('Kubernetes', 'Kubernetes 配置'),
  Nodes: text('Nodes', '节点'),
  GitLab: text('GitLab', 'GitLab'),
  Jobs: text('Jobs', '作业'),
  Managers: text('Runner managers', 'Runner Manager'),
  Cache: text('Cache', '缓存'),
  Helm: text('Advanced', '高级配置'),
};

const PASSWORD_RULE = text(
  '8 to 30 characters with three of capital letters, small letters, digits and the special characters ()`~!@#$%^&*_-+=|{}[]:;<>,.?/',
  '长度 8 至 30 个字符，须包含大写字母、小写字母、数字、特殊字符 ()`~!@#$%^&*_-+=|{}[]:;<>,.?/ 中的三类',
);
const PRIVATE_RANGES = '10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16';

export const FIELD_TEXTS: Readonly<Record<FormFieldName, FieldTexts>> = {
  CsOption: {
    label: text('Cluster option', '集群选项'),
    description: text('Use a cluster that you have, or create one.', '使用已有集群，或新建集群。'),
    values: {
      ExistCs: text('Existing cluster', '已有集群'),
      NewAck: text('New ACK cluster', '新建 ACK 集群'),
      NewAcs: text('New ACS cluster', '新建 ACS 集群'),
    },
  },
  ClusterId: {
    label: text('Cluster ID', 'K8s 集群 ID'),
    description: text('The ACK or ACS cluster to run in.', '运行 GitLab Runner 的 ACK 或 ACS 集群。'),
    constraint: text('The letter c and 32 small letters or digits.', '以字母 c 开头，后接 32 位小写字母或数字。'),
  },
  VirtualNode: {
    label: text('Install ACK Virtual Node', '安装 ACK Virtual Node'),
    description: text(
      'Installs the ack-virtual-node add-on, which jobs on ECI and ACS need in an ACK cluster. Leave it off in an ACS cluster.',
      '安装 ack-virtual-node 组件。在 ACK 集群中使用 ECI 或 ACS 运行作业时需要该组件；ACS 集群无需安装。',
    ),
  },
  ZoneId: {
    label: text('Zone', '可用区'),
    description: text('Zone of the cluster.', '集群所在可用区。'),
  },
  VpcOption: {
    label: text('VPC option', '专有网络选项'),
    description: text('Use a VPC that you have, or create one.', '使用已有专有网络，或新建专有网络。'),
    values: {
      NewVPC: text('New VPC', '新建专有网络'),
      ExistingVPC: text('Existing VPC', '已有专有网络'),
    },
  },
  VpcId: {
    label: text('VPC', '专有网络 VPC 实例 ID'),
    description: text('The VPC of the cluster.', '集群所在的专有网络。'),
  },
  VSwitchId: {
    label: text('vSwitch', '交换机实例 ID'),
    description: text('The vSwitch of the cluster, in the zone above.', '集群使用的交换机，位于上面选择的可用区。'),
  },
  VpcCidrBlock: {
    label: text('VPC CIDR block', '专有网络 IPv4 网段'),
    description: text(`One of ${PRIVATE_RANGES}, or a part of one.`, `${PRIVATE_RANGES} 或其子网。`),
  },
  VSwitchCidrBlock: {
    label: text('vSwitch CIDR block', '交换机子网网段'),
    description: text(
      'A part of the VPC block. Pods on ACS, on ECI and with Terway take their addresses from it; /19 or larger is recommended.',
      '必须属于 VPC 网段。ACS、ECI 及 Terway 的 Pod 从中分配地址，建议掩码不大于 19。',
    ),
  },
  NetworkPlugin: {
    label: text('Network plug-in', 'ACK 网络插件'),
    description: text(
      'How pods get their addresses. It cannot be changed later.',
      'Pod 获取地址的方式，创建后不能修改。',
    ),
    values: { Flannel: text('Flannel', 'Flannel'), Terway: text('Terway', 'Terway') },
  },
  PodCidr: {
    label: text('Pod CIDR block', 'Pod 网络 CIDR'),
    description: text(
      `A part of ${PRIVATE_RANGES} that overlaps neither the VPC nor other clusters in it. It cannot be changed later.`,
      `${PRIVATE_RANGES} 或其子网，不能与 VPC 及 VPC 内已有集群使用的网段重复，创建后不能修改。`,
    ),
  },
  PodVSwitchId: {
    label: text('Pod vSwitch', 'Pod 交换机实例 ID'),
    description: text(
      'The vSwitch that pods take their addresses from; a mask of /19 or shorter is recommended.',
      'Pod 从该交换机分配地址，建议掩码不大于 19。',
    ),
  },
  ServiceCidr: {
    label: text('Service CIDR block', 'Service CIDR'),
    description: text(
      'A private block with a mask of /16 to /24 that overlaps neither the VPC, the pods nor other clusters. It cannot be changed later.',
      '掩码 16 至 24 的私有网段，不能与 VPC、Pod 网段及已有集群使用的网段重复，创建后不能修改。',
    ),
  },
  WorkerInstanceType: {
    label: text('Instance type', 'Worker 节点规格'),
    description: text(
      'A job of the default size needs a node of 4 vCPUs, unless jobs run on ECI or ACS.',
      '若作业不在 ECI 或 ACS 上运行，默认大小的作业需要 4 vCPU 的节点。',
    ),
  },
  WorkerCount: {
    label: text('Number of nodes', 'Worker 节点数量'),
    description: text('Nodes in the node pool.', '节点池中的节点数量。'),
  },
  WorkerSystemDiskCategory: {
    label: text('System disk category', 'Worker 系统盘磁盘类型'),
    description: text('Category of the system disk of each node.', '每个节点系统盘的类型。'),
    values: {
      cloud_efficiency: text('Ultra disk', '高效云盘'),
      cloud_ssd: text('Standard SSD', 'SSD 云盘'),
      cloud_essd: text('Enterprise SSD (ESSD)', 'ESSD 云盘'),
    },
  },
  WorkerSystemDiskSize: {
    label: text('System disk size (GiB)', 'Worker 节点系统盘大小（GiB）'),
    description: text(
      '40 to 500 GiB. Images and job workspaces live on it.',
      '40 至 500 GiB，用于存放镜像和作业工作目录。',
    ),
  },
  LoginPassword: {
    label: text('Node login password', '实例密码'),
    description: text('Password of root on the nodes.', '节点 root 用户的密码。'),
    constraint: PASSWORD_RULE,
  },
  PayType: {
    label: text('Billing method', '付费类型'),
    description: text('How the nodes are paid.', '节点的付费方式。'),
    values: { PostPaid: text('Pay-as-you-go', '按量付费'), PrePaid: text('Subscription', '包年包月') },
  },
  PayPeriodUnit: {
    label: text('Subscription unit', '购买资源时长周期'),
    description: text('Unit of the subscription.', '包年包月的时长单位。'),
    values: { Month: text('Month', '月'), Year: text('Year', '年') },
  },
  PayPeriod: {
    label: text('Subscription period', '购买资源时长'),
    description: text('1 to 9 months, or 1 to 5 years.', '1 至 9 个月，或 1 至 5 年。'),
  },
  GitLabUrl: {
    label: text('GitLab URL', 'GitLab 地址'),
    description: text(
      'Address of GitLab as reached from the cluster, for instance https://gitlab.example.com.',
      '集群可访问的 GitLab 地址，例如 https://gitlab.example.com。',
    ),
    constraint: text(
      'Begins with https:// or http:// and holds no user name.',
      '以 https:// 或 http:// 开头，且不含用户名。',
    ),
  },
  RunnerToken: {
    label: text('Runner authentication token', 'Runner 认证令牌'),
    description: text(
      'Create a runner in GitLab (Settings, CI/CD, Runners, New runner) and enter the token that it shows. Tags are set there too.',
      '在 GitLab 中创建 Runner（设置 > CI/CD > Runner > 新建 Runner），填写所显示的令牌。标签也在该处设置。',
    ),
    constraint: text(
      'An authentication token begins with glrt-. Registration tokens (GR1348941...) are not accepted.',
      '认证令牌以 glrt- 开头，不支持注册令牌（GR1348941…）。',
    ),
  },
  Namespace: {
    label: text('Namespace', '命名空间'),
    description: text(
      'Namespace of the managers and jobs; it is created when missing. It cannot be changed later.',
      'Manager 与作业所在的命名空间，不存在时自动创建，创建后不能修改。',
    ),
    constraint: text(
      '1 to 63 small letters, digits and hyphens, with a letter or digit at both ends.',
      '1 至 63 个小写字母、数字或短划线，首尾须为字母或数字。',
    ),
  },
  Concurrent: {
    label: text('Jobs at once per manager', '每个 Manager 的并发作业数'),
    description: text(
      'All managers together run up to this many times their number of jobs.',
      '所有 Manager 合计最多同时运行该值乘以 Manager 数量的作业。',
    ),
  },
  JobCompute: {
    label: text('Compute for jobs', '作业运行资源'),
    description: text(
      'ECI and ACS need the ACK Virtual Node add-on in an ACK cluster; a new cluster gets it when needed.',
      '在 ACK 集群中使用 ECI 或 ACS 需要 ACK Virtual Node 组件；新建集群会按需安装。',
    ),
    values: {
      Nodes: text('Nodes of the cluster', '集群节点'),
      Eci: text('Elastic Container Instance (ECI)', '弹性容器实例（ECI）'),
      Acs: text('Container Compute Service (ACS)', '容器计算服务（ACS）'),
    },
  },
  EciSpot: {
    label: text('ECI spot instances', 'ECI 抢占式实例'),
    description: text(
      'Cheaper, but may be reclaimed. Pay-as-you-go instances take over when there is no spot capacity.',
      '价格更低，但可能被回收。无抢占式库存时自动使用按量付费实例。',
    ),
  },
  ComputeClass: {
    label: text('Compute class', '计算类型'),
    description: text('Class of ACS compute for jobs.', '作业使用的 ACS 计算类型。'),
    values: {
      'general-purpose': text('General-purpose', '通用型'),
      performance: text('Performance', '性能型'),
    },
  },
  ComputeQos: {
    label: text('Compute quality of service', '计算质量'),
    description: text(
      'Best-effort compute is much cheaper, and may be reclaimed with five minutes’ notice.',
      'BestEffort 算力价格更低，可能在提前 5 分钟通知后被回收。',
    ),
    values: { 'best-effort': text('Best-effort', '尽力型'), default: text('Default', '默认型') },
  },
  JobImage: {
    label: text('Default job image', '默认作业镜像'),
    description: text('Image of jobs that name none.', '未指定镜像的作业所使用的镜像。'),
    constraint: text(
      'The address of an image, for instance registry.example.com/ci/base:1.',
      '镜像地址，例如 registry.example.com/ci/base:1。',
    ),
  },
  JobCpu: {
    label: text('CPU of a job', '作业 CPU'),
    description: text('vCPUs of the build container, for instance 2 or 500m.', '构建容器的 vCPU，例如 2 或 500m。'),
    constraint: text('A number, or a number and m.', '数字，或数字加 m。'),
  },
  JobMemory: {
    label: text('Memory of a job', '作业内存'),
    description: text('Memory of the build container, for instance 4Gi.', '构建容器的内存，例如 4Gi。'),
    constraint: text('A number and Mi or Gi.', '数字加 Mi 或 Gi。'),
  },
  JobEphemeralStorage: {
    label: text('Ephemeral storage of a job', '作业临时存储'),
    description: text('30Gi come free of charge on ECI and ACS.', 'ECI 与 ACS 免费提供 30Gi。'),
    constraint: text('A number and Mi or Gi.', '数字加 Mi 或 Gi。'),
  },
  ManagerAutoScaling: {
    label: text('Scale managers automatically', '自动伸缩 Manager'),
    description: text(
      'A HorizontalPodAutoscaler on the CPU use of the managers.',
      '按 Manager 的 CPU 使用率通过 HPA 自动伸缩。',
    ),
  },
  MinReplicas: {
    label: text('Smallest number of managers', 'Manager 最小数量'),
    description: text('Two keep jobs coming while one is replaced.', '两个 Manager 可保证替换其中一个时作业不中断。'),
  },
  MaxReplicas: {
    label: text('Largest number of managers', 'Manager 最大数量'),
    description: text('At least the smallest number.', '不小于最小数量。'),
  },
  TargetCpuUtilization: {
    label: text('Target CPU use (%)', '目标 CPU 使用率（%）'),
    description: text(
      'Average CPU use of the managers in percent of their CPU request. Managers mostly wait, so the figure is low.',
      'Manager 的平均 CPU 使用率占其 CPU 请求的百分比。Manager 多处于等待状态，因此数值较低。',
    ),
  },
  Replicas: {
    label: text('Number of managers', 'Manager 数量'),
    description: text('A fixed number of managers.', '固定的 Manager 数量。'),
  },
  Metrics: {
    label: text('Prometheus metrics', 'Prometheus 监控指标'),
    description: text('Serves metrics on port 9252 of the managers.', '在 Manager 的 9252 端口提供监控指标。'),
  },
  CacheEnabled: {
    label: text('OSS cache', 'OSS 缓存'),
    description: text('Creates an OSS bucket for the caches of jobs.', '创建 OSS Bucket 用于存放作业缓存。'),
  },
  CacheExpirationDays: {
    label: text('Days to keep caches', '缓存保留天数'),
    description: text('Caches that were not written again are deleted after it.', '超过该天数未更新的缓存将被删除。'),
  },
  CacheCredentials: {
    label: text('Cache credentials', '缓存访问凭证'),
    description: text(
      'A RAM user for this bucket only, or an AccessKey pair of yours.',
      '创建仅可访问该 Bucket 的 RAM 用户，或使用已有的 AccessKey。',
    ),
    values: {
      Create: text('Create a RAM user', '创建 RAM 用户'),
      Given: text('Use an AccessKey pair', '使用已有 AccessKey'),
    },
  },
  OssAccessKeyId: {
    label: text('OSS AccessKey ID', 'OSS 访问凭证'),
    description: text(
      'Of a RAM user that may read and write the bucket.',
      '具有该 Bucket 读写权限的 RAM 用户的 AccessKey ID。',
    ),
  },
  OssAccessKeySecret: {
    label: text('OSS AccessKey secret', 'OSS 访问凭证密钥'),
    description: text('The secret of the AccessKey pair.', '对应的 AccessKey Secret。'),
  },
  SessionServerDomain: {
    label: text('Domain of the session server', '交互式终端域名'),
    description: text(
      'Turns on interactive web terminals, served under this domain. They work with a single manager only.',
      '启用交互式 Web 终端，并通过该域名提供服务。仅支持单个 Manager。',
    ),
    constraint: text('A domain name such as runner.example.com.', '域名，例如 runner.example.com。'),
  },
  ChartValues: {
    label: text('Chart values', 'Helm 配置'),
    description: text(
      'Values of the Helm chart as JSON, laid over those that the form yields. See https://gitlab.com/gitlab-org/charts/gitlab-runner/blob/main/values.yaml',
      'JSON 格式的 Helm Chart 配置，会覆盖表单生成的配置。参考 https://gitlab.com/gitlab-org/charts/gitlab-runner/blob/main/values.yaml',
    ),
  },
};

/** What the rules say when an input does not fit another. */
export const RULE_TEXTS = {
  newClusterNeedsZone: 'A new cluster needs a ZoneId. 新建集群时必须选择 ZoneId。',
  existingVpcNeedsIds: 'An existing VPC needs VpcId and VSwitchId. 使用已有专有网络时必须填写 VpcId 与 VSwitchId。',
  ackNeedsPassword: 'The nodes of a new ACK cluster need a LoginPassword. 新建 ACK 集群时必须填写 LoginPassword。',
  subscriptionNeedsPeriod: 'A subscription in years has a PayPeriod of 1 to 5. 按年购买时，PayPeriod 须为 1 至 5。',
  terwayNeedsPodVSwitch:
    'Terway in an existing VPC needs a PodVSwitchId. 在已有专有网络中使用 Terway 时必须填写 PodVSwitchId。',
  givenCredentialsNeedPair:
    'Given cache credentials need OssAccessKeyId and OssAccessKeySecret. 使用已有 AccessKey 时必须填写 OssAccessKeyId 与 OssAccessKeySecret。',
  managersNeedOrder:
    'MinReplicas must not be above MaxReplicas. Manager 最小数量（MinReplicas）不能大于最大数量（MaxReplicas）。',
  sessionServerNeedsOneManager:
    'The session server works with a single manager: turn ManagerAutoScaling off and set Replicas to 1. 交互式终端仅支持单个 Manager：请关闭自动伸缩并将数量设为 1。',
} as const;

export const OUTPUT_TEXTS = {
  TargetClusterId: text('ID of the cluster.', '集群 ID。'),
  RunnerNamespace: text('Namespace of the managers and jobs.', 'Manager 与作业所在的命名空间。'),
  CacheBucket: text('OSS bucket of the CI cache.', 'CI 缓存所在的 OSS Bucket。'),
  Managers: text('Command that shows the managers.', '查看 Manager 的命令。'),
  NextStep: text('Where to see that the runner is online.', '在何处确认 Runner 已上线。'),
} as const;

export const NEXT_STEP = text(
  'In GitLab: Settings, CI/CD, Runners. The runner is online once a manager runs; then start a pipeline.',
  '在 GitLab 中打开“设置 > CI/CD > Runner”。Manager 运行后 Runner 显示为在线，即可运行流水线。',
);
