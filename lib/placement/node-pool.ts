import { checkLabels, labelKeyFault, labelValueFault } from '../chart/kubernetes-labels';
import type { FaultList } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { ClusterKind } from '../cluster/cluster-kind';
import { isUnresolved, known } from '../ros/tokens';
import { checkWord } from './check-options';
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

const TAINT_EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

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

/**
 * Taints are named as labels are. The runner writes them as `key=value`, so that of two effects for one taint it would
 * drop one without a word.
 */
function checkTolerations(tolerations: readonly Toleration[], errors: FaultList, at: string): void {
  const taint = ({ key, value }: Toleration) => (value === undefined ? key : `${key}=${value}`);
  tolerations.forEach((toleration, index) => {
    const [key, value] = [known(toleration.key), known(toleration.value)];
    addFault(key === undefined ? undefined : labelKeyFault(key), errors, `${at}[${index}].key`);
    addFault(value === undefined ? undefined : labelValueFault(value), errors, `${at}[${index}].value`);
    checkWord(toleration.effect, TAINT_EFFECTS, errors, `${at}[${index}].effect`);
    const first = tolerations.findIndex((other) => taint(other) === taint(toleration));
    if (first < index) {
      errors.add(
        `${at}[${index}]`,
        `is for the taint ${shown(taint(toleration))} as ${first} is, and the runner takes one effect for each; leave the effect out to tolerate all of them`,
      );
    }
  });
}

function addFault(fault: string | undefined, errors: FaultList, at: string): void {
  if (fault !== undefined) {
    errors.add(at, fault);
  }
}
