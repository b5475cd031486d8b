import { shown } from '../diagnostics/shown';
import { placeOf } from '../model/reading';
import { partsOf } from '../placement/parts';
import { known } from '../ros/tokens';
import type { RunnerModel } from '../runner/compose-runner';
import { jobsAtOnce } from '../runner/managers/peak-load';
import { ruleSet } from './rule-set';

/** @see https://www.alibabacloud.com/help/en/eci/product-overview/limits */
const ECI_PODS_A_MINUTE = 1000;

/** Whether what is set up bears the load that is expected. */
export const peakLoad = ruleSet(
  'Load at the peak',
  {
    'peak-load-number': {
      severity: 'error',
      title: 'A load is not a number above 0',
      reason: 'Nothing follows from it.',
      remedy: 'Give the jobs that start in a minute, and the minutes that a job runs, such as 40 and 2.5.',
    },
    'peak-load-capacity': {
      severity: 'warning',
      title: 'The managers together may have fewer jobs than run at the peak',
      reason: 'Jobs wait in GitLab although there is compute for them.',
      remedy: 'Raise `concurrent` or the most managers, or leave `concurrent` to `peakLoad`.',
    },
    'peak-load-eci': {
      severity: 'warning',
      title: 'More jobs start in a minute than ECI creates pods for an account by default',
      reason: 'ECI refuses pods beyond its rate, and jobs fail after the retries of the runner.',
      remedy: 'Have the rate of CreateContainerGroup raised by a ticket, or divide the jobs among accounts.',
    },
  },
  (
    { 'peak-load-number': number, 'peak-load-capacity': capacity, 'peak-load-eci': eci },
    model: RunnerModel,
    report,
  ) => {
    const { peakLoad: load, scaled, values, pods } = model;
    if (load === undefined) {
      return;
    }
    for (const key of ['jobsPerMinute', 'jobMinutes'] as const) {
      const value = known(load[key]);
      if (value !== undefined && !(value > 0 && Number.isFinite(value))) {
        report.add(number, `peakLoad.${key}`, `is ${shown(value)}; allowed is a number above 0`);
        return;
      }
    }
    const jobs = jobsAtOnce(load);
    const [managers, concurrent] = [known(scaled.maxReplicas), values.known('concurrent')];
    if (jobs !== undefined && managers !== undefined && typeof concurrent === 'number') {
      const most = managers * concurrent;
      if (most < jobs) {
        const origin = values.origin('concurrent');
        report.add(
          capacity,
          origin === undefined ? 'concurrent' : placeOf(origin),
          `is ${concurrent}, so that ${managers} managers have at most ${most} jobs; at the peak about ${jobs} run at once`,
        );
      }
    }
    const starts = known(load.jobsPerMinute);
    const mayBeOnEci = partsOf(pods.jobs.compute).some(({ name }) => name === 'ECI');
    if (starts !== undefined && starts > ECI_PODS_A_MINUTE && mayBeOnEci) {
      report.add(
        eci,
        'peakLoad.jobsPerMinute',
        `is ${starts}, and ECI creates ${ECI_PODS_A_MINUTE} pods a minute for an account by default; have that raised by a ticket`,
      );
    }
  },
);
