import { isAffected } from '../chart/known-issues';
import { parseQuantity } from '../config/quantity';
import { shown } from '../diagnostics/shown';
import { text, Wording } from '../diagnostics/text';
import { isOverride } from '../model/origin';
import { placeOf } from '../model/reading';
import type { RunnerModel } from '../runner/compose-runner';
import { isFlagOn } from '../runner/feature-flags';
import { ruleSet } from './rule-set';

const CACHE = 'runners.cache';
const OF_AMAZON = /\.amazonaws\.com(\.cn)?(:\d+)?$/;
const LEGACY_ADAPTER = 'FF_USE_LEGACY_S3_CACHE_ADAPTER';
const CHECKSUM_VARIABLES = ['AWS_REQUEST_CHECKSUM_CALCULATION', 'AWS_RESPONSE_CHECKSUM_VALIDATION'];
/** Room for some ten thousand jobs at 11 KB each, beside what a manager needs. */
const LEAST_MEMORY = '256Mi';
/** The default of the chart, which stands in values files that are pasted. */
const CHART_IMAGE = 'gitlab-org/gitlab-runner';
const WARNING_EVENTS = 'runners.kubernetes.printPodWarningEvents';

/** Versions of GitLab Runner and its chart that are known to be bad; `lib/chart/known-issues.ts` has the versions. */
export const knownVersions = ruleSet(
  'Versions of GitLab Runner',
  {
    'chart-version-without-oss': {
      severity: 'error',
      title: 'The runner of this chart cannot use a cache in OSS or another S3-compatible store',
      reason: 'Its S3 client signs checksums that only Amazon S3 is sure to understand, and caches fail.',
      remedy: 'Use another version of the chart, or no cache; or have the client leave the checksums out.',
    },
    'chart-version-s3-leak': {
      severity: 'warning',
      title: 'Managers have little memory for a runner that keeps some for every job with a cache',
      reason: 'A manager that is out of memory is killed, and its jobs are lost.',
      remedy: 'Give the managers more memory, or use another version of the chart.',
    },
    'chart-version-event-lists': {
      severity: 'warning',
      title: 'The runner of this chart lists all events of the namespace for every pod that waits',
      reason: 'With hundreds of pods that wait, the API server of the cluster is overloaded.',
      remedy:
        'Leave `printPodWarningEvents` to the library, which sets it to false; or use another version of the chart.',
    },
    'chart-image-key': {
      severity: 'warning',
      title: 'The chart has another key for the image of the managers',
      reason: 'The old key still works, and will go with a later version of the chart.',
      remedy: 'Write `image.repository` in its place.',
    },
  },
  (rules, runner: RunnerModel, report) => {
    const { chartVersion, settings, values } = runner;
    const isBad = (id: Parameters<typeof isAffected>[0]) => isAffected(id, chartVersion.fullRunnerVersion);

    if (isBad('chart-version-without-oss') && isOutsideAmazon(runner) && !leavesChecksumsOut(runner)) {
      report.add(
        rules['chart-version-without-oss'],
        'chart.version',
        text`${chartVersion.version} has a runner whose S3 client signs checksums that OSS and other stores but Amazon S3 need not understand (charts 0.86.0 to 0.88.1); use ${shown('0.90.1')}, or ${new Wording('Cache.none()', 'cache: { none: true }')}; or set ${CHECKSUM_VARIABLES.join(' and ')} to ${shown('when_required')} in \`managers.env\``,
      );
    }

    const limit = values.find('resources.limits.memory');
    const memory = parseQuantity(values.knownText('resources.limits.memory') ?? '');
    if (
      isBad('chart-version-s3-leak') &&
      usesS3Client(runner) &&
      memory !== undefined &&
      memory < parseQuantity(LEAST_MEMORY)!
    ) {
      report.add(
        rules['chart-version-s3-leak'],
        placeOf(limit!.node.origin),
        `is ${shown(values.knownText('resources.limits.memory'))}, and GitLab Runner ${chartVersion.fullRunnerVersion} keeps about 11 KB for each job with a cache until the manager stops; give at least ${shown(LEAST_MEMORY)}`,
      );
    }

    if (isBad('chart-version-event-lists') && settings.known(WARNING_EVENTS) !== false) {
      const found = settings.find(WARNING_EVENTS);
      report.add(
        rules['chart-version-event-lists'],
        found === undefined ? 'chart.version' : placeOf(found.node.origin),
        `${found === undefined ? `${chartVersion.version} has` : 'is on, and the chart has'} GitLab Runner ${chartVersion.fullRunnerVersion}, which then lists all events every three seconds for each pod that waits; set \`print_pod_warning_events\` to false, or use another version of the chart`,
      );
    }

    const image = values.find('image.image');
    const isDefault = values.known('image.image') === CHART_IMAGE;
    if (isBad('chart-image-key') && image !== undefined && isOverride(image.node.origin) && !isDefault) {
      report.add(
        rules['chart-image-key'],
        placeOf(image.node.origin, image.isCertain),
        `is out of date in chart ${chartVersion.version}; write it as image.repository`,
      );
    }
  },
);

/** Whether jobs may have a cache that the current S3 client signs for. */
function usesS3Client({ settings }: RunnerModel): boolean {
  const types = settings.possible(`${CACHE}.type`).map(({ value }) => value);
  return types.some((type) => type === 's3' || type === 's3v2') && !isFlagOn(settings, LEGACY_ADAPTER);
}

/** Without an address it is Amazon S3. */
function isOutsideAmazon(runner: RunnerModel): boolean {
  const { settings } = runner;
  const address = `${CACHE}.s3.serverAddress`;
  return usesS3Client(runner) && settings.has(address) && !OF_AMAZON.test(settings.knownText(address) ?? '');
}

/** Whether the variables of the managers tell the S3 client so. */
function leavesChecksumsOut({ values }: RunnerModel): boolean {
  const listed = new Map(values.items('envVars').map((one) => [one.knownText('name'), one.knownText('value')]));
  return CHECKSUM_VARIABLES.every((name) =>
    /^when_required$/i.test(values.knownText(['extraEnv', name]) ?? listed.get(name) ?? ''),
  );
}
