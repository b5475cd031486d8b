import { shown } from '../../diagnostics/shown';
import { known, numberText } from '../../ros/tokens';
import { checkPrintedNumber } from '../printed-number';
import type { AutoscalingOptions } from './autoscaler';
import { DEFAULT_MAX_REPLICAS, autoscaler, checkAutoscaling } from './autoscaler';
import type { IManagerScaling } from './scaling-config';
import { scalingRules } from './scaling-rules';

/** How managers are scaled by the jobs that they run. */
export interface JobsScalingOptions extends AutoscalingOptions {
  /**
   * Running jobs per manager to hold on average. Well below `concurrent`, 70 % of it for instance: a full manager shows
   * no more than `concurrent`, however many jobs wait.
   */
  readonly jobsPerManager: number;
  /**
   * Name that the metrics adapter serves the number of a manager's running jobs by.
   *
   * @default 'gitlab_runner_jobs'
   */
  readonly metricName?: string;
}

/**
 * The metric is one of pods and not an external one: the autoscaler then counts the managers of this release alone, and
 * leaves out those that only finish their last jobs.
 */
export function onJobs(options: JobsScalingOptions): IManagerScaling {
  const { jobsPerManager, metricName = 'gitlab_runner_jobs', maxReplicas = DEFAULT_MAX_REPLICAS } = options;
  const target = { type: 'AverageValue', averageValue: numberText(jobsPerManager) };
  return {
    bind: (_, { managerName }) => ({
      extraObjects: [
        autoscaler(managerName, options, { type: 'Pods', pods: { metric: { name: metricName }, target } }),
      ],
      podMetric: metricName,
      jobsPerManager,
      maxReplicas,
    }),
    check: (_, report, at) => {
      checkAutoscaling(options, report, `${at}.onJobs`);
      checkPrintedNumber(jobsPerManager, 1, report, `${at}.onJobs.jobsPerManager`);
      const name = known(metricName);
      if (name !== undefined && !/^[A-Za-z_:][\w:]*$/.test(name)) {
        report.add(
          scalingRules['scaling-metric-name'],
          `${at}.onJobs.metricName`,
          `is ${shown(name)}; allowed are letters, digits, "_" and ":", and no digit at the beginning`,
        );
      }
    },
  };
}
