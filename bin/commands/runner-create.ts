import type { Command } from 'commander';
import { Option } from 'commander';
import { Failure } from '../failure';
import type { GitLabApi } from '../gitlab/gitlab-api';
import { AnswerLost } from '../gitlab/gitlab-api';
import type { NewRunner } from '../gitlab/runners';
import { createRunner, deleteRunner } from '../gitlab/runners';
import { showResult } from '../runner/result';
import type { RunnerOptions } from '../runner/runner-options';
import { addRunnerOptions, findInFile, openGitLab } from '../runner/runner-options';
import { chooseTarget } from '../runner/target-options';
import type { Secret } from '../secret';
import { wholeNumber } from '../whole-number';

interface Options extends RunnerOptions {
  readonly instance?: boolean;
  readonly group?: number;
  readonly project?: number;
  readonly description?: string;
  readonly tags?: string;
  readonly runUntagged?: boolean;
  readonly protected?: boolean;
  readonly locked?: boolean;
  readonly paused?: boolean;
  readonly maximumTimeout?: number;
}

/** GitLab's own limit, in seconds. */
const LEAST_TIMEOUT = 600;

export function addRunnerCreate(group: Command): void {
  const command = group
    .command('create')
    .description('Create a runner in GitLab, and write its token where the stack reads it.')
    .addOption(new Option('--instance', 'for the whole GitLab').conflicts(['group', 'project']))
    .addOption(
      new Option('--group <id>', 'for the group with this number').argParser(wholeNumber(1)).conflicts('project'),
    )
    .addOption(new Option('--project <id>', 'for the project with this number').argParser(wholeNumber(1)))
    .option('--description <text>', 'what it is called in GitLab (default: its name in the file)')
    .option('--tags <list>', 'tags of the jobs that it runs, separated by commas')
    .option('--run-untagged', 'run jobs without tags, too (default: without --tags only)')
    .option('--protected', 'run jobs of protected branches and tags only')
    .option('--locked', 'let no other project use it, with --project')
    .option('--paused', 'take no jobs until it is resumed in GitLab')
    .addOption(
      new Option('--maximum-timeout <seconds>', `end jobs after this time, at least ${LEAST_TIMEOUT}`).argParser(
        wholeNumber(LEAST_TIMEOUT),
      ),
    );
  addRunnerOptions(command).addHelpText(
    'after',
    '\nThe environment variable GITLAB_TOKEN holds an access token with the scope create_runner. Without a target, the\ntoken goes where gitlab-runner.yaml says that the stack reads it.',
  );
  command.action(create);
}

async function create(runner: string | undefined, options: Options, command: Command): Promise<void> {
  const scope = scopeOf(options, command);
  const inFile = findInFile(runner, options);
  const api = openGitLab(options, inFile, 'create_runner', command);
  const target = await chooseTarget(options, inFile, command);
  const state = await target.check();
  if (state.exists) {
    throw new Failure(
      `There is a token ${target.words} already. \`runner rotate\` gives the same runner another one; for another runner, delete it first.`,
    );
  }
  const settings = settingsOf(options, scope, options.description ?? inFile?.name);
  const { id, ...fresh } = await createRunner(api, settings).catch((error: unknown) => {
    throw error instanceof AnswerLost
      ? new Failure(`${error.message}. Whether the runner was created is not known; look at the runners in GitLab.`)
      : error;
  });
  // At once, so that a runner is known whatever happens to its token.
  process.stderr.write(`Runner ${id} is created in ${api.url}.\n`);
  try {
    await target.write(fresh.token, state);
  } catch (error) {
    throw await withoutRunner(api, id, fresh.token, fresh.token.hiddenIn((error as Error).message));
  }
  showResult({ id, url: api.url, fresh, target, inFile }, options.json);
}

/** Deletes a runner whose token is lost, and tells what became of it. */
async function withoutRunner(api: GitLabApi, id: number, token: Secret, reason: string): Promise<Failure> {
  try {
    await deleteRunner(api, token);
    return new Failure(`${reason}\nRunner ${id} was deleted again.`);
  } catch (error) {
    const fault = token.hiddenIn((error as Error).message);
    return new Failure(
      `${reason}\nRunner ${id} stays in GitLab without a known token, since it could not be deleted: ${fault}\nDelete it on its page in GitLab, or give it another token by \`runner rotate --id ${id}\`.`,
    );
  }
}

type Scope = Pick<NewRunner, 'runner_type' | 'group_id' | 'project_id'>;

function scopeOf({ instance, group, project, locked }: Options, command: Command): Scope {
  if (project !== undefined) {
    return { runner_type: 'project_type', project_id: project };
  }
  if (locked === true) {
    command.error('error: --locked is for runners of projects only; leave it out');
  }
  if (group !== undefined) {
    return { runner_type: 'group_type', group_id: group };
  }
  if (instance !== true) {
    command.error('error: say what the runner is for, by --group ID, --project ID or --instance');
  }
  return { runner_type: 'instance_type' };
}

function settingsOf(options: Options, scope: Scope, description?: string): NewRunner {
  const tags = (options.tags ?? '').split(',').map((tag) => tag.trim());
  const tagList = tags.filter((tag) => tag !== '');
  return {
    ...scope,
    description,
    paused: options.paused ?? false,
    locked: options.locked ?? false,
    // GitLab takes no runner that runs neither.
    run_untagged: options.runUntagged ?? tagList.length === 0,
    tag_list: tagList,
    access_level: options.protected === true ? 'ref_protected' : 'not_protected',
    maximum_timeout: options.maximumTimeout,
  };
}
