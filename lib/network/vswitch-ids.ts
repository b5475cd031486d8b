import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { isUnresolved, known } from '../ros/tokens';
import { networkRules } from './network-rules';

/**
 * Reports what is wrong with a list of vSwitches; `at` is its path in the props.
 *
 * @param atLeastOne what to do about an empty list
 */
export function checkVSwitchIds(
  ids: readonly string[] | undefined,
  report: Report,
  at: string,
  atLeastOne = 'name at least one vSwitch, or leave it out to use those of the network',
): void {
  const list = known(ids) ?? [];
  if (ids?.length === 0) {
    report.add(networkRules['vswitch-list'], at, `is empty; ${atLeastOne}`);
  }
  const knownIds = list.filter((id) => !isUnresolved(id));
  knownIds
    .filter((id) => !/^vsw-[0-9a-z]+$/.test(id))
    .forEach((id) =>
      report.add(networkRules['vswitch-id'], at, `${shown(id)} is not a vSwitch id; it looks like vsw-bp1a2b3c…`),
    );
  knownIds
    .filter((id, index) => knownIds.indexOf(id) !== index)
    .forEach((id) => report.add(networkRules['vswitch-list'], at, `names ${shown(id)} twice; leave it out once`));
}
