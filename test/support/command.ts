import { execFile } from 'node:child_process';
import path from 'node:path';

const LAUNCHER = path.join(__dirname, '../../bin/ros-cdk-gitlab-runner.js');

export interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the program as a user would. */
export function runCommand(args: readonly string[], { cwd, env = {} }: Surroundings): Promise<Run> {
  const ours = {
    ...process.env,
    CDK_OUTDIR: undefined,
    CDK_CONTEXT_JSON: undefined,
    CI_PROJECT_DIR: undefined,
    ...env,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [LAUNCHER, ...args], { cwd, env: ours }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

/** The outcomes of commands by name. Starting them takes most of the time, so they run side by side. */
export async function runAll<Name extends string>(
  cases: Readonly<Record<Name, () => Promise<Run>>>,
): Promise<Record<Name, Run>> {
  const started = Object.entries<() => Promise<Run>>(cases).map(
    async ([name, start]) => [name, await start()] as const,
  );
  return Object.fromEntries(await Promise.all(started)) as Record<Name, Run>;
}
