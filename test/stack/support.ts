import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidInputError } from '../../lib/diagnostics/problem';
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
    return { template: JSON.parse(readFileSync(template, 'utf8')) as Template, warnings };
  });
}

export function templateOf(...lines: readonly string[]): Template {
  return synthesizeYaml(...lines).template;
}

/** What is wrong with a gitlab-runner.yaml of these lines, as `line 3, cache.kms: message`. */
export function faultsOf(...lines: readonly string[]): string[] {
  try {
    synthesizeYaml(...lines);
    return [];
  } catch (error) {
    if (error instanceof InvalidInputError) {
      return error.problems.map(({ at, message }) => `${at}: ${message}`);
    }
    throw error;
  }
}

/** Demands these faults and no others, each by its beginning. */
export function expectFaults(lines: readonly string[], expected: readonly string[]): void {
  const found = faultsOf(...lines);
  const shortened = found.map((fault, index) => fault.slice(0, expected[index]?.length));
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
