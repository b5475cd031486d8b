import { compareQuantities, parseQuantity, quantityFault } from '../../config/quantity';
import type { FaultList } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import type { Origin } from '../../model/origin';
import { from } from '../../model/origin';
import { known } from '../../ros/tokens';

/** Amounts as Kubernetes quantities. */
export interface ResourceAmounts {
  /** vCPUs: `2`, `0.5` or `500m`. */
  readonly cpu?: string;
  /** Memory in bytes, with a unit: `4Gi`, `512Mi`. */
  readonly memory?: string;
  /** Ephemeral storage in bytes, with a unit: `30Gi`. It holds the workspace and what the job writes. */
  readonly ephemeralStorage?: string;
}

/** What a container asks for, and what it may use at most. */
export interface ContainerResources extends ResourceAmounts {
  /**
   * The most that the container may use, where it differs from the request.
   *
   * @default - the same as the request
   */
  readonly limits?: ResourceAmounts;
}

/** The limits that hold for a container: its own where given, else its requests. */
export function limitsOf(resources: ContainerResources): ResourceAmounts {
  const { limits, ...requests } = resources;
  return { ...requests, ...limits };
}

/** Requests and limits as Kubernetes spells them. */
export function kubernetesResources(resources: ContainerResources) {
  return { requests: amounts(resources), limits: amounts(limitsOf(resources)) };
}

/** The resources with each amount marked with an origin of its own, for fragments; `originOf` takes its path in them. */
export function markedResources(
  { limits = {}, ...requests }: ContainerResources,
  originOf: (...path: readonly string[]) => Origin,
): ContainerResources {
  const marked = (amounts: ResourceAmounts, ...path: readonly string[]): ResourceAmounts =>
    Object.fromEntries(
      Object.entries(amounts).map(([name, amount]: [string, string]) => [name, from(originOf(...path, name), amount)]),
    );
  return { ...marked(requests), limits: marked(limits, 'limits') };
}

/** Adds malformed quantities, limits below requests and limits of zero; `at` is the path of the resources in the props. */
export function checkResources(resources: ContainerResources, faults: FaultList, at: string): void {
  for (const name of ['cpu', 'memory', 'ephemeralStorage'] as const) {
    const kind = name === 'cpu' ? 'cpu' : 'memory';
    const [request, limit] = [known(resources[name]), known(resources.limits?.[name])];
    const requestFault = request === undefined ? undefined : quantityFault(request, kind);
    const limitFault = limit === undefined ? undefined : quantityFault(limit, kind);
    if (requestFault !== undefined) {
      faults.add(`${at}.${name}`, requestFault);
    }
    if (limitFault !== undefined) {
      faults.add(`${at}.limits.${name}`, limitFault);
    }
    if (!requestFault && !limitFault) {
      checkLimit(resources, name, faults, at);
    }
  }
}

/** Why a limit of zero does not do what it seems to. */
export function zeroLimitFault(limit: unknown, name: keyof ResourceAmounts): string {
  const effect =
    name === 'ephemeralStorage'
      ? 'and Kubernetes evicts the pod as soon as it writes anything'
      : 'which Kubernetes takes for no limit at all';
  return `limits the container to ${shown(limit)}, ${effect}; leave it out, or give an amount`;
}

function checkLimit(resources: ContainerResources, name: keyof ResourceAmounts, faults: FaultList, at: string): void {
  const [request, ownLimit] = [known(resources[name]), known(resources.limits?.[name])];
  const limit = known(limitsOf(resources)[name]);
  if (request !== undefined && limit !== undefined && compareQuantities(limit, request) < 0) {
    faults.add(
      `${at}.limits.${name}`,
      `${shown(limit)} is below the request ${shown(request)}; raise the limit or lower the request`,
    );
  } else if (limit !== undefined && parseQuantity(limit) === 0n) {
    faults.add(ownLimit === undefined ? `${at}.${name}` : `${at}.limits.${name}`, zeroLimitFault(limit, name));
  }
}

function amounts({ cpu, memory, ephemeralStorage }: ResourceAmounts): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ cpu, memory, 'ephemeral-storage': ephemeralStorage }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}
