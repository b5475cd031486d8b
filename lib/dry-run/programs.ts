import { spawnSync } from 'node:child_process';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { dryRunRules } from '../rules/dry-run-rules';
import { findProgram } from '../testing/helm';

/** How a program ended. */
export interface Outcome {
  readonly isSuccess: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

const TIMEOUT_MS = 120_000;

/** The file of a program. Throws {@link InvalidInputError} when it is not on this machine. */
export function demandProgram(name: string, variable: string): string {
  let message = `is not on the path; install it, or name its file in the environment variable ${variable}`;
  try {
    const file = findProgram(name, variable);
    if (file !== undefined) {
      return file;
    }
  } catch (error) {
    ({ message } = error as Error);
  }
  throw new InvalidInputError('this machine', [problemOf(dryRunRules['dry-run-program'], name, message)]);
}

/** Runs a program to its end. What it is given goes to its standard input, not into its arguments, which others can see. */
export function run(file: string, args: readonly string[], input = ''): Outcome {
  const options = { encoding: 'utf8', input, maxBuffer: 2 ** 26, timeout: TIMEOUT_MS } as const;
  const { status, stdout, stderr, error } = spawnSync(file, args, options);
  return { isSuccess: status === 0, stdout, stderr: error === undefined ? stderr : `${stderr ?? ''}${error.message}` };
}
