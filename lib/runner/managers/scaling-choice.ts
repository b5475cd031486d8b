import type { RosCondition } from '@alicloud/ros-cdk-core';
import { DeployTimeChoice } from '../../config/deploy-time-choice';
import { ChosenObjects } from '../chosen-objects';
import type { IManagerScaling, ManagerScalingConfig } from './scaling-config';

/** One of two ways to scale, chosen when the stack is deployed: the first if the condition holds. */
export function chooseScaling(
  condition: RosCondition,
  whenTrue: IManagerScaling,
  whenFalse: IManagerScaling,
): IManagerScaling {
  return {
    bind: (scope, context) => chosen(condition, whenTrue.bind(scope, context), whenFalse.bind(scope, context)),
    check: (context, report, at) => {
      whenTrue.check?.(context, report, at);
      whenFalse.check?.(context, report, at);
    },
  };
}

function chosen(
  condition: RosCondition,
  whenTrue: ManagerScalingConfig,
  whenFalse: ManagerScalingConfig,
): ManagerScalingConfig {
  const [a, b] = [whenTrue.values ?? {}, whenFalse.values ?? {}];
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return {
    values: Object.fromEntries(keys.map((key) => [key, new DeployTimeChoice(condition, a[key], b[key])])),
    extraObjects: [new ChosenObjects(condition, whenTrue.extraObjects ?? [], whenFalse.extraObjects ?? [])],
    needsCpuRequest: whenTrue.needsCpuRequest === true || whenFalse.needsCpuRequest === true,
    podMetric: whenTrue.podMetric ?? whenFalse.podMetric,
    jobsPerManager: whenTrue.jobsPerManager ?? whenFalse.jobsPerManager,
    maxReplicas: whenTrue.maxReplicas === whenFalse.maxReplicas ? whenTrue.maxReplicas : undefined,
  };
}
