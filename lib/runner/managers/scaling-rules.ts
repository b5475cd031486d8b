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
  'scaling-metric-name': {
    severity: 'error',
    title: 'The name of the metric is not one that Prometheus has',
    reason: 'The autoscaler would find no metric, and the smallest number of managers runs.',
    remedy: 'Give the name by which the metrics adapter serves the metric.',
  },
});
