import type { Report } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import { checkPrintedNumber } from '../printed-number';
import { known } from '../../ros/tokens';
import { scalingRules } from './scaling-rules';

/**
 * How fast managers are taken away. A manager that is taken away asks for no more jobs and stays until those it has are
 * done.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#configurable-scaling-behavior
 */
export interface ScaleDownOptions {
  /**
   * Seconds that the load must have been low before a manager goes, 0 to 3600.
   *
   * @default 600
   */
  readonly stabilizationWindowSeconds?: number;
  /**
   * Managers that may go in one period, 1 or more.
   *
   * @default 1
   */
  readonly maxPodsPerPeriod?: number;
  /**
   * Length of the period in seconds, 1 to 1800.
   *
   * @default 300
   */
  readonly periodSeconds?: number;
}

/** What all autoscaling of managers has in common. */
export interface AutoscalingOptions {
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
   * How fast managers are taken away.
   *
   * @default - one manager in five minutes, after ten minutes of low load
   */
  readonly scaleDown?: ScaleDownOptions;
}

export const DEFAULT_MIN_REPLICAS = 2;
export const DEFAULT_MAX_REPLICAS = 10;

/**
 * A HorizontalPodAutoscaler for the managers. The chart has one too, but that knows no `behavior`.
 *
 * @param metric an item of `spec.metrics` in autoscaling/v2
 */
export function autoscaler(managerName: string, options: AutoscalingOptions, metric: object): object {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: managerName },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: managerName },
      minReplicas: options.minReplicas ?? DEFAULT_MIN_REPLICAS,
      maxReplicas: options.maxReplicas ?? DEFAULT_MAX_REPLICAS,
      metrics: [metric],
      behavior: { scaleDown: scaleDownRules(options.scaleDown) },
    },
  };
}

/**
 * Kubernetes itself would take all spare managers away at once, after five minutes. CI load comes in bursts: each
 * manager that goes takes `concurrent` jobs of capacity with it, and the next burst pays for its return.
 */
export function scaleDownRules(options: ScaleDownOptions = {}): object {
  return {
    stabilizationWindowSeconds: options.stabilizationWindowSeconds ?? 600,
    policies: [{ type: 'Pods', value: options.maxPodsPerPeriod ?? 1, periodSeconds: options.periodSeconds ?? 300 }],
  };
}

/** Reports what is wrong with the numbers; `at` is their path in the props. */
export function checkAutoscaling(options: AutoscalingOptions, report: Report, at: string): void {
  const { minReplicas, maxReplicas } = options;
  checkPrintedNumber(minReplicas, 1, report, `${at}.minReplicas`);
  checkPrintedNumber(maxReplicas, 1, report, `${at}.maxReplicas`);
  const [min, max] = [known(minReplicas ?? DEFAULT_MIN_REPLICAS), known(maxReplicas ?? DEFAULT_MAX_REPLICAS)];
  if (min !== undefined && max !== undefined && min > max) {
    report.add(
      scalingRules['scaling-range'],
      at,
      `has minReplicas ${min} above maxReplicas ${max}; raise the one or lower the other`,
    );
  }
  checkScaleDown(options.scaleDown, report, `${at}.scaleDown`);
}

export function checkScaleDown(options: ScaleDownOptions = {}, report: Report, at: string): void {
  checkSeconds(options.stabilizationWindowSeconds, [0, 3600], report, `${at}.stabilizationWindowSeconds`);
  checkPrintedNumber(options.maxPodsPerPeriod, 1, report, `${at}.maxPodsPerPeriod`);
  checkSeconds(options.periodSeconds, [1, 1800], report, `${at}.periodSeconds`);
}

function checkSeconds(
  value: number | undefined,
  [min, max]: readonly [number, number],
  report: Report,
  at: string,
): void {
  const seconds = known(value);
  if (seconds !== undefined && !(Number.isInteger(seconds) && seconds >= min && seconds <= max)) {
    report.add(
      scalingRules['scale-down-seconds'],
      at,
      `is ${shown(seconds)}; allowed is a whole number of seconds from ${min} to ${max}`,
    );
  }
}
