import { shown } from '../diagnostics/shown';
import type { FaultList } from '../diagnostics/report';
import { known } from '../ros/tokens';

/** Adds what is wrong with what should be a text and is known at synth; `faultOf` says it of a text, or nothing. */
export function checkText(
  value: unknown,
  faultOf: (text: string) => string | undefined,
  errors: FaultList,
  at: string,
): void {
  const given = known(value);
  if (given === undefined) {
    return;
  }
  const fault = typeof given === 'string' ? faultOf(given) : `is ${shown(given)}; give a plain text`;
  if (fault !== undefined) {
    errors.add(at, fault);
  }
}
