import { checkFallback } from './check-fallback';
import { ECI_LABELS } from './eci';
import { spotWithFallback } from './eci-annotations';
import { ARCHITECTURE_LABEL, united } from './node-pool';
import { nodePreference } from './node-preference';
import type { IPlacement, PlacementContext, PodPlacement, ResourceUnit } from './pod-placement';
import { POD_GROUP_LABEL, resourcePolicy } from './resource-policy';

/** Several kinds of compute, each for the pods that those before it have no room for. */
export function fallback(placements: readonly IPlacement[]): IPlacement {
  return {
    bind(scope, context) {
      const bound = placements.map((placement) => ({ placement, config: placement.bind(scope, context) }));
      const parts = bound.map(({ config }) => config.compute);
      const units = merged(parts.flatMap(({ unit }) => unit ?? []));
      return {
        compute: {
          name: [...new Set(parts.map(({ name }) => name))].join(', then '),
          serverless: parts.some(({ serverless }) => serverless),
          interruptible: parts.some(({ interruptible }) => interruptible),
          parts,
          billedAs: [...new Set(parts.flatMap(({ billedAs = [] }) => billedAs))],
          capabilities: common(parts.flatMap(({ capabilities }) => (capabilities === undefined ? [] : [capabilities]))),
        },
        pods: placeUnits(units, context),
        check: (report, at) => checkFallback(bound, units, context, report, at),
      };
    },
  };
}

/** What stands in each of the lists: a pod must be able to run on any of the computes. */
function common([first, ...others]: readonly (readonly string[])[]): string[] | undefined {
  return first?.filter((item) => others.every((list) => list.includes(item)));
}

/** ECI can fall back from spot to pay-as-you-go by itself, so that the two are one unit. */
function merged(units: readonly ResourceUnit[]): ResourceUnit[] {
  return units.reduce<ResourceUnit[]>((list, unit) => {
    const last = list.at(-1);
    const podAnnotations =
      last?.resource === 'eci' && unit.resource === 'eci'
        ? spotWithFallback(last.podAnnotations, unit.podAnnotations)
        : undefined;
    return podAnnotations === undefined ? [...list, unit] : [...list.slice(0, -1), { ...unit, podAnnotations }];
  }, []);
}

function placeUnits(units: readonly ResourceUnit[], { podGroup }: PlacementContext): PodPlacement {
  const [first] = units;
  if (units.length === 1 && first?.resource === 'eci') {
    return { labels: ECI_LABELS, annotations: first.podAnnotations };
  }
  const tolerations = united(units.flatMap((unit) => unit.tolerations ?? []));
  if (units.every(({ resource }) => resource === 'ecs')) {
    return { affinity: nodePreference(units), nodeSelector: commonArchitecture(units), tolerations };
  }
  if (podGroup === undefined) {
    throw new Error('a fallback to other compute needs the name of its pods: PlacementContext.podGroup');
  }
  return { labels: { [POD_GROUP_LABEL]: podGroup }, tolerations, objects: [resourcePolicy(podGroup, units)] };
}

/** GitLab Runner finds the helper image by the node selector, and does not look at affinity. */
function commonArchitecture(units: readonly ResourceUnit[]): Record<string, string> | undefined {
  const [first, ...others] = new Set(units.map(({ nodeSelector }) => nodeSelector?.[ARCHITECTURE_LABEL]));
  return first === undefined || others.length > 0 ? undefined : { [ARCHITECTURE_LABEL]: first };
}
