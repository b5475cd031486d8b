import { isMap } from '../../template/intrinsics';

/**
 * A small part of jq: paths, joined by `|`. A path is `.` or a row of these steps:
 *
 * - `.key`, `."any key"`: the value of a key, null where there is none
 * - `[0]`, `[-1]`: an item of a list, null where there is none
 * - `[]`: each value of a list or map
 *
 * Anything else is an error, so that no test rests on a filter that was not evaluated.
 */
export function jq(script: string, input: unknown): unknown[] {
  return script
    .split('|')
    .reduce<unknown[]>((values, path) => values.flatMap((value) => follow(path.trim(), value)), [input]);
}

const STEP = /^(?:\.([A-Za-z_][A-Za-z0-9_]*)|\."([^"]*)"|\.?\[(-?\d+)\]|\.?\[("[^"]*")\]|\.?(\[\]))/;

function follow(path: string, input: unknown): unknown[] {
  if (path === '.') {
    return [input];
  }
  let rest = path;
  let values: unknown[] = [input];
  do {
    const match = STEP.exec(rest);
    if (match === null) {
      throw new Error(`the jq filter "${path}" is beyond this evaluator, which knows paths and | only`);
    }
    const [whole, key, quotedKey, index, bracketKey, each] = match;
    const name = key ?? quotedKey ?? bracketKey?.slice(1, -1);
    values = values.flatMap((value) =>
      each !== undefined ? members(value) : [name !== undefined ? keyOf(value, name) : itemOf(value, Number(index))],
    );
    rest = rest.slice(whole.length);
  } while (rest !== '');
  return values;
}

function members(value: unknown): unknown[] {
  return Array.isArray(value) || isMap(value) ? Object.values(value) : cannot('iterate over', value);
}

function keyOf(value: unknown, name: string): unknown {
  return value === null ? null : isMap(value) ? (value[name] ?? null) : cannot(`take "${name}" of`, value);
}

function itemOf(value: unknown, index: number): unknown {
  return value === null
    ? null
    : Array.isArray(value)
      ? (value.at(index) ?? null)
      : cannot(`take item ${index} of`, value);
}

function cannot(what: string, value: unknown): never {
  throw new Error(`jq cannot ${what} ${JSON.stringify(value)}`);
}
