import { numberText } from '../../ros/tokens';
import { checkPrintedNumber } from '../printed-number';
import type { AutoscalingOptions } from './autoscaler';
import { DEFAULT_MAX_REPLICAS, DEFAULT_MIN_REPLICAS, checkAutoscaling } from './autoscaler';
import type { JobQueue } from './job-queue';
import { scaledObject } from './scaled-object';
import type { IManagerScaling } from './scaling-config';

/** How managers are scaled by the jobs that wait and run. */
export interface QueueScalingOptions extends AutoscalingOptions {
  /** Where the number of jobs is read. */
  readonly queue: JobQueue;
  /**
   * Jobs that one manager is for, 1 or more, usually `concurrent`: with 45 jobs and 20 for each there are three managers.
   */
  readonly jobsPerManager: number;
}

export function onQueue(options: QueueScalingOptions): IManagerScaling {
  const { queue, jobsPerManager, scaleDown } = options;
  const { minReplicas = DEFAULT_MIN_REPLICAS, maxReplicas = DEFAULT_MAX_REPLICAS } = options;
  return {
    bind: (_, { managerName, gitlabUrl }) => {
      const target = numberText(jobsPerManager);
      const { triggers, objects } = queue._bind({ managerName, gitlabUrl, jobsPerManager: target });
      const names = triggers.map(({ name }) => name);
      // KEDA takes the largest of several numbers, and here their sum is what counts.
      const formula = triggers.length > 1 ? { formula: names.join(' + '), target } : undefined;
      return {
        extraObjects: [
          ...objects,
          scaledObject(managerName, { minReplicas, maxReplicas, scaleDown, triggers, formula }),
        ],
        maxReplicas,
      };
    },
    check: (_, report, at) => {
      checkAutoscaling(options, report, `${at}.onQueue`);
      checkPrintedNumber(jobsPerManager, 1, report, `${at}.onQueue.jobsPerManager`);
      queue._check(report, `${at}.onQueue`);
    },
  };
}
