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
   * The most that a job may ask for its build container, by `KUBERNETES_CPU_REQUEST`, `KUBERNETES_CPU_LIMIT` and so on.
   *
   * @default - none: the variables are ignored
   */
  readonly maxResources?: ResourceAmounts;
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
