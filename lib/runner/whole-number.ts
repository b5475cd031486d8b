import { known } from '../ros/tokens';
import type { FaultList } from '../checks/faults';
import { shown } from '../checks/faults';

/** Helm prints numbers of a million and more as 1e+06, which neither Kubernetes nor the runner takes for whole. */
const LARGEST_NUMBER = 999_999;

/** Adds what is wrong with a number of things or of seconds that the chart prints; `at` is its path in the props. */
export function checkWholeNumber(at: string, value: number | undefined, min: number, errors: FaultList): void {
  const number = known(value);
  if (number !== undefined && !(Number.isInteger(number) && number >= min)) {
    errors.add(at, `is ${shown(number)}; allowed is a whole number of at least ${min}`);
  } else if (number !== undefined && number > LARGEST_NUMBER) {
    errors.add(at, `is ${shown(number)}; allowed is at most ${LARGEST_NUMBER}`);
  }
}
