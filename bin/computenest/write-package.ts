import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ChartVersion } from '../../lib/chart/chart-version';
import { makeFolder } from '../../lib/checks/files';
import { checkSurroundings } from '../../lib/checks/surroundings';
import type { IChart } from '../../lib/runner/runner-chart';
import { RunnerChart } from '../../lib/runner/runner-chart';
import { CHART_FOLDER, readChartArtifact } from '../../lib/compute-nest/chart-artifact';
import { computeNestPackage } from '../../lib/compute-nest/compute-nest-package';
import { checkPackageArguments } from '../../lib/compute-nest/package-arguments';
import { ACS_REGIONS } from '../../lib/compute-nest/regions';
import { synthesizeConsole } from '../../lib/compute-nest/synthesize-console';
import { saying, showWarnings } from '../terminal';

/** The same place from the source and from the built program. */
const ICON = path.join(__dirname, '../../assets/icon.png');

/** The options of the command. */
export interface PackageOptions {
  readonly outdir: string;
  readonly regions?: string;
  readonly chart: string;
  readonly chartUrl?: string;
  readonly chartFile?: string;
}

/** Writes the folder that computenest-cli publishes. */
export function writePackage({ outdir, regions: list, chart, chartUrl, chartFile }: PackageOptions): void {
  const regions = list?.split(',').map((region) => region.trim()) ?? ACS_REGIONS;
  const doubts = checkPackageArguments({ regions, chart, chartUrl, chartFile });
  checkSurroundings();

  const artifact = chartFile === undefined ? undefined : readChartArtifact(chartFile);
  const { template, warnings } = saying('Synthesizing the form', () =>
    consoleTemplate(chartOf(artifact !== undefined, chartUrl)),
  );
  showWarnings([...doubts, ...warnings]);
  const { appVersion, runnerVersion } = ChartVersion.DEFAULT;
  const files = computeNestPackage({
    template,
    regions,
    runnerVersion: appVersion ?? runnerVersion,
    icon: readFileSync(ICON),
    chart: artifact,
  });
  makeFolder(outdir, 'name another by --outdir');
  // The chart of an earlier run would stay, and be published with a service that does not use it.
  rmSync(path.join(outdir, CHART_FOLDER), { recursive: true, force: true });
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(outdir, name);
    makeFolder(path.dirname(file), 'name another by --outdir');
    writeFileSync(file, content);
  }
  process.stdout.write(`${path.join(outdir, 'config.yaml')}\n`);
}

function chartOf(fromArtifact: boolean, chartUrl: string | undefined): IChart | undefined {
  const version = ChartVersion.DEFAULT;
  if (fromArtifact) {
    return RunnerChart.fromFluxArtifact(version);
  }
  return chartUrl === undefined ? undefined : RunnerChart.fromUrl(chartUrl, { version });
}

function consoleTemplate(chart: IChart | undefined): { template: object; warnings: readonly string[] } {
  const outdir = mkdtempSync(path.join(tmpdir(), 'compute-nest-'));
  try {
    const { template, warnings } = synthesizeConsole({ outdir, chart });
    return { template: JSON.parse(readFileSync(template, 'utf8')) as object, warnings };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
