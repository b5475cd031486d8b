import type { Command } from 'commander';
import { Option } from 'commander';
import { Failure } from '../failure';
import { AnswerLost } from '../gitlab/gitlab-api';
import { resetToken } from '../gitlab/runners';
import { showResult } from '../runner/result';
import type { RunnerOptions } from '../runner/runner-options';
import { addRunnerOptions, findInFile, openGitLab } from '../runner/runner-options';
import { chooseTarget } from '../runner/target-options';
import { wholeNumber } from '../whole-number';

interface Options extends RunnerOptions {
  readonly id: number;
}

export function addRunnerRotate(group: Command): void {
  const command = group
    .command('rotate')
    .description('Give a runner in GitLab another token, and write it where the stack reads it.')
    .addOption(
      new Option('--id <number>', 'number of the runner in GitLab').argParser(wholeNumber(1)).makeOptionMandatory(),
    );
  addRunnerOptions(command).addHelpText(
    'after',
    '\nThe environment variable GITLAB_TOKEN holds an access token with the scope manage_runner. The old token ends at\nonce: deploy the stack and restart the managers right after it. Without a target, the token goes where\ngitlab-runner.yaml says that the stack reads it.',
  );
  command.action(rotate);
}

async function rotate(runner: string | undefined, options: Options, command: Command): Promise<void> {
  const { id } = options;
  const inFile = findInFile(runner, options);
  const api = openGitLab(options, inFile, 'manage_runner', command);
  const target = await chooseTarget(options, inFile, command);
  // The old token would be gone, and the new one lost.
  const state = await target.check();
  const fresh = await resetToken(api, id).catch((error: unknown) => {
    throw error instanceof AnswerLost
      ? new Failure(`${error.message}. Whether the token has changed is not known; run \`runner rotate\` again.`)
      : error;
  });
  process.stderr.write(`Runner ${id} in ${api.url} has another token, and the old one is void.\n`);
  try {
    await target.write(fresh.token, state);
  } catch (error) {
    const reason = fresh.token.hiddenIn((error as Error).message);
    throw new Failure(
      `${reason}\nThe new token is lost. Run \`runner rotate --id ${id}\` again, which makes another one, when that is mended or with another target.`,
    );
  }
  showResult({ id, url: api.url, fresh, target, inFile }, options.json);
  if (inFile !== undefined) {
    const restart = `kubectl rollout restart deployment --namespace ${inFile.namespace} ${inFile.managerName}`;
    const deployment = inFile.token.existingSecret === undefined ? 'Deploy the stack, and then restart' : 'Restart';
    process.stderr.write(`${deployment} the managers, which read the token when they start: ${restart}\n`);
  }
}
