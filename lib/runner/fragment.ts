import { deepmergeCustom } from 'deepmerge-ts';
import { mergeValues } from '../chart/merge-values';
import { mergeChoices } from '../config/merge-config';
import type { RunnerConfig } from '../config/runner-config.generated';

/** What one option of a runner contributes to its release. */
export interface RunnerFragment {
  /** Settings of config.toml. */
  readonly config?: RunnerConfig;
  /** Values of the chart, but for `runners.config` and `extraObjects`. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Objects that are released with the chart. Helm evaluates template actions in them. */
  readonly extraObjects?: readonly object[];
}

/** Lists add up here, unlike where the user overrides the library: two options may both need a volume. */
const mergeConfigs = deepmergeCustom({ mergeOthers: mergeChoices });

/** The fragments as one: later settings win, lists of settings and objects add up. */
export function mergeFragments(fragments: readonly RunnerFragment[]): Required<RunnerFragment> {
  const configs = fragments.flatMap(({ config }) => config ?? []);
  return {
    config: mergeConfigs({}, ...configs),
    values: mergeValues(...fragments.map((fragment) => fragment.values)),
    extraObjects: fragments.flatMap((fragment) => fragment.extraObjects ?? []),
  };
}
