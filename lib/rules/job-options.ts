import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import { placeOf } from '../model/reading';
import { known } from '../ros/tokens';
import type { RunnerModel } from '../runner/compose-runner';
import { imageFault } from '../runner/images/image-name';
import { forEachCompute } from './compute';
import { ruleSet } from './rule-set';

const SHORTEST_DURATION_SECONDS = 60;
/** Helm prints numbers of a million and more as 1e+06, which Kubernetes takes for no whole number. */
const LONGEST_DURATION_SECONDS = 864_000;

const POLL_TIMEOUT = 'runners.kubernetes.pollTimeoutSeconds';
/** What GitLab Runner has by default. It is made for nodes that are there. */
const RUNNERS_POLL_TIMEOUT_SECONDS = 180;

type Rules = Readonly<Record<'job-image-name' | 'job-duration' | 'poll-timeout-short', Rule>>;

/** What jobs are given, and whether their pods can start with it. */
export const jobOptions = ruleSet(
  'Options of jobs',
  {
    'job-image-name': {
      severity: 'error',
      title: '`jobs.image` is not the name of an image',
      reason: 'Jobs that name no image fail.',
      remedy: 'Give the name of an image, with its tag.',
    },
    'job-duration': {
      severity: 'error',
      title: '`jobs.maxDurationSeconds` is not a time in which a job could end',
      reason: 'Managers that are replaced would not wait for their jobs, or Kubernetes would refuse them.',
      remedy: `Give whole seconds, from ${SHORTEST_DURATION_SECONDS} to ${LONGEST_DURATION_SECONDS}.`,
    },
    'poll-timeout-short': {
      severity: 'warning',
      title: 'Jobs on ECI or ACS have little time to start',
      reason:
        'A virtual node finds capacity and pulls images first, and the runner fails the job when that takes longer.',
      remedy: 'Leave `pollTimeoutSeconds` to the library, which sets 600, or raise it.',
    },
  },
  (rules, model: RunnerModel, report) => {
    checkImage(rules, model, report);
    checkDuration(rules, model, report);
    checkPollTimeout(rules, model, report);
  },
);

function checkImage(rules: Rules, { jobs }: RunnerModel, report: Report): void {
  const image = known(jobs.image);
  const fault = image === undefined ? undefined : imageFault(image);
  if (fault !== undefined) {
    report.add(rules['job-image-name'], 'jobs.image', fault);
  }
}

function checkDuration(rules: Rules, { jobs }: RunnerModel, report: Report): void {
  const seconds = known(jobs.maxDurationSeconds);
  if (seconds === undefined) {
    return;
  }
  if (!(Number.isInteger(seconds) && seconds >= SHORTEST_DURATION_SECONDS)) {
    report.add(
      rules['job-duration'],
      'jobs.maxDurationSeconds',
      `is ${shown(seconds)}; allowed is a whole number of seconds of at least ${SHORTEST_DURATION_SECONDS}`,
    );
  } else if (seconds > LONGEST_DURATION_SECONDS) {
    report.add(
      rules['job-duration'],
      'jobs.maxDurationSeconds',
      `is ${shown(seconds)}; allowed is at most ${LONGEST_DURATION_SECONDS}, ten days`,
    );
  }
}

function checkPollTimeout(rules: Rules, model: RunnerModel, report: Report): void {
  const { settings } = model;
  const origin = settings.root?.origin;
  const values =
    settings.has(POLL_TIMEOUT) || origin === undefined
      ? settings.possible(POLL_TIMEOUT)
      : [{ value: RUNNERS_POLL_TIMEOUT_SECONDS, origin, isCertain: true }];
  forEachCompute(model, 'jobs', report, ({ name, serverless }, found) => {
    for (const timeout of values) {
      const seconds = timeout.value;
      if (serverless && typeof seconds === 'number' && seconds <= RUNNERS_POLL_TIMEOUT_SECONDS) {
        const said = settings.has(POLL_TIMEOUT) ? `is ${seconds}` : `has no poll_timeout, so that it is ${seconds}`;
        found.add(
          rules['poll-timeout-short'],
          placeOf(timeout.origin, timeout.isCertain),
          `${said} seconds, in which a pod on ${name} must find capacity and pull its images, or the job fails; the library sets 600 where nothing else is said`,
        );
      }
    }
  });
}
