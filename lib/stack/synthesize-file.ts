import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, DefaultStackSynthesizer } from '@alicloud/ros-cdk-core';
import type { Problem } from '../diagnostics/problem';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { Report } from '../diagnostics/report';
import { copyInto } from '../checks/files';
import { keepQuiet } from '../diagnostics/settle';
import { checkSurroundings } from '../checks/surroundings';
import { checkNoTokens, isUnknownToken } from '../checks/value-forms';
import type { GitLabRunnerConfig } from './config';
import { ConfigFile } from './config-file';
import { GitLabRunnerStack } from './gitlab-runner-stack';
import { DEFAULT_STACK_NAME, stackNameOf } from './names';
import type { RosTemplate } from '../template/ros-template';
import { wholeStackProblems } from './whole-stack-problems';
import { warningsInFile } from './warnings-in-file';
import { configurationFileRules } from '../rules/configuration-file-rules';
import { isUnresolved } from '../ros/tokens';

export interface SynthesizeFileOptions {
  /**
   * The configuration file.
   *
   * @default - the context key `config`, else gitlab-runner.yaml in the working folder
   */
  readonly config?: string;
  /**
   * The folder that the template is written to.
   *
   * @default - the environment variable CDK_OUTDIR, which the ros-cdk CLI sets, else cdk.out
   */
  readonly outdir?: string;
}

export interface SynthesizedFile {
  /** Path of the template. */
  readonly template: string;
  /** What may be meant, but rarely is, in the order of the file. */
  readonly warnings: readonly Problem[];
}

/**
 * Synthesizes a configuration file. The folder is written when everything is known to be right, so that bad input
 * leaves it as it was.
 */
export function synthesizeFile({ config, outdir }: SynthesizeFileOptions): SynthesizedFile {
  const folder = outdir ?? process.env.CDK_OUTDIR ?? 'cdk.out';
  return synthesizeInStaging(config, ({ staging, stackName, warnings }) => {
    copyInto(folder, staging, 'name another by --outdir');
    return { template: path.join(folder, templateName(stackName)), warnings };
  });
}

/** The template of a configuration file as text, and its warnings. Nothing is written. */
export function templateOfFile(config?: string): SynthesizedFile {
  return synthesizeInStaging(config, ({ staging, stackName, warnings }) => ({
    template: readFileSync(path.join(staging, templateName(stackName)), 'utf8'),
    warnings,
  }));
}

/** The stack of a configuration file, and what it is synthesized to. */
export interface SynthesizedStack extends OpenedStack {
  readonly template: RosTemplate;
}

/** Synthesizes the stack of a configuration file. Nothing is written. */
export function synthesizedStack(config?: string): SynthesizedStack {
  return synthesizeInStaging(config, ({ staging, stackName, opened }) => ({
    ...opened,
    template: JSON.parse(readFileSync(path.join(staging, templateName(stackName)), 'utf8')) as RosTemplate,
  }));
}

interface Staged {
  /** A folder that is removed afterwards. */
  readonly staging: string;
  readonly stackName: string;
  readonly opened: OpenedStack;
  readonly warnings: readonly Problem[];
}

function synthesizeInStaging<T>(config: string | undefined, work: (staged: Staged) => T): T {
  checkSurroundings();
  const staging = mkdtempSync(path.join(tmpdir(), 'gitlab-runner-'));
  try {
    // Stack traces would put the paths of this machine into the manifest, and cost most of the time of a synthesis.
    const app = new App({ outdir: staging, stackTraces: false, autoSynth: false });
    keepQuiet(app);
    const opened = openStack(app, config);
    app.synth();
    const { file, stack } = opened;
    return work({ staging, stackName: stack.stackName, opened, warnings: warningsInFile(file, stack) });
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function templateName(stackName: string): string {
  return `${stackName}.template.json`;
}

/** A configuration file, and the stack that it describes. */
export interface OpenedStack {
  readonly file: ConfigFile;
  readonly stack: GitLabRunnerStack;
}

/**
 * Makes the stack of a configuration file. Throws {@link InvalidInputError} with the lines of all problems.
 *
 * @param config path of the file; without one, the context key `config` names it, else it is gitlab-runner.yaml
 */
export function openStack(app: App, config: string | undefined): OpenedStack {
  const file = ConfigFile.read(config ?? contextConfig(app) ?? 'gitlab-runner.yaml');
  const stack = buildStack(app, file);
  const report = new Report();
  report.addAll(wholeStackProblems(app));
  report.throwIfAny(file.name);
  return { file, stack };
}

function contextConfig(app: App): string | undefined {
  const file: unknown = app.node.tryGetContext('config');
  if (file !== undefined && typeof file !== 'string') {
    throw new InvalidInputError('the context', [
      problemOf(configurationFileRules['config-context'], 'config', 'is not a string; give the path of a file'),
    ]);
  }
  return file;
}

function buildStack(app: App, file: ConfigFile): GitLabRunnerStack {
  const report = new Report();
  // The stack refuses tokens that do not exist. In a file there are no others: they only happen to be called so.
  checkNoTokens(file.content, '', report, (text) => isUnresolved(text) && !isUnknownToken(text));
  try {
    const stack = new GitLabRunnerStack(app, stackNameOf(file.content) ?? DEFAULT_STACK_NAME, {
      config: file.content as GitLabRunnerConfig,
      // The default name of the asset bucket is random, and there are no assets.
      synthesizer: new DefaultStackSynthesizer({ qualifier: 'gitlab-runner' }),
    });
    if (report.problems.length === 0) {
      return stack;
    }
  } catch (error) {
    throw error instanceof InvalidInputError ? file.locate([...report.problems, ...error.problems]) : error;
  }
  throw file.locate(report.problems);
}
