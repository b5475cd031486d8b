import * as ecsIndex from '@alicloud/ros-cdk-ecs';
import * as ossIndex from '@alicloud/ros-cdk-oss';
import * as ramIndex from '@alicloud/ros-cdk-ram';
import * as rosIndex from '@alicloud/ros-cdk-ros';
import { ecs, oss, ram, ros } from '../../lib/ros/packages';

test('resources are of the classes that the official packages export', () => {
  expect(ecs().RosVPC).toBe(ecsIndex.RosVPC);
  expect(ecs().RosVSwitch).toBe(ecsIndex.RosVSwitch);
  expect(oss().RosBucket).toBe(ossIndex.RosBucket);
  expect(ram().RosUser).toBe(ramIndex.RosUser);
  expect(ram().RosManagedPolicy).toBe(ramIndex.RosManagedPolicy);
  expect(ram().RosAccessKey).toBe(ramIndex.RosAccessKey);
  expect(ros().RosSleep).toBe(rosIndex.RosSleep);
});
