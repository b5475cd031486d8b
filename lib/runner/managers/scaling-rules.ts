import { defineRules } from '../../diagnostics/rule';

/** Rules about the numbers of a scaling by itself. */
export const scalingRules = defineRules({
  'scaling-range': {
    severity: 'error',
    title: 'The smallest number of managers is above the largest',
    reason: 'Kubernetes refuses such an autoscaler.',
    remedy: 'Raise `maxReplicas`, or lower `minReplicas`.',
  },
  'scale-down-seconds': {
    severity: 'error',
    title: 'A time of the scale-down is out of its range',
    reason: 'Kubernetes refuses such an autoscaler.',
    remedy: 'Give whole seconds in the range that the message names, or leave it out for the default.',
  },
  'schedule-time-zone': {
    severity: 'error',
    title: 'The time zone of a schedule is not one of the IANA database',
    reason: 'KEDA cannot load it, and the smallest number of managers runs.',
    remedy: 'Give a name such as `Asia/Shanghai`, in its own spelling.',
  },
  'schedule-cron': {
    severity: 'error',
    title: 'The start or end of a window is not a cron expression that KEDA reads',
    reason: 'KEDA refuses the trigger, and the smallest number of managers runs.',
    remedy: 'Give minute, hour, day of the month, month and day of the week, Sunday as 0.',
  },
  'schedule-window': {
    severity: 'error',
    title: 'A schedule has no window, or one that changes nothing',
    reason: 'The smallest number of managers would run all the time, or KEDA refuses the trigger.',
    remedy: 'Give windows with a start, another end, and more managers than `minReplicas`.',
  },
  'queue-projects': {
    severity: 'error',
    title: 'The projects whose jobs are counted are not named by their ids, or one is named twice',
    reason: 'GitLab answers for one project at a time, by its id, and the numbers are added up.',
    remedy: 'Name each project once, by the whole number that its page in GitLab shows.',
  },
  'queue-tag': {
    severity: 'error',
    title: 'The tag of the jobs that are counted cannot be looked for',
    reason: 'It stands in quotes in the path by which KEDA counts, which would be cut short.',
    remedy: 'Give one tag without quotes and backslashes, or leave it out to count all jobs.',
  },
  'queue-secret': {
    severity: 'error',
    title: 'The Secret with the access token for GitLab cannot be called so in Kubernetes',
    reason: 'KEDA finds no token, and the smallest number of managers runs.',
    remedy: 'Give the name of a Secret in the namespace of the runner.',
  },
  'queue-prometheus': {
    severity: 'error',
    title: 'Prometheus is not named by a URL, or there is no query',
    reason: 'KEDA cannot read the number of jobs, and the smallest number of managers runs.',
    remedy: 'Give the URL of the HTTP API as reached from the cluster, and a query that gives one number.',
  },
  'scaling-metric-name': {
    severity: 'error',
    title: 'The name of the metric is not one that Prometheus has',
    reason: 'The autoscaler would find no metric, and the smallest number of managers runs.',
    remedy: 'Give the name by which the metrics adapter serves the metric.',
  },
});
