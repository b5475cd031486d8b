import { known } from '../../ros/tokens';
import type { RunnerFragment } from '../fragment';

/** How managers are kept running while nodes and zones come and go. */
export interface ManagerAvailabilityOptions {
  /**
   * Evicts one manager at a time when nodes are drained, by a PodDisruptionBudget. It never blocks a drain: a single
   * manager, or one that is not ready, may always be evicted.
   *
   * @default true - where more than one manager can run
   * @see https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-budgets
   */
  readonly podDisruptionBudget?: boolean;
  /**
   * Spreads managers over zones and nodes as evenly as there is room. On virtual nodes that is over the zones of the
   * vSwitches.
   *
   * @default true - where more than one manager can run
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
   */
  readonly spread?: boolean;
  /**
   * Lets node autoscaling evict a manager to save its node. It gives a manager ten minutes only, and the jobs that run
   * longer are lost; false keeps a node for as long as a manager is on it.
   *
   * @default false
   * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md
   */
  readonly safeToEvict?: boolean;
}

/** What availability is configured for. */
export interface ManagerAvailabilityContext {
  /** Name of the managers' Deployment, and the value of their label `app`. */
  readonly managerName: string;
  /**
   * Most managers that can run.
   *
   * @default - not known: more than one
   */
  readonly maxReplicas?: number;
}

/** Annotations that the two node autoscalers of ACK look for: cluster-autoscaler and GOATScaler. */
const SAFE_TO_EVICT = ['cluster-autoscaler.kubernetes.io/safe-to-evict', 'goatscaler.io/safe-to-evict'];

export function availabilityFragment(
  options: ManagerAvailabilityOptions,
  { managerName, maxReplicas }: ManagerAvailabilityContext,
): RunnerFragment {
  const { podDisruptionBudget = true, spread = true, safeToEvict = false } = options;
  const several = known(maxReplicas) !== 1;
  return {
    values: {
      topologySpreadConstraints: several && spread ? spreadConstraints(managerName) : undefined,
      podAnnotations: safeToEvict ? undefined : Object.fromEntries(SAFE_TO_EVICT.map((name) => [name, 'false'])),
    },
    extraObjects: several && podDisruptionBudget ? [disruptionBudget(managerName)] : [],
  };
}

/** Preferred and not required: a manager in the wrong place is better than none. */
function spreadConstraints(managerName: string): object[] {
  return ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: { app: managerName } },
    // Managers of the last revision that still wait to be replaced are not to push new ones together.
    matchLabelKeys: ['pod-template-hash'],
  }));
}

function disruptionBudget(managerName: string): object {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: managerName },
    spec: {
      // And not minAvailable, which blocks every drain once as few managers run as it demands.
      maxUnavailable: 1,
      // Managers that never got ready, for a wrong token say, would otherwise block the drain of their node.
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: { app: managerName } },
    },
  };
}
