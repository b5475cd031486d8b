/**
 * Runs the tests that apply objects to a real Kubernetes cluster, which is to be thrown away afterwards.
 *
 * The cluster is the one of KUBECONFIG, and nothing is touched unless TEST_CLUSTER=1 says that it is a throw-away. Where
 * something is missing, the tests are skipped with a line that says so, unless `REQUIRE_CLUSTER=1` is set. Arguments are
 * passed on to Vitest.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { InvalidInputError } from '../lib/diagnostics/problem';
import { ReachableCluster } from '../lib/dry-run/kubectl';
import { demandProgram } from '../lib/dry-run/programs';
import { findProgram } from '../lib/testing/helm';
import { findCharts } from '../test/support/helm';

function main(): number {
  const missing = whatIsMissing();
  if (missing !== undefined) {
    const isRequired = process.env.REQUIRE_CLUSTER === '1';
    console.warn(`The cluster tests ${isRequired ? 'cannot run' : 'were SKIPPED'}: ${missing}.`);
    return isRequired ? 1 : 0;
  }
  const { TEST_CLUSTER_CRDS: definitions } = process.env;
  if (definitions !== undefined && !applyDefinitions(definitions)) {
    return 1;
  }
  const vitest = path.join(path.dirname(require.resolve('vitest/package.json')), 'vitest.mjs');
  const args = [vitest, 'run', '--config', 'vitest.cluster.config.mts', ...process.argv.slice(2)];
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
}

function whatIsMissing(): string | undefined {
  const { KUBECONFIG = '', TEST_CLUSTER } = process.env;
  if (KUBECONFIG === '') {
    return 'name the kubeconfig of a throw-away cluster in KUBECONFIG';
  }
  if (TEST_CLUSTER !== '1') {
    return `objects are written to the cluster of ${KUBECONFIG}; say by TEST_CLUSTER=1 that it is a throw-away`;
  }
  try {
    ReachableCluster.connect();
    demandProgram('helm', 'HELM_BIN');
    return findCharts().length > 0
      ? undefined
      : 'no gitlab-runner chart; name an archive, or a folder of archives, in GITLAB_RUNNER_CHART';
  } catch (error) {
    const [problem] = error instanceof InvalidInputError ? error.problems : [];
    return problem === undefined ? (error as Error).message : `${problem.at} ${problem.message}`;
  }
}

/** Applies the definitions of further kinds, from a file or a folder of files. */
function applyDefinitions(where: string): boolean {
  const kubectl = findProgram('kubectl', 'KUBECTL')!;
  const run = (...args: readonly string[]) => spawnSync(kubectl, args, { stdio: 'inherit' }).status === 0;
  return (
    run('apply', '--server-side', '--force-conflicts', '-f', where) &&
    run('wait', '--for=condition=Established', '--timeout=60s', '-f', where)
  );
}

process.exitCode = main();
