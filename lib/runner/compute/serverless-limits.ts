import { shown } from '../../checks/faults';
import type { Compute } from '../../placement/pod-placement';
import { known } from '../../ros/tokens';

/*
 * What serverless compute does not give to pods, be they jobs or managers, in the words of messages.
 */

/** For a setting that asks for privileges. */
export function withoutPrivileges({ name }: Compute): string {
  return `but ${name} runs no privileged containers`;
}

/** What speaks against a capability; undefined for one that is given, or where those that are given are not known. */
export function capabilityFault(capability: unknown, { name, capabilities }: Compute): string | undefined {
  const given = known(capability);
  return capabilities === undefined || typeof given !== 'string' || capabilities.includes(given.replace(/^CAP_/, ''))
    ? undefined
    : `${shown(given)}, a capability that ${name} does not give; allowed are ${capabilities.join(', ')}. Use one of these, or JobPlacement.nodePool()`;
}
