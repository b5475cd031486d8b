import type { RosResource } from '@alicloud/ros-cdk-core';
import { Stack } from '@alicloud/ros-cdk-core';
import { dependOn } from '../ros/dependencies';
import type { ICluster } from './icluster';
import { PerCluster } from './per-cluster';

/** The first resource that a stack applies to each namespace of each cluster. */
const firstIn = new PerCluster(() => new Map<string, RosResource>());

/**
 * Makes `resource` wait for the cluster to be ready, and for the first resource in the same namespace: ROS creates a
 * missing namespace along the way, and two of them at once would both try.
 */
export function orderInCluster(cluster: ICluster, namespace: string, resource: RosResource): void {
  dependOn(resource, cluster.dependencies);

  const firsts = firstIn.of(Stack.of(resource), cluster);
  const first = firsts.get(namespace);
  if (first === undefined) {
    firsts.set(namespace, resource);
  } else {
    dependOn(resource, [first]);
  }
}
