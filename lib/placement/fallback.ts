import { checkFallback } from './check-fallback';
import { ECI_LABELS } from './eci';
import { spotWithFallback } from './eci-annotations';
import { nodePreference } from './node-preference';
import type { Compute, PlacementContext, PodPlacement, ResourceUnit, Toleration } from './pod-placement';
import { POD_GROUP_LABEL, resourcePolicy } from './resource-policy';

/** Several kinds of compute, each for the pods that those before it have no room for. */
export function fallback(placements: readonly Compute[]): Compute {
  const units = merged(placements.flatMap(({ unit }) => unit ?? []));
  const names = placements.map(({ name }) => name);
  return {
    name: names.filter((name, index) => names.indexOf(name) === index).join(', then '),
    serverless: placements.some(({ serverless }) => serverless),
    interruptible: placements.some(({ interruptible }) => interruptible),
    parts: placements,
    billedAs: [...new Set(placements.flatMap(({ billedAs = [] }) => billedAs))],
    capabilities: common(placements.flatMap(({ capabilities }) => (capabilities === undefined ? [] : [capabilities]))),
    place: (context) => placeUnits(units, context),
    check: (context, report, at) => checkFallback(placements, units, context, report, at),
  };
}

/** What stands in each of the lists: a pod must be able to run on any of the computes. */
function common([first, ...others]: readonly (readonly string[])[]): readonly string[] | undefined {
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
    return { affinity: nodePreference(units), tolerations };
  }
  if (podGroup === undefined) {
    throw new Error('a fallback to other compute needs the name of its pods: PlacementContext.podGroup');
  }
  return { labels: { [POD_GROUP_LABEL]: podGroup }, tolerations, objects: [resourcePolicy(podGroup, units)] };
}

/** Each taint once: when two tolerations differ in the effect alone, the taint is tolerated with any effect. */
function united(tolerations: readonly Toleration[]): Toleration[] {
  const byTaint = new Map<string, Toleration>();
  for (const { key, value, effect } of tolerations) {
    const taint = JSON.stringify([key, value]);
    const known = byTaint.get(taint);
    byTaint.set(taint, known === undefined || known.effect === effect ? { key, value, effect } : { key, value });
  }
  return [...byTaint.values()];
}
