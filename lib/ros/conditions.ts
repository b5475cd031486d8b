import type { Construct, IResolvable } from '@alicloud/ros-cdk-core';
import { Fn, RosCondition, RosPseudo, RosResource, Token } from '@alicloud/ros-cdk-core';
import { scopedId } from './scoped-id';

/** What a condition says, as ROS writes it: `{ 'Fn::Equals': [...] }`, or another condition. */
export type ConditionExpression = RosCondition | Readonly<Record<string, unknown>>;

/** Whether two values are equal; one of them is usually the value of a parameter. */
export function equals(a: unknown, b: unknown): ConditionExpression {
  return { 'Fn::Equals': [a, b] };
}

/** ROS documents the operand without a list; a list with a function in it, as core writes it, may never be true. */
export function not(condition: ConditionExpression): ConditionExpression {
  return { 'Fn::Not': operand(condition) };
}

export function and(...conditions: readonly ConditionExpression[]): ConditionExpression {
  return { 'Fn::And': conditions.map(operand) };
}

export function or(...conditions: readonly ConditionExpression[]): ConditionExpression {
  return { 'Fn::Or': conditions.map(operand) };
}

export function declareCondition(scope: Construct, id: string, expression: ConditionExpression): RosCondition {
  return new RosCondition(scope, scopedId(scope, id), { expression: operand(expression) as never });
}

/**
 * Creates the resources of a construct only if a condition holds. A resource that has a condition already is created if
 * both hold.
 */
export function createOnlyIf(condition: RosCondition, construct: Construct): void {
  for (const resource of construct.node.findAll()) {
    if (resource instanceof RosResource) {
      const { condition: own } = resource.rosOptions;
      resource.rosOptions.condition = own === undefined || own === condition ? condition : both(own, condition);
    }
  }
}

/** The condition that holds when another does not. It is declared once, beside the other. */
export function opposite(condition: RosCondition): RosCondition {
  return derived(condition, `Not${condition.node.id}`, () => not(condition));
}

function both(a: RosCondition, b: RosCondition): RosCondition {
  return derived(a, `${a.node.id}And${b.node.id}`, () => and(a, b));
}

function derived(beside: RosCondition, id: string, expression: () => ConditionExpression): RosCondition {
  const scope = beside.node.scope as Construct;
  const declared = scope.node.tryFindChild(id) as RosCondition | undefined;
  return declared ?? new RosCondition(scope, id, { expression: operand(expression()) as never });
}

/** One of two values. In place of an undefined one, the property or key is left out. */
export function chooseValue(condition: RosCondition, whenTrue: unknown, whenFalse?: unknown): IResolvable {
  const noValue: unknown = RosPseudo.noValue;
  return Fn.conditionIf(condition.logicalId, whenTrue ?? noValue, whenFalse ?? noValue) as IResolvable;
}

export function chooseText(condition: RosCondition, whenTrue: string, whenFalse: string): string {
  return Token.asString(chooseValue(condition, whenTrue, whenFalse));
}

export function chooseList(
  condition: RosCondition,
  whenTrue: readonly string[],
  whenFalse: readonly string[],
): string[] {
  return Token.asList(chooseValue(condition, whenTrue, whenFalse));
}

function operand(expression: ConditionExpression): unknown {
  return expression instanceof RosCondition ? expression.logicalId : expression;
}
