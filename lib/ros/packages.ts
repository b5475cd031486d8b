/**
 * The official resource packages, loaded when first needed: the ECS package alone costs more time than the rest of a
 * synthesis, and a stack on an existing cluster never uses it.
 */
/* eslint-disable @typescript-eslint/no-require-imports */
export const ecs = () => require('@alicloud/ros-cdk-ecs') as typeof import('@alicloud/ros-cdk-ecs');
export const oss = () => require('@alicloud/ros-cdk-oss') as typeof import('@alicloud/ros-cdk-oss');
export const ram = () => require('@alicloud/ros-cdk-ram') as typeof import('@alicloud/ros-cdk-ram');
export const ros = () => require('@alicloud/ros-cdk-ros') as typeof import('@alicloud/ros-cdk-ros');
