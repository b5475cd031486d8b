import { createHash } from 'node:crypto';
import type { Construct } from '@alicloud/ros-cdk-core';
import { Fn, RosPseudo, Token } from '@alicloud/ros-cdk-core';
import { scopedName } from '../ros/scoped-id';

/** Longest readable part: with the prefix and two parts of the stack id it stays below OSS's and RAM's 63 characters. */
const READABLE_LENGTH = 36;
const DIGEST_LENGTH = 6;

/**
 * A deploy-time name that no other stack uses: `gitlab-<path of the construct>-<beginning of the stack id>`. It is the
 * same at every synth and at every update of the stack.
 *
 * @param id what is named inside the construct; without one, the construct itself
 */
export function uniqueName(scope: Construct, id?: string): string {
  const stackIdPart = (index: number) => Token.asString(Fn.select(index, Fn.split('-', RosPseudo.stackId)));
  return `gitlab-${shortened(scopedName(scope, id))}-${stackIdPart(0)}-${stackIdPart(1)}`;
}

/** Two long paths may begin alike, so what is cut off is stood for by its digest. */
function shortened(name: string): string {
  if (name.length <= READABLE_LENGTH) {
    return name;
  }
  const digest = createHash('sha256').update(name).digest('hex').slice(0, DIGEST_LENGTH);
  return `${name.slice(0, READABLE_LENGTH - DIGEST_LENGTH - 1).replace(/-+$/, '')}-${digest}`;
}
