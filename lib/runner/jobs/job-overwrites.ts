import type { ResourceAmounts } from '../sizes/container-resources';

/**
 * What a pipeline may set for its own jobs in `.gitlab-ci.yml`. Everything else is refused by the runner, or left out of
 * account.
 *
 * Patterns are regular expressions in Go's syntax. They match anywhere in the text, so begin them with `^` and end them
 * with `$`. An empty pattern allows nothing. The namespace and the bearer token of jobs are not offered: the managers
 * have no permission outside their own namespace, and a token in a pipeline is for all to see.
 *
 * @see https://docs.gitlab.com/runner/executors/kubernetes/#overwrite-container-resources
 */
export interface JobOverwrites {
  /**
   * Pod labels that jobs may set by `KUBERNETES_POD_LABELS_1` and so on: a pattern for `key=value`.
   *
   * @default - the ACS labels compute-class, as general-purpose or performance, and compute-qos
   */
  readonly podLabels?: string;
  /**
   * Pod annotations that jobs may set by `KUBERNETES_POD_ANNOTATIONS_1` and so on: a pattern for `key=value`.
   *
   * @default - none
   */
  readonly podAnnotations?: string;
  /**
   * Node labels that jobs may ask for by `KUBERNETES_NODE_SELECTOR_1` and so on: a pattern for `key=value`.
   *
   * @default - none
   */
  readonly nodeSelector?: string;
  /**
   * Taints that jobs may tolerate by `KUBERNETES_NODE_TOLERATIONS_1` and so on: a pattern for `key=value:effect`.
   *
   * @default - none
   */
  readonly tolerations?: string;
  /**
   * Service accounts that jobs may run as by `KUBERNETES_SERVICE_ACCOUNT_OVERWRITE`: a pattern for the name.
   *
   * @default - none
   */
  readonly serviceAccount?: string;
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
   * The most that a job may ask for its helper container, by `KUBERNETES_HELPER_CPU_REQUEST` and so on.
   *
   * @default - none: the variables are ignored
   */
  readonly maxHelperResources?: ResourceAmounts;
  /**
   * The most that a job may ask for each service container, by `KUBERNETES_SERVICE_CPU_REQUEST` and so on.
   *
   * @default - none: the variables are ignored
   */
  readonly maxServiceResources?: ResourceAmounts;
  /**
   * Images that jobs may use, as patterns: `registry.example.com/ci/*` for those right below, `…/ci/**` for all below.
   *
   * @default - any image
   * @see https://docs.gitlab.com/runner/executors/kubernetes/#restrict-docker-images-and-services
   */
  readonly images?: readonly string[];
  /**
   * Images that services of jobs may use, as patterns.
   *
   * @default - any image
   */
  readonly services?: readonly string[];
  /**
   * When jobs may have their image pulled, by `pull_policy` of the image. Without a policy of the runner's own, by
   * `images.pullPolicy` or `config`, jobs that say nothing try these in order; with one, it must be among them.
   *
   * @default - as the runner does
   * @see https://docs.gitlab.com/runner/executors/kubernetes/#restrict-docker-pull-policies
   */
  readonly pullPolicies?: readonly PullPolicy[];
  /**
   * Ids of the users that jobs may run as, by `user` of the image. Root, 0, must be listed to be allowed. For GitLab
   * Runner 18.4 and later.
   *
   * @default - any but root
   * @see https://docs.gitlab.com/runner/executors/kubernetes/#configure-container-user-and-group
   */
  readonly users?: readonly number[];
  /**
   * Ids of the groups that jobs may run as, likewise.
   *
   * @default - any but root
   */
  readonly groups?: readonly number[];
}

/** When an image is pulled. */
export type PullPolicy = 'always' | 'if-not-present' | 'never';

export const PULL_POLICIES: readonly PullPolicy[] = ['always', 'if-not-present', 'never'];

/**
 * The compute labels of ACS, and only with values that it knows: other labels decide where and how a pod runs. Not the
 * classes with GPUs, which cost many times more.
 */
export const DEFAULT_POD_LABELS_ALLOWED =
  '^alibabacloud\\.com/(compute-class=(general-purpose|performance)|compute-qos=(default|best-effort))$';
