import { Fn, Token } from '@alicloud/ros-cdk-core';

/** The sum of two numbers, at deploy time when one is only known then: JavaScript would lose the token. */
export function numberSum(a: number, b: number): number {
  return Token.isUnresolved(a) || Token.isUnresolved(b) ? Token.asNumber(Fn.add([a, b])) : a + b;
}
