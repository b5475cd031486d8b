import { Fn } from '@alicloud/ros-cdk-core';
import { isUnresolved } from '../ros/tokens';

/** The items with commas between them. A deploy-time list is joined at deploy time. */
export function listText(items: readonly string[] | undefined): string | undefined {
  return items !== undefined && isUnresolved(items) ? Fn.join(',', items as string[]) : items?.join(',');
}
