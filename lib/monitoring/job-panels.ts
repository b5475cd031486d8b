import { CHOSEN, RUNNER, WINDOW } from './dashboard-variables';
import type { Panel } from './panel';
import { graph, heatmap, stat } from './panel';
import {
  capacity,
  increaseFromZero,
  quantileByRelease,
  queueSeconds,
  runningJobs,
  saturationPercent,
  series,
  startedJobs,
  systemFailures,
} from './promql';

export function overviewPanels(): Panel[] {
  return [
    stat({
      title: 'Managers',
      description: 'Managers that Prometheus scrapes.',
      queries: [{ expr: `count(${series('gitlab_runner_version_info', ...CHOSEN)})` }],
      width: 4,
    }),
    stat({
      title: 'Running jobs',
      description: 'Jobs that managers have in hand, from the preparation of the pod to its clean-up.',
      queries: [{ expr: `sum(${runningJobs(CHOSEN)})` }],
      width: 4,
    }),
    stat({
      title: 'Slots',
      description: 'Jobs that all managers could run at once: `concurrent`, or `limit` where that is smaller.',
      queries: [{ expr: `sum(${capacity(CHOSEN)})` }],
      width: 4,
    }),
    stat({
      title: 'Slots in use',
      description: 'The fullest runner.',
      queries: [{ expr: `max(${saturationPercent(CHOSEN)})` }],
      unit: 'percent',
      warning: 75,
      critical: 90,
      width: 4,
    }),
    stat({
      title: 'Queue, 95 %',
      description: 'Time in the queue that 95 % of the jobs of the last half hour stayed below, at the slowest runner.',
      queries: [{ expr: `max(${queueSeconds(CHOSEN, 0.95, '30m')})` }],
      unit: 's',
      warning: 60,
      critical: 300,
      width: 4,
    }),
    stat({
      title: 'System failures, 1 h',
      description: 'Jobs of the last hour that failed through no fault of the project.',
      queries: [{ expr: `sum(${systemFailures(CHOSEN, '1h')}) or vector(0)` }],
      warning: 1,
      critical: 10,
      width: 4,
    }),
  ];
}

export function jobPanels(): Panel[] {
  const queueBuckets = series('gitlab_runner_job_queue_duration_seconds_bucket', ...CHOSEN);
  const jobDurations = series('gitlab_runner_job_duration_seconds_bucket', ...CHOSEN);
  const stageDurations = series('gitlab_runner_job_stage_duration_seconds_bucket', ...CHOSEN);
  return [
    graph({
      title: 'Running jobs and slots',
      description: 'Where both lines meet, jobs wait: raise `concurrent`, or the number of managers.',
      queries: [
        { expr: runningJobs(CHOSEN), legend: `running ${RUNNER}` },
        { expr: capacity(CHOSEN), legend: `slots ${RUNNER}` },
      ],
      width: 12,
    }),
    graph({
      title: 'Running jobs by stage',
      description: 'Jobs in `prepare_executor` wait for their pod: capacity, quota, or images to be pulled.',
      queries: [
        {
          expr: `sum by (stage) (${series('gitlab_runner_jobs', ...CHOSEN, 'state!="idle"')})`,
          legend: '{{stage}}',
        },
      ],
      stacked: true,
      width: 12,
    }),
    graph({
      title: 'Time in the queue',
      description: 'Time from when a job could run until a manager took it. Longer than an hour counts as an hour.',
      queries: [0.5, 0.95, 0.99].map((quantile) => ({
        expr: queueSeconds(CHOSEN, quantile, WINDOW),
        legend: `${quantile * 100} % ${RUNNER}`,
      })),
      unit: 's',
      width: 12,
    }),
    heatmap({
      title: 'Time in the queue, all jobs',
      description: 'Jobs by the time that they spent in the queue.',
      queries: [{ expr: `sum by (le) (increase(${queueBuckets}[${WINDOW}]))`, legend: '{{le}}' }],
      unit: 's',
      width: 12,
    }),
    graph({
      title: 'Started jobs in an hour',
      description: 'Jobs that managers took in the hour before.',
      queries: [{ expr: startedJobs(CHOSEN, '1h'), legend: RUNNER }],
      width: 12,
    }),
    graph({
      title: 'Failed jobs in an hour, by reason',
      description:
        'The project is mostly to blame for `script_failure` and `image_pull_failure`, the runner or the cluster for `runner_system_failure` and `unknown_failure`.',
      queries: [
        {
          expr: `sum by (failure_reason) (${increaseFromZero(series('gitlab_runner_failed_jobs_total', ...CHOSEN), '1h')})`,
          legend: '{{failure_reason}}',
        },
      ],
      stacked: true,
      width: 12,
    }),
    graph({
      title: 'Duration of jobs',
      description: 'Jobs that ended, by how long they took.',
      queries: [0.5, 0.95].map((quantile) => ({
        expr: quantileByRelease(quantile, jobDurations, WINDOW),
        legend: `${quantile * 100} % ${RUNNER}`,
      })),
      unit: 's',
      width: 8,
    }),
    graph({
      title: 'Duration of stages, 95 %',
      description: 'Where the time of jobs goes. Served by GitLab Runner 17.9 and later.',
      queries: [
        {
          expr: `histogram_quantile(0.95, sum by (stage, le) (rate(${stageDurations}[${WINDOW}])))`,
          legend: '{{stage}}',
        },
      ],
      unit: 's',
      width: 8,
    }),
    graph({
      title: 'Length of the queue',
      description:
        'Jobs that waited when a manager last took one, where GitLab tells. Served by GitLab Runner 18.1 and later.',
      queries: [
        { expr: `max by (namespace, job) (${series('gitlab_runner_job_queue_size', ...CHOSEN)})`, legend: RUNNER },
      ],
      width: 8,
    }),
  ];
}
