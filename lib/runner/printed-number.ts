import type { FaultList } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { known } from '../ros/tokens';
import { checkWholeNumber } from '../ros/whole-number';

/** Helm prints numbers of a million and more as 1e+06, which neither Kubernetes nor the runner takes for whole. */
const LARGEST_NUMBER = 999_999;

/** Adds what is wrong with a whole number that the chart prints; `at` is its path in the props. */
export function checkPrintedNumber(value: number | undefined, min: number, faults: FaultList, at: string): void {
  checkWholeNumber(value, min, faults.report, at);
  const number = known(value);
  if (number !== undefined && Number.isInteger(number) && number > LARGEST_NUMBER) {
    faults.add(at, `is ${shown(number)}; allowed is at most ${LARGEST_NUMBER}`);
  }
}
