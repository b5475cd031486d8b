import { compareQuantities, quantityFault } from '../../config/quantity';
import type { FaultList } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import { didYouMean } from '../../diagnostics/suggest';
import { known } from '../../ros/tokens';
import { checkText } from '../check-text';
import { checkJobOverrides, warnOfJobOverrides } from './check-job-overrides';
import type { ContainerResources } from '../sizes/container-resources';
import { checkResources, limitsOf } from '../sizes/container-resources';
import { imageFault } from '../images/image-name';
import type { JobOverrides } from './job-overrides';
import { JobSize } from '../sizes/job-size';

export { DEFAULT_POD_LABELS_ALLOWED } from './job-overrides';
export type { JobOverrides } from './job-overrides';

/** What jobs get, and what they may change of it. */
export interface JobOptions {
  /**
   * Image of jobs that name none.
   *
   * @default 'alpine:3'
   */
  readonly image?: string;
  /**
   * Resources of the build and the helper container in one word: `small`, `medium`, `large` or `xlarge`. What
   * `resources` and `helperResources` say goes before it.
   *
   * @default - none
   */
  readonly size?: JobSize;
  /**
   * Resources of the build container, the one that runs the job's script.
   *
   * @default - those of `size`; without one, 2 CPUs and 4Gi memory, and on serverless compute the 30Gi of ephemeral
   * storage that come free
   */
  readonly resources?: ContainerResources;
  /**
   * Resources of the helper container, which clones, and moves caches and artifacts. ECI and ACS bill a pod by the sum
   * over its containers, rounded up to the next size.
   *
   * @default - those of `size`; without one, none: the helper shares what the pod has
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

/** Helm prints numbers of a million and more as 1e+06, which Kubernetes takes for no whole number. */
const LONGEST_DURATION_SECONDS = 864_000;

/** @see https://docs.gitlab.com/runner/executors/kubernetes/#helper-container-memory-sizing-recommendations */
const LEAST_HELPER_MEMORY = '250Mi';

/**
 * Adds what is wrong with the options.
 *
 * @param at path of the options in the props
 * @param runnerVersion version of GitLab Runner, as `19.1`; without it, what is too new for it is not found
 */
export function checkJobOptions(options: JobOptions, faults: FaultList, at: string, runnerVersion?: string): void {
  const containers = {
    resources: options.resources,
    helperResources: options.helperResources,
    serviceResources: options.serviceResources,
  };
  checkText(options.image, imageFault, faults, `${at}.image`);
  for (const [name, resources] of Object.entries(containers)) {
    if (resources !== undefined) {
      checkResources(resources, faults, `${at}.${name}`);
    }
  }
  checkSize(options.size, faults, `${at}.size`);
  checkJobOverrides(options.overrides ?? {}, faults, `${at}.overrides`, known(runnerVersion));
  const seconds = known(options.maxDurationSeconds);
  if (seconds !== undefined && !(Number.isInteger(seconds) && seconds >= 60)) {
    faults.add(`${at}.maxDurationSeconds`, `is ${shown(seconds)}; allowed is a whole number of seconds of at least 60`);
  } else if (seconds !== undefined && seconds > LONGEST_DURATION_SECONDS) {
    faults.add(
      `${at}.maxDurationSeconds`,
      `is ${shown(seconds)}; allowed is at most ${LONGEST_DURATION_SECONDS}, ten days`,
    );
  }
}

/** Adds what is allowed and should perhaps not be. */
export function warnOfJobOptions(options: JobOptions, warnings: FaultList, at: string): void {
  warnOfJobOverrides(options.overrides ?? {}, warnings, `${at}.overrides`);
  const memory = known(limitsOf(options.helperResources ?? {}).memory);
  if (
    memory !== undefined &&
    quantityFault(memory, 'memory') === undefined &&
    compareQuantities(memory, LEAST_HELPER_MEMORY) < 0
  ) {
    warnings.add(
      `${at}.helperResources.memory`,
      `is ${shown(memory)}; a helper that packs caches and artifacts needs ${LEAST_HELPER_MEMORY} and more, or it is killed`,
    );
  }
}

/** The size decides at synth what stands in the template, so that it cannot be a deploy-time value. */
function checkSize(size: JobSize | undefined, faults: FaultList, at: string): void {
  const sizes = Object.values(JobSize);
  if (size !== undefined && !sizes.includes(size)) {
    faults.add(at, `is ${shown(size)}; allowed is ${sizes.map(shown).join(', ')}.${didYouMean(size, sizes)}`);
  }
}
