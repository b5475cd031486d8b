import type { ICluster } from '../cluster/icluster';
import type { INodePool } from '../cluster/inode-pool';
import { known } from '../ros/tokens';
import { ARCHITECTURE_LABEL, NODE_POOL_LABEL } from './node-pool';
import type { Compute } from './pod-placement';

/** Labels that Kubernetes and ACK give to nodes. */
const LABEL_OF_PLATFORM = /(^|[.])(kubernetes\.io|k8s\.io|alibabacloud\.com|aliyun\.com)\//;

/**
 * The node pools that the pods of a compute go to. Undefined when these are not all known: the cluster may have others, or
 * the pods are for others.
 */
export function nodePoolsOf(
  { nodePool, unit }: Compute,
  { nodePools }: Pick<ICluster, 'nodePools'>,
): readonly INodePool[] | undefined {
  if (unit?.resource !== 'ecs') {
    return undefined;
  }
  const selector = Object.entries(unit.nodeSelector ?? {});
  const selected =
    nodePool === undefined
      ? nodePools?.filter((pool) => selector.every(([key, value]) => mayHave(pool, key, value)))
      : [nodePool];
  return selected?.length === 0 ? undefined : selected;
}

function mayHave({ nodePoolId, architecture, labels }: INodePool, key: string, value: string): boolean {
  if (key === NODE_POOL_LABEL) {
    return value === nodePoolId;
  }
  const own = key === ARCHITECTURE_LABEL ? architecture : labels[key];
  return own === undefined ? LABEL_OF_PLATFORM.test(key) : (known(own) ?? value) === (known(value) ?? own);
}
