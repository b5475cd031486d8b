import { ClusterKind } from '../cluster/cluster-kind';
import type { Compute, Toleration } from './pod-placement';

export interface NodePoolPlacementOptions {
  /**
   * Labels that a node must have.
   *
   * @default - any node
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /**
   * Taints of nodes that pods accept.
   *
   * @default - none
   */
  readonly tolerations?: readonly Toleration[];
}

export function nodePool(options: NodePoolPlacementOptions): Compute {
  return {
    name: 'the node pool',
    serverless: false,
    interruptible: false,
    place: () => ({ nodeSelector: options.nodeSelector, tolerations: options.tolerations }),
    check(cluster, { errors }, at) {
      if (cluster.kind === ClusterKind.ACS) {
        errors.add(at, 'is the node pool, but an ACS cluster has no nodes of its own; use JobPlacement.acs()');
      }
    },
  };
}
