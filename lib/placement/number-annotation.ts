import { Fn } from '@alicloud/ros-cdk-core';
import { isUnresolved } from '../ros/tokens';

/**
 * A number as the value of an annotation, which Kubernetes takes as a text only. A number of the deployment would stay a
 * number where the annotation is a property of its own, as in a ResourcePolicy.
 */
export function numberAnnotation(value: number | undefined): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  return isUnresolved(value) ? Fn.str(value) : String(value);
}
