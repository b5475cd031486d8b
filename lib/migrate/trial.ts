import { tmpdir } from 'node:os';
import { App } from '@alicloud/ros-cdk-core';
import { isMap } from '../diagnostics/is-map';
import type { Problem } from '../diagnostics/problem';
import { InvalidInputError } from '../diagnostics/problem';
import { keepQuiet } from '../diagnostics/settle';
import type { ExplainedValue } from '../explain/explain';
import { explain } from '../explain/explain';
import { pathText } from '../model/origin';
import type { GitLabRunnerConfig } from '../stack/config';
import { GitLabRunnerStack } from '../stack/gitlab-runner-stack';
import { DEFAULT_STACK_NAME } from '../stack/names';

/** What a runner of a configuration comes to. */
export interface Trial {
  readonly problems: readonly Problem[];
  /** The chart values and the settings of config.toml, each by its path; none where there are problems. */
  readonly values: ReadonlyMap<string, ExplainedValue>;
}

/** Tries a configuration, without writing anything. */
export function tryConfig(config: GitLabRunnerConfig, runner: string): Trial {
  const app = new App({ outdir: tmpdir(), stackTraces: false, autoSynth: false });
  keepQuiet(app);
  try {
    const stack = new GitLabRunnerStack(app, DEFAULT_STACK_NAME, { config });
    const { configToml, chartValues } = explain(stack.runners[runner]!);
    const entries = [
      ...chartValues.map((one) => [pathText(one.path), one] as const),
      ...configToml.map((one) => [`config.toml ${pathText(one.path)}`, one] as const),
    ];
    return { problems: [], values: new Map(entries) };
  } catch (error) {
    if (error instanceof InvalidInputError) {
      return { problems: error.problems, values: new Map() };
    }
    throw error;
  }
}

/** What stands at the ends of a tree, by the same paths. What is empty says nothing. */
export function endsOf(
  value: unknown,
  prefix = '',
  path: readonly (string | number)[] = [],
): (readonly [string, unknown])[] {
  const isTables = Array.isArray(value) && value.some(isMap);
  if (isMap(value) || isTables) {
    const entries = Array.isArray(value)
      ? value.map((item: unknown, index) => [index, item] as const)
      : Object.entries(value);
    return entries.flatMap(([key, inner]) => endsOf(inner, prefix, [...path, key]));
  }
  return value === null || isNothing(value) ? [] : [[`${prefix}${pathText(path)}`, value]];
}

/** Whether a value says nothing. Null does: it takes a default of the chart away. */
export function isNothing(value: unknown): boolean {
  return (
    value === undefined ||
    value === '' ||
    (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
  );
}

/** Whether Helm writes the same for two values. */
export function isSame(a: unknown, b: unknown): boolean {
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  return text(a) === text(b);
}
