import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { known } from '../ros/tokens';
import { checkWholeNumber } from '../ros/whole-number';
import { valueRules } from './value-rules';

/** Helm prints numbers of a million and more as 1e+06, which neither Kubernetes nor the runner reads as whole. */
const LARGEST_NUMBER = 999_999;

/** Reports what is wrong with a whole number that the chart prints; `at` is its path in the props. */
export function checkPrintedNumber(value: number | undefined, min: number, report: Report, at: string): void {
  checkWholeNumber(value, min, report, at);
  const number = known(value);
  if (number !== undefined && Number.isInteger(number) && number > LARGEST_NUMBER) {
    report.add(valueRules['printed-number'], at, `is ${shown(number)}; allowed is at most ${LARGEST_NUMBER}`);
  }
}
