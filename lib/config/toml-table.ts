import { DeployTimeChoice } from './deploy-time-choice';
import { findKey } from './key-table';
import { ROOT_SECTION } from './key-table.generated';
import type { RunnerConfig } from './runner-config.generated';

/**
 * A TOML table by the keys of config.toml. Its leaves are strings, numbers, booleans, {@link HelmTemplate}s, or
 * deploy-time values that only the caller of `renderToml` can write.
 */
export type TomlTable = Record<string, unknown>;

/** Whether a value is a table, as opposed to an array or an object of some class, which are leaves. */
export function isTable(value: unknown): value is TomlTable {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  // Tables made in another realm have another Object.prototype, but that has no prototype either.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The typed configuration by the keys of config.toml, level by level. Unknown names stay, for the checks to find. */
export function toTomlTable(config: RunnerConfig): TomlTable {
  const table = withTomlKeys(ROOT_SECTION, config as TomlTable);
  return table.runners === undefined ? table : { ...table, runners: [table.runners] };
}

function withTomlKeys(section: string, table: TomlTable): TomlTable {
  const entries = Object.entries(table)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      const entry = findKey(section, name, 'property');
      const inner = entry?.type === 'table' || entry?.type === 'tables' ? entry.of : undefined;
      return [entry?.key ?? name, inner === undefined ? value : withTomlKeysBelow(inner, value)] as const;
    });
  return Object.fromEntries(entries);
}

function withTomlKeysBelow(section: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((element) => withTomlKeysBelow(section, element));
  }
  if (value instanceof DeployTimeChoice) {
    return value.map((choice: unknown) => withTomlKeysBelow(section, choice));
  }
  return isTable(value) ? withTomlKeys(section, value) : value;
}
