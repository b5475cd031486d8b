import { checkTomlTable } from '../../config/check-config';
import type { ChartVersion } from '../../chart/chart-version';
import { Report } from '../../diagnostics/report';
import { isUnresolved } from '../../ros/tokens';
import { isOfAction, readRawConfig } from './raw-config';

/**
 * Adds what is wrong with a config.toml that a user writes as text, in place of the one that the props yield; `at` is its
 * path in the props.
 */
export function checkRawConfig(
  text: unknown,
  { runnerVersion, newerThan }: ChartVersion,
  report: Report,
  at: string,
): void {
  if (typeof text !== 'string') {
    return;
  }
  report.warnings.add(
    at,
    'takes the place of everything that the other props write into config.toml: placement, resources, images, cache and `config` have no effect on jobs. For single settings use `config`',
  );
  const { table, isCertain, fault } = readRawConfig(text);
  if (table === undefined) {
    report.errors.addAll(fault === undefined ? [] : [{ at, message: `is not TOML: ${fault}` }]);
    return;
  }
  const isOpen = (value: unknown) => isOfAction(value) || isUnresolved(value);
  const inText = new Report();
  checkTomlTable(table, { runnerVersion, newerThan, report: inText, isUnresolved: isOpen });
  report.addAll(
    inText.problems
      .filter((one) => !isOfAction(one.at))
      .map((one) => ({ ...one, at: `${at}, ${one.at}`, ...(!isCertain && { severity: 'warning' }) })),
  );
}
