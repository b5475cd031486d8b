import { CHOSEN, RUNNER, WINDOW } from './dashboard-variables';
import type { Panel } from './panel';
import { graph } from './panel';
import { MANAGER, apiErrorPercent, series, sumByRelease } from './promql';

export function apiPanels(): Panel[] {
  const durations = series('gitlab_runner_api_request_duration_seconds_bucket', ...CHOSEN);
  const statuses = series('gitlab_runner_api_request_statuses_total', ...CHOSEN);
  const unhealthy = series('gitlab_runner_worker_health_check_failures_total', ...CHOSEN);
  return [
    graph({
      title: 'Answers of GitLab, by endpoint and status',
      description:
        '`request_job` answers 204 when there is no job, and 201 with one; 403 means that the token is refused.',
      queries: [
        { expr: `sum by (endpoint, status) (rate(${statuses}[${WINDOW}]))`, legend: '{{endpoint}} {{status}}' },
      ],
      unit: 'reqps',
      width: 12,
    }),
    graph({
      title: 'Time that GitLab takes to answer, 95 %',
      description: 'With long polling, `request_job` takes up to a minute when there is no job.',
      queries: [
        {
          expr: `histogram_quantile(0.95, sum by (endpoint, le) (rate(${durations}[${WINDOW}])))`,
          legend: '{{endpoint}}',
        },
      ],
      unit: 's',
      width: 12,
    }),
    graph({
      title: 'Errors of GitLab',
      description: 'Share of answers that are 429 or 5xx. Requests without an answer count in the log only.',
      queries: [{ expr: apiErrorPercent(CHOSEN, WINDOW), legend: RUNNER }],
      unit: 'percent',
      width: 12,
    }),
    graph({
      title: 'Failed requests for jobs in an hour',
      description: 'After three in a row, a manager asks no more for an hour.',
      queries: [{ expr: `sum by (${MANAGER}) (increase(${unhealthy}[1h]))`, legend: '{{namespace}} {{instance}}' }],
      width: 12,
    }),
  ];
}

export function managerPanels(): Panel[] {
  const version = series('gitlab_runner_version_info', ...CHOSEN);
  // Scrape annotations put managers into one job with other pods, which have these metrics too.
  const ofManagers = `and on (${MANAGER}) ${version}`;
  const cpu = series('process_cpu_seconds_total', ...CHOSEN);
  const memory = series('process_resident_memory_bytes', ...CHOSEN);
  const errors = series('gitlab_runner_errors_total', ...CHOSEN);
  return [
    graph({
      title: 'CPU',
      description: 'CPUs that each manager uses.',
      queries: [{ expr: `rate(${cpu}[${WINDOW}])\n${ofManagers}`, legend: '{{namespace}} {{instance}}' }],
      width: 8,
    }),
    graph({
      title: 'Memory',
      description: 'Resident memory of each manager.',
      queries: [{ expr: `${memory}\n${ofManagers}`, legend: '{{namespace}} {{instance}}' }],
      unit: 'bytes',
      width: 8,
    }),
    graph({
      title: 'Warnings and errors in the log',
      description: 'Lines a second, by level.',
      queries: [{ expr: `sum by (level) (rate(${errors}[${WINDOW}]))`, legend: '{{level}}' }],
      width: 8,
    }),
    graph({
      title: 'Managers by version',
      description: 'Two versions at once are an upgrade under way.',
      queries: [{ expr: `count by (namespace, job, version) (${version})`, legend: `{{version}} ${RUNNER}` }],
      stacked: true,
      width: 12,
    }),
    graph({
      title: 'Configurations that could not be loaded, in an hour',
      description: 'A manager goes on with the last configuration that it could load.',
      queries: [
        {
          expr: sumByRelease(`increase(${series('gitlab_runner_configuration_loading_error_total', ...CHOSEN)}[1h])`),
          legend: RUNNER,
        },
      ],
      width: 12,
    }),
  ];
}
