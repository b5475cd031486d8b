import type { FaultList } from '../checks/faults';
import type { ICluster } from '../cluster/cluster';
import type { Affinity } from '../config/runner-config.generated';

/** A toleration of a pod, as in Kubernetes. */
export interface Toleration {
  readonly key: string;
  /**
   * Value of the taint.
   *
   * @default - any value
   */
  readonly value?: string;
  /**
   * Effect of the taint.
   *
   * @default - any effect
   */
  readonly effect?: 'NoSchedule' | 'NoExecute' | 'PreferNoSchedule';
}

/** What a placement adds to pods. */
export interface PodPlacement {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  readonly affinity?: Affinity;
}

/** What a placement is judged by: the relevant part of a cluster. */
export type PlacementContext = Pick<ICluster, 'kind' | 'virtualNode'>;

/** What speaks against a placement: errors fail the synth, warnings are shown. */
export interface PlacementFindings {
  readonly errors: FaultList;
  readonly warnings: FaultList;
}

/** One kind of compute: what it is, what pods need for it, and where it works. */
export interface Compute {
  /** What the compute is called in messages, for instance `ECI`. */
  readonly name: string;
  /**
   * Whether pods run on virtual nodes, where privileged containers, hostPath volumes and Docker-in-Docker cannot work.
   */
  readonly serverless: boolean;
  /** Whether the platform may reclaim running pods. */
  readonly interruptible: boolean;
  /** What pods need to land on the compute, in the cluster at hand. */
  place(cluster: PlacementContext): PodPlacement;
  /** Adds what speaks against this compute in the cluster; `at` is the path of the placement in the props. */
  check(cluster: PlacementContext, findings: PlacementFindings, at: string): void;
}
