import type { LocalizedText } from '../ros/parameters';
import type { FormFieldName, FormGroup } from './form-fields';
import { YES_OR_NO, choice, text, wholeNumber } from './localized';

/** All texts of one field. A field that allows certain values names each of them. */
export interface FieldTexts {
  readonly label: LocalizedText;
  readonly description: LocalizedText;
  /** What a value must be like, shown when it is not. */
  readonly constraint: LocalizedText;
  readonly values?: Readonly<Record<string, LocalizedText>>;
}

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

const PRIVATE_RANGES = '10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16';
const PRIVATE_RANGES_ZH = PRIVATE_RANGES.replaceAll(', ', '、');
const VSWITCH = text(
  'A vSwitch of the VPC in the zone. Its ID begins with vsw-.',
  '请选择该专有网络中位于所选可用区的交换机，其 ID 以 vsw- 开头。',
);
const QUANTITY_OF_BYTES = text(
  'More than zero: a number with up to three decimals, followed by Mi or Gi, for instance 1.5Gi.',
  '须大于 0：数字（最多三位小数）加单位 Mi 或 Gi，例如 1.5Gi。',
);

export const FIELD_TEXTS: Readonly<Record<FormFieldName, FieldTexts>> = {
  CsOption: {
    label: text('Cluster option', '集群选项'),
    description: text('Use a cluster that you have, or create one.', '使用已有集群，或新建集群。'),
    ...choice({
      ExistCs: text('Existing cluster', '已有集群'),
      NewAck: text('New ACK cluster', '新建 ACK 集群'),
      NewAcs: text('New ACS cluster', '新建 ACS 集群'),
    }),
  },
  ClusterId: {
    label: text('Cluster ID', 'K8s 集群 ID'),
    description: text('The ACK or ACS cluster to run in.', '运行 GitLab Runner 的 ACK 或 ACS 集群。'),
    constraint: text('The letter c and 32 small letters or digits.', '以小写字母 c 开头，后接 32 位小写字母或数字。'),
  },
  VirtualNode: {
    label: text('Install ACK Virtual Node', '安装 ACK Virtual Node'),
    description: text(
      'Installs the ack-virtual-node add-on, which jobs on ECI and ACS need in an ACK cluster. Leave it off in an ACS cluster.',
      '安装 ack-virtual-node 组件。在 ACK 集群中使用 ECI 或 ACS 运行作业时需要该组件；ACS 集群无需安装。',
    ),
    constraint: YES_OR_NO,
  },
  ZoneId: {
    label: text('Zone', '可用区'),
    description: text('Zone of the cluster.', '集群所在可用区。'),
    constraint: text(
      'A zone of the region, for instance cn-hangzhou-i.',
      '请选择当前地域下的可用区，例如 cn-hangzhou-i。',
    ),
  },
  VpcOption: {
    label: text('VPC option', '专有网络选项'),
    description: text('Use a VPC that you have, or create one.', '使用已有专有网络，或新建专有网络。'),
    ...choice({
      NewVPC: text('New VPC', '新建专有网络'),
      ExistingVPC: text('Existing VPC', '已有专有网络'),
    }),
  },
  VpcId: {
    label: text('VPC', '专有网络 VPC 实例 ID'),
    description: text('The VPC of the cluster.', '集群所在的专有网络。'),
    constraint: text(
      'A VPC of the region. Its ID begins with vpc-.',
      '请选择当前地域下的专有网络，其 ID 以 vpc- 开头。',
    ),
  },
  VSwitchId: {
    label: text('vSwitch', '交换机实例 ID'),
    description: text(
      'The vSwitch of the cluster, in the zone above. Pods on ACS and ECI take their addresses from it; /19 or larger is recommended.',
      '集群使用的交换机，须位于所选可用区。ACS 与 ECI 的 Pod 从中分配地址，建议掩码不大于 19。',
    ),
    constraint: VSWITCH,
  },
  VpcCidrBlock: {
    label: text('VPC CIDR block', '专有网络 IPv4 网段'),
    description: text(`One of ${PRIVATE_RANGES}, or a part of one.`, `${PRIVATE_RANGES_ZH} 或其子网。`),
    constraint: text(
      'A private IPv4 block with a mask of 8 to 28, for instance 192.168.0.0/16.',
      '须为掩码 8~28 的私有 IPv4 网段，例如 192.168.0.0/16。',
    ),
  },
  VSwitchCidrBlock: {
    label: text('vSwitch CIDR block', '交换机子网网段'),
    description: text(
      'A part of the VPC block. Pods on ACS, on ECI and with Terway take their addresses from it; /19 or larger is recommended.',
      '须属于专有网络网段。ACS、ECI 及 Terway 的 Pod 从中分配地址，建议掩码不大于 19。',
    ),
    constraint: text(
      'An IPv4 block within that of the VPC with a mask of 16 to 29, for instance 192.168.0.0/19.',
      '须为专有网络网段内掩码 16~29 的 IPv4 网段，例如 192.168.0.0/19。',
    ),
  },
  NetworkPlugin: {
    label: text('Network plug-in', 'ACK 网络插件'),
    description: text(
      'How pods get their addresses. It cannot be changed later.',
      'Pod 获取 IP 地址的方式，创建后不能修改。',
    ),
    ...choice({ Flannel: text('Flannel', 'Flannel'), Terway: text('Terway', 'Terway') }),
  },
  PodCidr: {
    label: text('Pod CIDR block', 'Pod 网络 CIDR'),
    description: text(
      `A part of ${PRIVATE_RANGES} that overlaps neither the VPC nor other clusters in it. It cannot be changed later.`,
      `${PRIVATE_RANGES_ZH} 或其子网，不能与专有网络及其中已有集群使用的网段重复，创建后不能修改。`,
    ),
    constraint: text(
      'A private IPv4 block with a mask of 8 to 24, for instance 10.0.0.0/16.',
      '须为掩码 8~24 的私有 IPv4 网段，例如 10.0.0.0/16。',
    ),
  },
  PodVSwitchId: {
    label: text('Pod vSwitch', 'Pod 交换机实例 ID'),
    description: text(
      'The vSwitch that pods take their addresses from; /19 or larger is recommended.',
      'Pod 从该交换机分配地址，建议掩码不大于 19。',
    ),
    constraint: VSWITCH,
  },
  ServiceCidr: {
    label: text('Service CIDR block', 'Service CIDR'),
    description: text(
      'The addresses of Services. They overlap neither the VPC, the pods nor other clusters, and cannot be changed later.',
      'Service 使用的网段，不能与专有网络、Pod 网段及已有集群使用的网段重复，创建后不能修改。',
    ),
    constraint: text(
      'A private IPv4 block with a mask of 16 to 24, for instance 172.16.0.0/16.',
      '须为掩码 16~24 的私有 IPv4 网段，例如 172.16.0.0/16。',
    ),
  },
  EndpointPublicAccess: {
    label: text('Public endpoint of the API server', 'API Server 公网端点'),
    description: text(
      'An EIP, billed pay-as-you-go, over which ROS installs GitLab Runner. That ROS can do so without is not proven: try it before you turn it off. It cannot be changed later.',
      '为 API Server 绑定按量付费的 EIP，ROS 通过它安装 GitLab Runner。没有公网端点时 ROS 能否安装尚未验证，关闭前请先试用。创建后不能修改。',
    ),
    constraint: YES_OR_NO,
  },
  WorkerInstanceType: {
    label: text('Instance type', 'Worker 节点规格'),
    description: text(
      'A job of the default size needs a node of 4 vCPUs, unless jobs run on ECI or ACS.',
      '若作业不在 ECI 或 ACS 上运行，默认大小的作业需要 4 vCPU 的节点。',
    ),
    constraint: text(
      'An ECS instance type that the zone offers, for instance ecs.g6.xlarge.',
      '请选择所选可用区支持的 ECS 实例规格，例如 ecs.g6.xlarge。',
    ),
  },
  WorkerCount: {
    label: text('Number of nodes', 'Worker 节点数量'),
    description: text('Nodes in the node pool.', '节点池中的节点数量。'),
    constraint: wholeNumber(1, 100),
  },
  WorkerSystemDiskCategory: {
    label: text('System disk category', 'Worker 系统盘磁盘类型'),
    description: text('Category of the system disk of each node.', '每个节点系统盘的类型。'),
    ...choice({
      cloud_efficiency: text('Ultra disk', '高效云盘'),
      cloud_ssd: text('Standard SSD', 'SSD 云盘'),
      cloud_essd: text('Enterprise SSD (ESSD)', 'ESSD 云盘'),
    }),
  },
  WorkerSystemDiskSize: {
    label: text('System disk size (GiB)', 'Worker 节点系统盘大小（GiB）'),
    description: text(
      '40 to 500 GiB on each node. Images and job workspaces live on it.',
      '每个节点 40~500 GiB，用于存放镜像和作业工作目录。',
    ),
    constraint: wholeNumber(40, 500),
  },
  LoginPassword: {
    label: text('Node login password', '实例密码'),
    description: text('Password of root on the nodes.', '节点 root 用户的登录密码。'),
    constraint: text(
      '8 to 30 characters with three of capital letters, small letters, digits and the special characters ()`~!@#$%^&*_-+=|{}[]:;<>,.?/',
      '长度为 8~30 个字符，须包含大写字母、小写字母、数字、特殊字符 ()`~!@#$%^&*_-+=|{}[]:;<>,.?/ 中的三类。',
    ),
  },
  PayType: {
    label: text('Billing method', '付费类型'),
    description: text('How the nodes are billed.', '节点的付费方式。'),
    ...choice({ PostPaid: text('Pay-as-you-go', '按量付费'), PrePaid: text('Subscription', '包年包月') }),
  },
  PayPeriodUnit: {
    label: text('Subscription unit', '购买资源时长周期'),
    description: text('Unit of the subscription period.', '包年包月的时长单位。'),
    ...choice({ Month: text('Month', '月'), Year: text('Year', '年') }),
  },
  PayPeriod: {
    label: text('Subscription period', '购买资源时长'),
    description: text(
      '1 to 9 months, or 1 to 5 years. The nodes stay until the period ends, even if the stack is deleted.',
      '1~9 个月，或 1~5 年。到期前即使删除资源栈，节点也会保留。',
    ),
    constraint: text('1 to 9 for months, 1 to 5 for years.', '按月购买时取值为 1~9，按年购买时取值为 1~5。'),
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
      'Create a runner in GitLab (Settings, CI/CD, Runners) and enter the token that it shows. Tags are set there too.',
      '在 GitLab 中创建 Runner（设置 > CI/CD > Runner），填写所显示的令牌。标签也在该处设置。',
    ),
    constraint: text(
      'Begins with glrt- and has 20 characters or more. Registration tokens (GR1348941...) are not accepted.',
      '以 glrt- 开头，长度不少于 20 个字符，不支持注册令牌（GR1348941…）。',
    ),
  },
  Namespace: {
    label: text('Namespace', '命名空间'),
    description: text(
      'Namespace of the managers and jobs, one of its own for each instance in a cluster. It is created when missing, and cannot be changed later.',
      'Manager 与作业所在的命名空间，不存在时自动创建，创建后不能修改。在同一集群中部署多个实例时，每个实例须使用不同的命名空间。',
    ),
    constraint: text(
      '1 to 63 small letters, digits and hyphens, with a letter or digit at both ends. Each instance in a cluster needs one of its own.',
      '长度为 1~63 个字符，可包含小写字母、数字和短划线（-），首尾须为小写字母或数字。同一集群中的每个实例须使用不同的命名空间。',
    ),
  },
  Concurrent: {
    label: text('Jobs at once per manager', '每个 Manager 的并发作业数'),
    description: text(
      'All managers together run up to this number times the number of managers.',
      '所有 Manager 同时运行的作业总数上限为该值乘以 Manager 数量。',
    ),
    constraint: wholeNumber(1, 1000),
  },
  JobCompute: {
    label: text('Compute for jobs', '作业运行资源'),
    description: text(
      'In an existing ACS cluster choose ACS. In an ACK cluster, ECI and ACS need the ACK Virtual Node add-on; a new cluster gets it when needed.',
      '已有集群为 ACS 集群时，请选择 ACS。在 ACK 集群中使用 ECI 或 ACS 需要 ACK Virtual Node 组件；新建集群会按需安装。',
    ),
    ...choice({
      Nodes: text('Nodes of the cluster', '集群节点'),
      Eci: text('Elastic Container Instance (ECI)', '弹性容器实例（ECI）'),
      Acs: text('Container Compute Service (ACS)', '容器计算服务（ACS）'),
    }),
  },
  EciSpot: {
    label: text('ECI spot instances', 'ECI 抢占式实例'),
    description: text(
      'Cheaper, but may be reclaimed. Pay-as-you-go instances take over when there is no spot capacity.',
      '价格更低，但可能被回收。抢占式实例库存不足时自动使用按量付费实例。',
    ),
    constraint: YES_OR_NO,
  },
  ComputeClass: {
    label: text('Compute class', '计算类型'),
    description: text('Class of ACS compute for jobs.', '作业使用的 ACS 计算类型。'),
    ...choice({
      'general-purpose': text('General-purpose', '通用型'),
      performance: text('Performance', '性能型'),
    }),
  },
  ComputeQos: {
    label: text('Compute quality of service', '算力质量'),
    description: text(
      'Best-effort compute is cheaper, and may be reclaimed with five minutes’ notice.',
      'BestEffort 算力价格更低，但可能被回收，回收前 5 分钟会有通知。',
    ),
    ...choice({ 'best-effort': text('Best-effort', 'BestEffort 型'), default: text('Default', '默认型') }),
  },
  JobImage: {
    label: text('Default job image', '默认作业镜像'),
    description: text('Image of jobs that name none.', '未指定镜像的作业所使用的镜像。'),
    constraint: text(
      'The address of an image, for instance registry.example.com/ci/base:1.',
      '须为镜像地址，例如 registry.example.com/ci/base:1。',
    ),
  },
  JobCpu: {
    label: text('CPU of a job', '作业 CPU'),
    description: text('vCPUs of the build container, for instance 2 or 500m.', '构建容器的 vCPU，例如 2 或 500m。'),
    constraint: text(
      'More than zero: vCPUs with up to three decimals, for instance 0.5, or whole thousandths followed by m, for instance 500m.',
      '须大于 0：vCPU 数量，最多三位小数，例如 0.5；或以 m 为单位的整数毫核数，例如 500m。',
    ),
  },
  JobMemory: {
    label: text('Memory of a job', '作业内存'),
    description: text('Memory of the build container, for instance 4Gi.', '构建容器的内存，例如 4Gi。'),
    constraint: QUANTITY_OF_BYTES,
  },
  JobEphemeralStorage: {
    label: text('Ephemeral storage of a job', '作业临时存储'),
    description: text('30Gi come free of charge on ECI and ACS.', 'ECI 与 ACS 免费提供 30Gi。'),
    constraint: QUANTITY_OF_BYTES,
  },
  ManagerAutoScaling: {
    label: text('Scale managers automatically', '自动伸缩 Manager'),
    description: text(
      'A HorizontalPodAutoscaler on the CPU use of the managers. After 10 minutes of low load it takes one manager away every 5 minutes. Turn it off for interactive web terminals, which need one manager.',
      '通过 HPA 按 Manager 的 CPU 使用率自动伸缩。持续低负载 10 分钟后，每 5 分钟减少一个 Manager。如需使用交互式 Web 终端，请关闭自动伸缩并使用单个 Manager。',
    ),
    constraint: YES_OR_NO,
  },
  MinReplicas: {
    label: text('Smallest number of managers', 'Manager 最小数量'),
    description: text(
      'With two or more, jobs are still picked up while one is replaced.',
      '设为 2 或以上时，替换其中一个 Manager 期间仍可继续接收作业。',
    ),
    constraint: wholeNumber(1, 100),
  },
  MaxReplicas: {
    label: text('Largest number of managers', 'Manager 最大数量'),
    description: text('At least the smallest number.', '不小于最小数量。'),
    constraint: wholeNumber(1, 100),
  },
  TargetCpuUtilization: {
    label: text('Target CPU use (%)', '目标 CPU 使用率（%）'),
    description: text(
      'Average CPU use of the managers in percent of their CPU request. Managers mostly wait, so the figure is low.',
      'Manager 的平均 CPU 使用率占其 CPU 请求的百分比。Manager 多处于等待状态，因此数值较低。',
    ),
    constraint: wholeNumber(1, 100),
  },
  Replicas: {
    label: text('Number of managers', 'Manager 数量'),
    description: text(
      'A fixed number of managers. Web terminals need exactly one.',
      '固定的 Manager 数量。使用交互式终端时须为一个。',
    ),
    constraint: wholeNumber(1, 100),
  },
  Metrics: {
    label: text('Prometheus metrics', 'Prometheus 监控指标'),
    description: text('Serves metrics on port 9252 of the managers.', '在 Manager 的 9252 端口提供监控指标。'),
    constraint: YES_OR_NO,
  },
  CacheEnabled: {
    label: text('OSS cache', 'OSS 缓存'),
    description: text(
      'Creates an OSS bucket for the caches of jobs. It stays when the stack is deleted.',
      '创建 OSS Bucket 用于存放作业缓存。删除资源栈时会保留该 Bucket。',
    ),
    constraint: YES_OR_NO,
  },
  CacheExpirationDays: {
    label: text('Days to keep caches', '缓存保留天数'),
    description: text(
      'A cache that was not written again for this many days is deleted.',
      '超过该天数未更新的缓存将被删除。',
    ),
    constraint: wholeNumber(1, 3650),
  },
  CacheCredentials: {
    label: text('Cache credentials', '缓存访问凭证'),
    description: text(
      'A RAM user for this bucket only, or an AccessKey pair of yours.',
      '创建仅可访问该 Bucket 的 RAM 用户，或使用已有的 AccessKey。',
    ),
    ...choice({
      Create: text('Create a RAM user', '创建 RAM 用户'),
      Given: text('Use an AccessKey pair', '使用已有 AccessKey'),
    }),
  },
  OssAccessKeyId: {
    label: text('OSS AccessKey ID', 'OSS 访问凭证（AccessKey ID）'),
    description: text(
      'AccessKey ID of a RAM user that may read and write objects in the new bucket.',
      '具有新建 Bucket 读写权限的 RAM 用户的 AccessKey ID。',
    ),
    constraint: text(
      'An AccessKey ID without blanks or line breaks, if you use an AccessKey pair of yours.',
      '使用已有 AccessKey 时，须填写 AccessKey ID，不能包含空格或换行。',
    ),
  },
  OssAccessKeySecret: {
    label: text('OSS AccessKey secret', 'OSS 访问凭证密钥（AccessKey Secret）'),
    description: text('The secret of the AccessKey pair.', '与 AccessKey ID 对应的 AccessKey Secret。'),
    constraint: text(
      'An AccessKey secret without blanks or line breaks, if you use an AccessKey pair of yours.',
      '使用已有 AccessKey 时，须填写 AccessKey Secret，不能包含空格或换行。',
    ),
  },
  SessionServerDomain: {
    label: text('Domain of the session server', '交互式终端域名'),
    description: text(
      'Turns on interactive web terminals, served under this domain. They work with a single manager only.',
      '启用交互式 Web 终端，并通过该域名提供服务。仅支持单个 Manager。',
    ),
    constraint: text(
      'Empty, or a domain name of up to 253 characters in small letters, for instance runner.example.com.',
      '可为空；或填写不超过 253 个字符的小写域名，例如 runner.example.com。',
    ),
  },
  ChartValues: {
    label: text('Chart values', 'Helm 配置'),
    description: text(
      'Values of the Helm chart: a JSON object, laid over what the form yields. In it, extraObjects is a list. Enter no secrets: whoever sees the stack can read them. See https://gitlab.com/gitlab-org/charts/gitlab-runner/blob/main/values.yaml',
      'Helm Chart 配置：JSON 对象，会覆盖表单生成的配置，其中 extraObjects 须为列表。可查看资源栈的用户均可读取，请勿填写敏感信息。参考 https://gitlab.com/gitlab-org/charts/gitlab-runner/blob/main/values.yaml',
    ),
    constraint: text('A JSON object, for instance {"logLevel": "debug"}.', 'JSON 对象，例如 {"logLevel": "debug"}。'),
  },
};

/** What the rules say when an input does not fit another. */
export const RULE_TEXTS = {
  existingClusterNeedsId: 'An existing cluster needs its ClusterId. 使用已有集群时必须选择 ClusterId。',
  newClusterNeedsZone: 'A new cluster needs a ZoneId. 新建集群时必须选择 ZoneId。',
  newClusterNeedsServiceCidr: 'A new cluster needs a ServiceCidr. 新建集群时必须填写 ServiceCidr。',
  newVpcNeedsBlocks:
    'A new VPC needs VpcCidrBlock and VSwitchCidrBlock. 新建专有网络时必须填写 VpcCidrBlock 与 VSwitchCidrBlock。',
  existingVpcNeedsIds: 'An existing VPC needs VpcId and VSwitchId. 使用已有专有网络时必须填写 VpcId 与 VSwitchId。',
  ackNeedsNodes:
    'The nodes of a new ACK cluster need WorkerInstanceType, WorkerCount and WorkerSystemDiskSize. 新建 ACK 集群时必须填写 WorkerInstanceType、WorkerCount 与 WorkerSystemDiskSize。',
  ackNeedsPassword: 'The nodes of a new ACK cluster need a LoginPassword. 新建 ACK 集群时必须填写 LoginPassword。',
  subscriptionNeedsPeriod:
    'A subscription needs PayPeriodUnit and PayPeriod: 1 to 9 months, or 1 to 5 years. 包年包月时必须填写 PayPeriodUnit 与 PayPeriod：按月购买时为 1~9，按年购买时为 1~5。',
  flannelNeedsPodCidr: 'Flannel needs a PodCidr. 使用 Flannel 时必须填写 PodCidr。',
  terwayNeedsPodVSwitch:
    'Terway in an existing VPC needs a PodVSwitchId. 在已有专有网络中使用 Terway 时必须填写 PodVSwitchId。',
  serverlessJobsNeedStorage:
    'Jobs on ECI and ACS need JobEphemeralStorage. 在 ECI 或 ACS 上运行作业时必须填写 JobEphemeralStorage。',
  cacheNeedsDays: 'The OSS cache needs CacheExpirationDays. 启用 OSS 缓存时必须填写 CacheExpirationDays。',
  givenCredentialsNeedPair:
    'Given cache credentials need OssAccessKeyId and OssAccessKeySecret. 使用已有 AccessKey 时必须填写 OssAccessKeyId 与 OssAccessKeySecret。',
  managersNeedConcurrent:
    'Every manager needs Concurrent, its number of jobs at once. 必须填写 Concurrent（每个 Manager 的并发作业数）。',
  autoscalerNeedsNumbers:
    'The autoscaler needs MinReplicas, MaxReplicas and TargetCpuUtilization. 启用自动伸缩时必须填写 MinReplicas、MaxReplicas 与 TargetCpuUtilization。',
  fixedManagersNeedNumber:
    'A fixed number of managers needs Replicas. 关闭自动伸缩时必须填写 Manager 数量（Replicas）。',
  managersNeedOrder:
    'MinReplicas must not be above MaxReplicas. Manager 最小数量（MinReplicas）不能大于最大数量（MaxReplicas）。',
  oneAutoscaler:
    'ChartValues must not hold hpa or replicas while ManagerAutoScaling is on: use MinReplicas, MaxReplicas and TargetCpuUtilization, or turn it off. 启用自动伸缩（ManagerAutoScaling）时，ChartValues 不能包含 hpa 或 replicas：请使用 MinReplicas、MaxReplicas 与 TargetCpuUtilization，或关闭自动伸缩。',
  sessionServerNeedsOneManager:
    'The session server works with a single manager: set Replicas to 1, and leave hpa and replicas out of ChartValues. 交互式终端仅支持单个 Manager：请将 Manager 数量（Replicas）设为 1，且 ChartValues 不能包含 hpa 或 replicas。',
} as const;

/** What an output is, and what it is for. */
export const OUTPUT_TEXTS = {
  TargetClusterId: {
    label: text('Cluster', '集群'),
    description: text('ID of the cluster.', '集群 ID。'),
  },
  RunnerNamespace: {
    label: text('Namespace', '命名空间'),
    description: text('Namespace of the managers and jobs.', 'Manager 与作业所在的命名空间。'),
  },
  CacheBucket: {
    label: text('Cache', '缓存'),
    description: text('OSS bucket of the CI cache.', '存放 CI 缓存的 OSS Bucket。'),
  },
  Managers: {
    label: text('Managers', '查看 Manager'),
    description: text(
      'Command that shows the managers; a new cluster is reached from its VPC only. In the console: Workloads, Deployments, in this namespace.',
      '查看 Manager 的命令。新建集群仅可在其专有网络内访问；也可在集群控制台的“工作负载 > 无状态”中选择该命名空间查看。',
    ),
  },
  NextStep: {
    label: text('Next step', '下一步'),
    description: text('Where to see that the runner is online.', '在何处确认 Runner 已上线。'),
  },
} as const;

export const NEXT_STEP = text(
  'In GitLab: Settings, CI/CD, Runners. The runner is online once a manager runs; then start a pipeline.',
  '在 GitLab 中打开“设置 > CI/CD > Runner”。Manager 运行后 Runner 显示为在线，即可运行流水线。',
);
