import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findProgram } from '../../lib/testing/helm';
import { template as form } from '../console/deployed';
import { EXAMPLES, exampleTemplates } from '../support/examples';
import type { Template } from '../support/template';

/** A judge that this project does not bring along. */
export interface Oracle {
  readonly name: string;
  /** What to install, and how it is named. */
  readonly needs: string;
  /** The file of the program that judges; undefined when it or something else that it needs is not there. */
  readonly program: string | undefined;
}

/** Tests that ask a judge, or one skipped test that says what is missing. `REQUIRE_ORACLES=1` makes that a failure. */
export function describeOracle({ name, needs, program }: Oracle, tests: (program: string) => void): void {
  if (program !== undefined) {
    describe(name, () => tests(program));
  } else if (process.env.REQUIRE_ORACLES === '1') {
    test(name, () => expect.fail(`It is not there: ${needs}.`));
  } else {
    console.warn(`SKIPPED: ${name} is not asked. To have it: ${needs}.`);
    test.skip(name);
  }
}

/** The file of a program, named by a variable or on the path; undefined when one of the folders is not there. */
export function programBeside(name: string, variable: string, ...folders: readonly (string | undefined)[]) {
  return folders.includes(undefined) ? undefined : findProgram(name, variable);
}

/** What a program writes. Throws when it fails. */
export function output(program: string, args: readonly string[], input = ''): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { input, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) {
    throw new Error(`${path.basename(program)} fails: ${error?.message ?? ''}${stderr}${stdout}`);
  }
  return stdout;
}

/** The templates of the sample, the form and all examples, by name. */
export const TEMPLATES: readonly (readonly [name: string, template: Template])[] = [
  [
    'the sample',
    JSON.parse(readFileSync(path.join(__dirname, '../golden/gitlab-runner.template.json'), 'utf8')) as Template,
  ],
  ['the form', form],
  ...EXAMPLES.flatMap((name) => exampleTemplates(name).map((one) => [`the example ${name}`, one] as const)),
];
