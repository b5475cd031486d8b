import type { Report } from '../diagnostics/report';
import { defineRules } from '../diagnostics/rule';
import { isUnresolved } from '../ros/tokens';

export const knownListRules = defineRules({
  'deploy-time-list': {
    severity: 'error',
    title: 'A list is known to the deployment only, where its items must stand in config.toml',
    reason: 'ROS has no certain text for a list, so that config.toml cannot be written.',
    remedy: 'List the items one by one; each of them may be a deploy-time value.',
    fatal: true,
  },
});

/** Adds that a list is of the deployment, where only its items may be. */
export function checkKnownList(list: unknown, report: Report, at: string): void {
  if (Array.isArray(list) && isUnresolved(list)) {
    report.add(
      knownListRules['deploy-time-list'],
      at,
      'is a list that only the deployment knows, and ROS has no certain text for one; list its items one by one, each of which may be a deploy-time value, as in [Token.asString(Fn.select(0, list))]',
    );
  }
}
