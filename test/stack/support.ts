import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidInputError, problemText } from '../../lib/diagnostics/problem';
import { synthesizeFile } from '../../lib/stack/synthesize-file';
import type { Template } from '../support/template';

export const CLUSTER_ID = `c${'0'.repeat(32)}`;

/** Sections for snippets that are about something else. */
export const EXISTING_CLUSTER = `cluster: { existing: { clusterId: ${CLUSTER_ID} } }`;
export const NEW_NETWORK = 'network: { new: { zones: [cn-hangzhou-i, cn-hangzhou-j] } }';
export const RUNNER = 'runners: { Runner: {} }';

/** Lines for snippets of a runner: the next one is line 6. */
export const RUNNER_LINES = ['cluster:', '  existing:', `    clusterId: ${CLUSTER_ID}`, 'runners:', '  Runner:'];

export interface Outcome {
  readonly template: Template;
  readonly warnings: readonly string[];
}

/** What a gitlab-runner.yaml of these lines gives. */
export function synthesizeYaml(...lines: readonly string[]): Outcome {
  return inTemporaryFolder((folder) => {
    const config = join(folder, 'gitlab-runner.yaml');
    writeFileSync(config, lines.join('\n'));
    const { template, warnings } = synthesizeFile({ config, outdir: join(folder, 'out') });
    return { template: JSON.parse(readFileSync(template, 'utf8')) as Template, warnings: warnings.map(problemText) };
  });
}

export function templateOf(...lines: readonly string[]): Template {
  return synthesizeYaml(...lines).template;
}

/** What is wrong with a gitlab-runner.yaml of these lines, as `line 3, cache.kms: message [rule]`. */
export function problemsOf(...lines: readonly string[]): string[] {
  try {
    synthesizeYaml(...lines);
    return [];
  } catch (error) {
    if (error instanceof InvalidInputError) {
      return error.problems.map(problemText);
    }
    throw error;
  }
}

/** Demands these problems and no others, each by its beginning, and by the rule that stands in brackets after it. */
export function expectProblems(lines: readonly string[], expected: readonly string[]): void {
  const found = problemsOf(...lines);
  const shortened = found.map((problem, index) => {
    const [, beginning = '', rule = ''] = /^(.*?)( \[[\w-]+\])?$/.exec(expected[index] ?? '')!;
    return `${problem.slice(0, beginning.length)}${problem.endsWith(rule) ? rule : ''}`;
  });
  expect({ shortened, count: found.length }).toEqual({ shortened: expected, count: expected.length });
}

export function inTemporaryFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'gitlab-runner-test-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A configuration with one runner in an existing cluster. */
export function withRunner(runner: object, others: object = {}) {
  const cluster = { existing: { clusterId: CLUSTER_ID, kind: 'ACK', virtualNode: true, edition: 'pro' } };
  return { cluster, runners: { Runner: runner }, ...others };
}

/** What is wrong with a file of this configuration, by the place without the line. */
export function problemsIn(config: object): [at: string, message: string][] {
  return problemsOf(JSON.stringify(config)).map((problem) => {
    const [, at = '', message = problem] = /^line \d+, ([^:]*): (.*)/s.exec(problem) ?? [];
    return [at, message];
  });
}
