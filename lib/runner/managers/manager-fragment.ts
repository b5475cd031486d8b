import type { IResolvable } from '@alicloud/ros-cdk-core';
import type { PodPlacement, Toleration } from '../../placement/pod-placement';
import { numberSum } from '../../ros/tokens';
import type { ContainerResources } from '../sizes/container-resources';
import { kubernetesResources, markedResources } from '../sizes/container-resources';
import type { RunnerFragment } from '../fragment';
import { DEFAULT_MAX_DURATION_SECONDS } from '../jobs/job-options';
import type { Origin } from '../../model/origin';
import { byDefault, from, option } from '../../model/origin';
import { podMap } from '../compute/pod-maps';

/** Grace beyond the longest job, for its last log lines and the clean-up of its pod. */
const DRAIN_MARGIN_SECONDS = 300;

export interface ManagerInput {
  readonly gitlabUrl: string;
  readonly concurrent?: number;
  readonly checkIntervalSeconds?: number;
  readonly logLevel?: string;
  /** Seconds that the longest job may take. */
  readonly maxDurationSeconds?: number;
  readonly resources: ContainerResources;
  readonly placement: PodPlacement;
  readonly tokenSecretName: string;
  readonly cacheSecretName?: string | IResolvable;
  /** Where the values of an option come from. */
  readonly originOf: (prop: 'gitlabUrl' | 'managers.placement' | 'managers.resources' | 'cache') => Origin;
}

/** The managers: what they are told, and the pods they run in. */
export function managerFragment(input: ManagerInput): RunnerFragment {
  const { placement, cacheSecretName, originOf } = input;
  const { concurrent, checkIntervalSeconds, logLevel, maxDurationSeconds } = input;
  const placed = <T>(value: T): T => from(originOf('managers.placement'), value);
  return {
    origin: byDefault('the managers of this library are set up so'),
    values: {
      gitlabUrl: from(originOf('gitlabUrl'), input.gitlabUrl),
      concurrent: orDefault('concurrent', concurrent, 10, 'a manager is cheap, and its jobs run elsewhere'),
      checkInterval: orDefault('checkIntervalSeconds', checkIntervalSeconds, 3, 'as GitLab Runner itself'),
      logLevel: orDefault('logLevel', logLevel, 'info', 'as GitLab Runner itself'),
      // A manager that is told to stop asks for no more jobs and finishes those it has, within this time.
      terminationGracePeriodSeconds: from(
        maxDurationSeconds === undefined
          ? byDefault('the longest job, and time to clean up', 'jobs', 'maxDurationSeconds')
          : option('jobs', 'maxDurationSeconds'),
        numberSum(maxDurationSeconds ?? DEFAULT_MAX_DURATION_SECONDS, DRAIN_MARGIN_SECONDS),
      ),
      // With an authentication token this removes the manager's entry in GitLab only; the runner stays.
      unregisterRunners: true,
      resources: kubernetesResources(
        markedResources(input.resources, (...path) => ({
          ...originOf('managers.resources'),
          path: ['managers.resources', ...path],
        })),
      ),
      serviceAccount: { create: true },
      runners: {
        secret: from(option('token'), input.tokenSecretName),
        cache: cacheSecretName && from(originOf('cache'), { secretName: cacheSecretName }),
      },
      podLabels: placed(podMap(placement.labels)),
      podAnnotations: placed(podMap(placement.annotations)),
      nodeSelector: placed(podMap(placement.nodeSelector)),
      tolerations: placed(placement.tolerations?.map(kubernetesToleration)),
      affinity: placed(placement.affinity),
    },
    extraObjects: placement.objects,
  };
}

function orDefault<T>(prop: string, given: T | undefined, value: T, reason: string): T {
  return given === undefined ? from(byDefault(reason, prop), value) : from(option(prop), given);
}

function kubernetesToleration({ value, ...rest }: Toleration) {
  return value === undefined ? { ...rest, operator: 'Exists' } : { ...rest, value, operator: 'Equal' };
}
