/** A key or the number of an item. */
export type Step = string | number;

/** Where a value comes from, in the user's words. */
export interface Origin {
  /**
   * What says so: the library by itself, an option of the runner, or one of the overrides. `text` is the text of
   * `chartValues.runners.config`.
   */
  readonly layer: 'default' | 'option' | 'config' | 'chartValues' | 'text';
  /** Path in the props, of what says so, or of what would say otherwise in place of a default. Empty where nothing would. */
  readonly path: readonly Step[];
  /** Why the library says so. */
  readonly reason?: string;
  /** Path inside the text, by the keys of config.toml. */
  readonly within?: readonly Step[];
  /** Line in the text, from 1. */
  readonly line?: number;
  /** Whether the value is of the wrong shape, which has been reported. What it means is unknown then. */
  readonly isMalformed?: boolean;
  /** Whether Helm decides if the text has it at all. */
  readonly isConditional?: boolean;
}

/** The origin of what an option of the runner says. */
export function option(...path: readonly Step[]): Origin {
  return { layer: 'option', path };
}

/** The origin of what the library says by itself, and the option that would say otherwise. */
export function byDefault(reason: string, ...path: readonly Step[]): Origin {
  return { layer: 'default', path, reason };
}

/** Whether the user says so over what the options of the runner yield. */
export function isOverride({ layer }: Origin): boolean {
  return layer !== 'default' && layer !== 'option';
}

/** Whether the text of `chartValues.runners.config` says so. */
export function isText({ layer }: Origin): boolean {
  return layer === 'text';
}

/** A path as users write it: `jobs.resources.memory`, `config.runners.kubernetes.podLabels["alibabacloud.com/eci"]`. */
export function pathText(path: readonly Step[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number' || !/^[\w-]+$/.test(step)) {
      return `${text}[${JSON.stringify(step)}]`;
    }
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/** Tells the origin of the value at a path of a tree. */
export type OriginOf = (path: readonly Step[]) => Origin;

/**
 * A value with its origin, in a fragment of the configuration or of the chart values. What stands below it has the same
 * origin, unless it says otherwise.
 */
export class Marked {
  constructor(
    readonly origin: Origin | OriginOf,
    readonly value: unknown,
  ) {}
}

/** Marks a value of a fragment with its origin. Types of fragments name plain values; the tree that they become takes marks too. */
export function from<T>(origin: Origin | OriginOf, value: T): T {
  return value === undefined ? value : (new Marked(origin, value) as unknown as T);
}

/** The items of a list without their marks, for what takes the place of a tree. */
export function unmarked<T>(list: readonly T[]): T[] {
  return list.map((item) => (item instanceof Marked ? (item.value as T) : item));
}
