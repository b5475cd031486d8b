import { compareVersions } from './compare-versions';

/** Versions of GitLab Runner, from one on through another. */
export interface RunnerVersions {
  readonly from: string;
  /** The last one that is affected. @default - all later ones are, as far as is known */
  readonly through?: string;
}

/** What is known to be wrong with versions of GitLab Runner or its chart, and what comes of it here. */
export interface KnownIssue {
  readonly title: string;
  readonly runners: readonly RunnerVersions[];
  /** Which runners of these versions are affected. */
  readonly where: string;
  readonly effect: string;
  /** What the library does: refuses the runner, sets something that avoids the issue, or warns. */
  readonly answer: 'refused' | 'worked around' | 'warning';
  readonly answerText: string;
  readonly see: readonly string[];
}

const RUNNER = 'https://gitlab.com/gitlab-org/gitlab-runner/-';

/** By the id of the rule that reports them. docs/versions.md is generated from this table. */
export const KNOWN_ISSUES = {
  'chart-version-without-oss': {
    title: 'Checksums that only Amazon S3 is sure to understand',
    runners: [{ from: '18.9.0', through: '18.11.1' }],
    where: 'a cache in OSS or any other S3-compatible store that is not Amazon S3',
    effect:
      'The S3 client signs a header that asks for checksums. Stores that do not know it refuse the request, and jobs have no cache.',
    answer: 'refused',
    answerText:
      'Refused, unless `managers.env` sets `AWS_REQUEST_CHECKSUM_CALCULATION` and `AWS_RESPONSE_CHECKSUM_VALIDATION` to `when_required`, or the feature flag `FF_USE_LEGACY_S3_CACHE_ADAPTER` is on.',
    see: [`${RUNNER}/issues/39402`, `${RUNNER}/merge_requests/6691`],
  },
  'chart-version-s3-leak': {
    title: 'An S3 client that is kept for every job',
    runners: [
      { from: '18.11.0', through: '18.11.4' },
      { from: '19.0.0', through: '19.0.2' },
      { from: '19.1.0', through: '19.1.1' },
      { from: '19.2.0', through: '19.2.0' },
    ],
    where: 'a cache in OSS or any other S3 store, without `FF_USE_LEGACY_S3_CACHE_ADAPTER`',
    effect:
      'A manager keeps about 11 KB for each job with a cache until it stops. The 512 MiB that managers have by default last for some 35,000 such jobs; a manager that is out of memory is killed, and its jobs are lost.',
    answer: 'warning',
    answerText:
      'A warning where managers have less than 256 MiB. Any update that replaces the managers frees the memory.',
    see: [`${RUNNER}/issues/39595`, `${RUNNER}/merge_requests/6961`],
  },
  'chart-version-event-lists': {
    title: 'All events of the namespace, listed for every pod that waits',
    runners: [{ from: '19.4.0', through: '19.4.0' }],
    where: 'runners with `printPodWarningEvents`, which is on by default',
    effect:
      'Every three seconds each pod that is not running yet costs a list of events that is not divided into pages. Hundreds of pods have overloaded an API server for hours.',
    answer: 'worked around',
    answerText:
      'Worked around: the library sets `printPodWarningEvents` to false, so logs of jobs lack the warnings of their pods. A `config` or a text of config.toml that has it on is a warning.',
    see: [`${RUNNER}/issues/39848`, `${RUNNER}/merge_requests/7450`],
  },
  'chart-image-key': {
    title: '`image.image` is out of date',
    runners: [{ from: '19.5.0' }],
    where: 'chart values that set `image.image`',
    effect: 'The chart has `image.repository` in its place. `image.image` still works, and will go one day.',
    answer: 'warning',
    answerText: 'A warning.',
    see: ['https://gitlab.com/gitlab-org/charts/gitlab-runner/-/blob/main/CHANGELOG.md'],
  },
} as const satisfies Readonly<Record<string, KnownIssue>>;

export type KnownIssueId = keyof typeof KNOWN_ISSUES;

/** Whether a version of GitLab Runner, three numbers, is one that the issue is known of. */
export function isAffected(id: KnownIssueId, runner: string): boolean {
  const ranges: readonly RunnerVersions[] = KNOWN_ISSUES[id].runners;
  return ranges.some(
    ({ from, through }) =>
      compareVersions(runner, from) >= 0 && (through === undefined || compareVersions(runner, through) <= 0),
  );
}
