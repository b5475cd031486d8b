import type { Affinity, NodeSelectorTerm } from '../config/runner-config.generated';
import type { ResourceUnit } from './pod-placement';

/** Weights that Kubernetes takes. The wider the steps, the less other considerations of the scheduler count. */
const WEIGHT = { highest: 100, lowest: 1 };

/** Confines pods to the nodes of the units, and prefers the earlier ones. A unit without a selector means any node. */
export function nodePreference(units: readonly ResourceUnit[]): Affinity {
  const terms = units.map(({ nodeSelector = {} }) => termOf(nodeSelector));
  const confining = terms.flatMap((term) => (term === undefined ? [] : [term]));
  return {
    nodeAffinity: {
      ...(confining.length === terms.length && {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: confining },
      }),
      preferredDuringSchedulingIgnoredDuringExecution: confining.map((preference, index) => ({
        weight: Math.round(WEIGHT.highest - ((WEIGHT.highest - WEIGHT.lowest) * index) / (terms.length - 1)),
        preference,
      })),
    },
  };
}

function termOf(nodeSelector: Readonly<Record<string, string>>): NodeSelectorTerm | undefined {
  const requirements = Object.entries(nodeSelector).map(([key, value]) => ({
    key,
    operator: 'In' as const,
    values: [value],
  }));
  return requirements.length > 0 ? { matchExpressions: requirements } : undefined;
}
