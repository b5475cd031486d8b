import { CONFIG_TOML, ROOT_SECTION } from '../schema/generated/config-toml.generated';
import type { KeySchema } from '../schema/schema';

/** How a configuration names its keys: as properties of the typed configuration, or as keys of the TOML text. */
export type Naming = 'property' | 'key';

/** A key of config.toml. */
export interface KeyEntry {
  /** Its name in config.toml. */
  readonly key: string;
  /** Its name in the typed configuration. */
  readonly property: string;
  /** The section that its table, or each table of its array, is; undefined for keys without tables. */
  readonly of: string | undefined;
  readonly schema: KeySchema;
}

/** A section, and where it is first met from the root. */
interface Place {
  readonly section: string;
  /** Keys from the root down to the section. */
  readonly path: readonly KeyEntry[];
}

const entriesOfSection = new Map(
  Object.entries(CONFIG_TOML).map(([name, { keys = {} }]) => [
    name,
    Object.entries(keys).map(([key, schema]): KeyEntry => ({
      key,
      property: schema.property ?? key,
      of: schema.is ?? schema.items?.is,
      schema,
    })),
  ]),
);

/** The keys of a section in the order in which they are written; none for a section that is not known. */
export function keysOf(section: string): readonly KeyEntry[] {
  return entriesOfSection.get(section) ?? [];
}

/** The key of a section that goes by this name. The runner reads TOML keys without regard to case, so does this. */
export function findKey(section: string, name: string, naming: Naming): KeyEntry | undefined {
  const keys = keysOf(section);
  const exact = keys.find((entry) => entry[naming] === name);
  return exact ?? (naming === 'key' ? keys.find((entry) => entry.key.toLowerCase() === name.toLowerCase()) : undefined);
}

/** Whether the name means this key in some spelling: `poll_timeout`, `pollTimeout`, `PollTimeout`, `pollTimeoutSeconds`. */
export function means(name: string, entry: KeyEntry): boolean {
  return plain(name) === plain(entry.key) || plain(name) === plain(entry.property);
}

/** Every section once, the shallowest first. */
export function places(): readonly Place[] {
  const found: Place[] = [{ section: ROOT_SECTION, path: [] }];
  const seen = new Set([ROOT_SECTION]);
  // The array grows while it is read: a breadth-first walk.
  for (const place of found) {
    for (const entry of keysOf(place.section)) {
      if (entry.of !== undefined && !seen.has(entry.of)) {
        seen.add(entry.of);
        found.push({ section: entry.of, path: [...place.path, entry] });
      }
    }
  }
  return found;
}

/** A path below the root as users write it, for instance `runners.kubernetes`. */
export function pathText(path: readonly KeyEntry[], naming: Naming): string {
  return path.map((entry) => entry[naming]).join('.');
}

function plain(name: string): string {
  return name.replace(/[_-]/g, '').toLowerCase();
}
