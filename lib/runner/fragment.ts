import { mergeValues } from '../chart/merge-values';
import type { RunnerConfig } from '../config/runner-config.generated';
import { mergeConfig } from '../config/merge-config';

/** What one option of a runner contributes to its release. */
export interface RunnerFragment {
  /** Settings of config.toml. */
  readonly config?: RunnerConfig;
  /** Values of the chart, but for `runners.config` and `extraObjects`. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Objects that are released with the chart. Helm evaluates template actions in them. */
  readonly extraObjects?: readonly object[];
}

/** The fragments as one: later settings win, objects add up. */
export function mergeFragments(fragments: readonly RunnerFragment[]): Required<RunnerFragment> {
  return {
    config: mergeConfig(...fragments.map((fragment) => fragment.config)),
    values: mergeValues(...fragments.map((fragment) => fragment.values)),
    extraObjects: fragments.flatMap((fragment) => fragment.extraObjects ?? []),
  };
}
