import { parse } from 'smol-toml';
import type { ChartVersion } from '../../chart/chart-version';
import { checkTomlTable } from '../../config/check-config';
import { NEWEST_RUNNER } from '../../config/key-table.generated';
import { isAtLeast } from '../../config/runner-version';
import type { TomlTable } from '../../config/toml-table';
import type { PlacementFindings } from '../../placement/pod-placement';
import { isUnresolved } from '../../ros/tokens';

/**
 * Adds what is wrong with a config.toml that a user writes as text, in place of the one that the props yield; `at` is its
 * path in the props.
 */
export function checkRawConfig(
  text: unknown,
  { runnerVersion }: ChartVersion,
  { errors, warnings }: PlacementFindings,
  at: string,
): void {
  if (typeof text !== 'string') {
    return;
  }
  warnings.add(
    at,
    'takes the place of everything that the other props write into config.toml: placement, resources, images, cache and `config` have no effect on jobs. For single settings use `config`',
  );
  // What Helm makes of a template is known at deployment only.
  if (text.includes('{{')) {
    return;
  }
  let table: TomlTable;
  try {
    table = parse(text);
  } catch (error) {
    errors.add(at, `is not TOML: ${(error as Error).message.split('\n')[0]}`);
    return;
  }
  const faults = checkTomlTable(table, runnerVersion, isUnresolved).map((fault) => ({
    ...fault,
    at: `${at}, ${fault.at}`,
  }));
  // The text is the way to keys that this library cannot know yet.
  const mayBeNew = !isAtLeast(NEWEST_RUNNER, runnerVersion);
  (mayBeNew ? warnings : errors).addAll(faults);
}
