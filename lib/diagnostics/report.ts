import type { Problem, RuledProblem } from './problem';
import { InvalidInputError, problemOf } from './problem';
import type { Rule, Severity } from './rule';
import { defineRules } from './rule';
import type { Text } from './text';

/** Where a problem is, for what is more than a path. */
export interface Place {
  /** Path of the value in the props. */
  readonly at: string;
  /**
   * The line inside the text at the place, from 1.
   *
   * @default - none
   */
  readonly line?: number;
  /**
   * Whether the value is only possible, as one side of a choice. Its problems are warnings.
   *
   * @default false
   */
  readonly isPossible?: boolean;
}

/** How one problem differs from what its rule says of all. */
export interface ProblemOptions {
  /**
   * A warning where the rule has an error, for what is only possible.
   *
   * @default - that of the rule
   */
  readonly severity?: Severity;
}

/** Problems that classes of users report about their own subject. */
export const extensionRules = defineRules({
  extension: {
    severity: 'error',
    title: 'A class of your own, such as a placement, reports a problem',
    reason: 'What follows is known to that class.',
    remedy: 'Do what its message says.',
  },
});

/** Gathers the problems of an object. */
export class Report {
  private readonly list: RuledProblem[] = [];

  /**
   * Adds a problem.
   *
   * @param place the value in the props, for instance `jobs.resources.memory`
   * @param text what was given, what is allowed, and how to mend it
   */
  add(rule: Rule, place: string | Place, text: Text, options: ProblemOptions = {}): void {
    const { at, line, isPossible }: Place = typeof place === 'string' ? { at: place } : place;
    this.list.push(
      problemOf(rule, at, text, { line, ...(isPossible === true && { severity: 'warning' }), ...options }),
    );
  }

  /** Adds an error of a class of your own, such as a placement; its rule is `extension`. */
  error(at: string, text: string): void {
    this.add(extensionRules.extension, at, text);
  }

  /** Adds a warning of a class of your own. */
  warning(at: string, text: string): void {
    this.add(extensionRules.extension, at, text, { severity: 'warning' });
  }

  /** Adds problems that were found elsewhere. */
  addAll(problems: readonly RuledProblem[]): void {
    this.list.push(...problems);
  }

  /** The problems, in the order in which they were found. */
  get problems(): RuledProblem[] {
    return this.list;
  }

  /** Throws {@link InvalidInputError} when there are errors; `where` is the construct path. */
  throwIfAny(where: string): void {
    const errors: readonly Problem[] = this.list.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) {
      throw new InvalidInputError(where, errors);
    }
  }
}
