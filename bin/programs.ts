import { execFile } from 'node:child_process';

/** How a program ended. */
export interface Ended {
  /** The exit code; undefined when the program could not be started or was stopped. */
  readonly exitCode: number | undefined;
  /** Whether there is such a program on the PATH. */
  readonly isFound: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

const TIMEOUT_MILLISECONDS = 60_000;

/**
 * Runs a program of the user, without a shell. It does not get the access token for GitLab; secrets that it needs go to
 * its standard input, since arguments can be read by every user of the machine.
 */
export function run(program: string, args: readonly string[], input = ''): Promise<Ended> {
  const env = { ...process.env, GITLAB_TOKEN: undefined };
  return new Promise((resolve) => {
    const child = execFile(program, args, { env, timeout: TIMEOUT_MILLISECONDS }, (error, stdout, stderr) => {
      const isFound = error?.code !== 'ENOENT';
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : undefined;
      resolve({ exitCode, isFound, stdout, stderr });
    });
    // A program that ends before it has read its input breaks the pipe, which its exit code tells better.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
