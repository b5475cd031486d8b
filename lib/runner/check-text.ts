import type { FaultList } from '../checks/faults';
import { known } from '../ros/tokens';

/** Adds what is wrong with a text that is known at synth; `faultOf` says it, or nothing. */
export function checkText(
  value: string | undefined,
  faultOf: (text: string) => string | undefined,
  errors: FaultList,
  at: string,
): void {
  const text = known(value);
  const fault = text === undefined ? undefined : faultOf(text);
  if (fault !== undefined) {
    errors.add(at, fault);
  }
}
