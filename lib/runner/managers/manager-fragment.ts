import type { IResolvable } from '@alicloud/ros-cdk-core';
import type { PodPlacement, Toleration } from '../../placement/pod-placement';
import { numberSum } from '../../ros/arithmetic';
import type { ContainerResources } from '../sizes/container-resources';
import { kubernetesResources } from '../sizes/container-resources';
import type { RunnerFragment } from '../fragment';
import { DEFAULT_MAX_DURATION_SECONDS } from '../jobs/job-options';
import { valueMap } from '../compute/pod-maps';

/** Grace beyond the longest job, for its last log lines and the clean-up of its pod. */
const DRAIN_MARGIN_SECONDS = 300;

export interface ManagerInput {
  readonly gitlabUrl?: string;
  readonly concurrent?: number;
  readonly checkIntervalSeconds?: number;
  readonly logLevel?: string;
  /** Seconds that the longest job may take. */
  readonly maxDurationSeconds?: number;
  readonly resources: ContainerResources;
  readonly placement: PodPlacement;
  readonly tokenSecretName: string;
  readonly cacheSecretName?: string | IResolvable;
}

/** The managers: what they are told, and the pods they run in. */
export function managerFragment(input: ManagerInput): RunnerFragment {
  const { placement, cacheSecretName } = input;
  return {
    values: {
      gitlabUrl: input.gitlabUrl ?? 'https://gitlab.com',
      concurrent: input.concurrent ?? 10,
      checkInterval: input.checkIntervalSeconds ?? 3,
      logLevel: input.logLevel ?? 'info',
      // A manager that is told to stop asks for no more jobs and finishes those it has, within this time.
      terminationGracePeriodSeconds: numberSum(
        input.maxDurationSeconds ?? DEFAULT_MAX_DURATION_SECONDS,
        DRAIN_MARGIN_SECONDS,
      ),
      // With an authentication token this removes the manager's entry in GitLab only; the runner stays.
      unregisterRunners: true,
      resources: kubernetesResources(input.resources),
      serviceAccount: { create: true },
      runners: { secret: input.tokenSecretName, cache: cacheSecretName && { secretName: cacheSecretName } },
      podLabels: valueMap(placement.labels),
      podAnnotations: valueMap(placement.annotations),
      nodeSelector: valueMap(placement.nodeSelector),
      tolerations: placement.tolerations?.map(kubernetesToleration),
      affinity: placement.affinity,
    },
    extraObjects: placement.objects,
  };
}

function kubernetesToleration({ value, ...rest }: Toleration) {
  return value === undefined ? { ...rest, operator: 'Exists' } : { ...rest, value, operator: 'Equal' };
}
