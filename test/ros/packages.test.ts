import * as ecsIndex from '@alicloud/ros-cdk-ecs';
import * as ossIndex from '@alicloud/ros-cdk-oss';
import * as ramIndex from '@alicloud/ros-cdk-ram';
import * as rosIndex from '@alicloud/ros-cdk-ros';
import * as vpcIndex from '@alicloud/ros-cdk-vpc';
import { ecs, oss, ram, ros, vpc } from '../../lib/ros/packages';

test('resources are of the classes that the official packages export', () => {
  expect(ecs().RosVPC).toBe(ecsIndex.RosVPC);
  expect(ecs().RosVSwitch).toBe(ecsIndex.RosVSwitch);
  expect(oss().RosBucket).toBe(ossIndex.RosBucket);
  expect(ram().RosUser).toBe(ramIndex.RosUser);
  expect(ram().RosManagedPolicy).toBe(ramIndex.RosManagedPolicy);
  expect(ram().RosAccessKey).toBe(ramIndex.RosAccessKey);
  expect(vpc().RosNatGateway).toBe(vpcIndex.RosNatGateway);
  expect(vpc().RosEIP).toBe(vpcIndex.RosEIP);
  expect(vpc().RosEIPAssociation).toBe(vpcIndex.RosEIPAssociation);
  expect(vpc().RosSnatEntry).toBe(vpcIndex.RosSnatEntry);
  expect(ros().RosSleep).toBe(rosIndex.RosSleep);
});
