import type { RosCondition, Stack } from '@alicloud/ros-cdk-core';
import { RosOutput } from '@alicloud/ros-cdk-core';
import type { OssCache } from '../cache/oss-cache';
import type { ICluster } from '../cluster/icluster';
import type { GitLabRunner } from '../gitlab-runner';
import type { FormConditions } from './form-conditions';
import { NEXT_STEP, OUTPUT_TEXTS } from './form-texts';

export interface FormResults {
  readonly cluster: ICluster;
  readonly cache: OssCache;
  readonly runner: GitLabRunner;
}

/** What one wants to know after a deployment, in both languages. */
export function addFormOutputs(
  stack: Stack,
  conditions: FormConditions,
  { cluster, cache, runner }: FormResults,
): void {
  const output = (name: keyof typeof OUTPUT_TEXTS, value: string, condition?: RosCondition) =>
    new RosOutput(stack, name, {
      value,
      condition,
      // They are maps at run time, which the console shows by language; core types them as strings.
      label: OUTPUT_TEXTS[name].label as unknown as string,
      description: OUTPUT_TEXTS[name].description as unknown as string,
    });
  output('TargetClusterId', cluster.clusterId);
  output('RunnerNamespace', runner.namespace);
  output('CacheBucket', cache.bucketName, conditions.cache);
  output('Managers', `kubectl --namespace ${runner.namespace} get pods --selector app=${runner.managerName}`);
  output('NextStep', `${NEXT_STEP['zh-cn']} ${NEXT_STEP.en}`);
}
