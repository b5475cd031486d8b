import { DeployTimeChoice } from '../config/deploy-time-choice';
import { isMap } from '../diagnostics/is-map';
import { isUnresolved } from '../ros/tokens';
import type { Origin, OriginOf, Step } from './origin';
import { Marked } from './origin';

/*
 * Values with their origins. Layers become trees, and trees are laid over each other once; whoever needs to know what a
 * value is, and who said so, reads the result.
 */

/** A single value, or one that is taken whole: text, a deploy-time value, a template of Helm. */
export class Leaf {
  constructor(
    readonly value: unknown,
    readonly origin: Origin,
    /** What stood here before. */
    readonly under?: Node,
  ) {}
}

/** A table of values by key. */
export class Table {
  constructor(
    readonly entries: ReadonlyMap<string, Node>,
    readonly origin: Origin,
    readonly under?: Node,
  ) {}
}

/** A list. */
export class Items {
  constructor(
    readonly items: readonly Node[],
    readonly origin: Origin,
    readonly under?: Node,
  ) {}
}

/** One value if a condition of the template holds, another, or none, if not. */
export class Choice {
  constructor(
    readonly condition: unknown,
    readonly whenTrue: Node | undefined,
    readonly whenFalse: Node | undefined,
    readonly origin: Origin,
    readonly under?: Node,
  ) {}
}

export type Node = Leaf | Table | Items | Choice;

/** The tree of a plain value. Marks in it go before `originOf`. */
export function treeOf(value: unknown, originOf: OriginOf, path: readonly Step[] = []): Node {
  if (value instanceof Marked) {
    const { origin } = value;
    return treeOf(value.value, typeof origin === 'function' ? origin : () => origin, path);
  }
  const origin = originOf(path);
  if (value instanceof DeployTimeChoice) {
    const side = (one: unknown) => (one === undefined ? undefined : treeOf(one, originOf, path));
    return new Choice(value.condition, side(value.whenTrue), side(value.whenFalse), origin);
  }
  if (isUnresolved(value)) {
    return new Leaf(value, origin);
  }
  if (Array.isArray(value)) {
    return new Items(
      value.map((item, index) => treeOf(item, originOf, [...path, index])),
      origin,
    );
  }
  if (isMap(value)) {
    const entries = Object.entries(value).map(
      ([key, inner]) => [key, treeOf(inner, originOf, [...path, key])] as const,
    );
    return new Table(new Map(entries), origin);
  }
  return new Leaf(value, origin);
}

/** A tree of which all has one origin. */
export function treeFrom(origin: Origin, value: unknown): Node {
  return treeOf(value, () => origin);
}

/**
 * Lays a tree over another: the later one wins, table by table, and a table is laid over either side of a choice of
 * tables. Undefined changes nothing, null takes away what is beneath.
 *
 * @param lists whether the items of two lists add up, or the later list replaces the earlier
 */
export function over(earlier: Node | undefined, later: Node, lists: 'add' | 'replace'): Node {
  if (earlier === undefined || isNothing(earlier)) {
    return later;
  }
  if (isNothing(later)) {
    return earlier;
  }
  if (later instanceof Table && earlier instanceof Choice) {
    const { condition, whenTrue, whenFalse, origin } = earlier;
    return new Choice(condition, over(whenTrue, later, lists), over(whenFalse, later, lists), origin, earlier);
  }
  if (later instanceof Table && earlier instanceof Table) {
    const entries = new Map(earlier.entries);
    for (const [key, node] of later.entries) {
      entries.set(key, over(entries.get(key), node, lists));
    }
    return new Table(entries, later.origin, earlier);
  }
  if (later instanceof Items && earlier instanceof Items && lists === 'add') {
    return new Items([...earlier.items, ...later.items], later.origin, earlier);
  }
  return replacing(earlier, later);
}

/** The plain value of a tree, with {@link DeployTimeChoice} for choices. */
export function plain(node: Node | undefined): unknown {
  return plainBy(node, (condition, whenTrue, whenFalse) => new DeployTimeChoice(condition, whenTrue, whenFalse));
}

/** The plain value of a tree, with what `choose` makes of a choice between two plain values. */
export function plainBy(
  node: Node | undefined,
  choose: (condition: unknown, whenTrue: unknown, whenFalse: unknown) => unknown,
): unknown {
  if (node instanceof Leaf) {
    return node.value;
  }
  if (node instanceof Table) {
    return Object.fromEntries([...node.entries].map(([key, inner]) => [key, plainBy(inner, choose)]));
  }
  if (node instanceof Items) {
    return node.items.map((item) => plainBy(item, choose));
  }
  return node && choose(node.condition, plainBy(node.whenTrue, choose), plainBy(node.whenFalse, choose));
}

function isNothing(node: Node): boolean {
  return node instanceof Leaf && node.value === undefined;
}

function replacing(under: Node, node: Node): Node {
  if (node instanceof Leaf) {
    return new Leaf(node.value, node.origin, under);
  }
  if (node instanceof Items) {
    return new Items(node.items, node.origin, under);
  }
  return node instanceof Table
    ? new Table(node.entries, node.origin, under)
    : new Choice(node.condition, node.whenTrue, node.whenFalse, node.origin, under);
}
