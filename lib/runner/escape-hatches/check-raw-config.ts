import type { Report } from '../../diagnostics/report';
import type { ChartVersion } from '../../chart/chart-version';
import { checkTomlTable } from '../../config/check-config';
import { NEWEST_RUNNER } from '../../config/key-table.generated';
import { isAtLeast } from '../../config/runner-version';
import { isUnresolved } from '../../ros/tokens';
import { isOfAction, readRawConfig } from './raw-config';

/**
 * Adds what is wrong with a config.toml that a user writes as text, in place of the one that the props yield; `at` is its
 * path in the props.
 */
export function checkRawConfig(
  text: unknown,
  { runnerVersion }: ChartVersion,
  { errors, warnings }: Report,
  at: string,
): void {
  if (typeof text !== 'string') {
    return;
  }
  warnings.add(
    at,
    'takes the place of everything that the other props write into config.toml: placement, resources, images, cache and `config` have no effect on jobs. For single settings use `config`',
  );
  const { table, isCertain, fault } = readRawConfig(text);
  if (table === undefined) {
    errors.addAll(fault === undefined ? [] : [{ at, message: `is not TOML: ${fault}` }]);
    return;
  }
  const isOpen = (value: unknown) => isOfAction(value) || isUnresolved(value);
  const faults = checkTomlTable(table, runnerVersion, isOpen)
    .filter((one) => !isOfAction(one.at))
    .map((one) => ({ ...one, at: `${at}, ${one.at}` }));
  // The text is the way to keys that this library cannot know yet.
  const mayBeNew = !isAtLeast(NEWEST_RUNNER, runnerVersion);
  (mayBeNew || !isCertain ? warnings : errors).addAll(faults);
}
