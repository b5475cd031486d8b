import path from 'node:path';
import { ChartVersion } from '../chart/chart-version';
import { readFile } from '../checks/files';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { shown } from '../diagnostics/shown';
import { packageRules } from '../rules/package-rules';
import type { ChartArtifact } from './service-config';

const CHART = 'gitlab-runner';

/** Folder of the archive below that of the package. */
export const CHART_FOLDER = 'resources/artifact_resources/helm_chart';

/** Reads the archive of the chart that the template is made for. */
export function readChartArtifact(file: string): ChartArtifact & { readonly content: Uint8Array } {
  const { version } = ChartVersion.DEFAULT;
  const archive = `${CHART}-${version}.tgz`;
  if (path.basename(file) !== archive) {
    throw new InvalidInputError('--chart-file', [
      problemOf(
        packageRules['package-chart-version'],
        shown(file),
        `the template is made for the archive ${archive}; \`helm pull ${CHART} --repo https://charts.gitlab.io --version ${version}\` gets it`,
      ),
    ]);
  }
  const content = readFile(file, 'name another by --chart-file');
  if (content[0] !== 0x1f || content[1] !== 0x8b) {
    throw new InvalidInputError('--chart-file', [
      problemOf(packageRules['package-chart-version'], shown(file), 'is not a gzip archive'),
    ]);
  }
  return { path: `${CHART_FOLDER}/${archive}`, name: CHART, version, content };
}
