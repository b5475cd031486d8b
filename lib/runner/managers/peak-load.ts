import { known } from '../../ros/tokens';
import type { RunnerFragment } from '../fragment';
import { byDefault, from } from '../../model/origin';

/** What a runner has to bear at its peak. */
export interface PeakLoad {
  /** Jobs that start in a minute. */
  readonly jobsPerMinute: number;
  /**
   * Minutes that a job runs on average.
   *
   * @default 5
   */
  readonly jobMinutes?: number;
}

const DEFAULT_JOB_MINUTES = 5;

/** Not all managers are equally full, and some drain. */
const HEADROOM = 1.2;
/** What a manager has without a peak. */
const LEAST_CONCURRENT = 10;
const LEAST_REQUESTS = 4;
/** A request that brings a job takes about a second, and as long again where GitLab is busy. */
const SECONDS_FOR_A_REQUEST = 2;
/** A pod waits so long for its images and its node, in which the runner asks for its state at each interval. */
const SECONDS_TO_START = 30;
/** Requests a second for pods that wait, above which the interval grows. */
const MOST_POLLS = 10;
const [LEAST_POLL_SECONDS, MOST_POLL_SECONDS] = [3, 15];

/** Jobs that run at once at the peak; undefined where only the deployment knows. */
export function jobsAtOnce({ jobsPerMinute, jobMinutes = DEFAULT_JOB_MINUTES }: PeakLoad): number | undefined {
  const [starts, minutes] = [known(jobsPerMinute), known(jobMinutes)];
  return starts === undefined || minutes === undefined ? undefined : Math.ceil(starts * minutes);
}

/** What follows from a peak for each of the managers, as defaults of options that say otherwise. */
export interface LoadDefaults {
  readonly concurrent?: number;
  readonly requestConcurrency?: number;
}

/**
 * @param maxReplicas the most managers that there may be
 */
export function loadDefaults(load: PeakLoad | undefined, maxReplicas: number | undefined): LoadDefaults {
  const jobs = load && jobsAtOnce(load);
  const managers = known(maxReplicas);
  if (load === undefined || jobs === undefined || managers === undefined) {
    return {};
  }
  const concurrent = Math.max(LEAST_CONCURRENT, Math.ceil((jobs * HEADROOM) / managers));
  const requests = Math.ceil(((load.jobsPerMinute / 60) * SECONDS_FOR_A_REQUEST * HEADROOM) / managers);
  return { concurrent, requestConcurrency: Math.min(concurrent, Math.max(LEAST_REQUESTS, requests)) };
}

/** How often the runner looks at pods that wait: a fleet that starts many would be a load on the API server. */
export function peakLoadFragment(load: PeakLoad | undefined): RunnerFragment | undefined {
  const starts = load && known(load.jobsPerMinute);
  if (starts === undefined) {
    return undefined;
  }
  const waiting = (starts / 60) * SECONDS_TO_START;
  const seconds = Math.min(MOST_POLL_SECONDS, Math.ceil(waiting / MOST_POLLS));
  if (seconds <= LEAST_POLL_SECONDS) {
    return undefined;
  }
  const origin = byDefault(`at the peak about ${Math.ceil(waiting)} pods wait at once`, 'peakLoad');
  return { config: { runners: { kubernetes: { pollIntervalSeconds: from(origin, seconds) } } } };
}
