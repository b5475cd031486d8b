import type * as ecsPackage from '@alicloud/ros-cdk-ecs';
import type * as ossPackage from '@alicloud/ros-cdk-oss';
import type * as ramPackage from '@alicloud/ros-cdk-ram';
import type * as rosPackage from '@alicloud/ros-cdk-ros';

/**
 * The official resource packages, loaded when first needed: the ECS package alone costs more time than the rest of a
 * synthesis, and a stack on an existing cluster never uses it.
 */
/* eslint-disable @typescript-eslint/no-require-imports */
export const ecs = () => require('@alicloud/ros-cdk-ecs') as typeof ecsPackage;
export const oss = () => require('@alicloud/ros-cdk-oss') as typeof ossPackage;
export const ram = () => require('@alicloud/ros-cdk-ram') as typeof ramPackage;
export const ros = () => require('@alicloud/ros-cdk-ros') as typeof rosPackage;
