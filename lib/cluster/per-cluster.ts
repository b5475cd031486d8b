import type { IConstruct } from '@alicloud/ros-cdk-core';
import type { ICluster } from './icluster';

/** What is remembered of each cluster. Clusters are told apart by their ids: one may be imported more than once. */
export class PerCluster<T> {
  private readonly states = new WeakMap<IConstruct, Map<string, T>>();

  constructor(private readonly create: () => T) {}

  /** What is remembered of a cluster within a scope, a stack or an app. It is kept as long as the scope is. */
  of(scope: IConstruct, { clusterId }: ICluster): T {
    const inScope = this.states.get(scope) ?? new Map<string, T>();
    this.states.set(scope, inScope);
    const state = inScope.get(clusterId) ?? this.create();
    inScope.set(clusterId, state);
    return state;
  }
}
