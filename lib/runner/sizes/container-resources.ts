import { Token } from '@alicloud/ros-cdk-core';
import type { Origin } from '../../model/origin';
import { from } from '../../model/origin';

/** Amounts as Kubernetes quantities. A number is one without a unit. */
export interface ResourceAmounts {
  /** vCPUs: `2`, `0.5` or `500m`. */
  readonly cpu?: string | number;
  /** Memory in bytes, mostly with a unit: `4Gi`, `512Mi`. */
  readonly memory?: string | number;
  /** Ephemeral storage in bytes, mostly with a unit: `30Gi`. It holds the workspace and what the job writes. */
  readonly ephemeralStorage?: string | number;
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

/** Amounts as config.toml and the chart's values have them. */
type AmountTexts = { readonly [Name in keyof ResourceAmounts]: string };

/** Resources as config.toml and the chart's values have them. */
export interface ResourceTexts extends AmountTexts {
  readonly limits?: AmountTexts;
}

/** A quantity as config.toml takes it, where a number would be refused. */
export function quantityText(amount: string | number): string {
  // What is no number may be a text that is marked with its origin.
  return typeof amount !== 'number' ? amount : Token.isUnresolved(amount) ? Token.asString(amount) : String(amount);
}

export function resourceTexts({ limits, ...requests }: ContainerResources): ResourceTexts {
  return { ...amountTexts(requests), ...(limits && { limits: amountTexts(limits) }) };
}

function amountTexts(
  amounts: ResourceAmounts,
  change: (amount: string, name: string) => string = (amount) => amount,
): AmountTexts {
  return Object.fromEntries(
    Object.entries(amounts)
      .filter((entry): entry is [string, string | number] => entry[1] !== undefined)
      .map(([name, amount]) => [name, change(quantityText(amount), name)]),
  );
}

/** The limits that hold for a container: its own where given, else its requests. */
export function limitsOf(resources: ResourceTexts): AmountTexts {
  const { limits, ...requests } = resources;
  return { ...requests, ...limits };
}

/** Requests and limits as Kubernetes spells them. */
export function kubernetesResources(resources: ResourceTexts) {
  return { requests: amounts(resources), limits: amounts(limitsOf(resources)) };
}

/** The resources as texts, each amount marked with an origin of its own, for fragments; `originOf` takes its path in them. */
export function markedResources(
  { limits = {}, ...requests }: ContainerResources,
  originOf: (...path: readonly string[]) => Origin,
): ResourceTexts {
  const marked = (amounts: ResourceAmounts, ...path: readonly string[]) =>
    amountTexts(amounts, (amount, name) => from(originOf(...path, name), amount));
  return { ...marked(requests), limits: marked(limits, 'limits') };
}

function amounts({ cpu, memory, ephemeralStorage }: AmountTexts): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ cpu, memory, 'ephemeral-storage': ephemeralStorage }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}
