import type { RuledProblem } from '../diagnostics/problem';
import { Report } from '../diagnostics/report';
import { text } from '../diagnostics/text';
import type { Compute } from '../placement/pod-placement';
import type { RunnerModel } from '../runner/compose-runner';

type Check = (compute: Compute, report: Report) => void;

/** What speaks against a compute. */
interface Judgement {
  readonly problems: readonly RuledProblem[];
  /** What speaks against it only if the deployment chooses one of its parts, which the message names. */
  readonly possible: readonly RuledProblem[];
}

/**
 * Checks something on the compute that the pods of jobs or of managers land on by their labels. Where the deployment
 * chooses between computes, the check runs on the whole and on each of these: what all of them refuse is an error, said
 * once, and what only some refuse is a warning that names them. A fallback speaks for all of its parts.
 */
export function forEachCompute(
  { pods }: Pick<RunnerModel, 'pods'>,
  name: 'jobs' | 'managers',
  report: Report,
  check: Check,
): void {
  const { problems, possible } = judge(pods[name].compute, check);
  report.addAll([...problems, ...possible]);
}

function judge(compute: Compute, check: Check): Judgement {
  const whole = new Report();
  check(compute, whole);
  const parts = (compute.parts ?? []).map((part) => {
    const { problems, possible } = judge(part, check);
    const unsaid = problems.filter((one) => !whole.problems.some((other) => isSame(one, other)));
    return { name: part.name, problems: unsaid, possible };
  });
  const isOfAll = (problem: RuledProblem) =>
    parts.every(({ problems }) => problems.some((other) => isSame(problem, other) && saysSame(problem, other)));
  return {
    problems: [...whole.problems, ...(parts[0]?.problems.filter(isOfAll) ?? [])],
    possible: parts
      .flatMap(({ name, problems, possible }) => [
        ...problems.filter((one) => !isOfAll(one)).map((one) => onlyOn(name, one)),
        ...possible,
      ])
      .filter(
        (one, index, all) => all.findIndex((other) => isSame(one, other) && one.message === other.message) === index,
      ),
  };
}

function isSame(a: RuledProblem, b: RuledProblem): boolean {
  return a.rule === b.rule && a.severity === b.severity && a.at === b.at && a.line === b.line;
}

/** Errors differ in the name of the compute alone, while warnings may say more of it. */
function saysSame(a: RuledProblem, b: RuledProblem): boolean {
  return a.severity === 'error' || a.message === b.message;
}

function onlyOn(name: string, problem: RuledProblem): RuledProblem {
  const end = `. The deployment may choose ${name}`;
  return {
    ...problem,
    severity: 'warning',
    message: `${problem.message}${end}`,
    text: text`${problem.text}${end}`,
  };
}
