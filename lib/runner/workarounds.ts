import type { ChartVersion } from '../chart/chart-version';
import { isAffected } from '../chart/known-issues';
import { byDefault, from } from '../model/origin';
import type { RunnerFragment } from './fragment';

/** What avoids the known issues of a version of GitLab Runner, beneath all that the user says. */
export function workarounds({ fullRunnerVersion }: ChartVersion): RunnerFragment[] {
  if (!isAffected('chart-version-event-lists', fullRunnerVersion)) {
    return [];
  }
  const origin = byDefault(
    `GitLab Runner ${fullRunnerVersion} lists all events for every pod that waits`,
    'config',
    'runners',
    'kubernetes',
    'printPodWarningEvents',
  );
  return [{ config: { runners: { kubernetes: { printPodWarningEvents: from(origin, false) } } } }];
}
