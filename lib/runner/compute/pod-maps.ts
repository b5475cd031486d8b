import { DeployTimeChoice } from '../../config/deploy-time-choice';
import type { PodMap } from '../../placement/pod-placement';

/**
 * Labels and the like for a fragment, or undefined when there are none: an empty table would only add noise. Types of
 * fragments name plain tables; the tree that they become takes choices too.
 */
export function podMap(map: PodMap | undefined): Record<string, string> | undefined {
  return map instanceof DeployTimeChoice || Object.keys(map ?? {}).length > 0
    ? (map as Record<string, string>)
    : undefined;
}
