import { checkPrintedNumber } from '../printed-number';
import type { AutoscalingOptions } from './autoscaler';
import { DEFAULT_MAX_REPLICAS, autoscaler, checkAutoscaling } from './autoscaler';
import type { IManagerScaling } from './scaling-config';

/** How managers are scaled by their CPU use. */
export interface CpuScalingOptions extends AutoscalingOptions {
  /**
   * Average CPU use to hold, in percent of the managers' CPU request. Managers mostly wait for the network, so the
   * figure is low.
   *
   * @default 10
   */
  readonly targetUtilizationPercent?: number;
}

export function onCpu(options: CpuScalingOptions): IManagerScaling {
  const target = { type: 'Utilization', averageUtilization: options.targetUtilizationPercent ?? 10 };
  return {
    bind: (_, { managerName }) => ({
      extraObjects: [autoscaler(managerName, options, { type: 'Resource', resource: { name: 'cpu', target } })],
      needsCpuRequest: true,
      maxReplicas: options.maxReplicas ?? DEFAULT_MAX_REPLICAS,
    }),
    check: (_, report, at) => {
      checkAutoscaling(options, report, `${at}.onCpu`);
      checkPrintedNumber(options.targetUtilizationPercent, 1, report, `${at}.onCpu.targetUtilizationPercent`);
    },
  };
}
