import { isMap } from '../diagnostics/is-map';
import type { Step } from '../model/origin';

/**
 * The steps of a field as API servers write it: `spec.containers[0].image`, `metadata.labels[a/b]`,
 * `spec.containers[name="build"].image`. A key of a list of maps becomes the number of its item.
 */
export function fieldSteps(field: string, object: unknown): Step[] {
  const steps: Step[] = [];
  let at = object;
  for (const [, key, bracket] of field.matchAll(/\.?([^.[\]]+)|\[((?:"[^"]*"|[^\]])*)\]/g)) {
    const step = key ?? stepInBrackets(bracket ?? '', at);
    steps.push(step);
    at = isMap(at) || Array.isArray(at) ? (at as Record<string, unknown>)[step] : undefined;
  }
  return steps;
}

function stepInBrackets(text: string, at: unknown): Step {
  const [, key, value] = /^(\w+)="(.*)"$/.exec(text) ?? [];
  if (key !== undefined && Array.isArray(at)) {
    return at.findIndex((item) => isMap(item) && item[key] === value);
  }
  return /^\d+$/.test(text) && Array.isArray(at) ? Number(text) : text.replace(/^"(.*)"$/, '$1');
}

/** What stands at steps of an object; undefined where nothing does. */
export function valueAt(object: unknown, steps: readonly Step[]): unknown {
  return steps.reduce<unknown>(
    (at, step) => (isMap(at) || Array.isArray(at) ? (at as Record<Step, unknown>)[step] : undefined),
    object,
  );
}

/** API servers name maps such as labels as a whole, and quote the key or value that is wrong. */
export function withKeyOfValue(steps: readonly Step[], object: unknown, message: string): readonly Step[] {
  const quoted = /^(?:Invalid|Unsupported) value: ("(?:[^"\\]|\\.)*"|[\d.-]+)/.exec(message)?.[1];
  const map = valueAt(object, steps);
  if (quoted === undefined || !isMap(map)) {
    return steps;
  }
  const wrong = quoted.replace(/^"|"$/g, '');
  const keys = Object.keys(map).filter((key) => key === wrong || String(map[key]) === wrong);
  return keys.length === 1 ? [...steps, keys[0]!] : steps;
}
