import type { FaultList } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { known } from './tokens';

/** Adds a fault for a number that is known at synth and no whole number of at least `min`. */
export function checkWholeNumber(value: number | undefined, min: number, faults: FaultList, at: string): void {
  const number = known(value);
  if (number !== undefined && !(Number.isInteger(number) && number >= min)) {
    faults.add(at, `is ${shown(number)}; allowed is a whole number of at least ${min}`);
  }
}
