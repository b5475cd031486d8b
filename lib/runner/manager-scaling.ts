import type { FaultList } from '../checks/faults';
import { shown } from '../checks/faults';
import { known } from '../ros/tokens';
import type { RunnerFragment } from './fragment';

/** What scaling contributes to a release. */
export interface ManagerScalingConfig extends RunnerFragment {
  /** Whether managers must have a CPU request for the scaling to work. */
  readonly needsCpuRequest: boolean;
}

/** What scaling is configured for. */
export interface ManagerScalingContext {
  /** Name of the managers' Deployment, and the value of their label `app`. */
  readonly managerName: string;
}

export interface CpuScalingOptions {
  /**
   * Smallest number of managers, 1 or more. Two keep jobs coming while one is replaced.
   *
   * @default 2
   */
  readonly minReplicas?: number;
  /**
   * Largest number of managers.
   *
   * @default 10
   */
  readonly maxReplicas?: number;
  /**
   * Average CPU use to hold, in percent of the managers' CPU request. Managers mostly wait for the network, so the
   * figure is low.
   *
   * @default 10
   */
  readonly targetUtilizationPercent?: number;
}

/**
 * How many managers run. Managers only start jobs and pass on their logs, so `concurrent` is what bounds the jobs: with
 * N managers up to N × `concurrent` jobs run at once.
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
    return new CpuScaling(options);
  }

  abstract configure(context: ManagerScalingContext): ManagerScalingConfig;

  /** Adds what is wrong with the numbers; `at` is the path of the scaling in the props. */
  abstract check(faults: FaultList, at: string): void;
}

class FixedScaling extends ManagerScaling {
  constructor(private readonly replicas: number) {
    super();
  }

  configure(): ManagerScalingConfig {
    return { values: { replicas: this.replicas }, needsCpuRequest: false };
  }

  check(faults: FaultList, at: string): void {
    checkCount(this.replicas, faults, `${at}.fixed`);
  }
}

class CpuScaling extends ManagerScaling {
  private readonly min: number;
  private readonly max: number;
  private readonly target: number;

  constructor(options: CpuScalingOptions) {
    super();
    this.min = options.minReplicas ?? 2;
    this.max = options.maxReplicas ?? 10;
    this.target = options.targetUtilizationPercent ?? 10;
  }

  configure(): ManagerScalingConfig {
    const target = { type: 'Utilization', averageUtilization: this.target };
    return {
      values: {
        hpa: {
          minReplicas: this.min,
          maxReplicas: this.max,
          metrics: [{ type: 'Resource', resource: { name: 'cpu', target } }],
        },
      },
      needsCpuRequest: true,
    };
  }

  check(faults: FaultList, at: string): void {
    checkCount(this.min, faults, `${at}.onCpu.minReplicas`);
    checkCount(this.max, faults, `${at}.onCpu.maxReplicas`);
    checkCount(this.target, faults, `${at}.onCpu.targetUtilizationPercent`);
    const [min, max] = [known(this.min), known(this.max)];
    if (min !== undefined && max !== undefined && min > max) {
      faults.add(`${at}.onCpu`, `has minReplicas ${min} above maxReplicas ${max}`);
    }
  }
}

function checkCount(value: number, faults: FaultList, at: string): void {
  const number = known(value);
  if (number !== undefined && !(Number.isInteger(number) && number >= 1)) {
    faults.add(at, `is ${shown(number)}; allowed is a whole number of at least 1`);
  }
}
