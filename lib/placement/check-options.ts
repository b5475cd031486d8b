import type { FaultList } from '../checks/faults';
import { shown } from '../checks/faults';
import { known } from '../ros/tokens';

/** Adds a fault for every known item that does not match, and for a list without items. */
export function checkList(
  items: readonly string[] | undefined,
  errors: FaultList,
  at: string,
  allowed?: { readonly pattern: RegExp; readonly description: string },
): void {
  if (known(items)?.length === 0) {
    errors.add(at, 'is empty; name at least one, or leave it out');
  }
  (known(items) ?? []).forEach((item, index) => {
    const text = known(item);
    if (text !== undefined && allowed?.pattern.test(text) === false) {
      errors.add(`${at}.${index}`, `is ${shown(text)}; allowed is ${allowed.description}`);
    }
  });
}

/** Adds a fault for a known number that is no whole number of at least `min`. */
export function checkWholeNumber(value: number | undefined, min: number, errors: FaultList, at: string): void {
  const number = known(value);
  if (number !== undefined && !(Number.isInteger(number) && number >= min)) {
    errors.add(at, `is ${shown(number)}; allowed is a whole number of at least ${min}`);
  }
}
