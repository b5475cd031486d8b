import type { Report } from '../diagnostics/report';
import { ChartVersion } from '../chart/chart-version';
import { compareVersions } from '../chart/compare-versions';
import { shown } from '../diagnostics/shown';
import { text, Wording } from '../diagnostics/text';

const AT = 'chartVersion';

/** Adds what speaks against a version of the chart. */
export function checkChartVersion(
  { chartVersion, hasCache }: { readonly chartVersion: ChartVersion; readonly hasCache: boolean },
  { errors, warnings }: Report,
): void {
  const { version, runnerVersion } = chartVersion;
  const oldest = ChartVersion.V0_71_0;
  if (chartVersion.brokenS3Checksums && hasCache) {
    errors.add(
      AT,
      text`${version} has a runner whose S3 client signs checksums that OSS does not understand (charts 0.86.0 to 0.88.1); use ${shown('0.90.1')}, or ${new Wording('Cache.none()', 'cache: { enabled: false }')}`,
    );
  }
  if (compareVersions(runnerVersion, oldest.runnerVersion) < 0) {
    warnings.add(
      AT,
      `${version} has GitLab Runner ${runnerVersion}, and settings are checked against ${oldest.runnerVersion} and later: one that is newer than your runner goes unnoticed here and does nothing there. Use ${shown(oldest.version)} or later`,
    );
  }
}
