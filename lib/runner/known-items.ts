import { isMap } from '../schema/is-map';
import { known } from '../ros/tokens';

/** The items of a list; none for what is no list, which is reported elsewhere, or is not known at synth. */
export function knownItems<T>(list: readonly T[] | undefined): readonly T[] {
  return Array.isArray(list) ? (known(list as readonly T[]) ?? []) : [];
}

/** The tables of such a list. */
export function knownTables<T>(list: readonly T[] | undefined): readonly T[] {
  return knownItems(list).filter(isMap);
}
