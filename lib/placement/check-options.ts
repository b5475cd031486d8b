import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { known } from '../ros/tokens';
import { placementRules } from './placement-rules';

/** The strings that an option takes. */
export interface Allowed {
  readonly pattern: RegExp;
  /** What messages call them. */
  readonly description: string;
}

/** Adds a problem for a known string that does not match. */
export function checkText(value: string | undefined, allowed: Allowed, report: Report, at: string): void {
  const text = known(value);
  if (text !== undefined && !allowed.pattern.test(text)) {
    report.add(placementRules['placement-option-value'], at, `is ${shown(text)}; allowed is ${allowed.description}`);
  }
}

/** Adds a problem for every known item that does not match, and for a list without items. */
export function checkList(items: readonly string[] | undefined, allowed: Allowed, report: Report, at: string): void {
  if (known(items)?.length === 0) {
    report.add(placementRules['placement-option-empty'], at, 'is empty; name at least one, or leave it out');
  }
  (known(items) ?? []).forEach((item, index) => checkText(item, allowed, report, `${at}[${index}]`));
}
