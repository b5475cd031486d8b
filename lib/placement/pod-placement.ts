import type { Construct } from '@alicloud/ros-cdk-core';
import type { Report } from '../diagnostics/report';
import type { ICluster } from '../cluster/icluster';
import type { INodePool } from '../cluster/inode-pool';
import type { DeployTimeChoice } from '../config/deploy-time-choice';
import type { Affinity } from '../config/runner-config.generated';
import type { EciImageCacheOptions } from './eci-options';

/** A toleration of a pod, as in Kubernetes. */
export interface Toleration {
  /** Name of the taint. */
  readonly key: string;
  /**
   * `Exists` for any value, `Equal` for the value that is given. It may be left out, and has to fit the value.
   *
   * @default - `Equal` with a value, `Exists` without
   */
  readonly operator?: 'Exists' | 'Equal';
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

/** Labels and the like, or those that the deployment chooses from two. */
export type PodMap = Readonly<Record<string, string>> | DeployTimeChoice<Readonly<Record<string, string>>>;

/** What a placement adds to pods. */
export interface PodPlacement {
  /** Labels of the pods. */
  readonly labels?: PodMap;
  /** Annotations of the pods. */
  readonly annotations?: PodMap;
  /** Labels that the nodes must have. */
  readonly nodeSelector?: PodMap;
  /** Taints of nodes that do not keep the pods off. */
  readonly tolerations?: Toleration[];
  /** Preferences among nodes. */
  readonly affinity?: Affinity;
  /**
   * Kubernetes objects that the placement needs beside the pods, in their namespace. They are released with the chart.
   *
   * @default - none
   */
  readonly objects?: object[];
}

/** What a placement is judged by: the relevant part of a cluster, and the pods at hand. */
export interface PlacementContext extends Pick<ICluster, 'kind' | 'virtualNode'> {
  /**
   * Edition of an ACK cluster.
   *
   * @default - not known
   */
  readonly edition?: 'pro' | 'basic';
  /**
   * Name of the pods that are placed, unique in their namespace, for instance `runner-jobs`. Objects that select the
   * pods are called so.
   *
   * @default - none: placements that need such objects refuse to place
   */
  readonly podGroup?: string;
  /**
   * Whether CI/CD variables in the annotations of the pods are expanded. GitLab Runner does so for those of jobs.
   *
   * @default true
   */
  readonly expandsVariables?: boolean;
}

/**
 * One compute among several, as the ResourcePolicy of the ACK and ACS schedulers describes it.
 *
 * @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/configure-priority-based-resource-scheduling
 */
export interface ResourceUnit {
  /** Kind of compute. */
  readonly resource: 'ecs' | 'eci' | 'acs';
  /** Labels that the nodes must have. */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Labels that the scheduler gives to pods that it sends here. */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** Annotations that the scheduler gives to pods that it sends here. */
  readonly podAnnotations?: Readonly<Record<string, string>>;
  /** Tolerations that pods need here. The scheduler cannot give them, so that all pods have them. */
  readonly tolerations?: Toleration[];
}

/** Tables of sizes that pods are rounded up to and billed by. */
export type BilledAs = 'ECI' | 'ECI spot' | 'ACS';

/** One kind of compute, as rules judge it. */
export interface Compute {
  /** What the compute is called in messages, for instance `ECI`. */
  readonly name: string;
  /**
   * Whether pods run on virtual nodes, where privileged containers, hostPath volumes and Docker-in-Docker cannot work.
   */
  readonly serverless: boolean;
  /** Whether the platform may reclaim running pods. */
  readonly interruptible: boolean;
  /**
   * The compute as one of several.
   *
   * @default - none: it cannot be part of a fallback
   */
  readonly unit?: ResourceUnit;
  /**
   * The computes of which a pod lands on one: those of a fallback, or those that the deployment chooses from.
   *
   * @default - none: it is one compute
   */
  readonly parts?: Compute[];
  /**
   * The node pool that pods go to. The runner is released when it is there.
   *
   * @default - none, or not known
   */
  readonly nodePool?: INodePool;
  /**
   * The tables that pods may be billed by.
   *
   * @default - none: the sizes of pods are not judged
   */
  readonly billedAs?: BilledAs[];
  /**
   * The image cache that is made for jobs that land here.
   *
   * @default - none
   */
  readonly newImageCache?: EciImageCacheOptions;
  /**
   * Linux capabilities that containers may be given.
   *
   * @default - not known: the capabilities of jobs are not judged
   */
  readonly capabilities?: string[];
}

/** What a placement comes to for the pods of one runner. */
export interface PlacementConfig {
  /** The compute that the pods land on. */
  readonly compute: Compute;
  /** What the pods need to land there. */
  readonly pods: PodPlacement;
  /**
   * Adds what speaks against the placements that this one is made of.
   *
   * @internal
   */
  readonly check?: (report: Report, at: string) => void;
}

/** The compute that pods run on: {@link Placement} has those that there are. Implement it for compute of your own. */
export interface IPlacement {
  /**
   * What pods need, in the cluster at hand.
   *
   * @param scope the runner, for resources that the placement needs
   */
  bind(scope: Construct, context: PlacementContext): PlacementConfig;
  /** Adds what speaks against the placement in the cluster; `at` is its path in the props. */
  check?(context: PlacementContext, report: Report, at: string): void;
}

/** A kind of compute that needs no resources. */
export interface BuiltInCompute extends Compute {
  place(context: PlacementContext): PodPlacement;
  check(context: PlacementContext, report: Report, at: string): void;
}
