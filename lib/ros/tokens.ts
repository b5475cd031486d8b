import { Fn, Token, Tokenization } from '@alicloud/ros-cdk-core';
import type { IResolvable } from '@alicloud/ros-cdk-core';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { rosRules } from './ros-rules';

/** True for a value that is only known at deploy time, or that holds one: no check can judge it. */
export function isUnresolved(value: unknown): boolean {
  // A deploy-time list is an array of one encoded string, which core does not know for a token once it is taken out.
  return Token.isUnresolved(value) || (typeof value === 'string' && Token.isUnresolved([value]));
}

/** The value when a check can judge it, undefined when it is a deploy-time value or absent. */
export function known<T>(value: T | undefined): T | undefined {
  return value === undefined || isUnresolved(value) ? undefined : value;
}

/** The same for what should be a text and may be a Helm template, which is known at deployment only, or a mistake. */
export function knownText(value: unknown): string | undefined {
  return typeof value === 'string' ? known(value) : undefined;
}

/**
 * The text that stands for a deploy-time number, boolean or object inside a longer string; undefined for values that
 * can be written as they are. A number token in a template literal would print its encoding, a huge negative double.
 *
 * Throws for a deploy-time list: ROS has no certain text for one.
 */
export function tokenText(value: unknown): string | undefined {
  if (Array.isArray(value) && isUnresolved(value)) {
    throw new InvalidInputError('a text such as YAML or JSON', [
      problemOf(
        rosRules['deploy-time-list-in-text'],
        '',
        'a deploy-time list cannot stand in it; list its items one by one, for instance by Fn.select(0, list)',
      ),
    ]);
  }
  if (typeof value === 'number' && Token.isUnresolved(value)) {
    return Token.asString(Tokenization.reverseNumber(value));
  }
  if (typeof value === 'object' && value !== null && Tokenization.isResolvable(value)) {
    return Token.asString(value);
  }
  return undefined;
}

/** A number as text, also when it is a deploy-time value. */
export function numberText(value: number): string {
  return tokenText(value) ?? String(value);
}

/** The sum of two numbers, at deploy time when one is only known then: JavaScript would lose the token. */
export function numberSum(a: number, b: number): number {
  return Token.isUnresolved(a) || Token.isUnresolved(b) ? Token.asNumber(Fn.add([a, b])) : a + b;
}

/** The largest of some numbers, likewise. */
export function largest(numbers: readonly number[]): number {
  return numbers.some((number) => Token.isUnresolved(number))
    ? Token.asNumber(Fn.max([...numbers]))
    : Math.max(...numbers);
}

/** An attribute of a resource as a string, whatever form the L1 gives it in. */
export function asString(value: string | IResolvable): string {
  return typeof value === 'string' ? value : Token.asString(value);
}
