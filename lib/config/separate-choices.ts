import { DeployTimeChoice } from './deploy-time-choice';
import type { TomlTable } from './toml-table';
import { isMap } from '../diagnostics/is-map';

/** A table that the deployment chooses, and where it belongs. */
export interface PlacedChoice {
  readonly path: readonly string[];
  readonly choice: DeployTimeChoice<TomlTable>;
}

/** A table without what the deployment chooses, and that. The entry of `[[runners]]` has no step of its own in a path. */
export function separateChoices(table: TomlTable): { fixed: TomlTable; choices: readonly PlacedChoice[] } {
  const choices: PlacedChoice[] = [];
  const separate = (value: unknown, path: readonly string[]): unknown => {
    if (Array.isArray(value) && path.length === 1) {
      return value.map((entry) => separate(entry, path));
    }
    if (!isMap(value)) {
      return value;
    }
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, entry]) => {
        if (entry instanceof DeployTimeChoice) {
          choices.push({ path: [...path, key], choice: entry as DeployTimeChoice<TomlTable> });
          return [];
        }
        return [[key, separate(entry, [...path, key])]];
      }),
    );
  };
  return { fixed: separate(table, []) as TomlTable, choices };
}
