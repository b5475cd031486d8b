import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { rosRules } from './ros-rules';
import { known } from './tokens';

/** Reports a number that is known at synth and not a whole number of at least `min`. */
export function checkWholeNumber(value: number | undefined, min: number, report: Report, at: string): void {
  const number = known(value);
  if (number !== undefined && !(Number.isInteger(number) && number >= min)) {
    report.add(rosRules['whole-number'], at, `is ${shown(number)}; allowed is a whole number of at least ${min}`);
  }
}
