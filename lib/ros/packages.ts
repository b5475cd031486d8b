import type * as ecsResources from '@alicloud/ros-cdk-ecs/lib/ecs.generated';
import type * as ossResources from '@alicloud/ros-cdk-oss/lib/oss.generated';
import type * as ramResources from '@alicloud/ros-cdk-ram/lib/ram.generated';
import type * as rosResources from '@alicloud/ros-cdk-ros/lib/ros.generated';
import type * as vpcResources from '@alicloud/ros-cdk-vpc/lib/vpc.generated';

/**
 * The resource classes of the official packages, loaded when first needed and without the rest of their package: the
 * index of ECS alone loads 80 files, and a stack on an existing cluster needs none of them. The classes are those that
 * the index exports.
 */
/* eslint-disable @typescript-eslint/no-require-imports */
export const ecs = () => require('@alicloud/ros-cdk-ecs/lib/ecs.generated') as typeof ecsResources;
export const oss = () => require('@alicloud/ros-cdk-oss/lib/oss.generated') as typeof ossResources;
export const ram = () => require('@alicloud/ros-cdk-ram/lib/ram.generated') as typeof ramResources;
export const ros = () => require('@alicloud/ros-cdk-ros/lib/ros.generated') as typeof rosResources;
export const vpc = () => require('@alicloud/ros-cdk-vpc/lib/vpc.generated') as typeof vpcResources;
