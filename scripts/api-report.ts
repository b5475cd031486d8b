/**
 * Writes the public API as the reviewed files api-report/*.api.md: a change of the API shows in the diff.
 *
 *     npm run build && npm run api:report [-- --check]
 *
 * With `--check` nothing is written, and a report that is not up to date is an error.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';

const ROOT = join(__dirname, '..');
const FOLDER = join(ROOT, 'api-report');

/** What users import, and the report of each. */
const ENTRIES = {
  'ros-cdk-gitlab-runner': 'index',
  'ros-cdk-gitlab-runner-forms': 'forms/index',
  'ros-cdk-gitlab-runner-testing': 'testing/index',
} as const;

/** @returns whether the report is what it was */
function report(name: string, entry: string, isCheck: boolean, temporary: string): boolean {
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: ROOT,
      mainEntryPointFilePath: join(ROOT, 'dist/lib', `${entry}.d.ts`),
      compiler: { tsconfigFilePath: join(ROOT, 'tsconfig.build.json') },
      apiReport: {
        enabled: true,
        reportFileName: name,
        reportFolder: FOLDER,
        reportTempFolder: temporary,
        // What the other entries refer to is in the report of the first.
        includeForgottenExports: entry === 'index',
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      newlineKind: 'lf',
      messages: {
        // What the docstrings lack is for TypeDoc to say, and stands in no report.
        extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
    configObjectFullPath: join(ROOT, 'api-extractor.json'),
    packageJsonFullPath: join(ROOT, 'package.json'),
  });
  const { apiReportChanged } = Extractor.invoke(config, {
    localBuild: !isCheck,
    messageCallback: (message) => {
      message.handled = message.logLevel !== ExtractorLogLevel.Error;
    },
  });
  return !apiReportChanged;
}

function main(): void {
  const isCheck = process.argv.includes('--check');
  const temporary = mkdtempSync(join(tmpdir(), 'api-report-'));
  try {
    const stale = Object.entries(ENTRIES).filter(([name, entry]) => !report(name, entry, isCheck, temporary));
    for (const [name] of stale) {
      console.log(`${isCheck ? 'Not up to date' : 'Written'}: api-report/${name}.api.md`);
    }
    if (isCheck && stale.length > 0) {
      console.log('Run `npm run build && npm run api:report`, and review what has changed.');
      process.exitCode = 1;
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

main();
