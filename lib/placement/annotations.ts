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

/** The entries that have a value, as a map whose keys begin with the prefix. */
export function prefixed(prefix: string, values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[`${prefix}/${key}`, value]])),
  );
}
