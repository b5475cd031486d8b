import type { FaultList } from '../diagnostics/report';
import { isTable } from '../config/toml-table';
import { isUnresolved } from '../ros/tokens';

/** Adds that a list is of the deployment, where only its items may be: ROS has no certain text for a list. */
export function checkKnownList(list: unknown, errors: FaultList, at: string): void {
  if (Array.isArray(list) && isUnresolved(list)) {
    errors.add(
      at,
      'is a list that only the deployment knows, and ROS has no certain text for one; list its items one by one, each of which may be a deploy-time value, as in [Token.asString(Fn.select(0, list))]',
    );
  }
}

/** The same for every list within tables and lists. */
export function checkKnownLists(value: unknown, errors: FaultList, at: string): void {
  checkKnownList(value, errors, at);
  if (Array.isArray(value)) {
    value.forEach((item, index) => checkKnownLists(item, errors, `${at}[${index}]`));
  } else if (isTable(value)) {
    Object.entries(value).forEach(([name, inner]) => checkKnownLists(inner, errors, `${at}.${name}`));
  }
}
