import { isDeepStrictEqual } from 'node:util';
import type { Document, Pair, YAMLMap } from 'yaml';
import { isMap, isScalar } from 'yaml';
import { isMap as isPlainMap } from '../diagnostics/is-map';

/** Moves a key of a document with its comments, as far as aliases let it. {@link rewrite} does the rest. */
export function moveKey(document: Document, map: YAMLMap, from: readonly string[], to: readonly string[]): void {
  const inner: unknown = map.get(from[0], true);
  if (from[0] === to[0] && isMap(inner)) {
    moveKey(document, inner, from.slice(1), to.slice(1));
    return;
  }
  const index = map.items.findIndex((pair) => nameOf(pair) === from[0]);
  const parent = mapAt(map, from.slice(0, -1));
  const pair = parent?.items.find((one) => nameOf(one) === from.at(-1));
  if (parent !== undefined && pair !== undefined) {
    parent.items.splice(parent.items.indexOf(pair), 1);
    put(document, map, to, pair, index);
  }
}

/** Puts a key below a map: into maps that are there, or into a new one at an index. */
function put(
  document: Document,
  map: YAMLMap,
  [key = '', ...rest]: readonly string[],
  pair: Pair,
  index: number,
): void {
  const present: unknown = map.get(key, true);
  if (rest.length === 0) {
    (pair.key as { value: unknown }).value = key;
    map.items.splice(index, 0, pair);
  } else if (isMap(present)) {
    put(document, present, rest, pair, present.items.length);
  } else if (present === undefined) {
    const made = document.createPair(key, {}) as Pair<{ spaceBefore?: boolean }, YAMLMap>;
    made.value!.flow = map.flow;
    // The empty line before the key goes before the map that it is now in.
    made.key.spaceBefore = (pair.key as { spaceBefore?: boolean }).spaceBefore;
    (pair.key as { spaceBefore?: boolean }).spaceBefore = false;
    put(document, made.value!, rest, pair, 0);
    map.items.splice(index, 0, made);
  }
}

/** Brings a map of a document to a value. What has it already stays as it is written. */
export function rewrite(document: Document, map: YAMLMap, value: Readonly<Record<string, unknown>>): void {
  map.items = map.items.filter((pair) => isMerge(pair) || nameOf(pair) in value);
  const present = map.toJS(document) as Readonly<Record<string, unknown>>;
  for (const [key, wanted] of Object.entries(value)) {
    const node: unknown = map.get(key, true);
    if (isDeepStrictEqual(present[key], wanted)) {
      continue;
    }
    if (isMap(node) && isPlainMap(wanted)) {
      rewrite(document, node, wanted);
    } else {
      map.set(key, document.createNode(wanted));
    }
  }
}

function mapAt(map: YAMLMap, path: readonly string[]): YAMLMap | undefined {
  return path.reduce<YAMLMap | undefined>((at, key) => {
    const node: unknown = at?.get(key, true);
    return isMap(node) ? node : undefined;
  }, map);
}

function isMerge({ key }: Pair): boolean {
  return isScalar(key) && typeof key.value === 'symbol';
}

function nameOf({ key }: Pair): string {
  return String(isScalar(key) ? key.value : key);
}
