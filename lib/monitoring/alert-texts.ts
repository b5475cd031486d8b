import type { AlertName } from './alert-options';

interface AlertText {
  /** `critical`: jobs do not run. `warning`: jobs run late, or some fail. */
  readonly severity: 'critical' | 'warning';
  readonly summary: string;
  readonly description: string;
  /** What to look at, the likely first. */
  readonly runbook: string;
}

/** What people are told by each alert. Prometheus evaluates what stands in double braces. */
export const ALERT_TEXTS: Readonly<Record<AlertName, AlertText>> = {
  GitLabRunnerManagersAbsent: {
    severity: 'critical',
    summary: 'No manager of GitLab Runner is there',
    description: 'Prometheus has no metrics of any manager: none runs, or none is scraped. Jobs stay pending.',
    runbook:
      'List the pods of the release. None: look at the events of the Deployment and its ReplicaSet. Restarting: their log ' +
      'tells why registration fails, mostly a wrong token, or a GitLab that cannot be reached. Running: look for the ' +
      'PodMonitor, and for the targets in Prometheus.',
  },
  GitLabRunnerManagerDown: {
    severity: 'warning',
    summary: 'A manager of GitLab Runner does not answer',
    description: 'The manager {{ $labels.instance }} in the namespace {{ $labels.namespace }} cannot be scraped.',
    runbook:
      'Describe the pod {{ $labels.pod }}: it may be out of memory, or its node gone. While it is down its jobs have nobody ' +
      'to follow them, and GitLab will show them as failed.',
  },
  GitLabRunnerManagerPaused: {
    severity: 'critical',
    summary: 'A manager of GitLab Runner has stopped asking for jobs',
    description:
      'The manager {{ $labels.instance }} in the namespace {{ $labels.namespace }} failed to reach GitLab several times in ' +
      'a row and now pauses, for an hour unless unhealthy_interval says otherwise.',
    runbook:
      'Its log says what failed: a refused token, DNS, TLS, or the network. Once that is mended, restart the Deployment to ' +
      'end the pause. Set unhealthy_interval lower, or unhealthy_requests_limit higher, where the network is often cut.',
  },
  GitLabRunnerTokenRefused: {
    severity: 'critical',
    summary: 'GitLab refuses the token of a runner',
    description:
      'GitLab answers 401 or 403 to the managers in the namespace {{ $labels.namespace }} when they ask for jobs.',
    runbook:
      'Look for the runner in GitLab: it may have been deleted, or its token reset or expired. Put the token into the ' +
      'stack again (or into the Secret that it names), then restart the Deployment.',
  },
  GitLabRunnerSaturated: {
    severity: 'warning',
    summary: 'A runner has hardly a slot left',
    description:
      'The managers in the namespace {{ $labels.namespace }} have {{ $value | printf "%.0f" }} % of their slots in use. ' +
      'Further jobs wait.',
    runbook:
      'Raise concurrent first, since managers are mostly idle; then the number of managers. Check before that the cluster ' +
      'has room: jobs that sit in the stage prepare_executor wait for a pod, not for a slot.',
  },
  GitLabRunnerQueueSlow: {
    severity: 'warning',
    summary: 'Jobs wait long for a runner',
    description:
      'One job in twenty waits {{ $value | humanizeDuration }} and longer before the managers in the namespace ' +
      '{{ $labels.namespace }} take it.',
    runbook:
      'Saturated: raise concurrent or add managers. Not saturated: jobs wait for something else, such as request_concurrency ' +
      'or long polling when one manager serves many jobs, a resource_group, or tags that few runners have.',
  },
  GitLabRunnerSystemFailures: {
    severity: 'warning',
    summary: 'Jobs fail through the runner or the cluster',
    description:
      '{{ $value | printf "%.0f" }} % of the jobs that the managers in the namespace {{ $labels.namespace }} took in an ' +
      'hour failed through no fault of the project.',
    runbook:
      'Read the end of a failed job in GitLab. Timed out waiting for the pod: no capacity, a quota, or a slow pull. Pod gone: ' +
      'spot capacity was reclaimed; retry with when: runner_system_failure, or place such jobs on pay-as-you-go capacity. ' +
      'Forbidden: a permission is missing in the Role.',
  },
  GitLabRunnerApiErrors: {
    severity: 'warning',
    summary: 'GitLab answers with errors',
    description:
      '{{ $value | printf "%.1f" }} % of the answers of GitLab to the managers in the namespace {{ $labels.namespace }} ' +
      'are 429 or 5xx.',
    runbook:
      '5xx: look at the status page or at the log of your GitLab. 429: a rate limit; raise it in GitLab, or ' +
      'checkIntervalSeconds here. Jobs go on, but logs come late and new jobs start late.',
  },
  GitLabRunnerLogErrors: {
    severity: 'warning',
    summary: 'A runner logs errors',
    description:
      'The managers in the namespace {{ $labels.namespace }} log {{ $value | printf "%.1f" }} errors a minute.',
    runbook:
      'Read the log of the managers for lines with the level error. Errors of the network show here only: requests without ' +
      'an answer are in no other metric.',
  },
  GitLabRunnerConfigErrors: {
    severity: 'warning',
    summary: 'A runner cannot read its configuration',
    description:
      'The managers in the namespace {{ $labels.namespace }} cannot load config.toml and go on with the last that they could.',
    runbook: 'The log names the line. Mend it in config or chartValues, and deploy.',
  },
};
