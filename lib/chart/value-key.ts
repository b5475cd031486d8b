/** Shape of a chart value. The map and list types are free: the chart copies them into Kubernetes objects. */
export type ValueType =
  /** An object with keys of the chart's own. */
  | 'section'
  | 'string'
  | 'integer'
  | 'boolean'
  /** A list of strings. */
  | 'strings'
  /** A Kubernetes object. */
  | 'object'
  /** A list of Kubernetes objects. */
  | 'objects'
  /** Kubernetes objects by name. */
  | 'objectMap'
  /** Kubernetes labels. */
  | 'labels'
  /** Kubernetes annotations, copied as they are: only strings. */
  | 'annotations'
  /** Strings, numbers and booleans by name, which the chart quotes. */
  | 'scalars'
  /** Texts by file name. */
  | 'files';

/** What is known of one value key of the chart. */
export interface ValueKey {
  readonly type: ValueType;
  /** First chart version known to have the key; undefined when every supported one has it. */
  readonly since?: string;
  /** The only strings allowed. */
  readonly values?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  /** What breaks when the value is null, which to Helm means "delete the default". */
  readonly notNull?: string;
  /** Why this library refuses the key. */
  readonly reserved?: string;
  /** What to use in its place. */
  readonly deprecated?: string;
  /** Names in a map that the chart writes itself. */
  readonly reservedNames?: readonly string[];
  /** The keys of a section. */
  readonly keys?: ValueKeys;
}

export type ValueKeys = Readonly<Record<string, ValueKey>>;

/** An object of YAML or JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Tells a value that only the deployment knows. Such a value passes every check. */
export type IsUnresolved = (value: unknown) => boolean;

/** A value that only the deployment knows, such as `parameter.value`: whatever has the shape of ROS CDK's `IResolvable`. */
export interface DeployTimeValue {
  /** Where the value was made. */
  readonly creationStack: string[];
  /** The value in the template. */
  resolve(context: never): unknown;
}

export function isPlainObject(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The key of that name, and never a property that every object has, such as `constructor`. */
export function ownKey(keys: ValueKeys | undefined, name: string): ValueKey | undefined {
  return keys !== undefined && Object.hasOwn(keys, name) ? keys[name] : undefined;
}

/** Whether the chart takes a value for unset: nothing, or empty text, an empty object or an empty list. */
export function isEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) {
    return (isPlainObject(value) || Array.isArray(value)) && Object.keys(value).length === 0;
  }
  return value === undefined || value === null || value === '';
}
