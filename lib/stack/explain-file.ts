import type { BilledItem } from '../billing/billed-item';
import { billingText } from '../billing/billing-text';
import { podItems } from '../billing/pod-items';
import { resourceItems } from '../billing/resource-items';
import { diagram } from '../explain/diagram';
import type { Explanation } from '../explain/explain';
import { explain } from '../explain/explain';
import { explanationText } from '../explain/explanation-text';
import type { ConfigFile } from './config-file';
import { namesOfRunners, withOpenStack } from './runner-in-file';
import { below } from '../schema/path';
import { readPrices } from './prices-file';
import { synthesizedStack } from './synthesize-file';

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
  return withOpenStack(config, (opened) =>
    namesOfRunners(opened, runner).map((name) => {
      const explanation = explain(opened.stack.runners[name]!);
      return { runner: name, explanation, text: explanationText(explanation, lineOf(opened.file, name)) };
    }),
  );
}

/** A picture of the runners of a configuration file, or of one of them. Nothing is written. */
export function diagramOfFile({ config, runner }: ExplainFileOptions): string {
  return withOpenStack(config, (opened) =>
    diagram(namesOfRunners(opened, runner).map((name) => opened.stack.runners[name]!)),
  );
}

/** What the stack of a configuration file is billed by. */
export interface Billing {
  readonly items: readonly BilledItem[];
  readonly text: string;
}

/**
 * Tells what the stack of a configuration file, and the jobs of its runners or of one of them, are billed by. Nothing is
 * written.
 *
 * @param prices a file with prices, which turns amounts into money
 */
export function billingOfFile({ config, runner }: ExplainFileOptions, prices?: string): Billing {
  const opened = synthesizedStack(config);
  const items = [
    ...resourceItems(opened.template),
    ...namesOfRunners(opened, runner).flatMap((name) => podItems(name, opened.stack.runners[name]!._model)),
  ];
  return { items, text: billingText(items, prices === undefined ? undefined : readPrices(prices)) };
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
