import type { IResolvable } from '@alicloud/ros-cdk-core';
import type { ChartVersion } from '../../chart/chart-version';
import type { PodPlacement, Toleration } from '../../placement/pod-placement';
import { numberSum } from '../../ros/tokens';
import type { ContainerResources } from '../sizes/container-resources';
import { kubernetesResources, markedResources } from '../sizes/container-resources';
import type { RunnerFragment } from '../fragment';
import type { ManagerServiceAccount } from './manager-options';
import { DEFAULT_MAX_DURATION_SECONDS } from '../jobs/job-options';
import type { Origin } from '../../model/origin';
import { byDefault, from, option } from '../../model/origin';
import { podMap } from '../compute/pod-maps';
import type { LoadDefaults } from './peak-load';

/** Grace beyond the longest job, for its last log lines and the clean-up of its pod. */
const DRAIN_MARGIN_SECONDS = 300;

/**
 * The chart's readiness probe looks for a process of GitLab Runner, and one that tries to register is such a process.
 * Between two attempts the chart pauses for 5 s: a probe every 3 s sees the pause, and 15 successes in a row last longer
 * than any attempt (30 s to connect and 10 s for TLS), so that only a manager that has registered is ever ready.
 */
const READINESS_PROBE = { initialDelaySeconds: 1, periodSeconds: 3, successThreshold: 15 };

/**
 * The chart's liveness probe runs `gitlab-runner verify`, which fails while GitLab is down, and a restart would lose all
 * jobs of the manager. Charts that can do without it do so; with the others, two hours are tolerated. It begins once the
 * chart has given up to register (30 attempts of 40 s with pauses of 5 s), since `verify` would pass for a manager in the
 * readiness probe.
 */
const LIVENESS_PROBE = { initialDelaySeconds: 1380, periodSeconds: 60, failureThreshold: 120 };

export interface ManagerInput {
  readonly chartVersion: ChartVersion;
  readonly gitlabUrl: string;
  readonly concurrent?: number;
  readonly requestConcurrency?: number;
  /** What follows from the load at the peak where the two above are left out. */
  readonly load: LoadDefaults;
  readonly checkIntervalSeconds?: number;
  readonly logLevel?: string;
  /** Seconds that the longest job may take. */
  readonly maxDurationSeconds?: number;
  readonly resources: ContainerResources;
  readonly serviceAccount?: ManagerServiceAccount;
  readonly env?: Readonly<Record<string, string>>;
  readonly priorityClassName?: string;
  readonly placement: PodPlacement;
  readonly tokenSecretName: string;
  readonly cacheSecretName?: string | IResolvable;
  /** Where the values of an option come from. */
  readonly originOf: (option: 'gitlabUrl' | 'managers.placement' | 'managers.resources' | 'cache') => Origin;
}

/** The managers: what they are told, and the pods they run in. */
export function managerFragment(input: ManagerInput): RunnerFragment {
  const { placement, cacheSecretName, originOf, load } = input;
  const { concurrent, requestConcurrency, checkIntervalSeconds, logLevel, maxDurationSeconds } = input;
  const placed = <T>(value: T): T => from(originOf('managers.placement'), value);
  return {
    origin: byDefault('the managers of this library are set up so'),
    config: {
      runners: {
        requestConcurrency:
          ofLoad('requestConcurrency', requestConcurrency, load.requestConcurrency) ??
          orDefault('requestConcurrency', requestConcurrency, 4, 'one request at a time delays jobs'),
      },
    },
    values: {
      gitlabUrl: from(originOf('gitlabUrl'), input.gitlabUrl),
      concurrent:
        ofLoad('concurrent', concurrent, load.concurrent) ??
        orDefault('concurrent', concurrent, 10, 'a manager is cheap, and its jobs run elsewhere'),
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
          path: ['managers', 'resources', ...path],
        })),
      ),
      serviceAccount:
        input.serviceAccount === undefined
          ? { create: true }
          : from((path) => option('managers', ...path), { create: false, name: input.serviceAccount.name }),
      extraEnv: from(([, name]) => option('managers', 'env', name!), input.env),
      priorityClassName: from(option('managers', 'priorityClassName'), input.priorityClassName),
      readinessProbe: READINESS_PROBE,
      livenessProbe: {
        ...LIVENESS_PROBE,
        enabled: input.chartVersion.knowsKey('livenessProbe.enabled') ? false : undefined,
      },
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

/** What follows from the load, where the option is left out. */
function ofLoad(prop: string, given: number | undefined, value: number | undefined): number | undefined {
  return given === undefined && value !== undefined ? from(byDefault('what `peakLoad` needs', prop), value) : undefined;
}

function orDefault<T>(prop: string, given: T | undefined, value: T, reason: string): T {
  return given === undefined ? from(byDefault(reason, prop), value) : from(option(prop), given);
}

function kubernetesToleration({ value, ...rest }: Toleration) {
  return value === undefined ? { ...rest, operator: 'Exists' } : { ...rest, value, operator: 'Equal' };
}
