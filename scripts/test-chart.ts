/**
 * Runs the tests that render the gitlab-runner chart with Helm.
 *
 * Both are found on this machine or fetched into `.cache`. Where that is not possible, the tests are skipped with a line
 * that says so, unless `REQUIRE_CHART=1` is set. Arguments are passed on to Vitest.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { findCharts, findHelm } from '../test/support/helm';
import { obtainCharts, obtainHelm } from '../test/support/helm/obtain';

async function main(): Promise<number> {
  if (findHelm() === undefined) {
    try {
      obtainHelm();
    } catch (error) {
      return withoutChart(`no Helm (${reason(error)}); install it, or name a binary in HELM_BIN`);
    }
  }
  if (findCharts().length === 0) {
    try {
      await obtainCharts();
    } catch (error) {
      const remedy = 'name an archive, or a folder of archives, in GITLAB_RUNNER_CHART';
      return withoutChart(`no gitlab-runner chart (${reason(error)}); ${remedy}`);
    }
  }
  const vitest = path.join(path.dirname(require.resolve('vitest/package.json')), 'vitest.mjs');
  const args = [vitest, 'run', '--config', 'vitest.chart.config.mts', ...process.argv.slice(2)];
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
}

function withoutChart(what: string): number {
  if (process.env.REQUIRE_CHART === '1') {
    console.error(`The chart tests cannot run: ${what}.`);
    return 1;
  }
  console.warn(`The chart tests were SKIPPED: ${what}.`);
  return 0;
}

/** The message in one line, with the cause that Node's fetch hides. */
function reason(error: unknown): string {
  const { message, cause } = error as Error;
  const text = cause instanceof Error ? `${message}: ${cause.message}` : message;
  return text.split('\n')[0] ?? '';
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(reason(error));
    process.exitCode = 1;
  },
);
