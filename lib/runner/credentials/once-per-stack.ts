import type { Construct } from '@alicloud/ros-cdk-core';
import { Stack } from '@alicloud/ros-cdk-core';

/** The same for all runners of a stack that one object is given to: what is made for the first one. */
export function oncePerStack<T, Further extends unknown[]>(
  make: (scope: Construct, ...further: Further) => T,
): (scope: Construct, ...further: Further) => T {
  const made = new WeakMap<Stack, T>();
  return (scope, ...further) => {
    const stack = Stack.of(scope);
    const one = made.get(stack) ?? make(scope, ...further);
    made.set(stack, one);
    return one;
  };
}
