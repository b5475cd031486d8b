import { isMap } from '../../lib/template/intrinsics';
import type { Data } from '../../lib/template/intrinsics';
import { template } from './deployed';
import type { Answers } from './deployed';

const parameters = template.Parameters ?? {};

/** The fields that the console shows for these answers; what is not answered has its default. */
export function visibleFields(answers: Answers): string[] {
  const values = Object.fromEntries(
    Object.entries(parameters).map(([name, { Default }]) => [
      name,
      answers[name] === undefined ? Default : answers[name],
    ]),
  );
  return Object.keys(parameters).filter((name) => {
    const visible = parameters[name]!.AssociationPropertyMetadata?.Visible;
    return visible === undefined || holds((visible as { Condition: unknown }).Condition, values);
  });
}

/** Whether a condition holds as the console evaluates it: fields are `${Name}`, and Fn::Not has no list. */
function holds(condition: unknown, values: Data): boolean {
  const [name, ...others] = isMap(condition) ? Object.keys(condition) : [];
  if (name === undefined || others.length > 0) {
    throw new Error(`not a condition: ${JSON.stringify(condition)}`);
  }
  const argument = (condition as Data)[name];
  const list = () => {
    if (!Array.isArray(argument) || argument.length < 2) {
      throw new Error(`${name} takes a list of two or more, not ${JSON.stringify(argument)}`);
    }
    return argument as unknown[];
  };
  switch (name) {
    case 'Fn::Equals': {
      const [left, right] = list().map((operand) => operandValue(operand, values));
      return left === right;
    }
    case 'Fn::And':
      return list().every((item) => holds(item, values));
    case 'Fn::Or':
      return list().some((item) => holds(item, values));
    case 'Fn::Not':
      return !holds(argument, values);
    default:
      throw new Error(`the console does not know ${name}`);
  }
}

function operandValue(operand: unknown, values: Data): unknown {
  const field = typeof operand === 'string' ? /^\$\{(.+)\}$/.exec(operand)?.[1] : undefined;
  if (field !== undefined && !(field in values)) {
    throw new Error(`there is no field ${field}`);
  }
  return field === undefined ? operand : values[field];
}
