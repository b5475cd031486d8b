import type { Construct, IConstruct } from '@alicloud/ros-cdk-core';
import { RosOutput } from '@alicloud/ros-cdk-core';
import type { ICache } from '../cache/cache';
import { OssCache } from '../cache/oss-cache';
import type { Cluster } from '../cluster/cluster';
import { Network } from '../network/network';
import type { LocalizedText } from '../ros/parameters';
import { scopedId } from '../ros/scoped-id';
import type { GitLabRunner } from '../gitlab-runner';

/** What one wants to know after a deployment, and what to do next. */
export function addOutputs(
  cluster: Cluster,
  network: IConstruct | undefined,
  cache: ICache,
  runners: readonly GitLabRunner[],
): void {
  output(cluster, 'Id', cluster.clusterId, { en: 'ID of the cluster.', 'zh-cn': '集群 ID。' });
  if (network instanceof Network && network.natGateway !== undefined) {
    output(network, 'EgressIpAddress', network.natGateway.ipAddress, {
      en: 'Public address that the managers and jobs connect from.',
      'zh-cn': 'Manager 与作业访问公网时使用的出口 IP 地址。',
    });
  }
  if (cache instanceof OssCache) {
    output(cache, 'BucketName', cache.bucketName, {
      en: 'OSS bucket of the CI cache.',
      'zh-cn': 'CI 缓存所在的 OSS Bucket。',
    });
  }
  for (const runner of runners) {
    output(runner, 'Namespace', runner.namespace, {
      en: 'Namespace of the managers and their jobs.',
      'zh-cn': 'Manager 与作业所在的命名空间。',
    });
    output(runner, 'ReleaseName', runner.releaseName, {
      en: 'Name of the Helm release.',
      'zh-cn': 'Helm Release 名称。',
    });
    output(
      runner,
      'NextStep',
      `kubectl --namespace ${runner.namespace} get pods --selector app=${runner.managerName}`,
      {
        en: 'Shows the managers. In GitLab the runner is online once they run: Settings, CI/CD, Runners.',
        'zh-cn': '查看 Manager。它们运行后，GitLab 的“设置 > CI/CD > Runner”中会显示该 Runner 在线。',
      },
    );
  }
}

function output(scope: Construct, id: string, value: string, description: LocalizedText): void {
  new RosOutput(scope, scopedId(scope, id), {
    value,
    // Descriptions are maps at run time, which the console shows by language; core types them as strings.
    description: { ...description } as unknown as string,
  });
}
