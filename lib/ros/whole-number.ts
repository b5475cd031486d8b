import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { rosRules } from './ros-rules';
import { known } from './tokens';

/** Reports a number that is known at synth and not a whole number of at least `min`, and at most `max`. */
export function checkWholeNumber(
  value: number | undefined,
  min: number,
  report: Report,
  at: string,
  max = Infinity,
): void {
  const number = known(value);
  if (number !== undefined && !(Number.isInteger(number) && number >= min && number <= max)) {
    const range = max === Infinity ? `of at least ${min}` : `from ${min} to ${max}`;
    report.add(rosRules['whole-number'], at, `is ${shown(number)}; allowed is a whole number ${range}`);
  }
}
