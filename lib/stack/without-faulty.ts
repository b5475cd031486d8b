import { isDeepStrictEqual } from 'node:util';
import type { Fault } from '../diagnostics/report';

type Section = Readonly<Record<string, unknown>>;

/** What is left of a configuration without the values that a check finds fault with. */
export function withoutFaulty<T extends object>(config: T, check: (config: T) => readonly Fault[]): T {
  const rest = copy(config as Section, '', new Set(check(config).map((fault) => fault.at))) as T;
  // Without a value its section may lack a key that it must have.
  return isDeepStrictEqual(rest, config) ? config : withoutFaulty(rest, check);
}

function copy(section: Section, at: string, faulty: ReadonlySet<string>): Section {
  return Object.fromEntries(
    Object.entries(section)
      .map(([key, value]) => [at === '' ? key : `${at}.${key}`, key, value] as const)
      .filter(([path, , value]) => !faulty.has(path) && !isBroken(value, path, faulty))
      .map(([path, key, value]) => [key, isSection(value) ? copy(value, path, faulty) : value]),
  );
}

/** A list is taken whole or not at all; a section is of no use without the keys that it must have. */
function isBroken(value: unknown, at: string, faulty: ReadonlySet<string>): boolean {
  if (Array.isArray(value)) {
    return [...faulty].some((path) => path.startsWith(`${at}[`));
  }
  const keys = [...faulty].filter((path) => path.startsWith(`${at}.`)).map((path) => path.slice(at.length + 1));
  return isSection(value) && keys.some((key) => !/[.[]/.test(key) && !Object.hasOwn(value, key));
}

function isSection(value: unknown): value is Section {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
