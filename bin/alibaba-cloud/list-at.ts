import { isMap } from '../../lib/diagnostics/is-map';

/** A list in an answer, such as that of `{ Zones: { Zone: [...] } }`; empty where there is none. */
export function listAt(answer: unknown, ...keys: readonly string[]): Readonly<Record<string, unknown>>[] {
  const list = keys.reduce((value, key) => (isMap(value) ? value[key] : undefined), answer);
  return Array.isArray(list) ? list.filter(isMap) : [];
}
