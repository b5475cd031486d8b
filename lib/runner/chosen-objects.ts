import type { IResolvable, RosCondition } from '@alicloud/ros-cdk-core';
import { Fn } from '@alicloud/ros-cdk-core';
import { unmarked } from '../model/origin';
import { chooseValue } from '../ros/conditions';

/** Kubernetes objects of which the deployment chooses one list or the other: the first if the condition holds. */
export class ChosenObjects {
  constructor(
    readonly condition: RosCondition,
    readonly whenTrue: readonly object[],
    readonly whenFalse: readonly object[],
  ) {}
}

/** The objects that may be there, whatever is chosen. */
export function allObjects(objects: readonly object[]): object[] {
  return objects.flatMap((one) =>
    one instanceof ChosenObjects ? [...allObjects(one.whenTrue), ...allObjects(one.whenFalse)] : [one],
  );
}

/** The objects as one list. ROS can take no item out of a list, so whole lists are chosen and joined. */
export function objectList(objects: readonly object[]): object[] | IResolvable {
  const chosen = objects.filter((one) => one instanceof ChosenObjects);
  if (chosen.length === 0) {
    return [...objects];
  }
  const certain = unmarked(objects.filter((one) => !(one instanceof ChosenObjects)));
  const lists = chosen.map(({ condition, whenTrue, whenFalse }) =>
    chooseValue(condition, objectList(whenTrue), objectList(whenFalse)),
  );
  return Fn.listMerge([certain, ...lists]);
}
