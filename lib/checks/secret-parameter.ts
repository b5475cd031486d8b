import type { IConstruct } from '@alicloud/ros-cdk-core';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { secretHolderFault } from '../diagnostics/secret-names';
import { checkArgument } from './prop-kinds';
import { stackRules } from './stack-rules';

/**
 * Throws when a parameter for a secret cannot be made: at once, since its id becomes a name in the template and a part
 * of paths in messages.
 *
 * @param call what was called to make it
 */
export function checkSecretParameter(scope: IConstruct, id: string, call: string): void {
  checkArgument('scope', scope, call);
  const fault = secretHolderFault(id, 'a parameter');
  if (fault !== undefined) {
    throw new InvalidInputError(call, [problemOf(stackRules['secret-as-parameter-id'], 'id', fault)]);
  }
}
