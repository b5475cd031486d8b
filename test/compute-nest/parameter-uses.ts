import { functionCall, isMap, variablesIn } from '../../lib/template/intrinsics';
import type { Template } from '../support/template';

/** Something in a template that the value of a parameter decides. */
export interface ParameterUse {
  readonly resource: string;
  readonly type: string;
  /** Undefined where the parameter decides whether the resource exists. */
  readonly property: string | undefined;
}

/** What a parameter decides, by way of conditions too. */
export function parameterUses(template: Template, parameter: string): ParameterUse[] {
  return Object.entries(template.Resources ?? {}).flatMap(([resource, { Type: type, Condition, Properties = {} }]) => [
    ...(Condition !== undefined && conditionUses(template, Condition, parameter)
      ? [{ resource, type, property: undefined }]
      : []),
    ...Object.keys(Properties)
      .filter((property) => valueUses(template, Properties[property], parameter))
      .map((property) => ({ resource, type, property })),
  ]);
}

function valueUses(template: Template, value: unknown, parameter: string): boolean {
  const call = functionCall(value);
  if (call?.name === 'Ref') {
    return call.argument === parameter;
  }
  if (call?.name === 'Fn::Sub') {
    const text: unknown = Array.isArray(call.argument) ? call.argument[0] : call.argument;
    if (variablesIn(text as string).includes(parameter)) {
      return true;
    }
  }
  if (call?.name === 'Fn::If') {
    const [condition, ...values] = call.argument as unknown[];
    return conditionUses(template, condition, parameter) || valueUses(template, values, parameter);
  }
  const items = isMap(value) ? Object.values(value) : Array.isArray(value) ? (value as unknown[]) : [];
  return items.some((item) => valueUses(template, item, parameter));
}

/** In a condition, a text may be the name of another one. */
function conditionUses(template: Template, condition: unknown, parameter: string): boolean {
  if (typeof condition === 'string') {
    const named = template.Conditions?.[condition];
    return named !== undefined && conditionUses(template, named, parameter);
  }
  const call = functionCall(condition);
  if (call?.name === 'Ref') {
    return call.argument === parameter;
  }
  const items = isMap(condition) ? Object.values(condition) : Array.isArray(condition) ? (condition as unknown[]) : [];
  return items.some((item) => conditionUses(template, item, parameter));
}
