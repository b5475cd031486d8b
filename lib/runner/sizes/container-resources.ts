import type { Origin } from '../../model/origin';
import { from } from '../../model/origin';

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

function amounts({ cpu, memory, ephemeralStorage }: ResourceAmounts): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ cpu, memory, 'ephemeral-storage': ephemeralStorage }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}
