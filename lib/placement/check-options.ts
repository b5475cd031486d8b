import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';
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

/** Adds a problem for a known word that is none of those allowed. */
export function checkWord(
  value: string | undefined,
  words: readonly string[],
  report: Report,
  at: string,
  rule: Rule = placementRules['placement-option-value'],
): void {
  const word = known(value);
  if (word !== undefined && !words.includes(word)) {
    report.add(rule, at, `is ${shown(word)}; allowed is ${words.join(', ')}.${didYouMean(String(word), words)}`);
  }
}
