import type { Construct } from '@alicloud/ros-cdk-core';
import { Stack } from '@alicloud/ros-cdk-core';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import type { ICache } from './cache';
import { cacheRules } from './cache-rules';
import { OssCache } from './oss-cache';

const ID = 'Cache';

/** The cache of runners that name none: one for their stack, which the first of them makes. */
export function stackCache(runner: Construct): ICache {
  const stack = Stack.of(runner);
  const found = stack.node.tryFindChild(ID) as (Construct & Partial<ICache>) | undefined;
  if (found === undefined) {
    return new OssCache(stack, ID);
  }
  if (typeof found.bind !== 'function') {
    throw new InvalidInputError(runner.node.path, [
      problemOf(
        cacheRules['cache-id-taken'],
        'cache',
        `is not given, and ${found.node.path} takes the place of the cache that the runners of the stack share; give the cache, or that construct another id`,
      ),
    ]);
  }
  return found as ICache;
}
