import { execFile } from 'node:child_process';

/** How a program ended. */
export interface Ended {
  /** The exit code; undefined when there is none, since the program was not found or was stopped. */
  readonly exitCode: number | undefined;
  /** Whether there is such a program. */
  readonly isFound: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Variables that name the file of a program, which `check --cluster` and the tests of users take, too. */
const NAMED_BY: Readonly<Record<string, string>> = { helm: 'HELM_BIN', kubectl: 'KUBECTL' };

/** After this time a program is stopped. */
export const TIMEOUT_SECONDS = 60;

/**
 * Runs a program of the user, without a shell. It does not get the access token for GitLab; secrets that it needs go to
 * its standard input, since arguments can be read by every user of the machine.
 */
export function run(program: string, args: readonly string[], input = ''): Promise<Ended> {
  const env = { ...process.env, GITLAB_TOKEN: undefined };
  const named = process.env[NAMED_BY[program] ?? ''] ?? '';
  const file = named === '' ? program : named;
  return new Promise((resolve) => {
    const child = execFile(file, args, { env, timeout: TIMEOUT_SECONDS * 1000 }, (error, stdout, stderr) => {
      const isFound = error?.code !== 'ENOENT';
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : undefined;
      resolve({ exitCode, isFound, stdout, stderr });
    });
    // A program that ends before it has read its input breaks the pipe, which its exit code tells better.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
