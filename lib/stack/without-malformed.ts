import { isDeepStrictEqual } from 'node:util';
import type { Problem } from '../diagnostics/problem';
import { redacted } from '../diagnostics/secrets';
import { isMap } from '../diagnostics/is-map';
import { below } from '../schema/path';

type Section = Readonly<Record<string, unknown>>;

/** What is left of a configuration without the values that a check reports. */
export function withoutMalformed<T extends object>(config: T, check: (config: T) => readonly Pick<Problem, 'at'>[]): T {
  const rest = copy(config as Section, '', new Set(check(config).map(({ at }) => at))) as T;
  // Without a value its section may lack a key that it must have.
  return isDeepStrictEqual(rest, config) ? config : withoutMalformed(rest, check);
}

function copy(section: Section, at: string, malformed: ReadonlySet<string>): Section {
  return Object.fromEntries(
    Object.entries(section)
      // The paths of problems are without secrets.
      .map(([key, value]) => [redacted(below(at, key)), key, value] as const)
      .filter(([path, , value]) => !malformed.has(path) && !isBroken(value, path, malformed))
      .map(([path, key, value]) => [key, isMap(value) ? copy(value, path, malformed) : value]),
  );
}

/** A list is taken whole or not at all; a section is of no use without the keys that it must have. */
function isBroken(value: unknown, at: string, malformed: ReadonlySet<string>): boolean {
  if (Array.isArray(value)) {
    return [...malformed].some((path) => path.startsWith(`${at}[`));
  }
  const keys = [...malformed].filter((path) => path.startsWith(`${at}.`)).map((path) => path.slice(at.length + 1));
  return isMap(value) && keys.some((key) => !/[.[]/.test(key) && !Object.hasOwn(value, key));
}
