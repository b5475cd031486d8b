import { quantityFault } from '../chart/resource-quantity';
import type { FaultList } from '../checks/faults';
import { shown } from '../checks/faults';
import { known } from '../ros/tokens';
import type { ContainerResources } from './container-resources';
import { checkResources } from './container-resources';

/**
 * What a pipeline may set for its own jobs in `.gitlab-ci.yml`. Everything else is refused by the runner.
 *
 * @see https://docs.gitlab.com/runner/executors/kubernetes/#overwrite-container-resources
 */
export interface JobOverrides {
  /**
   * Pod labels that jobs may set by `KUBERNETES_POD_LABELS_1` and so on: a regular expression (Go syntax) for
   * `key=value`. An empty string allows none.
   *
   * @default - the ACS labels compute-class and compute-qos with the values that ACS knows
   */
  readonly podLabels?: string;
  /**
   * Pod annotations that jobs may set by `KUBERNETES_POD_ANNOTATIONS_1` and so on, likewise.
   *
   * @default - none
   */
  readonly podAnnotations?: string;
  /**
   * The most CPU that a job may ask for by `KUBERNETES_CPU_REQUEST` and `KUBERNETES_CPU_LIMIT`.
   *
   * @default - none: the variables are ignored
   */
  readonly maxCpu?: string;
  /**
   * The most memory that a job may ask for by `KUBERNETES_MEMORY_REQUEST` and `KUBERNETES_MEMORY_LIMIT`.
   *
   * @default - none: the variables are ignored
   */
  readonly maxMemory?: string;
  /**
   * The most ephemeral storage that a job may ask for by `KUBERNETES_EPHEMERAL_STORAGE_REQUEST` and `…_LIMIT`.
   *
   * @default - none: the variables are ignored
   */
  readonly maxEphemeralStorage?: string;
  /**
   * Images that jobs may use, as patterns such as `registry.example.com/ci/*`.
   *
   * @default - any image
   */
  readonly images?: readonly string[];
  /**
   * Images that services of jobs may use, as patterns.
   *
   * @default - any image
   */
  readonly services?: readonly string[];
}

export interface JobOptions {
  /**
   * Image of jobs that name none.
   *
   * @default 'alpine:3'
   */
  readonly image?: string;
  /**
   * Resources of the build container, the one that runs the job's script.
   *
   * @default - 2 CPUs, 4Gi memory and 30Gi ephemeral storage; without the ephemeral storage on ordinary nodes
   */
  readonly resources?: ContainerResources;
  /**
   * Resources of the helper container, which clones, and moves caches and artifacts. ECI and ACS bill a pod by the sum
   * over its containers, rounded up to the next size.
   *
   * @default - none: the helper shares what the pod has
   */
  readonly helperResources?: ContainerResources;
  /**
   * Resources of each service container.
   *
   * @default - none
   */
  readonly serviceResources?: ContainerResources;
  /**
   * What pipelines may set for their own jobs.
   *
   * @default - see {@link JobOverrides}
   */
  readonly overrides?: JobOverrides;
  /**
   * Seconds that the longest job may take. When a manager is replaced, it stops asking for jobs and gets this long, and
   * five minutes more, to finish those that it has.
   *
   * @default 3600 - GitLab's own limit for a job, unless the project says otherwise
   */
  readonly maxDurationSeconds?: number;
}

export const DEFAULT_JOB_IMAGE = 'alpine:3';
export const DEFAULT_MAX_DURATION_SECONDS = 3600;

/** The compute labels of ACS, and only with values that it knows: other labels decide where and how a pod runs. */
export const DEFAULT_POD_LABELS_ALLOWED =
  '^alibabacloud\\.com/(compute-class=(general-purpose|performance|gpu|gpu-hpn)|compute-qos=(default|best-effort))$';

/** Adds what is wrong with the options; `at` is their path in the props. */
export function checkJobOptions(options: JobOptions, faults: FaultList, at: string): void {
  const containers = {
    resources: options.resources,
    helperResources: options.helperResources,
    serviceResources: options.serviceResources,
  };
  for (const [name, resources] of Object.entries(containers)) {
    if (resources !== undefined) {
      checkResources(resources, faults, `${at}.${name}`);
    }
  }
  const { maxCpu, maxMemory, maxEphemeralStorage } = options.overrides ?? {};
  for (const [name, quantity] of Object.entries({ maxCpu, maxMemory, maxEphemeralStorage })) {
    const value = known(quantity);
    const fault = value === undefined ? undefined : quantityFault(value, name === 'maxCpu' ? 'cpu' : 'memory');
    if (fault !== undefined) {
      faults.add(`${at}.overrides.${name}`, fault);
    }
  }
  const seconds = known(options.maxDurationSeconds);
  if (seconds !== undefined && !(Number.isInteger(seconds) && seconds >= 60)) {
    faults.add(`${at}.maxDurationSeconds`, `is ${shown(seconds)}; allowed is a whole number of seconds of at least 60`);
  }
}
