import type { PodPlacement } from '../placement/pod-placement';
import type { ContainerResources } from './container-resources';
import { kubernetesResources } from './container-resources';
import { DEFAULT_MAX_DURATION_SECONDS } from './job-options';
import type { ManagerScalingConfig } from './manager-scaling';

/** Grace beyond the longest job, for its last log lines and the clean-up of its pod. */
const DRAIN_MARGIN_SECONDS = 300;

export interface RunnerValuesInput {
  readonly gitlabUrl: string;
  readonly concurrent: number;
  readonly checkIntervalSeconds: number;
  readonly logLevel: string;
  readonly maxDurationSeconds?: number;
  readonly managerResources: ContainerResources;
  readonly managerPlacement: PodPlacement;
  readonly scaling: ManagerScalingConfig;
  readonly metrics: boolean;
  readonly tokenSecretName: string;
  readonly cacheSecretName?: string;
  readonly rbacRules: readonly object[];
}

/** The chart values that the props of a runner yield, but for its config.toml. The user's own are merged over them. */
export function runnerValues(input: RunnerValuesInput): Record<string, unknown> {
  const { managerPlacement: pods } = input;
  return {
    gitlabUrl: input.gitlabUrl,
    concurrent: input.concurrent,
    checkInterval: input.checkIntervalSeconds,
    logLevel: input.logLevel,
    // A manager that is told to stop asks for no more jobs and finishes those it has, within this time.
    terminationGracePeriodSeconds: graceSeconds(input.maxDurationSeconds ?? DEFAULT_MAX_DURATION_SECONDS),
    // With an authentication token this removes the manager's entry in GitLab only; the runner stays.
    unregisterRunners: true,
    ...input.scaling.values,
    resources: kubernetesResources(input.managerResources),
    rbac: { create: true, rules: input.rbacRules },
    serviceAccount: { create: true },
    metrics: { enabled: input.metrics },
    runners: {
      secret: input.tokenSecretName,
      ...(input.cacheSecretName !== undefined && { cache: { secretName: input.cacheSecretName } }),
    },
    ...nonEmpty('podLabels', pods.labels),
    ...nonEmpty('podAnnotations', pods.annotations),
    ...nonEmpty('nodeSelector', pods.nodeSelector),
    ...(pods.tolerations && {
      tolerations: pods.tolerations.map(({ value, ...rest }) =>
        value === undefined ? { ...rest, operator: 'Exists' } : { ...rest, value, operator: 'Equal' },
      ),
    }),
    ...(input.scaling.extraObjects && { extraObjects: input.scaling.extraObjects }),
  };
}

function graceSeconds(maxDurationSeconds: number): number {
  return maxDurationSeconds + DRAIN_MARGIN_SECONDS;
}

function nonEmpty(key: string, map: Readonly<Record<string, string>> | undefined): Record<string, unknown> {
  return map !== undefined && Object.keys(map).length > 0 ? { [key]: map } : {};
}
