import { ChartVersion } from '../chart/chart-version';
import { compareVersions } from '../chart/compare-versions';
import { checkReleaseNames, checkRunnerNamespace } from '../cluster/release-names';
import { shown } from '../diagnostics/shown';
import type { RunnerModel } from '../runner/compose-runner';
import { checkPrintedNumber } from '../runner/printed-number';
import { ruleSet } from './rule-set';

/** The release of the chart: its version, its names, and what the managers are told. */
export const release = ruleSet(
  'Chart values',
  {
    'chart-version-old': {
      severity: 'warning',
      title: 'The runner of this chart is older than those that settings are checked against',
      reason: 'A setting that is newer than the runner goes unnoticed, and does nothing.',
      remedy: 'Use a newer version of the chart.',
    },
  },
  (rules, runner: RunnerModel, report) => {
    const { version, runnerVersion } = runner.chartVersion;
    checkReleaseNames(runner, report);
    checkRunnerNamespace(runner.namespace, report);
    const oldest = ChartVersion.V0_71_0;
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
