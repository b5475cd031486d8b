import type { RuledProblem } from '../../diagnostics/problem';
import { problemOf } from '../../diagnostics/problem';
import { Report } from '../../diagnostics/report';
import { text } from '../../diagnostics/text';
import type { Compute } from '../../placement/pod-placement';

type Check = (compute: Compute, findings: Report) => void;

/** What speaks against a compute. */
interface Judgement {
  readonly errors: readonly RuledProblem[];
  readonly warnings: readonly RuledProblem[];
  /** What speaks against it only if the deployment chooses one of its parts, which the message names. */
  readonly possible: readonly RuledProblem[];
}

/**
 * Checks something on the compute of pods. Where the deployment chooses between computes of which only some refuse it, it
 * may work, so that there is a warning. What all of them refuse is an error, said once.
 */
export function checkParts(compute: Compute, { errors, warnings }: Report, check: Check): void {
  const judged = judge(compute, check);
  errors.addAll(judged.errors);
  warnings.addAll([...judged.warnings, ...judged.possible]);
}

function judge(compute: Compute, check: Check): Judgement {
  const own = findingsOf(compute, check);
  const parts = (compute.parts ?? []).map((part) => {
    const { errors, warnings, possible } = judge(part, check);
    const unsaid = { errors: without(errors, own.errors), warnings: without(warnings, own.warnings) };
    return { name: part.name, ...unsaid, possible };
  });
  const isError = ({ at }: RuledProblem) => parts.every(({ errors }) => errors.some((other) => other.at === at));
  const isWarning = (fault: RuledProblem) =>
    parts.every(({ warnings }) => warnings.some((other) => isSame(fault, other)));
  const [first] = parts;
  return {
    errors: [...own.errors, ...(first?.errors.filter(isError) ?? [])],
    warnings: [...own.warnings, ...(first?.warnings.filter(isWarning) ?? [])],
    possible: distinct(
      parts.flatMap(({ name, errors, warnings, possible }) => [
        ...[...errors.filter((fault) => !isError(fault)), ...warnings.filter((fault) => !isWarning(fault))].map(
          ({ meta, at, text: message }) => problemOf(meta, at, text`${message}. The deployment may choose ${name}`),
        ),
        ...possible,
      ]),
    ),
  };
}

function findingsOf(compute: Compute, check: Check): Pick<Judgement, 'errors' | 'warnings'> {
  const findings = new Report();
  check(compute, findings);
  return { errors: findings.errors.faults, warnings: findings.warnings.faults };
}

/** The faults at places of which the others say nothing. */
function without(faults: readonly RuledProblem[], others: readonly RuledProblem[]): readonly RuledProblem[] {
  return faults.filter(({ at }) => !others.some((other) => other.at === at));
}

function distinct(faults: readonly RuledProblem[]): readonly RuledProblem[] {
  return faults.filter((fault, index) => faults.findIndex((other) => isSame(fault, other)) === index);
}

function isSame(a: RuledProblem, b: RuledProblem): boolean {
  return a.at === b.at && a.message === b.message;
}
