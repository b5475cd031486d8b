import { checkArguments } from '../../checks/check-arguments';
import type { RosCondition } from '@alicloud/ros-cdk-core';
import type { ChartHpaValues, ChartValues } from '../../chart/chart-values.generated';
import { isEmpty } from '../../chart/value-key';
import type { Report } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import { checkPrintedNumber } from '../printed-number';
import { isUnresolved, known, numberText } from '../../ros/tokens';
import type { RunnerFragment } from '../fragment';
import type { AutoscalingOptions } from './autoscaler';
import { DeployTimeChoice } from '../../config/deploy-time-choice';
import { ChosenObjects } from '../chosen-objects';
import { scalingRules } from './scaling-rules';
import { DEFAULT_MAX_REPLICAS, autoscaler, checkAutoscaling } from './autoscaler';

/** What scaling contributes to a release, and what it needs there. */
export interface ManagerScalingConfig extends RunnerFragment {
  /** Whether managers must have a CPU request for the scaling to work. */
  readonly needsCpuRequest: boolean;
  /**
   * Metric of the managers themselves that the scaling reads from the custom metrics API of the cluster.
   *
   * @default - none
   */
  readonly podMetric?: string;
  /**
   * Running jobs per manager above which the scaling adds managers. A manager never has more than `concurrent`.
   *
   * @default - the scaling does not go by jobs
   */
  readonly jobsPerManager?: number;
  /**
   * Most managers that the scaling lets run.
   *
   * @default - not known: more than one
   */
  readonly maxReplicas?: number;
}

/** What scaling is configured for. */
export interface ManagerScalingContext {
  /** Name of the managers' Deployment, and the value of their label `app`. */
  readonly managerName: string;
}

export interface CpuScalingOptions extends AutoscalingOptions {
  /**
   * Average CPU use to hold, in percent of the managers' CPU request. Managers mostly wait for the network, so the
   * figure is low.
   *
   * @default 10
   */
  readonly targetUtilizationPercent?: number;
}

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
 * How many managers run. Managers only start jobs and pass on their logs, so `concurrent` is what bounds the jobs: with
 * N managers up to N × `concurrent` jobs run at once. Extend this class for scaling of your own.
 */
export abstract class ManagerScaling {
  /** A fixed number of managers, 1 or more. */
  static fixed(replicas: number): ManagerScaling {
    return new FixedScaling(replicas);
  }

  /**
   * A HorizontalPodAutoscaler on CPU use. ACK and ACS clusters have the metrics-server that it needs.
   *
   * @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/horizontal-pod-autoscaling
   */
  static onCpu(options: CpuScalingOptions = {}): ManagerScaling {
    checkArguments('ManagerScaling.onCpu', { options });
    return new CpuScaling(options);
  }

  /**
   * A HorizontalPodAutoscaler on the number of running jobs. The cluster needs Managed Service for Prometheus and
   * ack-alibaba-cloud-metrics-adapter with a rule for the metric.
   *
   * @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/horizontal-pod-scaling-based-on-prometheus-service-metrics-1
   */
  static onJobs(options: JobsScalingOptions): ManagerScaling {
    checkArguments('ManagerScaling.onJobs', { options });
    return new JobsScaling(options);
  }

  /** One of two ways, chosen when the stack is deployed: the first if the condition holds. */
  static choose(condition: RosCondition, whenTrue: ManagerScaling, whenFalse: ManagerScaling): ManagerScaling {
    return new ScalingChoice(condition, whenTrue, whenFalse);
  }

  /** What this scaling contributes to the release. */
  abstract configure(context: ManagerScalingContext): ManagerScalingConfig;

  /** Adds what is wrong with the numbers; `at` is the path of the scaling in the props. */
  abstract check(report: Report, at: string): void;
}

/**
 * The scaling that chart values ask for where no other is given: a number of managers, or the autoscaler of the chart.
 * Undefined where they say nothing of it.
 */
export function scalingByChart({ replicas, hpa }: ChartValues = {}): ManagerScaling | undefined {
  const isGiven = isUnresolved(replicas) || (typeof replicas === 'number' && replicas >= 1);
  return isEmpty(hpa) && !isGiven
    ? undefined
    : new ChartScaling(isEmpty(hpa) ? replicas : (hpa as Partial<ChartHpaValues>).maxReplicas);
}

class ChartScaling extends ManagerScaling {
  constructor(private readonly maxReplicas: unknown) {
    super();
  }

  configure(): ManagerScalingConfig {
    const { maxReplicas } = this;
    return { needsCpuRequest: false, ...(typeof maxReplicas === 'number' && { maxReplicas }) };
  }

  check(): void {
    // Chart values are checked as such.
  }
}

class FixedScaling extends ManagerScaling {
  constructor(private readonly replicas: number) {
    super();
  }

  configure(): ManagerScalingConfig {
    return { values: { replicas: this.replicas }, needsCpuRequest: false, maxReplicas: this.replicas };
  }

  check(report: Report, at: string): void {
    checkPrintedNumber(this.replicas, 1, report, `${at}.fixed`);
  }
}

class CpuScaling extends ManagerScaling {
  constructor(private readonly options: CpuScalingOptions) {
    super();
  }

  configure({ managerName }: ManagerScalingContext): ManagerScalingConfig {
    const target = { type: 'Utilization', averageUtilization: this.options.targetUtilizationPercent ?? 10 };
    const metric = { type: 'Resource', resource: { name: 'cpu', target } };
    return {
      extraObjects: [autoscaler(managerName, this.options, metric)],
      needsCpuRequest: true,
      maxReplicas: this.options.maxReplicas ?? DEFAULT_MAX_REPLICAS,
    };
  }

  check(report: Report, at: string): void {
    checkAutoscaling(this.options, report, `${at}.onCpu`);
    checkPrintedNumber(this.options.targetUtilizationPercent, 1, report, `${at}.onCpu.targetUtilizationPercent`);
  }
}

/**
 * The metric is one of pods and not an external one: the autoscaler then counts the managers of this release alone, and
 * leaves out those that only finish their last jobs.
 */
class JobsScaling extends ManagerScaling {
  private readonly metricName: string;

  constructor(private readonly options: JobsScalingOptions) {
    super();
    this.metricName = options.metricName ?? 'gitlab_runner_jobs';
  }

  configure({ managerName }: ManagerScalingContext): ManagerScalingConfig {
    const { jobsPerManager, maxReplicas } = this.options;
    const target = { type: 'AverageValue', averageValue: numberText(jobsPerManager) };
    const metric = { type: 'Pods', pods: { metric: { name: this.metricName }, target } };
    return {
      extraObjects: [autoscaler(managerName, this.options, metric)],
      needsCpuRequest: false,
      podMetric: this.metricName,
      jobsPerManager,
      maxReplicas: maxReplicas ?? DEFAULT_MAX_REPLICAS,
    };
  }

  check(report: Report, at: string): void {
    checkAutoscaling(this.options, report, `${at}.onJobs`);
    checkPrintedNumber(this.options.jobsPerManager, 1, report, `${at}.onJobs.jobsPerManager`);
    const name = known(this.metricName);
    if (name !== undefined && !/^[A-Za-z_:][\w:]*$/.test(name)) {
      report.add(
        scalingRules['scaling-metric-name'],
        `${at}.onJobs.metricName`,
        `is ${shown(name)}; allowed are letters, digits, "_" and ":", and no digit at the beginning`,
      );
    }
  }
}

class ScalingChoice extends ManagerScaling {
  constructor(
    private readonly condition: RosCondition,
    private readonly whenTrue: ManagerScaling,
    private readonly whenFalse: ManagerScaling,
  ) {
    super();
  }

  configure(context: ManagerScalingContext): ManagerScalingConfig {
    return chooseScaling(this.condition, this.whenTrue.configure(context), this.whenFalse.configure(context));
  }

  check(report: Report, at: string): void {
    this.whenTrue.check(report, at);
    this.whenFalse.check(report, at);
  }
}

/** What scaling contributes when the deployment chooses between two: the first if the condition holds. */
function chooseScaling(
  condition: RosCondition,
  whenTrue: ManagerScalingConfig,
  whenFalse: ManagerScalingConfig,
): ManagerScalingConfig {
  const [a, b] = [whenTrue.values ?? {}, whenFalse.values ?? {}];
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return {
    values: Object.fromEntries(keys.map((key) => [key, new DeployTimeChoice(condition, a[key], b[key])])),
    extraObjects: [new ChosenObjects(condition, whenTrue.extraObjects ?? [], whenFalse.extraObjects ?? [])],
    needsCpuRequest: whenTrue.needsCpuRequest || whenFalse.needsCpuRequest,
    podMetric: whenTrue.podMetric ?? whenFalse.podMetric,
    jobsPerManager: whenTrue.jobsPerManager ?? whenFalse.jobsPerManager,
    maxReplicas: whenTrue.maxReplicas === whenFalse.maxReplicas ? whenTrue.maxReplicas : undefined,
  };
}
