import type { Rule, Severity } from './rule';
import { redacted } from './secrets';
import type { Door, Text } from './text';
import { inWordsOf, Wording } from './text';

/** One thing that is wrong with an input: the rule that says so, where it stands, and what to do about it. */
export interface Problem {
  /** Id of the rule, for instance `job-limit-below-request`; `docs/rules.md` describes each. */
  readonly rule: string;
  /** An error fails the synthesis, a warning is shown. */
  readonly severity: Severity;
  /** Path of the value inside its object, in the user's words, for instance `jobs.resources.memory`. Empty for the whole. */
  readonly at: string;
  /** What was given, what is allowed, and how to mend it. */
  readonly message: string;
  /**
   * The line inside the text at `at`, from 1, for text that has lines of its own such as `chartValues.runners.config`.
   *
   * @default - none: `at` is the place
   */
  readonly line?: number;
  /**
   * The line of the file that the value stands in, from 1.
   *
   * @default - none: the input comes from no file
   */
  readonly fileLine?: number;
}

/** A problem as the library keeps it until a door shows it. */
export interface RuledProblem extends Problem {
  /** The rule itself. */
  readonly meta: Rule;
  /** The message with the words of each door. */
  readonly text: Text;
}

/** A problem without secrets: messages end in logs of pipelines, and what is wrong may be a token in the wrong place. */
export function problemOf(
  meta: Rule,
  at: string,
  text: Text,
  { severity = meta.severity, line }: { readonly severity?: Severity; readonly line?: number | undefined } = {},
): RuledProblem {
  const safe: Text =
    typeof text === 'string' ? redacted(text) : text.map((part) => (part instanceof Wording ? part : redacted(part)));
  return {
    rule: meta.id,
    severity,
    at: redacted(at),
    message: inWordsOf('typescript', safe),
    ...(line !== undefined && { line }),
    meta,
    text: safe,
  };
}

/** The same problem in the words of another door. */
export function inDoorsWords<P extends Problem>(problem: P, door: Door): P {
  const { text } = problem as Partial<RuledProblem>;
  return text === undefined ? problem : { ...problem, message: inWordsOf(door, text) };
}

/** A problem as one line: where it stands, what is wrong, and the id of the rule. */
export function problemText({ fileLine, at, line, message, rule }: Problem): string {
  const inWords = (number: number | undefined) => (number === undefined ? '' : `line ${number}`);
  const place = [inWords(fileLine), at, inWords(line)].filter(Boolean).join(', ');
  return `${place === '' ? '' : `${place}: `}${message} [${rule}]`;
}

/** Thrown at synth for bad input. It lists all problems of one object, so that they can be mended in one go. */
export class InvalidInputError extends Error {
  /** The construct path (or file) that the input belongs to. */
  readonly where: string;
  /** What is wrong, without secrets. */
  readonly problems: Problem[];

  constructor(where: string, problems: readonly Problem[]) {
    const safe = problems.map((one) => ({
      ...one,
      at: redacted(one.at),
      message: redacted(one.message),
    }));
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    const place = redacted(where);
    super([`${place} has ${count}:`, ...safe.map((one) => `  - ${problemText(one)}`)].join('\n'));
    this.name = 'InvalidInputError';
    this.where = place;
    this.problems = safe;
    // Node prints the own properties of an uncaught error below its message, which has them already.
    Object.defineProperty(this, 'problems', { enumerable: false });
    Object.defineProperty(this, 'where', { enumerable: false });
  }
}
