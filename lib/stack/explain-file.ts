import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from '@alicloud/ros-cdk-core';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { keepQuiet } from '../diagnostics/settle';
import { shown } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';
import type { Explanation } from '../explain/explain';
import { explain } from '../explain/explain';
import { explanationText } from '../explain/explanation-text';
import { checkSurroundings } from '../checks/surroundings';
import { configurationFileRules } from '../rules/configuration-file-rules';
import type { ConfigFile } from './config-file';
import { openStack } from './synthesize-file';
import { below } from '../schema/path';

export interface ExplainFileOptions {
  /**
   * The configuration file.
   *
   * @default - the context key `config`, else gitlab-runner.yaml in the working folder
   */
  readonly config?: string;
  /**
   * Name of a runner in the file.
   *
   * @default - all runners
   */
  readonly runner?: string;
}

/** What a runner of a configuration file comes to. */
export interface ExplainedRunner {
  /** Name of the runner. */
  readonly runner: string;
  readonly explanation: Explanation;
  /** The explanation as text, with the lines of the file. */
  readonly text: string;
}

/** Tells of every value of the runners of a configuration file where it comes from. Nothing is written. */
export function explainFile({ config, runner }: ExplainFileOptions): readonly ExplainedRunner[] {
  checkSurroundings();
  const outdir = mkdtempSync(path.join(tmpdir(), 'gitlab-runner-'));
  try {
    const app = new App({ outdir, stackTraces: false, autoSynth: false });
    keepQuiet(app);
    const { file, stack } = openStack(app, config);
    const names = Object.keys(stack.runners);
    if (runner !== undefined && !names.includes(runner)) {
      const message = `is ${shown(runner)}, and the file has no such runner.${didYouMean(runner, names)} It has ${names.join(', ')}`;
      throw new InvalidInputError(file.name, [problemOf(configurationFileRules['explain-runner'], 'RUNNER', message)]);
    }
    return (runner === undefined ? names : [runner]).map((name) => {
      const explanation = explain(stack.runners[name]!);
      return { runner: name, explanation, text: explanationText(explanation, lineOf(file, name)) };
    });
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** The file has the options of a runner below its name, and the cache beside the runners. */
function lineOf(file: ConfigFile, runner: string): Parameters<typeof explanationText>[1] {
  return ({ path: at, line }) => {
    const [option] = at?.split(', ') ?? [];
    return option === undefined
      ? undefined
      : (file.lineOf(`${below('runners', runner)}.${option}`, line) ?? file.lineOf(option));
  };
}
