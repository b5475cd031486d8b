import { ClusterKind } from '../cluster/cluster-kind';
import type { AcsPlacementOptions } from './acs';
import { acs } from './acs';
import type { EciPlacementOptions } from './eci';
import { eci } from './eci';
import type { NodePoolPlacementOptions } from './node-pool';
import { nodePool } from './node-pool';
import type { Compute, PlacementContext, PlacementFindings, PodPlacement } from './pod-placement';

/** The compute that pods run on. Extend this class for compute of your own. */
export abstract class JobPlacement implements Compute {
  /** ECS nodes of the cluster, all or some of them. */
  static nodePool(options: NodePoolPlacementOptions = {}): JobPlacement {
    return new BuiltInPlacement(nodePool(options));
  }

  /** Elastic Container Instances, through the virtual nodes of an ACK cluster. */
  static eci(options: EciPlacementOptions = {}): JobPlacement {
    return new BuiltInPlacement(eci(options));
  }

  /** ACS compute: in an ACS cluster, or through the virtual nodes of an ACK Pro cluster. */
  static acs(options: AcsPlacementOptions = {}): JobPlacement {
    return new BuiltInPlacement(acs(options));
  }

  /**
   * Interruptible serverless compute where the cluster is known to have it, nodes otherwise.
   *
   * @internal
   */
  static defaultFor(cluster: PlacementContext): JobPlacement {
    if (cluster.kind === ClusterKind.ACS) {
      return JobPlacement.acs();
    }
    return cluster.virtualNode === true ? JobPlacement.eci({ spot: {} }) : JobPlacement.nodePool();
  }

  abstract readonly name: string;
  abstract readonly serverless: boolean;
  abstract readonly interruptible: boolean;
  abstract place(cluster: PlacementContext): PodPlacement;
  abstract check(cluster: PlacementContext, findings: PlacementFindings, at: string): void;
}

class BuiltInPlacement extends JobPlacement {
  readonly name: string;
  readonly serverless: boolean;
  readonly interruptible: boolean;

  constructor(private readonly compute: Compute) {
    super();
    this.name = compute.name;
    this.serverless = compute.serverless;
    this.interruptible = compute.interruptible;
  }

  place(cluster: PlacementContext): PodPlacement {
    return this.compute.place(cluster);
  }

  check(cluster: PlacementContext, findings: PlacementFindings, at: string): void {
    this.compute.check(cluster, findings, at);
  }
}
