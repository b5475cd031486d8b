import type { RunnerConfig } from '../config/runner-config.generated';
import type { Origin } from '../model/origin';
import { from } from '../model/origin';
import { ChosenObjects } from './chosen-objects';
import type { Node } from '../model/tree';
import { over, Table, treeFrom } from '../model/tree';

/** What one option of a runner contributes to its release. Values that are marked with an origin of their own keep it. */
export interface RunnerFragment {
  /**
   * Where its values come from.
   *
   * @default - the option that the fragment belongs to
   * @internal
   */
  readonly origin?: Origin;
  /** Settings of config.toml. */
  readonly config?: RunnerConfig;
  /** Values of the chart, but for `runners.config` and `extraObjects`. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Objects that are released with the chart. Helm evaluates template actions in them. */
  readonly extraObjects?: object[];
}

/** The fragments as one, with origins. */
export interface MergedFragments {
  readonly config: Node;
  readonly values: Node;
  readonly extraObjects: readonly object[];
}

const NOTHING: Origin = { layer: 'default', path: [] };

/**
 * The fragments as one: later settings win. Lists of settings and objects add up, unlike where the user overrides the
 * library: two options may both need a volume. Lists of chart values are replaced.
 */
export function mergeFragments(fragments: readonly RunnerFragment[]): MergedFragments {
  const empty: Node = new Table(new Map(), NOTHING);
  const trees = (part: 'config' | 'values') =>
    fragments.flatMap((fragment) =>
      fragment[part] === undefined ? [] : [treeFrom(fragment.origin ?? NOTHING, fragment[part])],
    );
  return {
    config: trees('config').reduce((earlier, later) => over(earlier, later, 'add'), empty),
    values: trees('values').reduce((earlier, later) => over(earlier, later, 'replace'), empty),
    extraObjects: fragments.flatMap(({ origin = NOTHING, extraObjects = [] }) =>
      extraObjects.map((object) => (object instanceof ChosenObjects ? object : from(origin, object))),
    ),
  };
}
