import type { FormFieldName } from '../console/form-fields';

/** Something that one may change in a running service instance. Compute Nest has one name for all languages. */
export interface ModifyOperation {
  readonly name: string;
  readonly description: string;
  /** Fields of the form that are asked for again. */
  readonly fields: readonly FormFieldName[];
}

/**
 * What can be changed after the deployment. Only fields that ROS passes on to existing resources belong here: one that
 * feeds a property which cannot be updated, or decides whether a resource exists, would fail or replace things. A
 * secret shares its operation with nothing else: it is not echoed, so one would enter it again with every change. How
 * nodes are billed is left out: it would hold for new nodes only, and one pool would have nodes of both kinds.
 */
export const MODIFY_OPERATIONS: readonly ModifyOperation[] = [
  {
    name: '修改 Runner 配置 Change runner settings',
    description: '修改 Manager、作业与缓存的配置。Changes the settings of managers, jobs and the cache.',
    fields: [
      'GitLabUrl',
      'Concurrent',
      'EciSpot',
      'ComputeClass',
      'ComputeQos',
      'JobImage',
      'JobCpu',
      'JobMemory',
      'JobEphemeralStorage',
      'ManagerAutoScaling',
      'MinReplicas',
      'MaxReplicas',
      'TargetCpuUtilization',
      'Replicas',
      'Metrics',
      'CacheExpirationDays',
      'SessionServerDomain',
    ],
  },
  {
    name: '修改 Helm 配置 Change chart values',
    description: '修改 JSON 格式的 Helm Chart 配置。Changes the values of the Helm chart, as JSON.',
    fields: ['ChartValues'],
  },
  {
    name: '更换 Runner 令牌 Change runner token',
    description: '更换 Runner 认证令牌，Manager 重启后生效。Changes the token; managers take it when they restart.',
    fields: ['RunnerToken'],
  },
  {
    name: '更换 OSS 访问凭证 Change cache credentials',
    description:
      '更换已有的 OSS AccessKey，Manager 重启后生效；由本服务创建的 RAM 用户无需更换。Changes the AccessKey pair that was given for the cache; managers take it when they restart. A RAM user that the service created needs none.',
    fields: ['OssAccessKeyId', 'OssAccessKeySecret'],
  },
  {
    name: '修改节点数量 Change number of nodes',
    description: '修改新建 ACK 集群的节点数量。Changes the number of nodes of a new ACK cluster.',
    fields: ['WorkerCount'],
  },
  {
    name: '修改新增节点的配置 Change new nodes',
    description:
      '修改新建 ACK 集群中后续新增节点的规格与系统盘，已有节点保持不变。Changes type and system disk of the nodes that are added to a new ACK cluster from then on; nodes that run stay as they are.',
    fields: ['WorkerInstanceType', 'WorkerSystemDiskCategory', 'WorkerSystemDiskSize'],
  },
  {
    name: '修改新增节点的密码 Change password of new nodes',
    description:
      '修改新建 ACK 集群中后续新增节点的登录密码，已有节点保持不变。Changes the login password of the nodes that are added to a new ACK cluster from then on; nodes that run keep theirs.',
    fields: ['LoginPassword'],
  },
];
