import { checkLabels, labelKeyFault, labelValueFault } from '../chart/kubernetes-labels';
import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { alternative, text } from '../diagnostics/text';
import { ClusterKind } from '../cluster/cluster-kind';
import { isUnresolved, known } from '../ros/tokens';
import { placementRules } from './placement-rules';
import type { Compute, Toleration } from './pod-placement';

/** Which nodes pods go to. */
export interface NodePoolPlacementOptions {
  /**
   * Id of the node pool, `np…`.
   *
   * @default - any node pool
   */
  readonly nodePoolId?: string;
  /**
   * Labels that a node must have.
   *
   * @default - any node
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /**
   * Taints of nodes that pods accept.
   *
   * @default - none
   */
  readonly tolerations?: readonly Toleration[];
  /**
   * Whether the nodes are spot instances, which may be reclaimed with the jobs on them.
   *
   * @default false
   */
  readonly spot?: boolean;
}

/** The label that ACK gives to the nodes of a node pool. */
const NODE_POOL_LABEL = 'alibabacloud.com/nodepool-id';

/** @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/node-pool-overview */
export function nodePool(options: NodePoolPlacementOptions): Compute {
  const { nodePoolId, tolerations, spot } = options;
  const nodeSelector = {
    ...(nodePoolId !== undefined && { [NODE_POOL_LABEL]: nodePoolId }),
    ...options.nodeSelector,
  };
  return {
    name: 'the node pool',
    serverless: false,
    interruptible: spot === true,
    unit: { resource: 'ecs', nodeSelector, tolerations },
    place: () => ({ nodeSelector, tolerations }),
    check(context, report, at) {
      if (context.kind === ClusterKind.ACS) {
        report.add(
          placementRules['placement-not-in-acs-cluster'],
          at,
          text`is the node pool, but an ACS cluster has no nodes of its own; use ${alternative('JobPlacement', 'acs')}`,
        );
      }
      const id = known(nodePoolId);
      if (id !== undefined && !/^np[0-9a-z]+$/.test(id)) {
        report.add(
          placementRules['node-pool-id'],
          `${at}.nodePool.nodePoolId`,
          `is ${shown(id)}; allowed is the id that the page of the node pool shows, which begins with np`,
        );
      }
      checkLabels(options.nodeSelector ?? {}, `${at}.nodePool.nodeSelector`, report, { isUnresolved });
      checkTolerations(tolerations ?? [], report, `${at}.nodePool.tolerations`);
    },
  };
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
