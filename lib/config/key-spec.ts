/**
 * What a key holds. `duration` is a Go duration, `regexp` a Go regular expression, `cpu` and `memory` are Kubernetes
 * quantities of CPUs and of bytes, all written as strings; `other` is anything, for keys that cannot be set here.
 */
export type KeyType =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'duration'
  | 'regexp'
  | 'cpu'
  | 'memory'
  | 'list'
  | 'stringOrList'
  | 'map'
  | 'table'
  | 'tables'
  | 'other';

/** What is known of one key of config.toml. */
export interface KeySpec {
  /** Its name in the typed configuration. */
  readonly property: string;
  readonly type: KeyType;
  /** The type of the elements of a list or map, or the section that a table or array of tables holds. */
  readonly of?: string;
  /** Whether a table without it is of no use to the runner. */
  readonly required?: boolean;
  readonly allowed?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** The first runner minor that has the key; without it, every supported runner does. */
  readonly since?: string;
  /** The last runner minor that has the key. */
  readonly until?: string;
  /** Why the key cannot be set: the chart or this library sets it, or it has no effect here. */
  readonly reserved?: string;
}

/** The keys of one section by their spelling in config.toml, in the order in which they are written. */
export type SectionSpec = Readonly<Record<string, KeySpec>>;
