import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import { placeOf } from '../model/reading';
import { partsOf } from '../placement/parts';
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

const COMPUTE_CLASS = ['runners', 'kubernetes', 'podLabels', 'alibabacloud.com/compute-class'];
const GPU_CLASSES: readonly unknown[] = ['gpu', 'gpu-hpn'];
const ASK_FOR_GPU =
  'ask for it by config.runners.kubernetes.podSpec, a patch with "nvidia.com/gpu" among the limits of the container build';
const GPU_RESOURCE = /\/(?:gpu|ppu)/;

type Rules = Readonly<Record<'job-image-name' | 'job-duration' | 'poll-timeout-short' | 'gpu-not-requested', Rule>>;

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
    'gpu-not-requested': {
      severity: 'warning',
      title: 'Jobs run on compute with GPUs, and ask for none',
      reason: 'Kubernetes and ACS give a GPU to containers that ask for one.',
      remedy: 'Ask for `nvidia.com/gpu` by `config.runners.kubernetes.podSpec`, or use compute without GPUs.',
    },
  },
  (rules, model: RunnerModel, report) => {
    checkImage(rules, model, report);
    checkDuration(rules, model, report);
    checkPollTimeout(rules, model, report);
    checkGpu(rules, model, report);
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

/** GitLab Runner has no setting for GPUs, so that a patch of the pod asks for them. */
function checkGpu(rules: Rules, { settings, pods }: RunnerModel, report: Report): void {
  // Of a patch from a file, or of the deployment, nothing is known.
  const mayAsk = settings.items('runners.kubernetes.podSpec').some((item) => {
    const patch = item.knownText('patch');
    return patch === undefined || GPU_RESOURCE.test(patch);
  });
  if (mayAsk) {
    return;
  }
  if (partsOf(pods.jobs.compute).some(({ nodePool }) => known(nodePool?.gpu) === true)) {
    report.add(
      rules['gpu-not-requested'],
      'jobs.placement',
      `is a node pool with GPUs, and Kubernetes gives a GPU to containers only that ask for one, which none does; ${ASK_FOR_GPU}`,
    );
  }
  for (const { value, origin, isCertain } of settings.possible(COMPUTE_CLASS)) {
    if (GPU_CLASSES.includes(value)) {
      report.add(
        rules['gpu-not-requested'],
        placeOf(origin, isCertain),
        `gives jobs the compute class ${shown(value)}, and ACS gives a GPU to containers only that ask for one, which none does; ${ASK_FOR_GPU}`,
      );
    }
  }
}
