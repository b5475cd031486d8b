import { shown } from '../../diagnostics/shown';
import type { Text } from '../../diagnostics/text';
import { alternative, text } from '../../diagnostics/text';
import { ClusterKind } from '../../cluster/cluster-kind';
import { partsOf } from '../../placement/parts';
import type { Compute } from '../../placement/pod-placement';
import { known } from '../../ros/tokens';
import type { LabelledPods } from './labelled-pods';
import { labelAt, overridingLabel } from './labelled-pods';

/*
 * What serverless compute does not give to pods, be they jobs or managers, in the words of messages.
 */

/** Serverless compute that pods run on. */
export interface ServerlessCompute extends Pick<Compute, 'capabilities' | 'parts'> {
  readonly name: string;
  /** The end of a remedy: how the pods get to nodes instead. Empty where there are none. */
  readonly orNodes: Text;
}

/** The compute that pods run on, or one of its parts; undefined when it is not serverless. */
export function serverlessCompute(pods: LabelledPods, compute: Compute): ServerlessCompute | undefined {
  const parts = partsOf(compute);
  const name = namesOf(parts.filter(({ serverless }) => serverless)) || compute.name;
  return compute.serverless ? { name, parts, capabilities: compute.capabilities, orNodes: orNodes(pods) } : undefined;
}

function orNodes(pods: LabelledPods): Text {
  if (pods.context.kind === ClusterKind.ACS) {
    return '';
  }
  const prop = pods.name === 'managers' ? 'managerPlacement: ' : '';
  const nodePool = text`use ${prop}${alternative('JobPlacement', 'nodePool')}`;
  const label = overridingLabel(pods);
  if (label === undefined) {
    return text`, or ${nodePool}`;
  }
  const alone = `, or leave the label ${labelAt(pods, label.key)} out, which sends ${pods.name} to ${label.compute.name}`;
  return pods.placement.serverless ? text`${alone}, and ${nodePool}` : alone;
}

/** For a setting that asks for privileges. */
export function withoutPrivileges({ name }: ServerlessCompute): string {
  return `but ${name} runs no privileged containers`;
}

/** The same for jobs, which ask for them to build images. */
export function withoutDocker(compute: ServerlessCompute): Text {
  return text`${withoutPrivileges(compute)}, and so no Docker-in-Docker; build images with kaniko${compute.orNodes}`;
}

/** For a hostPath volume of jobs. */
export function withoutHostPath({ name, orNodes: end }: ServerlessCompute): Text {
  return text`cannot be mounted on ${name}, which has no nodes of yours; use emptyDir, pvc or csi${end}`;
}

/** What speaks against a capability; undefined for one that is given, or where those that are given are not known. */
export function capabilityFault(
  capability: unknown,
  { parts = [], capabilities, orNodes: end }: ServerlessCompute,
): Text | undefined {
  const given = known(capability);
  if (capabilities === undefined || typeof given !== 'string' || capabilities.includes(given.replace(/^CAP_/, ''))) {
    return undefined;
  }
  const name = namesOf(parts.filter((part) => part.capabilities !== undefined));
  return text`${shown(given)}, a capability that ${name} does not give; allowed are ${capabilities.join(', ')}. Use one of these${end}`;
}

function namesOf(computes: readonly Compute[]): string {
  return [...new Set(computes.map(({ name }) => name))].join(' or ');
}
