import type { Construct } from '@alicloud/ros-cdk-core';
import { Fn, RosPseudo, Token } from '@alicloud/ros-cdk-core';
import { scopedName } from '../ros/scoped-id';

/** Longest readable part: with the prefix and two parts of the stack id it stays below OSS's and RAM's 63 characters. */
const READABLE_LENGTH = 36;

/**
 * A deploy-time name that no other stack uses: `gitlab-<path of the construct>-<beginning of the stack id>`. It is the
 * same at every synth and at every update of the stack.
 */
export function uniqueName(scope: Construct): string {
  const readable = scopedName(scope).slice(0, READABLE_LENGTH).replace(/-+$/, '');
  const stackIdPart = (index: number) => Token.asString(Fn.select(index, Fn.split('-', RosPseudo.stackId)));
  return `gitlab-${readable}-${stackIdPart(0)}-${stackIdPart(1)}`;
}
