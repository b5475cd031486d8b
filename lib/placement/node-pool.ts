import { checkLabels } from '../chart/kubernetes-labels';
import type { FaultList } from '../checks/faults';
import { shown } from '../checks/faults';
import { ClusterKind } from '../cluster/cluster-kind';
import { isUnresolved, known } from '../ros/tokens';
import type { Compute, Toleration } from './pod-placement';

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
    check(context, { errors }, at) {
      if (context.kind === ClusterKind.ACS) {
        errors.add(at, 'is the node pool, but an ACS cluster has no nodes of its own; use JobPlacement.acs()');
      }
      const id = known(nodePoolId);
      if (id !== undefined && !/^np[0-9a-z]+$/.test(id)) {
        errors.add(
          `${at}.nodePool.nodePoolId`,
          `is ${shown(id)}; allowed is the id that the page of the node pool shows, which begins with np`,
        );
      }
      errors.addAll(checkLabels(options.nodeSelector ?? {}, `${at}.nodePool.nodeSelector`, { isUnresolved }));
      checkTolerations(tolerations ?? [], errors, `${at}.nodePool.tolerations`);
    },
  };
}

/** The runner knows one effect for each key and value: of two, it would drop one without a word. */
function checkTolerations(tolerations: readonly Toleration[], errors: FaultList, at: string): void {
  const taint = ({ key, value }: Toleration) => (value === undefined ? key : `${key}=${value}`);
  tolerations.forEach((toleration, index) => {
    const first = tolerations.findIndex((other) => taint(other) === taint(toleration));
    if (first < index) {
      errors.add(
        `${at}.${index}`,
        `is for the taint ${shown(taint(toleration))} as ${first} is, and the runner takes one effect for each; leave the effect out to tolerate all of them`,
      );
    }
  });
}
