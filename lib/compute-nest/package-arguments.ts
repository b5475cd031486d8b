import { versionOfArchive } from '../chart/chart-archive';
import { ChartVersion } from '../chart/chart-version';
import type { Problem } from '../diagnostics/problem';
import { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';
import { chartUrlFault } from '../cluster/chart-source';
import { packageRules } from '../rules/package-rules';
import { ACS_REGIONS } from './regions';

/** What was asked for on the command line. */
export interface PackageArguments {
  readonly regions: readonly string[];
  readonly chart: string;
  readonly chartUrl?: string;
  readonly chartFile?: string;
}

const CHART_KINDS = ['url', 'artifact'];

/** Throws everything that is wrong with the arguments at once, and returns the warnings. */
export function checkPackageArguments(given: PackageArguments): readonly Problem[] {
  const report = new Report();
  checkRegions(given.regions, report);
  checkChart(given, report);
  report.throwIfAny('computenest');
  return report.problems;
}

/** Regions that are not known may be right, since regions are added; a typing error is more likely. */
function checkRegions(regions: readonly string[], report: Report): void {
  const rule = packageRules['package-regions'];
  for (const region of regions) {
    if (!/^[a-z]{2}(-[a-z]+)+(-\d+)?$/.test(region)) {
      report.add(
        rule,
        '--regions',
        `${shown(region)} is not the id of a region; write for instance cn-hangzhou,cn-beijing`,
      );
    } else if (!ACS_REGIONS.includes(region)) {
      report.add(
        rule,
        '--regions',
        `${shown(region)} is not among the regions with ACS that are known.${didYouMean(region, ACS_REGIONS)}`,
        { severity: 'warning' },
      );
    }
  }
}

function checkChart({ chart, chartUrl, chartFile }: PackageArguments, report: Report): void {
  const rule = packageRules['package-chart'];
  if (!CHART_KINDS.includes(chart)) {
    report.add(
      rule,
      '--chart',
      `is ${shown(chart)}; allowed are "url" and "artifact".${didYouMean(chart, CHART_KINDS)}`,
    );
  }
  if (chart === 'artifact' && chartFile === undefined) {
    report.add(rule, '--chart-file', 'is missing; an artifact is made from the archive of the chart');
  }
  if (chart === 'url' && chartFile !== undefined) {
    report.add(rule, '--chart-file', 'goes with --chart artifact; without it the chart is downloaded by its URL');
  }
  if (chart === 'artifact' && chartUrl !== undefined) {
    report.add(rule, '--chart-url', 'goes with --chart url; an artifact has its URL from Compute Nest');
  }
  const urlFault = chartUrl === undefined ? undefined : archiveFault(chartUrl);
  if (urlFault !== undefined) {
    report.add(packageRules['package-chart-version'], '--chart-url', urlFault);
  }
}

/** An archive of another name may be anything; one that names its version must have that of the template. */
function archiveFault(url: string): string | undefined {
  const { version } = ChartVersion.DEFAULT;
  const named = versionOfArchive(url);
  return named === undefined || named === version
    ? chartUrlFault(url)
    : `${shown(url)} is version ${named} of the chart, and the template is made for ${version}`;
}
