import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { RunnerInFile } from '../../lib/stack/runner-in-file';
import { runnerInFile } from '../../lib/stack/runner-in-file';
import { CONFIG } from '../options';
import { accessToken } from '../gitlab/access-token';
import { GitLabApi } from '../gitlab/gitlab-api';
import { showWarnings } from '../terminal';
import type { TargetOptions } from './target-options';
import { addTargetOptions } from './target-options';

/** The options of all commands about a runner in GitLab. */
export interface RunnerOptions extends TargetOptions {
  readonly config?: string;
  readonly url?: string;
  readonly json?: boolean;
}

export function addRunnerOptions(command: Command): Command {
  return addTargetOptions(
    command
      .argument('[runner]', 'name of a runner in the file (default: the only one)')
      .option(...CONFIG)
      .option('--url <url>', 'address of GitLab (default: gitlabUrl in the file, else CI_SERVER_URL)'),
  ).option('--json', 'write JSON, for programs');
}

/** The runner in the file, when a name or a file is given, or there is the file that is taken by default. */
export function findInFile(runner: string | undefined, { config }: RunnerOptions): RunnerInFile | undefined {
  const isMeant = runner !== undefined || config !== undefined || existsSync('gitlab-runner.yaml');
  return isMeant ? runnerInFile(config, runner) : undefined;
}

/**
 * The API of the GitLab that is meant.
 *
 * @param scope what the access token has to have
 */
export function openGitLab(
  { url }: RunnerOptions,
  inFile: RunnerInFile | undefined,
  scope: string,
  command: Command,
): GitLabApi {
  const address = url ?? inFile?.gitlabUrl ?? process.env.CI_SERVER_URL ?? '';
  if (address === '') {
    command.error('error: the address of GitLab is not known; give it by --url, for instance --url https://gitlab.com');
  }
  const parsed = URL.canParse(address) ? new URL(address) : undefined;
  const isPlain = parsed?.username === '' && parsed.password === '' && parsed.search === '' && parsed.hash === '';
  if (parsed === undefined || !isPlain || !['http:', 'https:'].includes(parsed.protocol)) {
    command.error('error: --url is not the address of a GitLab; write it like https://gitlab.example.com');
  }
  if (parsed.protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(parsed.hostname)) {
    showWarnings([
      `${address} is not encrypted: everyone on the way can read the access token and the token of the runner.`,
    ]);
  }
  return new GitLabApi(address, accessToken(scope));
}
