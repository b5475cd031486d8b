import type { Problem } from '../diagnostics/problem';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { didYouMean } from '../diagnostics/suggest';
import { dryRunRules } from '../rules/dry-run-rules';
import { parameterFaults } from '../testing/evaluate/parameters';
import type { TemplateParameter } from '../template/ros-template';

/** Values to evaluate a template with. */
export interface ParameterValues {
  readonly values: Readonly<Record<string, unknown>>;
  /** Names of the parameters that somebody else's value stands in for. */
  readonly standIns: readonly string[];
}

/** The parameters that need a value and have none. Secrets are not among them, since a dry run needs none. */
export function missingParameters(
  declared: Readonly<Record<string, TemplateParameter>>,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, TemplateParameter>> {
  const missing = Object.entries(declared).filter(
    ([name, { Default, NoEcho }]) => Default === undefined && NoEcho !== true && given[name] === undefined,
  );
  return Object.fromEntries(missing);
}

/** What stands in for a text that is not given; of these the first that the parameter takes. */
const TEXTS = [
  'stand-in',
  `glrt-${'standin'.repeat(3)}`,
  `c${'0'.repeat(32)}`,
  'Stand-in-1234',
  'StandIn1234567890',
  'https://stand-in.example.com',
  'stand-in.example.com',
  'cn-hangzhou-i',
];

/**
 * A value for each parameter: the one that is given, else its default, else one that stands in for it. Secrets are not to
 * be given. Throws {@link InvalidInputError} with all that is wrong.
 */
export function parameterValues(
  declared: Readonly<Record<string, TemplateParameter>>,
  given: Readonly<Record<string, string>>,
): ParameterValues {
  const names = Object.keys(declared);
  const problems: Problem[] = [];
  const refuse = (name: string, message: string) =>
    problems.push(problemOf(dryRunRules['dry-run-parameter'], `--parameter ${name}`, message));
  for (const name of Object.keys(given)) {
    const parameter = declared[name];
    if (parameter === undefined) {
      refuse(name, `is no parameter of the template.${didYouMean(name, names)} It has ${names.join(', ') || 'none'}`);
    } else if (parameter.NoEcho === true) {
      refuse(name, 'is a secret, and the dry run needs none; leave it out, and another value stands in for it');
    } else {
      parameterFaults(parameter, given[name]).forEach((fault) => refuse(name, fault));
    }
  }
  const needed = names.filter((name) => given[name] === undefined && declared[name]!.Default === undefined);
  const standIns = needed.map((name) => [name, standIn(declared[name]!)] as const);
  for (const [name, value] of standIns) {
    if (value === undefined) {
      refuse(name, 'is needed, and nothing can stand in for it; give it a value by --parameter NAME=VALUE');
    }
  }
  if (problems.length > 0) {
    throw new InvalidInputError('the command', problems);
  }
  return { values: { ...Object.fromEntries(standIns), ...given }, standIns: needed };
}

function standIn(parameter: TemplateParameter): unknown {
  const { Type, AllowedValues = [], MinValue = 1, MinLength = 0 } = parameter;
  const texts = [...TEXTS, ...TEXTS.map((text) => text.padEnd(MinLength, '0'))];
  const byType: Readonly<Record<string, readonly unknown[]>> = { Number: [MinValue], Boolean: [true], Json: [{}, []] };
  const candidates = [...AllowedValues, ...(byType[Type] ?? texts)];
  return candidates.find((value) => parameterFaults(parameter, value).length === 0);
}
