import type { Compute } from './pod-placement';

/** The single computes that a pod may land on: the compute itself, or its parts and theirs. */
export function partsOf(compute: Compute): readonly Compute[] {
  return compute.parts?.flatMap(partsOf) ?? [compute];
}
