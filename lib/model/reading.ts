import { HelmTemplate } from '../config/helm-template';
import { isUnresolved } from '../ros/tokens';
import type { Place } from '../diagnostics/report';
import type { Origin, Step } from './origin';
import { pathText } from './origin';
import type { Node } from './tree';
import { Choice, Items, Leaf, plain, Table } from './tree';

/** A value that stands at a place of a tree, for certain or on one side of a choice. */
export interface Candidate {
  readonly node: Leaf | Table | Items;
  /** Whether it stands there whatever the deployment chooses, and whatever Helm makes of a text. */
  readonly isCertain: boolean;
}

/** A path as keys with dots between, or step by step where a key has a dot in it. */
export type PathTo = string | readonly Step[];

/** Values with their origins, as rules read them. */
export class Settings {
  constructor(
    readonly root: Node | undefined,
    private readonly isCertain = true,
  ) {}

  /** What may stand at a path; nothing for what is absent, null or empty text, which the runner and the chart take for unset. */
  candidates(path: PathTo): readonly Candidate[] {
    return candidatesAt(this.root, stepsOf(path), this.isCertain).filter(({ node }) => !isUnset(node));
  }

  /** What stands at a path, or may stand there. */
  find(path: PathTo): Candidate | undefined {
    return this.candidates(path)[0];
  }

  /** Whether something stands there, or may. */
  has(path: PathTo): boolean {
    return this.find(path) !== undefined;
  }

  /** Whether something stands there, or may, that is more than an empty table or list. The chart takes these for unset. */
  hasContent(path: PathTo): boolean {
    return this.candidates(path).some(({ node }) => !isEmpty(node));
  }

  /** The value that certainly stands there and is known at synth. */
  known(path: PathTo): unknown {
    const [first, ...others] = this.candidates(path);
    return first?.isCertain === true && others.length === 0 ? knownValue(first.node) : undefined;
  }

  /** The same for text. */
  knownText(path: PathTo): string | undefined {
    const value = this.known(path);
    return typeof value === 'string' ? value : undefined;
  }

  /** The values that are known at synth, of all that may stand there. */
  possible(path: PathTo): readonly { readonly value: unknown; readonly origin: Origin; readonly isCertain: boolean }[] {
    return this.candidates(path).flatMap(({ node, isCertain }) => {
      const value = knownValue(node);
      return value === undefined ? [] : [{ value, origin: node.origin, isCertain }];
    });
  }

  /** Whether a value is known to be absent, or anything else than `true`. A deploy-time value is neither on nor off. */
  isOff(path: PathTo): boolean {
    return this.candidates(path).every(({ node }) => {
      const value = knownValue(node);
      return value !== undefined && value !== true;
    });
  }

  /** Whether it is certainly true. */
  isOn(path: PathTo): boolean {
    return this.known(path) === true;
  }

  /** Where the value at a path comes from. */
  origin(path: PathTo): Origin | undefined {
    return this.find(path)?.node.origin;
  }

  /** Where the value at a path is set, as messages say it. */
  placeOf(path: PathTo): string | undefined {
    const origin = this.origin(path);
    return origin && placeOf(origin).at;
  }

  /** What takes a value away: null there or above, or an empty text; undefined where nobody does. */
  unset(path: PathTo): { readonly value: unknown; readonly origin: Origin } | undefined {
    const steps = stepsOf(path);
    const ends = steps.map((_, index) => candidatesAt(this.root, steps.slice(0, index + 1), this.isCertain)).flat();
    const node = ends.map((end) => end.node).find((end): end is Leaf => isUnset(end));
    return node?.value === undefined ? undefined : { value: node.value, origin: node.origin };
  }

  /** The keys of a table, each with the candidates for its value. */
  entries(path: PathTo): readonly { readonly key: string; readonly candidate: Candidate }[] {
    const steps = stepsOf(path);
    const keys = this.candidates(steps).flatMap(({ node }) =>
      node instanceof Table && node.origin.isMalformed !== true ? [...node.entries.keys()] : [],
    );
    return [...new Set(keys)].flatMap((key) =>
      candidatesAt(this.root, [...steps, key], this.isCertain)
        .filter(({ node }) => !(node instanceof Leaf && node.value === undefined))
        .map((candidate) => ({ key, candidate })),
    );
  }

  /** The items of a list that is known at synth. */
  items(path: PathTo): readonly Settings[] {
    return this.candidates(path).flatMap(({ node, isCertain }) =>
      node instanceof Items && node.origin.isMalformed !== true
        ? node.items.map((item) => new Settings(item, isCertain))
        : [],
    );
  }

  /** What stands at a path, to be read on its own. */
  below(path: PathTo): Settings {
    const found = this.find(path);
    return new Settings(found?.node, found?.isCertain ?? true);
  }
}

/** The place of a problem with a value. */
export function placeOf(origin: Origin, isCertain = true): Place {
  const { path, within = [], line } = origin;
  return {
    at: pathText(path) + (within.length === 0 ? '' : `, ${pathText(within)}`),
    ...(line !== undefined && { line }),
    ...(!isCertain && { isPossible: true }),
  };
}

/** A value that is known at synth; undefined for deploy-time values, and for what Helm has yet to fill in. */
export function knownValue(node: Node): unknown {
  if (node.origin.isMalformed === true || (node instanceof Leaf && isUnknown(node.value))) {
    return undefined;
  }
  return plain(node);
}

/** Whether only the deployment, or Helm, knows what a value is. */
function isUnknown(value: unknown): boolean {
  return isUnresolved(value) || value instanceof HelmTemplate || typeof value === 'symbol';
}

function candidatesAt(node: Node | undefined, path: readonly Step[], isCertain: boolean): Candidate[] {
  if (node === undefined) {
    return [];
  }
  if (node instanceof Choice) {
    const [ifTrue, ifFalse] = [node.whenTrue, node.whenFalse].map((side) => candidatesAt(side, path, isCertain));
    const isOn = (side: readonly Candidate[] = [], one: Candidate) =>
      side.some((other) => isSame(one.node, other.node));
    return [...ifTrue!, ...ifFalse!.filter((one) => !isOn(ifTrue, one))].map((one) =>
      isOn(ifTrue, one) && isOn(ifFalse, one) ? one : { ...one, isCertain: false },
    );
  }
  const [step, ...rest] = path;
  const isSure = isCertain && node.origin.isConditional !== true;
  // What is malformed or known at deployment only stands for all below it.
  if (step === undefined || node.origin.isMalformed === true) {
    return [{ node, isCertain: isSure }];
  }
  if (node instanceof Table) {
    return candidatesAt(node.entries.get(String(step)), rest, isSure);
  }
  if (node instanceof Items && typeof step === 'number') {
    return candidatesAt(node.items[step], rest, isSure);
  }
  return node instanceof Leaf && isUnknown(node.value) ? [{ node, isCertain: isSure }] : [];
}

/** Whether two sides of a choice have the same value, as one that was laid over both. */
function isSame(a: Node, b: Node): boolean {
  if (a instanceof Items && b instanceof Items) {
    return (
      a.origin === b.origin &&
      a.items.length === b.items.length &&
      a.items.every((one, index) => isSame(one, b.items[index]!))
    );
  }
  return a === b || (a instanceof Leaf && b instanceof Leaf && a.origin === b.origin && a.value === b.value);
}

function isUnset(node: Node): boolean {
  const isGiven = node.origin.isMalformed === true && node instanceof Leaf && node.value !== undefined;
  return !isGiven && node instanceof Leaf && (node.value === undefined || node.value === null || node.value === '');
}

function isEmpty(node: Node): boolean {
  return (node instanceof Table && node.entries.size === 0) || (node instanceof Items && node.items.length === 0);
}

function stepsOf(path: PathTo): readonly Step[] {
  return typeof path === 'string' ? path.split('.') : path;
}
