import type { ContainerResources } from '../sizes/container-resources';
import type { JobOverwrites } from './job-overrides';
import type { JobSize } from '../sizes/job-size';

export { DEFAULT_POD_LABELS_ALLOWED } from './job-overrides';
export type { JobOverwrites } from './job-overrides';

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
   * @default - see {@link JobOverwrites}
   */
  readonly overrides?: JobOverwrites;
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
