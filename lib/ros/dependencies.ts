import { Stack } from '@alicloud/ros-cdk-core';
import type { RosResource } from '@alicloud/ros-cdk-core';

/**
 * Makes ROS create `resource` after `others`. The `addDependsOn` and `node.addDependency` of ros-cdk-core write nothing
 * into the template; `addRosDependency` writes an id that nobody checks, hence this one door.
 */
export function dependOn(resource: RosResource, others: readonly RosResource[]): void {
  for (const other of others) {
    if (Stack.of(other) !== Stack.of(resource)) {
      throw new Error(
        `${resource.node.path} cannot depend on ${other.node.path}: they are in different stacks, and ROS orders resources within one stack only`,
      );
    }
    if (other !== resource) {
      resource.addRosDependency(other.logicalId);
    }
  }
}
