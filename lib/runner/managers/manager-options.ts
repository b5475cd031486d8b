import type { IPlacement } from '../../placement/pod-placement';
import type { ContainerResources } from '../sizes/container-resources';
import type { ManagerAvailabilityOptions } from './manager-availability';
import type { IManagerScaling } from './scaling-config';

/** The managers: the pods that ask GitLab for jobs and run each in a pod of its own. */
export interface ManagerOptions {
  /**
   * How many managers run.
   *
   * @default ManagerScaling.onCpu() - 2 to 10 managers, held at 10 % of their CPU request, taken away slowly; with a
   * session server, one
   */
  readonly scaling?: IManagerScaling;
  /**
   * The compute that managers run on. A manager that is reclaimed leaves its jobs orphaned, so not on spot capacity.
   *
   * @default - ordinary nodes; in an ACS cluster, ACS compute that is not reclaimed
   */
  readonly placement?: IPlacement;
  /**
   * CPU and memory of each manager.
   *
   * @default - 250m CPU and 256Mi memory, at most 1 CPU and 512Mi
   */
  readonly resources?: ContainerResources;
  /**
   * How managers are kept running while nodes and zones come and go.
   *
   * @default - evicted one at a time, spread over zones and nodes, and not evicted by node autoscaling
   */
  readonly availability?: ManagerAvailabilityOptions;
}
