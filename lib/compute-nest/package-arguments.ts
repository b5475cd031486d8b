import { ChartVersion } from '../chart/chart-version';
import { FaultList } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';
import { ChartSource } from '../cluster/chart-source';
import { ACS_REGIONS } from './regions';

/** What was asked for on the command line. */
export interface PackageArguments {
  readonly regions: readonly string[];
  readonly chart: string;
  readonly chartUrl?: string;
  readonly chartFile?: string;
}

const CHART_KINDS = ['url', 'artifact'];

/** Reports everything that is wrong with the arguments at once. */
export function checkPackageArguments({ regions, chart, chartUrl, chartFile }: PackageArguments): void {
  const faults = new FaultList();
  for (const region of regions) {
    if (!/^[a-z]{2}(-[a-z]+)+(-\d+)?$/.test(region)) {
      faults.add('--regions', `${shown(region)} is not the id of a region; write for instance cn-hangzhou,cn-beijing`);
    }
  }
  if (!CHART_KINDS.includes(chart)) {
    faults.add('--chart', `is ${shown(chart)}; allowed are "url" and "artifact".${didYouMean(chart, CHART_KINDS)}`);
  }
  if (chart === 'artifact' && chartFile === undefined) {
    faults.add('--chart-file', 'is missing; an artifact is made from the archive of the chart');
  }
  if (chart === 'url' && chartFile !== undefined) {
    faults.add('--chart-file', 'goes with --chart artifact; without it the chart is downloaded by its URL');
  }
  if (chart === 'artifact' && chartUrl !== undefined) {
    faults.add('--chart-url', 'goes with --chart url; an artifact has its URL from Compute Nest');
  }
  const urlFault = chartUrl === undefined ? undefined : chartUrlFault(chartUrl);
  if (urlFault !== undefined) {
    faults.add('--chart-url', urlFault);
  }
  faults.throwIfAny('computenest');
}

/** An archive of another name may be anything; one that names its version must have that of the template. */
function chartUrlFault(url: string): string | undefined {
  const { version } = ChartVersion.DEFAULT;
  const named = /\/gitlab-runner-(\d[^/]*)\.tgz$/.exec(url)?.[1];
  return named === undefined || named === version
    ? ChartSource.url(url).fault()
    : `${shown(url)} is version ${named} of the chart, and the template is made for ${version}`;
}

/** Other regions may be right, since regions are added; a slip of the pen is more likely. */
export function regionWarnings(regions: readonly string[]): string[] {
  return regions
    .filter((region) => !ACS_REGIONS.includes(region))
    .map(
      (region) =>
        `--regions: ${shown(region)} is not among the regions with ACS that are known.${didYouMean(region, ACS_REGIONS)}`,
    );
}
