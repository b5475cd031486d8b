import * as ros from '@alicloud/ros-cdk-core';
import type { Problem } from '../../lib/diagnostics/problem';
import { InvalidInputError } from '../../lib/diagnostics/problem';
import type { AckClusterProps } from '../../lib/cluster/ack-cluster';
import { AckCluster } from '../../lib/cluster/ack-cluster';
import { Cluster } from '../../lib/cluster/cluster';
import type { INetwork, NetworkAttributes } from '../../lib/network/network-props';
import { Network } from '../../lib/network/network';
import { synth } from '../support/synth';
import type { NamedResource, ResourceHolder } from '../support/template';
import { allResources } from '../support/template';

export const CLUSTER_ID = `c${'0123456789abcdef'.repeat(2)}`;
export const OTHER_CLUSTER_ID = `c${'fedcba9876543210'.repeat(2)}`;

export function existingNetwork(scope: ros.Construct, attributes: Partial<NetworkAttributes> = {}): INetwork {
  return Network.fromAttributes(scope, 'Network', { vpcId: 'vpc-1', vSwitchIds: ['vsw-1', 'vsw-2'], ...attributes });
}

export function existingCluster(scope: ros.Construct, id = 'Cluster', clusterId = CLUSTER_ID): Cluster {
  return Cluster.fromClusterId(scope, id, clusterId);
}

/** The template of a stack with one ACK cluster, `Cluster`, in an existing network. */
export function ackTemplate(props: Partial<AckClusterProps> = {}) {
  return synth((stack) => new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), ...props }));
}

/** Deploy-time values of every kind, each a parameter with the given id. */
export const parameter = {
  text: (scope: ros.Construct, id: string) => make(scope, id, ros.RosParameterType.STRING).valueAsString,
  number: (scope: ros.Construct, id: string) => make(scope, id, ros.RosParameterType.NUMBER).valueAsNumber,
  list: (scope: ros.Construct, id: string) => make(scope, id, ros.RosParameterType.COMMA_DELIMITED_LIST).valueAsList,
  /** Typed as what the props take, since core types it as a resolvable object. */
  flag: (scope: ros.Construct, id: string) =>
    make(scope, id, ros.RosParameterType.BOOLEAN).valueAsBoolean as unknown as boolean,
};

function make(scope: ros.Construct, id: string, type: ros.RosParameterType): ros.RosParameter {
  return new ros.RosParameter(scope, id, { type });
}

/** The error that the user sees when the stack is built and synthesized. */
export function errorOf(build: (stack: ros.Stack) => void): Error {
  try {
    synth(build);
  } catch (error) {
    return error as Error;
  }
  throw new Error('the stack was synthesized without an error');
}

/** The problems of the one construct that refuses its input. */
export function faultsOf(build: (stack: ros.Stack) => void): readonly Problem[] {
  const error = errorOf(build);
  if (error instanceof InvalidInputError) {
    return error.problems;
  }
  throw error;
}

export function resource(template: ResourceHolder, id: string): NamedResource {
  const found = allResources(template).find((candidate) => candidate.id === id);
  if (found === undefined) {
    const ids = allResources(template).map((candidate) => candidate.id);
    throw new Error(`no resource ${id}; there are: ${ids.join(', ')}`);
  }
  return found;
}

export function properties(template: ResourceHolder, id: string): Record<string, unknown> {
  return resource(template, id).Properties;
}
