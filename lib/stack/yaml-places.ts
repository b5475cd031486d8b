import type { Document, Pair, YAMLMap } from 'yaml';
import { Scalar, isAlias, isMap, isNode, isScalar, isSeq } from 'yaml';
import { keyPath } from './key-path';

/** Where a key or an item stands in a text. */
export interface Place {
  readonly path: string;
  readonly offset?: number;
}

/** Where the keys and items of a document stand. Values that are repeated by aliases stand where they are written. */
export function* places(
  document: Document,
  node: unknown = document.contents,
  path: readonly (string | number)[] = [],
): Generator<Place> {
  for (const [step, start, value] of children(document, resolved(document, node))) {
    const below = [...path, step];
    yield { path: keyPath(below), offset: isNode(start) ? start.range?.[0] : undefined };
    yield* places(document, value, below);
  }
}

/** Whether a key is the `<<` that merges other maps into its own. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === Scalar.PLAIN;
}

/** The maps that a `<<` merges, the preferred first; undefined where it has anything else. */
export function mergedMaps(document: Document, value: unknown): YAMLMap[] | undefined {
  const source = resolved(document, value);
  const maps = (isSeq(source) ? source.items : [source]).map((item) => resolved(document, item));
  return maps.every((map) => isMap(map)) ? maps : undefined;
}

/** The node that an alias stands for, or the node itself. */
function resolved(document: Document, node: unknown): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

type Child = readonly [step: string | number, start: unknown, value: unknown];

function children(document: Document, node: unknown): Child[] {
  if (isSeq(node)) {
    return node.items.map((item, index) => [index, item, item] as const);
  }
  return isMap(node) ? entries(document, node) : [];
}

/** The entries of a map, merged ones included, of which those of the map itself go first. */
function entries(document: Document, map: YAMLMap): Child[] {
  const own = map.items.filter(({ key }) => !isMergeKey(key)).flatMap(entry);
  const merged = map.items
    .filter(({ key }) => isMergeKey(key))
    .flatMap(({ value }) => mergedMaps(document, value) ?? [])
    .flatMap((source) => entries(document, source));
  const names = new Set<string | number>();
  return [...own, ...merged].filter(([name]) => !names.has(name) && names.add(name));
}

function entry({ key, value }: Pair): Child[] {
  return isScalar(key) ? [[String(key.value), key, value]] : [];
}
