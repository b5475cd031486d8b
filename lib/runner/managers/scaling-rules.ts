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
  'scaling-metric-name': {
    severity: 'error',
    title: 'The name of the metric is not one that Prometheus has',
    reason: 'The autoscaler would find no metric, and the smallest number of managers runs.',
    remedy: 'Give the name by which the metrics adapter serves the metric.',
  },
});
