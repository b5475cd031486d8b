import type { IConstruct } from '@alicloud/ros-cdk-core';
import type { RuledProblem } from './problem';
import { inDoorsWords, InvalidInputError, problemText } from './problem';
import type { Report } from './report';
import { redacted } from './secrets';
import type { Door } from './text';

/** Rules that somebody has looked at and overruled, by id, each with the reason. */
export type Acknowledgements = Readonly<Record<string, string>>;

/** What holds for a construct and all below it. */
interface Scope {
  door?: Door;
  acknowledged?: Acknowledgements;
}

const scopes = new WeakMap<IConstruct, Scope>();
const quietRoots = new WeakSet<IConstruct>();
const attachedWarnings = new WeakMap<IConstruct, readonly RuledProblem[]>();
const unshownWarnings = new WeakMap<IConstruct, Set<string>>();

/** Has the problems of a construct and of all below it said in the words of a door. */
export function speakInWordsOf(door: Door, construct: IConstruct): void {
  scopes.set(construct, { ...scopes.get(construct), door });
}

/** Acknowledges rules for a construct and all below it that is made afterwards. */
export function acknowledgeBelow(construct: IConstruct, acknowledged: Acknowledgements): void {
  const scope = scopes.get(construct);
  scopes.set(construct, { ...scope, acknowledged: { ...scope?.acknowledged, ...acknowledged } });
}

/** Leaves it to the caller to show the warnings of an app. */
export function keepQuiet(app: IConstruct): void {
  quietRoots.add(app);
}

/**
 * Ends the checks of a construct: throws what are errors, and attaches what are warnings to the construct. Acknowledged
 * problems do neither; they stand in the manifest with the reason.
 */
export function settle(report: Report, construct: IConstruct): void {
  const open = openProblems(report, construct);
  const errors = open.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw new InvalidInputError(construct.node.path, errors);
  }
  open.forEach((warning) => attach(warning, construct));
}

/** The problems of a construct, in the words of its door, but for those that are acknowledged. */
export function openProblems({ problems }: Report, construct: IConstruct): readonly RuledProblem[] {
  return withoutAcknowledged(problems, construct).map((problem) => inDoorsWords(problem, doorOf(construct)));
}

/**
 * The problems that are not acknowledged. Those that are stand in the manifest with the reason.
 *
 * @param reasonOf further acknowledgements, for a part of the construct that is not made yet
 */
export function withoutAcknowledged(
  problems: readonly RuledProblem[],
  construct: IConstruct,
  reasonOf: (problem: RuledProblem) => string | undefined = () => undefined,
): RuledProblem[] {
  return problems.filter((problem) => {
    const reason = problem.meta.fatal === true ? undefined : (reasonOf(problem) ?? reasonAt(problem, construct));
    if (reason !== undefined) {
      const shown = problemText(inDoorsWords(problem, doorOf(construct)));
      note(`acknowledged, since ${redacted(reason)}: ${shown}`, construct);
    }
    return reason === undefined;
  });
}

/** Core validates a tree more than once where a program does so before it synthesizes. */
function note(text: string, { node }: IConstruct): void {
  if (!node.metadata.some(({ data }) => data === text)) {
    node.addInfo(text);
  }
}

/** The warnings that were attached to a construct itself. */
export function warningsAt(construct: IConstruct): readonly RuledProblem[] {
  return attachedWarnings.get(construct) ?? [];
}

/** Shows the warnings of an app that were not shown yet, as its stacks are synthesized. */
export function showWarnings(root: IConstruct): void {
  if (quietRoots.has(root)) {
    return;
  }
  unshownWarnings.get(root)?.forEach((warning) => process.stderr.write(`Warning: ${warning}\n`));
  unshownWarnings.delete(root);
}

function attach(warning: RuledProblem, construct: IConstruct): void {
  attachedWarnings.set(construct, [...warningsAt(construct), warning]);
  const { node } = construct;
  const text = problemText(warning);
  node.addWarning(text);
  const unshown = unshownWarnings.get(node.root) ?? new Set();
  unshownWarnings.set(node.root, unshown.add(`${redacted(node.path)}: ${text}`));
}

function doorOf(construct: IConstruct): Door {
  return nearest(construct, ({ door }) => door) ?? 'typescript';
}

function reasonAt({ rule }: RuledProblem, construct: IConstruct): string | undefined {
  return nearest(construct, ({ acknowledged = {} }) =>
    Object.hasOwn(acknowledged, rule) ? acknowledged[rule] : undefined,
  );
}

function nearest<T>(construct: IConstruct, of: (scope: Scope) => T | undefined): T | undefined {
  for (const scope of [...construct.node.scopes].reverse()) {
    const found = of(scopes.get(scope) ?? {});
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
