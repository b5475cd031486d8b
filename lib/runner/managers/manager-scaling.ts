import { checkArguments } from '../../checks/check-arguments';
import type { Construct } from '@alicloud/ros-cdk-core';
import type { ChartHpaValues, ChartValues } from '../../chart/chart-values.generated';
import { isEmpty } from '../../chart/value-key';
import type { Report } from '../../diagnostics/report';
import { isUnresolved } from '../../ros/tokens';
import { checkPrintedNumber } from '../printed-number';
import type { CpuScalingOptions } from './on-cpu';
import { onCpu } from './on-cpu';
import type { JobsScalingOptions } from './on-jobs';
import { onJobs } from './on-jobs';
import type { QueueScalingOptions } from './on-queue';
import { onQueue } from './on-queue';
import type { ScheduleScalingOptions } from './on-schedule';
import { onSchedule } from './on-schedule';
import type { IManagerScaling, ManagerScalingConfig, ManagerScalingContext } from './scaling-config';

/**
 * How many managers run. Managers only start jobs and pass on their logs, so `concurrent` is what bounds the jobs: with
 * N managers up to N × `concurrent` jobs run at once. Implement {@link IManagerScaling} for scaling of your own.
 */
export class ManagerScaling implements IManagerScaling {
  /** A fixed number of managers, 1 or more. */
  static fixed(replicas: number): ManagerScaling {
    return new ManagerScaling({
      bind: () => ({ values: { replicas }, maxReplicas: replicas }),
      check: (_, report, at) => checkPrintedNumber(replicas, 1, report, `${at}.fixed`),
    });
  }

  /**
   * A HorizontalPodAutoscaler on CPU use. ACK and ACS clusters have the metrics-server that it needs.
   *
   * @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/horizontal-pod-autoscaling
   */
  static onCpu(options: CpuScalingOptions = {}): ManagerScaling {
    checkArguments('ManagerScaling.onCpu', { options });
    return new ManagerScaling(onCpu(options));
  }

  /**
   * A HorizontalPodAutoscaler on the number of running jobs. The cluster needs Managed Service for Prometheus and
   * ack-alibaba-cloud-metrics-adapter with a rule for the metric.
   *
   * @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/horizontal-pod-scaling-based-on-prometheus-service-metrics-1
   */
  static onJobs(options: JobsScalingOptions): ManagerScaling {
    checkArguments('ManagerScaling.onJobs', { options });
    return new ManagerScaling(onJobs(options));
  }

  /**
   * A number of managers for each time of the day and week, by KEDA, which must be in the cluster: install the component
   * ack-keda, or KEDA's own chart. Without it the release fails.
   *
   * @see https://keda.sh/docs/latest/scalers/cron/
   */
  static onSchedule(options: ScheduleScalingOptions): ManagerScaling {
    checkArguments('ManagerScaling.onSchedule', { options });
    return new ManagerScaling(onSchedule(options));
  }

  /**
   * As many managers as the jobs that wait and run need, by KEDA, which must be in the cluster. Unlike the running jobs
   * alone, those that wait show how many managers are missing.
   *
   * @see https://keda.sh/docs/latest/concepts/scaling-deployments/
   */
  static onQueue(options: QueueScalingOptions): ManagerScaling {
    checkArguments('ManagerScaling.onQueue', { options });
    return new ManagerScaling(onQueue(options));
  }

  private constructor(private readonly scaling: IManagerScaling) {}

  bind(scope: Construct, context: ManagerScalingContext): ManagerScalingConfig {
    return this.scaling.bind(scope, context);
  }

  check(context: ManagerScalingContext, report: Report, at: string): void {
    this.scaling.check?.(context, report, at);
  }
}

/**
 * The scaling that chart values ask for where no other is given: a number of managers, or the autoscaler of the chart.
 * Undefined where they say nothing of it.
 */
export function scalingByChart({ replicas, hpa }: ChartValues = {}): IManagerScaling | undefined {
  const isGiven = isUnresolved(replicas) || (typeof replicas === 'number' && replicas >= 1);
  if (isEmpty(hpa) && !isGiven) {
    return undefined;
  }
  const most = isEmpty(hpa) ? replicas : (hpa as Partial<ChartHpaValues>).maxReplicas;
  return { bind: () => (typeof most === 'number' ? { maxReplicas: most } : {}) };
}
