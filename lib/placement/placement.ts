import { checkArguments } from '../checks/check-arguments';
import type { Report } from '../diagnostics/report';
import type { Construct } from '@alicloud/ros-cdk-core';
import { ClusterKind } from '../cluster/cluster-kind';
import type { AcsPlacementOptions } from './acs';
import { acs } from './acs';
import { eci } from './eci';
import type { EciPlacementOptions } from './eci-options';
import { fallback } from './fallback';
import type { INodePool } from '../cluster/inode-pool';
import type { NodePoolPlacementOptions, NodeSelectionOptions } from './node-pool';
import { nodePool } from './node-pool';
import type { BuiltInCompute, IPlacement, PlacementConfig, PlacementContext } from './pod-placement';

/** The compute that pods run on. Implement {@link IPlacement} for compute of your own. */
export class Placement implements IPlacement {
  /**
   * ECS nodes of the cluster: those of a node pool, or by options all or some.
   *
   * From a node pool come the node selector, the taints as tolerations, the architecture, and whether nodes may be
   * reclaimed; the runner is released when the pool is there.
   *
   * @param pool the node pool, or options where there is no construct for it
   * @param selection which nodes of the pool, where `pool` is one
   */
  static nodePool(pool: INodePool | NodePoolPlacementOptions = {}, selection: NodeSelectionOptions = {}): Placement {
    checkArguments('Placement.nodePool', { pool, selection });
    return new Placement(builtIn(nodePool(pool, selection)));
  }

  /** Elastic Container Instances, through the virtual nodes of an ACK cluster. */
  static eci(options: EciPlacementOptions = {}): Placement {
    checkArguments('Placement.eci', { options });
    return new Placement(builtIn(eci(options)));
  }

  /** ACS compute: in an ACS cluster, or through the virtual nodes of an ACK Pro cluster. */
  static acs(options: AcsPlacementOptions = {}): Placement {
    checkArguments('Placement.acs', { options });
    return new Placement(builtIn(acs(options)));
  }

  /**
   * Several placements, the preferred first: a pod goes to the next where those before it have no room.
   *
   * Node pools alone are preferred by plain Kubernetes means. With ECI or ACS among them, the scheduler of ACK Pro and
   * ACS decides by a ResourcePolicy. ECI comes last, since pods that were sent there do not come back.
   *
   * @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/configure-priority-based-resource-scheduling
   */
  static fallback(placements: readonly IPlacement[]): Placement {
    checkArguments('Placement.fallback', { placements });
    return new Placement(fallback(placements));
  }

  /**
   * Interruptible serverless compute where the cluster is known to have it, nodes otherwise.
   *
   * @internal
   */
  static defaultFor(cluster: PlacementContext): Placement {
    if (cluster.kind === ClusterKind.ACS) {
      return Placement.acs();
    }
    return cluster.virtualNode === true ? Placement.eci({ spot: {} }) : Placement.nodePool();
  }

  private constructor(private readonly placement: IPlacement) {}

  bind(scope: Construct, context: PlacementContext): PlacementConfig {
    return this.placement.bind(scope, context);
  }

  check(context: PlacementContext, report: Report, at: string): void {
    this.placement.check?.(context, report, at);
  }
}

function builtIn(compute: BuiltInCompute): IPlacement {
  return {
    bind: (_, context) => ({ compute, pods: compute.place(context) }),
    check: (context, report, at) => compute.check(context, report, at),
  };
}
