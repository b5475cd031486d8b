import type { Severity } from '../diagnostics/rule';
import type { Text } from '../diagnostics/text';

/** What a value is, by and large. */
export type Kind = 'string' | 'number' | 'integer' | 'boolean' | 'list' | 'map';

/**
 * The shape of a value: one language for props, `gitlab-runner.yaml`, config.toml, chart values, Kubernetes objects and
 * ROS properties. An empty schema takes anything.
 */
export interface Schema {
  /** What the value may be; several where it may be either. */
  readonly type?: Kind | readonly Kind[];
  /** The schema is the one of this name, in the same set. */
  readonly is?: string;
  /** An object that offers what the schema of this name says is taken too. */
  readonly or?: string;
  /** The schema is a type of Kubernetes, such as `Affinity`; `*` is any object, by its `apiVersion` and `kind`. */
  readonly kubernetes?: string;
  /** The only values there are. */
  readonly values?: readonly (string | boolean)[];
  /** Lowest number, or least length of a string or a list. */
  readonly min?: number;
  /** Highest number, or greatest length of a string or a list. */
  readonly max?: number;
  /** What strings must match. */
  readonly pattern?: string;
  /** Syntax of strings, by a name of {@link Language.formats}. */
  readonly format?: string;
  /** The items of a list. */
  readonly items?: Schema;
  /** Whether the deployment may yield the list as a whole, in props, and not just items of it. */
  readonly deployTime?: boolean;
  /** The keys of a map. A map with neither these nor `entries` has what keys it likes. */
  readonly keys?: Keys;
  /** What stands in a map under keys that are not named. */
  readonly entries?: Schema;
  /** Syntax of those keys, by a name of {@link Language.formats}. */
  readonly names?: string;
  /** Members of an object that is known by what it offers, whatever its class. */
  readonly offers?: readonly string[];
  /** Classes of this library that offer the same members, and are something else. */
  readonly not?: readonly string[];
  /** What to give, where the type does not say it. */
  readonly give?: string;
  /** Whether the value stays out of messages. */
  readonly secret?: boolean;
}

/** The schema of a key of a map, and what is known of the key. */
export interface KeySchema extends Schema {
  /** Its name in TypeScript, where that differs. */
  readonly property?: string;
  readonly required?: boolean;
  /** The first version that has the key; without it, every supported one does. */
  readonly since?: string;
  /** The last version that has it. */
  readonly until?: string;
  /** Why the key cannot be set. One that has `values` can be set to those, which change nothing. */
  readonly reserved?: string;
  /** What to use in its place. */
  readonly deprecated?: string;
  /** What breaks when it is null, which to Helm means "delete the default". */
  readonly notNull?: string;
}

export type Keys = Readonly<Record<string, KeySchema>>;

/** Schemas by the names that other schemas refer to them by. */
export type Schemas = Readonly<Record<string, Schema>>;

/** A syntax of strings. */
export interface Format {
  /** What is allowed, for instance `a duration such as "90s"`. */
  readonly expected: string;
  /** What is wrong with a string, as it follows its path in a message; undefined when it is right. */
  problem(text: string, at: string): string | undefined;
}

/** What reads the values, where keys come and go with its versions. */
export interface Release {
  /** For instance `GitLab Runner`. */
  readonly product: string;
  readonly version: string;
  /**
   * The newest version whose keys are all in the schema, for instance `chart 0.90.1`, where this one is newer: then
   * unknown keys may be new ones, and are warnings.
   *
   * @default - all keys of this version are in the schema
   */
  readonly newerThan?: string | undefined;
  /** Negative when this version is the older one, zero when both are the same. */
  compareTo(version: string): number;
}

/** A key that a schema does not have. */
export interface UnknownKey {
  readonly name: string;
  readonly at: string;
  /** Name of the schema, where it has one. */
  readonly schema: string | undefined;
  /** Whether a known key is spelt nearly so, and is suggested where there is no other hint. */
  readonly isNear: boolean;
  /** What stands under the key. */
  readonly value: unknown;
}

/** How a set of schemas is read, and how problems speak of it. */
export interface Language {
  /** The schemas that others refer to by name. */
  readonly schemas?: Schemas;
  /** Says that a key is unknown, for instance `is not a value of chart 0.90.1`. */
  unknownKey(schema: string | undefined): string;
  /** Where an unknown key belongs, or what to write instead, as a sentence; else the nearest known key is suggested. */
  readonly hint?: (key: UnknownKey) => string | undefined;
  /** Where the unknown key at a path belongs, as a sentence. It goes before all other hints. */
  readonly moved?: (at: string) => Text | undefined;
  readonly formats?: Readonly<Record<string, Format>>;
  readonly release?: Release;
  /**
   * By which names keys go.
   *
   * @default - those of the schema
   */
  readonly naming?: 'property' | 'any case';
  /** Whether null counts as absent. */
  readonly nullIsUnset?: boolean;
  /** Whether empty strings count as absent. */
  readonly emptyIsUnset?: boolean;
  /**
   * How bad an unknown key is; undefined for one that nothing comes of.
   *
   * @default 'error'
   */
  readonly severityOf?: (key: UnknownKey) => Severity | undefined;
  /** Whether `{}` stands for an empty list. */
  readonly mapForEmptyList?: boolean;
  /**
   * Whether the values come from a program: objects of classes are read like maps, and what numbers may be is left to the
   * checks of their options, which know more.
   */
  readonly isCode?: boolean;
  /** Tells what stands for a string that is made later, such as a Helm template. */
  readonly isTemplate?: (value: unknown) => boolean;
  /** How to mend a value of the wrong type, as it follows what is allowed. */
  readonly mend?: (value: unknown, at: string, schema: Schema) => string | undefined;
}

/** The kinds of values that a schema takes; none for one that takes anything. */
export function kindsOf({ type, keys, entries, items, values, pattern, format }: Schema): readonly Kind[] {
  if (type !== undefined) {
    return typeof type === 'string' ? [type] : type;
  }
  if (keys !== undefined || entries !== undefined) {
    return ['map'];
  }
  if (items !== undefined) {
    return ['list'];
  }
  if (values !== undefined) {
    return [...new Set(values.map((value) => typeof value as 'string' | 'boolean'))];
  }
  return pattern !== undefined || format !== undefined ? ['string'] : [];
}
