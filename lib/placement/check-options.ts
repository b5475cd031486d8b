import type { FaultList } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';
import { known } from '../ros/tokens';

/** The texts that an option takes. */
export interface Allowed {
  readonly pattern: RegExp;
  /** What messages call them. */
  readonly description: string;
}

/** Adds a fault for a known text that does not match. */
export function checkText(value: string | undefined, allowed: Allowed, errors: FaultList, at: string): void {
  const text = known(value);
  if (text !== undefined && !allowed.pattern.test(text)) {
    errors.add(at, `is ${shown(text)}; allowed is ${allowed.description}`);
  }
}

/** Adds a fault for every known item that does not match, and for a list without items. */
export function checkList(items: readonly string[] | undefined, allowed: Allowed, errors: FaultList, at: string): void {
  if (known(items)?.length === 0) {
    errors.add(at, 'is empty; name at least one, or leave it out');
  }
  (known(items) ?? []).forEach((item, index) => checkText(item, allowed, errors, `${at}[${index}]`));
}

/** Adds a fault for a known word that is none of those allowed. */
export function checkWord(value: string | undefined, words: readonly string[], errors: FaultList, at: string): void {
  const word = known(value);
  if (word !== undefined && !words.includes(word)) {
    errors.add(at, `is ${shown(word)}; allowed is ${words.join(', ')}.${didYouMean(String(word), words)}`);
  }
}
