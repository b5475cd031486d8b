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
 * feeds a property which cannot be updated, or decides whether a resource exists, would fail or replace things.
 */
export const MODIFY_OPERATIONS: readonly ModifyOperation[] = [
  {
    name: '修改 Runner 配置 Change runner settings',
    description: '修改 Manager 与作业的配置。Changes the settings of managers and jobs.',
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
      'SessionServerDomain',
    ],
  },
  {
    name: '修改 Helm 配置 Change chart values',
    description: '修改 JSON 格式的 Helm Chart 配置。Changes the values of the Helm chart, as JSON.',
    fields: ['ChartValues'],
  },
  {
    name: '更换凭证 Change credentials',
    description:
      '更换 Runner 令牌或 OSS 访问凭证，Manager 重启后生效。Changes the runner token or the AccessKey pair of the cache; managers take them when they restart.',
    fields: ['RunnerToken', 'OssAccessKeyId', 'OssAccessKeySecret'],
  },
  {
    name: '修改节点数量 Change number of nodes',
    description: '修改新建 ACK 集群的节点数量。Changes the number of nodes of a new ACK cluster.',
    fields: ['WorkerCount'],
  },
];
