import { isUnresolved } from '../ros/tokens';
import type { IGitLabRunner } from './igitlab-runner';
import type { SeriesName } from './metrics';

/** Label matchers as they stand between the braces of a query, for instance `namespace="ci"`. */
export type Matchers = readonly string[];

/**
 * What tells the releases of a cluster apart. With a PodMonitor or ServiceMonitor each release is a job of its own in
 * Prometheus; with scrape annotations, all releases of a namespace are one.
 */
const RELEASE = 'namespace, job';

/** What tells managers apart. */
export const MANAGER = `${RELEASE}, instance`;

/** Failures that the project's code is not to blame for. A wrong name of an image counts as the project's. */
const SYSTEM_FAILURES = 'runner_system_failure|runner_external_dependency_failure|runner_interrupted|unknown_failure';

/** Selects the managers of one runner, by labels that all ways of scraping pods set. */
export function managersOf({ namespace, managerName }: Pick<IGitLabRunner, 'namespace' | 'managerName'>): Matchers {
  return [`namespace=${JSON.stringify(namespace)}`, `pod=~${JSON.stringify(podPattern(managerName))}`];
}

export function series(name: SeriesName, ...matchers: Matchers): string {
  return matchers.length === 0 ? name : `${name}{${matchers.join(',')}}`;
}

export function sumByRelease(expression: string, ...labels: readonly string[]): string {
  return `sum by (${[RELEASE, ...labels].join(', ')}) (${expression})`;
}

export function quantileByRelease(quantile: number, buckets: string, window: string): string {
  return `histogram_quantile(${quantile}, ${sumByRelease(`rate(${buckets}[${window}])`, 'le')})`;
}

/** Jobs that managers run. */
export function runningJobs(managers: Matchers): string {
  return sumByRelease(series('gitlab_runner_jobs', ...managers));
}

/** Jobs that managers could run: for each the smaller of `concurrent` and `limit`, where a limit of 0 is none. */
export function capacity(managers: Matchers): string {
  const bounds = `{${['__name__=~"gitlab_runner_concurrent|gitlab_runner_limit"', ...managers].join(',')}}`;
  return sumByRelease(`min by (${MANAGER}) (${bounds} > 0)`);
}

/** Share of the jobs that managers could run which they do run, in percent. */
export function saturationPercent(managers: Matchers): string {
  return `100 * ${runningJobs(managers)}\n/ ${capacity(managers)}`;
}

/** Seconds that a share of the jobs of the window stayed below in the queue. */
export function queueSeconds(managers: Matchers, quantile: number, window: string): string {
  return quantileByRelease(quantile, series('gitlab_runner_job_queue_duration_seconds_bucket', ...managers), window);
}

/**
 * How much a counter rose in the window. `increase` alone overlooks a series that began in the window, and a counter
 * with labels begins at its first event: the first failure of every manager would go unseen.
 */
export function increaseFromZero(counter: string, window: string): string {
  return `((${counter} unless ${counter} offset ${window}) or increase(${counter}[${window}]))`;
}

/** Jobs that failed through no fault of the project. */
export function systemFailures(managers: Matchers, window: string): string {
  const failures = series('gitlab_runner_failed_jobs_total', ...managers, `failure_reason=~"${SYSTEM_FAILURES}"`);
  return sumByRelease(increaseFromZero(failures, window));
}

/** Share of the started jobs that failed through no fault of the project, in percent. */
export function systemFailurePercent(managers: Matchers, window: string): string {
  return `100 * ${systemFailures(managers, window)}\n/ ${startedJobs(managers, window)}`;
}

export function startedJobs(managers: Matchers, window: string): string {
  return sumByRelease(increaseFromZero(series('gitlab_runner_jobs_total', ...managers), window));
}

/** Share of answers of GitLab that are errors of GitLab's, in percent. */
export function apiErrorPercent(managers: Matchers, window: string): string {
  const answers = (...matchers: Matchers) =>
    sumByRelease(`rate(${series('gitlab_runner_api_request_statuses_total', ...managers, ...matchers)}[${window}])`);
  return `100 * ${answers('status=~"429|5.."')}\n/ ${answers()}`;
}

/** The pods of a Deployment: its name, the hash of a ReplicaSet and five characters. */
function podPattern(managerName: string): string {
  // Kubernetes cuts what stands before the five characters at 58, and the hash has up to 10.
  const longest = 58 - '-'.length - 10 - '-'.length;
  return isUnresolved(managerName) || managerName.length <= longest
    ? `${managerName}-[0-9a-z]+-[0-9a-z]{5}`
    : `${managerName.slice(0, longest)}.+`;
}
