import type { IPlacement } from '../../placement/pod-placement';
import type { ContainerResources } from '../sizes/container-resources';
import type { ManagerAvailabilityOptions } from './manager-availability';
import type { IManagerScaling } from './scaling-config';

/** The service account that managers run as. */
export interface ManagerServiceAccount {
  /**
   * Name of a service account that exists in the runner's namespace. The chart makes none, and binds the Role of the
   * managers to this one.
   */
  readonly name: string;
}

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
  /**
   * Service account that managers run as.
   *
   * @default - one that the chart creates
   */
  readonly serviceAccount?: ManagerServiceAccount;
  /**
   * Environment variables of managers by name; jobs have their own, `jobs.env`. They stand in clear in the template. For
   * secrets use the chart value `extraEnvFrom`, which names Kubernetes Secrets.
   *
   * @default - none beside those of other options
   */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Priority class of managers, which must exist. Managers of a higher class are evicted later than their jobs.
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
   */
  readonly priorityClassName?: string;
}
