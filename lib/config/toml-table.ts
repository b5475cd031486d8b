import { DeployTimeChoice } from './deploy-time-choice';
import { ROOT_SECTION } from '../schema/generated/config-toml.generated';
import { isMap } from '../diagnostics/is-map';
import { findKey } from './key-table';
import type { RunnerConfig } from './runner-config.generated';

/**
 * A TOML table by the keys of config.toml. Its leaves are strings, numbers, booleans, {@link HelmTemplate}s, or
 * deploy-time values that only the caller of `renderToml` can write.
 */
export type TomlTable = Record<string, unknown>;

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
      return [entry?.key ?? name, entry?.of === undefined ? value : withTomlKeysBelow(entry.of, value)] as const;
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
  return isMap(value) ? withTomlKeys(section, value) : value;
}
