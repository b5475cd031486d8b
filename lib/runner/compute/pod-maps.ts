import type { IResolvable, RosCondition } from '@alicloud/ros-cdk-core';
import { Token } from '@alicloud/ros-cdk-core';
import type { LayeredValue } from '../../chart/merge-values';
import { mergeValues } from '../../chart/merge-values';
import { DeployTimeChoice } from '../../config/deploy-time-choice';
import type { PodMap } from '../../placement/pod-placement';
import { chooseValue } from '../../ros/conditions';
import { nonEmpty } from '../non-empty';

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
    ? new ChosenMap(map.condition as RosCondition, valueMap(map.whenTrue), valueMap(map.whenFalse))
    : nonEmpty(map);
}

/** A choice in the values of the chart. What is laid over it comes into both maps, whichever is chosen. */
class ChosenMap implements IResolvable, LayeredValue {
  readonly creationStack: string[] = [];

  constructor(
    private readonly condition: RosCondition,
    private readonly whenTrue: unknown = {},
    private readonly whenFalse: unknown = {},
  ) {}

  withLayer(layer: object): ChosenMap {
    const [whenTrue, whenFalse] = [this.whenTrue, this.whenFalse].map(
      (map) => mergeValues({ map }, { map: layer }).map,
    );
    return new ChosenMap(this.condition, whenTrue, whenFalse);
  }

  resolve(): unknown {
    return chooseValue(this.condition, this.whenTrue, this.whenFalse);
  }

  toString(): string {
    return Token.asString(this);
  }
}
