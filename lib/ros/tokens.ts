import { Token, Tokenization } from '@alicloud/ros-cdk-core';
import type { IResolvable } from '@alicloud/ros-cdk-core';

/** True for a value that is only known at deploy time, or that holds one: no check can judge it. */
export function isUnresolved(value: unknown): boolean {
  return Token.isUnresolved(value);
}

/** The value when a check can judge it, undefined when it is a deploy-time value or absent. */
export function known<T>(value: T | undefined): T | undefined {
  return value === undefined || isUnresolved(value) ? undefined : value;
}

/**
 * The text that stands for a deploy-time number, boolean or object inside a longer string; undefined for values that
 * can be written as they are. A number token in a template literal would print its encoding, a huge negative double.
 */
export function tokenText(value: unknown): string | undefined {
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

/** An attribute of a resource as a string, whatever form the L1 gives it in. */
export function asString(value: string | IResolvable): string {
  return typeof value === 'string' ? value : Token.asString(value);
}
