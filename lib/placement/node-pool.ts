import { checkLabels, labelKeyFault, labelValueFault } from '../chart/kubernetes-labels';
import { checkNodePoolId } from '../cluster/check-node-pool';
import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { alternative, text } from '../diagnostics/text';
import { ClusterKind } from '../cluster/cluster-kind';
import type { INodePool } from '../cluster/inode-pool';
import { isUnresolved, known } from '../ros/tokens';
import { placementRules } from './placement-rules';
import type { BuiltInCompute, Toleration } from './pod-placement';

/** Which nodes pods go to, of a node pool or of all. */
export interface NodeSelectionOptions {
  /**
   * Labels that a node must have.
   *
   * @default - any node
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /**
   * Taints of nodes that pods accept, besides those of a node pool that is given as such.
   *
   * @default - none
   */
  readonly tolerations?: Toleration[];
}

/** Which nodes pods go to, where there is no construct for their pool. */
export interface NodePoolPlacementOptions extends NodeSelectionOptions {
  /**
   * Id of the node pool, `np…`.
   *
   * @default - any node pool
   */
  readonly nodePoolId?: string;
  /**
   * Whether the nodes are spot instances, which may be reclaimed with the jobs on them.
   *
   * @default false
   */
  readonly spot?: boolean;
}

/** The label that ACK gives to the nodes of a node pool, and to no others. */
export const NODE_POOL_LABEL = 'alibabacloud.com/nodepool-id';
/** The label that Kubernetes gives to nodes. By it GitLab Runner finds the helper image. */
export const ARCHITECTURE_LABEL = 'kubernetes.io/arch';

export function isNodePool(given: INodePool | NodePoolPlacementOptions): given is INodePool {
  return 'labels' in given && 'taints' in given;
}

/** @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/node-pool-overview */
export function nodePool(
  given: INodePool | NodePoolPlacementOptions,
  selection: NodeSelectionOptions = {},
): BuiltInCompute {
  return isNodePool(given) ? ofPool(given, selection) : nodes(given, given);
}

/**
 * The pool's own labels may be those of other pools, and change; its id is that of this pool alone, and needs no label of
 * the user's. That only the deployment knows it is no harm.
 */
function ofPool(pool: INodePool, selection: NodeSelectionOptions): BuiltInCompute {
  const { nodePoolId, architecture, spot } = pool;
  const taints = pool.taints.map(({ key, value, effect = 'NoSchedule' }) => ({ key, value, effect }));
  const nodeSelector = {
    ...(architecture !== undefined && { [ARCHITECTURE_LABEL]: architecture }),
    ...selection.nodeSelector,
  };
  const tolerations = united([...taints, ...(selection.tolerations ?? [])]);
  return { ...nodes({ nodePoolId, nodeSelector, tolerations, spot }, selection), nodePool: pool };
}

/** @param written what of it the user has written, which is checked */
function nodes(options: NodePoolPlacementOptions, written: NodePoolPlacementOptions): BuiltInCompute {
  const { nodePoolId, tolerations } = options;
  const nodeSelector = {
    ...(nodePoolId !== undefined && { [NODE_POOL_LABEL]: nodePoolId }),
    ...options.nodeSelector,
  };
  return {
    name: 'the node pool',
    serverless: false,
    interruptible: options.spot === true,
    unit: { resource: 'ecs', nodeSelector, tolerations },
    place: () => ({ nodeSelector, tolerations }),
    check(context, report, at) {
      if (context.kind === ClusterKind.ACS) {
        report.add(
          placementRules['placement-not-in-acs-cluster'],
          at,
          text`is the node pool, but an ACS cluster has no nodes of its own; use ${alternative('Placement', 'acs')}`,
        );
      }
      checkNodePoolId(written.nodePoolId, report, `${at}.nodePool.nodePoolId`);
      checkLabels(written.nodeSelector ?? {}, `${at}.nodePool.nodeSelector`, report, { isUnresolved });
      checkTolerations(written.tolerations ?? [], report, `${at}.nodePool.tolerations`);
    },
  };
}

/** Each taint once: when two tolerations differ in the effect alone, the taint is tolerated with any effect. */
export function united(tolerations: readonly Toleration[]): Toleration[] {
  const byTaint = new Map<string, Toleration>();
  for (const { key, value, effect } of tolerations) {
    const taint = JSON.stringify([key, value]);
    const known = byTaint.get(taint);
    byTaint.set(taint, known === undefined || known.effect === effect ? { key, value, effect } : { key, value });
  }
  return [...byTaint.values()];
}

/**
 * Taints are named as labels are. The runner writes them as `key=value`, so that of two effects for one taint it would
 * drop one without a word.
 */
function checkTolerations(tolerations: readonly Toleration[], report: Report, at: string): void {
  const malformed = placementRules['placement-toleration'];
  const taint = ({ key, value }: Toleration) => (value === undefined ? key : `${key}=${value}`);
  tolerations.forEach((toleration, index) => {
    const [key, value] = [known(toleration.key), known(toleration.value)];
    for (const [name, problem] of [
      ['key', key === undefined ? undefined : labelKeyFault(key)],
      ['value', value === undefined ? undefined : labelValueFault(value)],
    ] as const) {
      if (problem !== undefined) {
        report.add(malformed, `${at}[${index}].${name}`, problem);
      }
    }
    const operator = known(toleration.operator);
    if (operator !== undefined && (operator === 'Exists') !== (toleration.value === undefined)) {
      const what = operator === 'Exists' ? 'goes without a value' : 'needs a value';
      report.add(malformed, `${at}[${index}].operator`, `is ${shown(operator)}, which ${what}; leave the operator out`);
    }
    const first = tolerations.findIndex((other) => taint(other) === taint(toleration));
    if (first < index) {
      report.add(
        placementRules['placement-toleration-twice'],
        `${at}[${index}]`,
        `is for the taint ${shown(taint(toleration))}, as toleration ${first} is, and the runner takes one effect for each; leave the effect out to tolerate all of them`,
      );
    }
  });
}
