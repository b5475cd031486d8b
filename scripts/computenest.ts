/** Writes a service for Compute Nest: `npm run computenest`. How to publish it stands in docs/compute-nest.md. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ChartVersion } from '../lib/chart/chart-version';
import { makeFolder } from '../lib/checks/files';
import { checkSurroundings } from '../lib/checks/surroundings';
import { ChartSource } from '../lib/cluster/chart-source';
import { FluxChartSource } from '../lib/cluster/flux-chart-source';
import { CHART_FOLDER, readChartArtifact } from '../lib/compute-nest/chart-artifact';
import { computeNestPackage } from '../lib/compute-nest/compute-nest-package';
import { checkPackageArguments } from '../lib/compute-nest/package-arguments';
import { ACS_REGIONS } from '../lib/compute-nest/regions';
import { synthesizeConsole } from '../lib/compute-nest/synthesize-console';
import { problemText } from '../lib/diagnostics/problem';
import { runScript } from './run-script';

const ICON = path.join(__dirname, '../assets/icon.png');

const USAGE = `Writes a folder that computenest-cli publishes as a Compute Nest service.

Usage: npm run computenest -- [--outdir DIR] [--regions LIST] [--chart url|artifact] [--chart-url URL] [--chart-file FILE]

  --outdir DIR       where the folder goes (default: .computenest)
  --regions LIST     regions that customers may deploy in, separated by commas (default: all with ACS)
  --chart url        the template names the chart by its URL (default)
  --chart artifact   the chart is published with the service, and deployed from Compute Nest's registry
  --chart-url URL    the URL of the chart archive, with --chart url (default: GitLab's chart repository)
  --chart-file FILE  the chart archive, with --chart artifact
`;

runScript(() => {
  const { values } = parseArgs({
    options: {
      outdir: { type: 'string', default: '.computenest' },
      regions: { type: 'string' },
      chart: { type: 'string', default: 'url' },
      'chart-url': { type: 'string' },
      'chart-file': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const regions = values.regions?.split(',').map((region) => region.trim()) ?? ACS_REGIONS;
  const { chart, 'chart-url': chartUrl, 'chart-file': chartFile } = values;
  const doubts = checkPackageArguments({ regions, chart, chartUrl, chartFile });
  checkSurroundings();

  const artifact = chartFile === undefined ? undefined : readChartArtifact(chartFile);
  const { template, warnings } = consoleTemplate(chartSource(artifact !== undefined, chartUrl));
  [...doubts.map(problemText), ...warnings].forEach((warning) => process.stderr.write(`Warning: ${warning}\n`));
  const { appVersion, runnerVersion } = ChartVersion.DEFAULT;
  const files = computeNestPackage({
    template,
    regions,
    runnerVersion: appVersion ?? runnerVersion,
    icon: readFileSync(ICON),
    chart: artifact,
  });
  makeFolder(values.outdir, 'name another by --outdir');
  // The chart of an earlier run would stay, and be published with a service that does not use it.
  rmSync(path.join(values.outdir, CHART_FOLDER), { recursive: true, force: true });
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(values.outdir, name);
    makeFolder(path.dirname(file), 'name another by --outdir');
    writeFileSync(file, content);
  }
  process.stdout.write(`${path.join(values.outdir, 'config.yaml')}\n`);
});

function chartSource(fromArtifact: boolean, chartUrl: string | undefined): ChartSource | undefined {
  if (fromArtifact) {
    return FluxChartSource.computeNestArtifact();
  }
  return chartUrl === undefined ? undefined : ChartSource.url(chartUrl);
}

function consoleTemplate(source: ChartSource | undefined): { template: object; warnings: readonly string[] } {
  const outdir = mkdtempSync(path.join(tmpdir(), 'compute-nest-'));
  try {
    const { template, warnings } = synthesizeConsole({ outdir, chartSource: source });
    return { template: JSON.parse(readFileSync(template, 'utf8')) as object, warnings };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
