import type { ContainerResources } from '../sizes/container-resources';
import type { IPlacement } from '../../placement/pod-placement';
import type { JobOverwrites, PullPolicy } from './job-overwrites';
import type { JobSize } from '../sizes/job-size';
import type { JobVolume } from './job-volume';

export { DEFAULT_POD_LABELS_ALLOWED } from './job-overwrites';
export type { JobOverwrites } from './job-overwrites';

/** The service account that job pods run as. */
export interface JobServiceAccount {
  /**
   * Name of a service account that exists in the namespace of the jobs.
   *
   * @default 'default' - the account that every namespace has
   */
  readonly name?: string;
  /**
   * Mounts the token of the account in the containers of jobs, so that scripts can call the API of Kubernetes with its
   * rights. Every pipeline on the runner can. RRSA does not need it.
   *
   * @default false - unless `config` names an account, or `overwrites.serviceAccount` lets jobs choose one: then as the
   * account says
   */
  readonly automountServiceAccountToken?: boolean;
}

/** The compute that jobs run on, what they get, and what they may change of it. */
export interface JobOptions {
  /**
   * Namespace of the job pods. ROS creates it when missing, and leaves it when the stack is deleted. The Role of the
   * managers holds there, for which the chart must be 0.84.0 or later. Secrets that exist, for jobs, must be in it.
   *
   * @default - the namespace of the runner
   * @see https://docs.gitlab.com/runner/executors/kubernetes/#configuration-settings
   */
  readonly namespace?: string;
  /**
   * The compute that jobs run on.
   *
   * @default - best-effort ACS compute in an ACS cluster; ECI spot instances where the cluster is known to have virtual
   * nodes; ordinary nodes otherwise
   */
  readonly placement?: IPlacement;
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
   * Service account that job pods run as.
   *
   * @default - the default account of the namespace, without its token
   */
  readonly serviceAccount?: JobServiceAccount;
  /**
   * NVIDIA GPUs of the build container, a whole number of 1 or more; the jobs of the runner all have so many. The compute
   * must have them: a node pool of a GPU family, ECI with `useSpecs` of one, or ACS of the class `gpu`.
   *
   * @default - none
   * @see https://docs.gitlab.com/runner/configuration/gpus/
   */
  readonly gpu?: number;
  /**
   * Volumes in all containers of jobs, beside those that other options mount.
   *
   * @default - none
   */
  readonly volumes?: JobVolume[];
  /**
   * Environment variables of all jobs by name. They go before those that other options set, and pipelines go before them.
   * They stand in clear in the template, so secrets belong into masked CI/CD variables of GitLab, or into a Secret by
   * `volumes`.
   *
   * @default - none beside those of other options
   * @see https://docs.gitlab.com/runner/configuration/advanced-configuration/#the-runners-section
   */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Images that jobs may use, as patterns: `registry.example.com/ci/*` for those right below, `…/ci/**` for all below.
   *
   * @default - any image
   * @see https://docs.gitlab.com/runner/executors/kubernetes/#restrict-docker-images-and-services
   */
  readonly allowedImages?: string[];
  /**
   * Images that services of jobs may use, as patterns.
   *
   * @default - any image
   */
  readonly allowedServices?: string[];
  /**
   * When jobs may have their image pulled, by `pull_policy` of the image. Without a policy of the runner's own, by
   * `images.pullPolicy` or `config`, jobs that say nothing try these in order; with one, it must be among them.
   *
   * @default - as the runner does
   * @see https://docs.gitlab.com/runner/executors/kubernetes/#restrict-docker-pull-policies
   */
  readonly allowedPullPolicies?: PullPolicy[];
  /**
   * Ids of the users that jobs may run as, by `user` of the image. Root, 0, must be listed to be allowed. For GitLab
   * Runner 18.4 and later.
   *
   * @default - any but root
   * @see https://docs.gitlab.com/runner/executors/kubernetes/#configure-container-user-and-group
   */
  readonly allowedUsers?: number[];
  /**
   * Ids of the groups that jobs may run as, likewise.
   *
   * @default - any but root
   */
  readonly allowedGroups?: number[];
  /**
   * What pipelines may set for their own jobs.
   *
   * @default - see {@link JobOverwrites}
   */
  readonly overwrites?: JobOverwrites;
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
