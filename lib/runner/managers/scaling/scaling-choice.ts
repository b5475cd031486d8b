import type { RosCondition } from '@alicloud/ros-cdk-core';
import { DeployTimeChoice } from '../../../config/deploy-time-choice';
import { ChosenObjects } from '../../chosen-objects';
import type { ManagerScalingConfig } from '../manager-scaling';

/** What scaling contributes when the deployment chooses between two: the first if the condition holds. */
export function chooseScaling(
  condition: RosCondition,
  whenTrue: ManagerScalingConfig,
  whenFalse: ManagerScalingConfig,
): ManagerScalingConfig {
  const [a, b] = [whenTrue.values ?? {}, whenFalse.values ?? {}];
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return {
    values: Object.fromEntries(keys.map((key) => [key, new DeployTimeChoice(condition, a[key], b[key])])),
    extraObjects: [new ChosenObjects(condition, whenTrue.extraObjects ?? [], whenFalse.extraObjects ?? [])],
    needsCpuRequest: whenTrue.needsCpuRequest || whenFalse.needsCpuRequest,
    podMetric: whenTrue.podMetric ?? whenFalse.podMetric,
    jobsPerManager: whenTrue.jobsPerManager ?? whenFalse.jobsPerManager,
    maxReplicas: whenTrue.maxReplicas === whenFalse.maxReplicas ? whenTrue.maxReplicas : undefined,
  };
}
