import type { RosCondition } from '@alicloud/ros-cdk-core';
import { DeployTimeChoice } from '../config/deploy-time-choice';
import type { PodMap } from '../placement/pod-placement';
import { chooseValue } from '../ros/conditions';
import { nonEmpty } from './non-empty';

type Texts = Record<string, string>;

/**
 * Labels and the like for the typed configuration, or undefined when there are none. The types of the configuration
 * name plain tables; its renderer writes choices too.
 */
export function configMap(map: PodMap | undefined): Texts | undefined {
  return map instanceof DeployTimeChoice ? (map as unknown as Texts) : nonEmpty(map);
}

/** The same for the values of the chart, where ROS chooses by a function. */
export function valueMap(map: PodMap | undefined): unknown {
  return map instanceof DeployTimeChoice
    ? chooseValue(map.condition as RosCondition, valueMap(map.whenTrue) ?? {}, valueMap(map.whenFalse) ?? {})
    : nonEmpty(map);
}
