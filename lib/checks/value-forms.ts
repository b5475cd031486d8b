import { Tokenization } from '@alicloud/ros-cdk-core';
import type { Report } from '../diagnostics/report';
import { isUnresolved } from '../ros/tokens';
import { valueFormRules } from './value-rules';
import { isMap } from '../diagnostics/is-map';
import { below } from '../schema/path';

/** Whether core takes a text or number for a deploy-time value that it has not made, at which synthesis fails. */
export function isUnknownToken(value: unknown): boolean {
  if (!isUnresolved(value)) {
    return false;
  }
  try {
    if (typeof value === 'number') {
      Tokenization.reverseNumber(value);
    } else if (typeof value === 'string') {
      Tokenization.reverseString(value);
      Tokenization.reverseList([value]);
    }
    return false;
  } catch {
    return true;
  }
}

/**
 * Adds the texts, numbers and keys that look like deploy-time values, in a value or below; `at` is its path, empty for
 * the whole.
 *
 * @param looksLikeOne by default only those that do not exist; a file can have none at all
 */
export function checkNoTokens(value: unknown, at: string, report: Report, looksLikeOne = isUnknownToken): void {
  if (!isAnywhere(value, looksLikeOne)) {
    return;
  }
  for (const [place, whole, key] of partsOf(value, at)) {
    if (key !== undefined && looksLikeOne(key)) {
      report.add(valueFormRules['token-like-text'], place, `has a key that ${IS_TOKEN}`);
    } else if (['string', 'number'].includes(typeof whole) && looksLikeOne(whole)) {
      report.add(valueFormRules['token-like-text'], place, IS_TOKEN);
    }
  }
}

const IS_TOKEN =
  'looks like a deploy-time value of ros-cdk-core (`${Token[…]}`, `#{Token[…]}` or its number), and is none; write another text';

/**
 * Adds the places where a map or list contains itself, in a value or below, and tells whether there are any; `at` is its
 * path, empty for the whole.
 */
export function checkEnds(value: unknown, at: string, report: Report): boolean {
  return !ends(value, at, report, new Map(), new Set());
}

/**
 * @param around what the value stands in, with the paths
 * @param finite what has been looked at, since a value may stand in many places
 */
function ends(
  value: unknown,
  at: string,
  report: Report,
  around: ReadonlyMap<unknown, string>,
  finite: Set<unknown>,
): boolean {
  if ((!Array.isArray(value) && !isMap(value)) || finite.has(value)) {
    return true;
  }
  const outer = around.get(value);
  if (outer !== undefined) {
    const what = outer === '' ? 'the whole value' : outer;
    report.add(
      valueFormRules['endless-value'],
      at,
      `refers back to ${what}, which contains it, so the value has no end; leave it out, or put a copy of what is needed there`,
    );
    return false;
  }
  const inside = new Map(around).set(value, at);
  const results = Object.entries(value).map(([key, item]: [string, unknown]) =>
    ends(item, Array.isArray(value) ? `${at}[${key}]` : below(at, key), report, inside, finite),
  );
  finite.add(value);
  return results.every(Boolean);
}

/**
 * Adds the maps that ROS would take for calls of its functions, in a value or below; `at` is the path of the value. Maps
 * that have a problem already, such as a key that is no label, are left alone.
 */
export function checkNoRosFunctions(value: unknown, at: string, report: Report): void {
  const taken = report.problems.filter(({ severity }) => severity === 'error').map((one) => one.at);
  for (const [place, whole] of partsOf(value, at)) {
    const [name, ...others] = isMap(whole) ? Object.keys(whole) : [];
    const isCall = name !== undefined && others.length === 0 && /^(Ref|Fn::.+)$/.test(name);
    if (isCall && !taken.some((path) => path.startsWith(place))) {
      report.add(
        valueFormRules['ros-function-in-values'],
        place,
        `has the single key ${JSON.stringify(name)}, which ROS takes for a function and replaces by its result; give the map another key besides, or rename this one`,
      );
    }
  }
}

/** Whether a text, a number or a key in a value is so. Without places, which take longer than all else. */
function isAnywhere(value: unknown, isSo: (value: unknown) => boolean): boolean {
  if (Array.isArray(value)) {
    return value.some((item) => isAnywhere(item, isSo));
  }
  return isMap(value)
    ? Object.entries(value).some(([key, item]) => isSo(key) || isAnywhere(item, isSo))
    : ['string', 'number'].includes(typeof value) && isSo(value);
}

type Part = readonly [place: string, value: unknown, key?: string];

/** A value and all that stands below it in lists and maps. A key comes with the place of its map. */
function* partsOf(value: unknown, at: string): Generator<Part> {
  yield [at, value];
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* partsOf(item, `${at}[${index}]`);
    }
  } else if (isMap(value)) {
    for (const key of Object.keys(value)) {
      yield [at, undefined, key];
    }
    for (const [key, item] of Object.entries(value)) {
      yield* partsOf(item, at === '' ? key : `${at}.${key}`);
    }
  }
}
