/** What there is to know of a metric to query it. */
export interface Metric {
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** Its own labels, those that it has in every supported version. Prometheus adds those of the target. */
  readonly labels: readonly string[];
  /**
   * First minor version of GitLab Runner that serves it.
   *
   * @default - every version that this library supports
   */
  readonly since?: string;
}

/**
 * The metrics that alerts and panels read: those of GitLab Runner, of every Go process, and of Prometheus itself.
 *
 * A counter with labels starts to exist when it is first increased, unless the runner presets it, as it does for all of
 * `gitlab_runner_errors_total` and the health checks.
 *
 * @see https://docs.gitlab.com/runner/monitoring/
 */
export const METRICS = {
  gitlab_runner_api_request_duration_seconds: { type: 'histogram', labels: ['runner', 'system_id', 'endpoint'] },
  gitlab_runner_api_request_statuses_total: { type: 'counter', labels: ['runner', 'system_id', 'endpoint', 'status'] },
  gitlab_runner_concurrent: { type: 'gauge', labels: [] },
  gitlab_runner_configuration_loading_error_total: { type: 'counter', labels: [] },
  gitlab_runner_errors_total: { type: 'counter', labels: ['level'] },
  gitlab_runner_failed_jobs_total: { type: 'counter', labels: ['runner', 'failure_reason'] },
  gitlab_runner_job_duration_seconds: { type: 'histogram', labels: ['runner', 'system_id'] },
  gitlab_runner_job_queue_duration_seconds: { type: 'histogram', labels: ['runner', 'system_id'] },
  gitlab_runner_job_queue_size: { type: 'gauge', labels: ['runner', 'system_id'], since: '18.1' },
  gitlab_runner_job_stage_duration_seconds: {
    type: 'histogram',
    labels: ['runner', 'system_id', 'stage'],
    since: '17.9',
  },
  gitlab_runner_jobs: { type: 'gauge', labels: ['runner', 'system_id', 'state', 'stage', 'executor_stage'] },
  gitlab_runner_jobs_total: { type: 'counter', labels: ['runner', 'system_id'] },
  gitlab_runner_limit: { type: 'gauge', labels: ['runner', 'system_id'] },
  gitlab_runner_version_info: { type: 'gauge', labels: ['version'] },
  gitlab_runner_worker_health_check_failures_total: { type: 'counter', labels: ['runner', 'runner_name', 'system_id'] },
  process_cpu_seconds_total: { type: 'counter', labels: [] },
  process_resident_memory_bytes: { type: 'gauge', labels: [] },
  up: { type: 'gauge', labels: [] },
} as const satisfies Readonly<Record<string, Metric>>;

export type MetricName = keyof typeof METRICS;

/** A histogram is stored as one series for each bucket, one for the sum and one for the count. */
export type SeriesName = MetricName | `${MetricName}_bucket` | `${MetricName}_count`;
