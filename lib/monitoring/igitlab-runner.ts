/** How far a query looks back. */
export interface MetricQueryOptions {
  /**
   * The time before each moment that the query counts, as PromQL writes it: `5m`, `1h30m`, or `$__rate_interval` in
   * Grafana. Anything else is refused.
   *
   * @default '1h'
   */
  readonly window?: string;
}

/**
 * A runner, as alerts, dashboards and other stacks refer to it. {@link GitLabRunner} is one, and
 * `GitLabRunner.fromRunnerAttributes` gives one that exists.
 *
 * The methods `metric…()` give PromQL over the managers of this runner. A query yields one series, or none while nothing is
 * scraped.
 */
export interface IGitLabRunner {
  /** Namespace of the managers. */
  readonly namespace: string;
  /** Namespace of the job pods. */
  readonly jobNamespace: string;
  /** Name of the Helm release. */
  readonly releaseName: string;
  /** Name of the managers' Deployment. */
  readonly managerName: string;
  /** Name of the managers' ServiceAccount. */
  readonly serviceAccountName: string;
  /** Name of the Secret with the token, in the namespace of the managers. */
  readonly tokenSecretName: string;
  /** Jobs that run now, from the preparation of the pod to its clean-up. */
  metricRunningJobs(): string;
  /** Jobs that could run now: for each manager the smaller of `concurrent` and `limit`. */
  metricCapacity(): string;
  /** Percent of the capacity that is in use. */
  metricSaturationPercent(): string;
  /** Seconds in the queue that 95 % of the jobs of the window stayed below. */
  metricQueueSeconds(options?: MetricQueryOptions): string;
  /** Jobs that managers took in the window. */
  metricStartedJobs(options?: MetricQueryOptions): string;
  /** Jobs of the window that failed through the runner or the cluster, not the project. */
  metricSystemFailures(options?: MetricQueryOptions): string;
  /** Percent of the jobs of the window that failed so. */
  metricSystemFailurePercent(options?: MetricQueryOptions): string;
  /** Percent of GitLab's answers in the window that were `429` or `5xx`. */
  metricApiErrorPercent(options?: MetricQueryOptions): string;
}
