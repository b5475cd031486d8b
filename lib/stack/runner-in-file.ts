import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from '@alicloud/ros-cdk-core';
import { checkSurroundings } from '../checks/surroundings';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { keepQuiet } from '../diagnostics/settle';
import { shown } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';
import { configurationFileRules } from '../rules/configuration-file-rules';
import type { GitLabRunnerConfig, TokenSection } from './config';
import type { OpenedStack } from './synthesize-file';
import { openStack } from './synthesize-file';

/** What a configuration file says of a runner that concerns the runner in GitLab. */
export interface RunnerInFile {
  /** The file, for messages. */
  readonly file: string;
  /** Name of the runner in the file. */
  readonly name: string;
  /** Address of GitLab; undefined when it is only known at deploy time. */
  readonly gitlabUrl: string | undefined;
  /** Namespace of the managers, where a Secret with the token has to be. */
  readonly namespace: string;
  /** Name of the managers' Deployment. */
  readonly managerName: string;
  /** Where the stack reads the token; `{}` for the NoEcho parameter that is the default. */
  readonly token: TokenSection;
}

/**
 * A runner of a configuration file, all problems of which are thrown as one {@link InvalidInputError}.
 *
 * @param config path of the file
 * @param runner name of the runner, which may be left out for the only one
 */
export function runnerInFile(config: string | undefined, runner: string | undefined): RunnerInFile {
  return withOpenStack(config, (opened) => {
    const [name] = namesOfRunners(opened, runner);
    const { file, stack } = opened;
    const names = Object.keys(stack.runners);
    if (name === undefined || (runner === undefined && names.length > 1)) {
      const message = `is not given, and the file has the runners ${names.join(', ')}; name one of them`;
      throw new InvalidInputError(file.name, [problemOf(configurationFileRules['explain-runner'], 'RUNNER', message)]);
    }
    const { chartValues, namespace, managerName } = stack.runners[name]!;
    const { gitlabUrl } = chartValues;
    const { runners = {} } = file.content as GitLabRunnerConfig;
    return {
      file: file.name,
      name,
      gitlabUrl: typeof gitlabUrl === 'string' ? gitlabUrl : undefined,
      namespace,
      managerName,
      token: runners[name]?.token ?? {},
    };
  });
}

/** Does something with the stack of a configuration file. Nothing is written. */
export function withOpenStack<T>(config: string | undefined, work: (opened: OpenedStack) => T): T {
  checkSurroundings();
  const outdir = mkdtempSync(path.join(tmpdir(), 'gitlab-runner-'));
  try {
    const app = new App({ outdir, stackTraces: false, autoSynth: false });
    keepQuiet(app);
    return work(openStack(app, config));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** The name that was asked for, or all names. Throws {@link InvalidInputError} for one that the file does not have. */
export function namesOfRunners({ file, stack }: OpenedStack, runner: string | undefined): string[] {
  const names = Object.keys(stack.runners);
  if (runner !== undefined && !names.includes(runner)) {
    const message = `is ${shown(runner)}, and the file has no such runner.${didYouMean(runner, names)} It has ${names.join(', ')}`;
    throw new InvalidInputError(file.name, [problemOf(configurationFileRules['explain-runner'], 'RUNNER', message)]);
  }
  return runner === undefined ? names : [runner];
}
