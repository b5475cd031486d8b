import type { Fault } from '../checks/faults';

type Section = Record<string, unknown>;

/** A copy of a configuration without the values that the faults are about. */
export function withoutFaulty<T extends object>(config: T, faults: readonly Fault[]): T {
  return copy(config, '', new Set(faults.map((fault) => fault.at))) as T;
}

function copy(value: unknown, at: string, faulty: ReadonlySet<string>): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value as Section)
      .map(([key, entry]) => [at === '' ? key : `${at}.${key}`, key, entry] as const)
      .filter(([path]) => !faulty.has(path) && !hasFaultyItem(path, faulty))
      .map(([path, key, entry]) => [key, copy(entry, path, faulty)]),
  );
}

/** A list is taken whole or not at all. */
function hasFaultyItem(path: string, faulty: ReadonlySet<string>): boolean {
  return [...faulty].some((at) => at.startsWith(`${path}.`) && /^\d+(\.|$)/.test(at.slice(path.length + 1)));
}
