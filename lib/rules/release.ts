import { ChartVersion } from '../chart/chart-version';
import { compareVersions } from '../chart/compare-versions';
import { checkReleaseNames, checkRunnerNamespace } from '../cluster/release-names';
import { shown } from '../diagnostics/shown';
import { text, Wording } from '../diagnostics/text';
import type { RunnerModel } from '../runner/compose-runner';
import { checkPrintedNumber } from '../runner/printed-number';
import { ruleSet } from './rule-set';

const OF_AMAZON = /\.amazonaws\.com(\.cn)?(:\d+)?$/;

/** The release of the chart: its version, its names, and what the managers are told. */
export const release = ruleSet(
  'Chart values',
  {
    'chart-version-without-oss': {
      severity: 'error',
      title: 'The runner of this chart cannot use a cache in OSS or another S3-compatible store',
      reason: 'Its S3 client signs checksums that only Amazon S3 is sure to understand, and caches fail.',
      remedy: 'Use another version of the chart, or no cache.',
    },
    'chart-version-old': {
      severity: 'warning',
      title: 'The runner of this chart is older than those that settings are checked against',
      reason: 'A setting that is newer than the runner goes unnoticed, and does nothing.',
      remedy: 'Use a newer version of the chart.',
    },
  },
  (rules, runner: RunnerModel, report) => {
    const { chartVersion, hasCache } = runner;
    const { version, runnerVersion } = chartVersion;
    checkReleaseNames(runner, report);
    checkRunnerNamespace(runner.namespace, report);
    const oldest = ChartVersion.V0_71_0;
    const address = runner.settings.knownText('runners.cache.s3.serverAddress');
    if (chartVersion.brokenS3Checksums && hasCache && !OF_AMAZON.test(address ?? '')) {
      report.add(
        rules['chart-version-without-oss'],
        'chart.version',
        text`${version} has a runner whose S3 client signs checksums that OSS and other stores but Amazon S3 need not understand (charts 0.86.0 to 0.88.1); use ${shown('0.90.1')}, or ${new Wording('Cache.none()', 'cache: { none: true }')}`,
      );
    }
    if (compareVersions(runnerVersion, oldest.runnerVersion) < 0) {
      report.add(
        rules['chart-version-old'],
        'chart.version',
        `${version} has GitLab Runner ${runnerVersion}, and settings are checked against ${oldest.runnerVersion} and later: one that is newer than your runner goes unnoticed here and does nothing there. Use ${shown(oldest.version)} or later`,
      );
    }
    checkPrintedNumber(runner.concurrent, 1, report, 'concurrent');
    checkPrintedNumber(runner.requestConcurrency, 1, report, 'requestConcurrency');
    checkPrintedNumber(runner.checkIntervalSeconds, 3, report, 'checkIntervalSeconds');
  },
);
