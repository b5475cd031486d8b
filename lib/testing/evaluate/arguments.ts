import type { Data } from '../../template/intrinsics';
import { isMap } from '../../template/intrinsics';

/** A ROS function whose arguments are resolved before it is called. */
export type PlainFunction = (argument: unknown) => unknown;

/** The arguments of a function that takes a list of them. */
export function takeArguments(argument: unknown, least: number, most = least): unknown[] {
  if (!Array.isArray(argument) || argument.length < least || argument.length > most) {
    const wanted = most === least ? String(least) : most === Infinity ? `at least ${least}` : `${least} to ${most}`;
    throw new Error(`takes a list of ${wanted} arguments, not ${JSON.stringify(argument)}`);
  }
  return argument as unknown[];
}

export function asText(value: unknown): string {
  return typeof value === 'string' ? value : wrongType('a text', value);
}

export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : wrongType('a list', value);
}

export function asMap(value: unknown): Data {
  return isMap(value) ? value : wrongType('a map', value);
}

export function asNumber(value: unknown): number {
  return typeof value === 'number' ? value : wrongType('a number', value);
}

export function asBoolean(value: unknown): boolean {
  return typeof value === 'boolean' ? value : wrongType('true or false', value);
}

/** A value, or what its JSON text says. */
export function asJson(value: unknown): unknown {
  if (typeof value !== 'string') {
    return value;
  }
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return wrongType('a list, a map, or the JSON text of one', value);
  }
}

/**
 * The text that ROS makes of a value. Lists and maps become JSON.
 * A Boolean is refused: ROS is written in Python and very likely writes `True`, which neither TOML nor YAML wants.
 */
export function toText(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  if (typeof value === 'number' || isMap(value) || Array.isArray(value)) {
    return JSON.stringify(value);
  }
  throw new Error(`${String(value)} has no certain text in ROS; choose the text with Fn::If`);
}

function wrongType(wanted: string, value: unknown): never {
  throw new Error(`needs ${wanted}, not ${JSON.stringify(value) ?? String(value)}`);
}
