import type { Construct } from '@alicloud/ros-cdk-core';
import type { Report } from '../../diagnostics/report';
import type { RunnerFragment } from '../fragment';

/** What scaling contributes to a release, and what it needs there. */
export interface ManagerScalingConfig extends RunnerFragment {
  /**
   * Whether managers must have a CPU request for the scaling to work.
   *
   * @default false
   */
  readonly needsCpuRequest?: boolean;
  /**
   * Metric of the managers themselves that the scaling reads from the custom metrics API of the cluster.
   *
   * @default - none
   */
  readonly podMetric?: string;
  /**
   * Running jobs per manager above which the scaling adds managers. A manager never has more than `concurrent`.
   *
   * @default - the scaling does not go by jobs
   */
  readonly jobsPerManager?: number;
  /**
   * Most managers that the scaling lets run.
   *
   * @default - not known: more than one
   */
  readonly maxReplicas?: number;
}

/** What scaling is configured for. */
export interface ManagerScalingContext {
  /** Name of the managers' Deployment, and the value of their label `app`. */
  readonly managerName: string;
  /** URL of GitLab. */
  readonly gitlabUrl: string;
}

/** How many managers run: {@link ManagerScaling} has the ways that there are. Implement it for scaling of your own. */
export interface IManagerScaling {
  /** What the scaling contributes to the release; called once for each runner, which is the scope. */
  bind(scope: Construct, context: ManagerScalingContext): ManagerScalingConfig;
  /** Adds what speaks against it; `at` is its path in the props. */
  check?(context: ManagerScalingContext, report: Report, at: string): void;
}
