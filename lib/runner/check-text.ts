import { shown } from '../diagnostics/shown';
import { known } from '../ros/tokens';

/** What is wrong with what should be a text and is known at synth, or undefined; `faultOf` says it of a text. */
export function textFault(value: unknown, faultOf: (text: string) => string | undefined): string | undefined {
  const given = known(value);
  if (given === undefined) {
    return undefined;
  }
  return typeof given === 'string' ? faultOf(given) : `is ${shown(given)}; give a plain text`;
}
