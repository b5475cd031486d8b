import { isDeepStrictEqual } from 'node:util';
import { isMap } from '../template/intrinsics';
import { shownValue } from './shown-value';

/** Where and why a value does not match. */
export interface Mismatch {
  /** Path of the value, for instance `Properties.ChartValues.concurrent`; empty for the whole. */
  readonly at: string;
  /** What was expected and found. */
  readonly message: string;
}

/**
 * A pattern that values are compared with. A pattern may stand anywhere in what is expected; plain values around it are
 * matched as `Match.objectLike` does with maps, and exactly else.
 */
export abstract class Matcher {
  /** What the pattern asks for, in words. */
  abstract readonly description: string;

  /** Why a value does not match; an empty list when it does. A key that is not there is given as undefined. */
  abstract test(actual: unknown): Mismatch[];
}

/** Patterns for what stands in a template. */
export class Match {
  /** The key is not there. */
  static absent(): Matcher {
    return pattern('to be absent', (actual) => actual === undefined);
  }

  /** Any value, as long as there is one. */
  static anyValue(): Matcher {
    return pattern('any value', (actual) => actual !== undefined);
  }

  /** Exactly this value, with no further keys at any level. Patterns may stand in it. */
  static exact(expected: unknown): Matcher {
    return new Structure(expected, { partialMaps: false });
  }

  /** A map with at least these keys. Maps inside it may have further keys too; lists are compared exactly. */
  static objectLike(expected: Readonly<Record<string, unknown>>): Matcher {
    return new Structure(expected, { partialMaps: true });
  }

  /** A map with exactly these keys. Maps inside it have no further keys either. */
  static objectEquals(expected: Readonly<Record<string, unknown>>): Matcher {
    return Match.exact(expected);
  }

  /** A list that has these items in this order, and may have others between them. */
  static arrayWith(expected: readonly unknown[]): Matcher {
    return new ListWith(expected);
  }

  /** A list of exactly these items. */
  static arrayEquals(expected: readonly unknown[]): Matcher {
    return Match.exact(expected);
  }

  /** A string that a regular expression matches somewhere. */
  static stringLikeRegexp(expected: string | RegExp): Matcher {
    const expression = new RegExp(expected);
    return pattern(
      `a string like ${String(expression)}`,
      (actual) => typeof actual === 'string' && actual.search(expression) >= 0,
    );
  }

  /** A string of JSON whose content matches. */
  static serializedJson(expected: unknown): Matcher {
    return new Serialized(expected);
  }

  /** Anything else than this. */
  static not(unexpected: unknown): Matcher {
    const inner = matcherOf(unexpected, true);
    return pattern(`not ${inner.description}`, (actual) => inner.test(actual).length > 0);
  }
}

/** The pattern that a value is, or the one that compares with it. */
export function matcherOf(expected: unknown, partialMaps: boolean): Matcher {
  return expected instanceof Matcher ? expected : new Structure(expected, { partialMaps });
}

function pattern(description: string, matches: (actual: unknown) => boolean): Matcher {
  return new Pattern(description, matches);
}

class Pattern extends Matcher {
  constructor(
    readonly description: string,
    private readonly matches: (actual: unknown) => boolean,
  ) {
    super();
  }

  test(actual: unknown): Mismatch[] {
    return this.matches(actual) ? [] : [unequal(this.description, actual)];
  }
}

class Structure extends Matcher {
  readonly description: string;

  constructor(
    private readonly expected: unknown,
    private readonly options: { readonly partialMaps: boolean },
  ) {
    super();
    this.description = shownValue(expected);
  }

  test(actual: unknown): Mismatch[] {
    const { expected } = this;
    if (expected instanceof Matcher) {
      return expected.test(actual);
    }
    if (Array.isArray(expected) && Array.isArray(actual)) {
      return [
        ...expected.flatMap((item, index) => this.inside(`[${index}]`, item, actual[index])),
        ...actual.slice(expected.length).map((item, index) => ({
          at: `[${expected.length + index}]`,
          message: `expected no further item, got ${shownValue(item)}`,
        })),
      ];
    }
    if (isMap(expected) && isMap(actual)) {
      const further = Object.keys(actual).filter((key) => !Object.hasOwn(expected, key));
      return [
        ...Object.entries(expected).flatMap(([key, value]) => this.inside(key, value, actual[key])),
        ...(this.options.partialMaps ? [] : further).map((key) => ({
          at: key,
          message: `expected to be absent, got ${shownValue(actual[key])}`,
        })),
      ];
    }
    return isDeepStrictEqual(expected, actual) ? [] : [unequal(this.description, actual)];
  }

  private inside(step: string, expected: unknown, actual: unknown): Mismatch[] {
    return below(step, matcherOf(expected, this.options.partialMaps).test(actual));
  }
}

class ListWith extends Matcher {
  readonly description: string;

  constructor(private readonly expected: readonly unknown[]) {
    super();
    this.description = `a list with ${shownValue(expected)}`;
  }

  test(actual: unknown): Mismatch[] {
    if (!Array.isArray(actual)) {
      return [unequal(this.description, actual)];
    }
    let next = 0;
    for (const item of actual) {
      if (next < this.expected.length && matcherOf(this.expected[next], true).test(item).length === 0) {
        next++;
      }
    }
    return next === this.expected.length
      ? []
      : [{ at: '', message: `expected an item ${shownValue(this.expected[next])}, got ${shownValue(actual)}` }];
  }
}

class Serialized extends Matcher {
  readonly description: string;

  constructor(private readonly expected: unknown) {
    super();
    this.description = `JSON of ${shownValue(expected)}`;
  }

  test(actual: unknown): Mismatch[] {
    try {
      return below('(JSON)', matcherOf(this.expected, true).test(JSON.parse(String(actual))));
    } catch {
      return [unequal(this.description, actual)];
    }
  }
}

function unequal(expected: string, actual: unknown): Mismatch {
  return { at: '', message: `expected ${expected}, got ${shownValue(actual)}` };
}

function below(step: string, mismatches: readonly Mismatch[]): Mismatch[] {
  return mismatches.map(({ at, message }) => ({
    at: at === '' || at.startsWith('[') ? `${step}${at}` : `${step}.${at}`,
    message,
  }));
}
