import type { Report } from '../diagnostics/report';
import type { ICluster } from '../cluster/icluster';
import type { Compute } from './pod-placement';

/** Pods for any node stay Pending in a cluster that is made without nodes. Those for certain nodes may have theirs. */
export function checkNodes(
  { maxNodes }: Pick<ICluster, 'maxNodes'>,
  { unit }: Compute,
  { warnings }: Report,
  at: string,
): void {
  const isForAnyNode = unit?.resource === 'ecs' && Object.keys(unit.nodeSelector ?? {}).length === 0;
  if (maxNodes === 0 && isForAnyNode) {
    warnings.add(
      at,
      'is the node pool, and the cluster is made without nodes (nodePool.desiredSize is 0): the pods stay Pending until you add some. Give the pool nodes or autoScaling, or use JobPlacement.eci() or JobPlacement.acs()',
    );
  }
}
