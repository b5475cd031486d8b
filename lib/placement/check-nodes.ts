import type { Report } from '../diagnostics/report';
import { alternative, text } from '../diagnostics/text';
import type { ICluster } from '../cluster/icluster';
import { ClusterKind } from '../cluster/cluster-kind';
import { placementRules } from './placement-rules';
import type { Compute, PlacementContext } from './pod-placement';

/** Pods for any node stay Pending in a cluster that is made without nodes. Those for certain nodes may have theirs. */
export function checkNodes(
  { maxNodes }: Pick<ICluster, 'maxNodes'>,
  { unit }: Compute,
  report: Report,
  at: string,
): void {
  const isForAnyNode = unit?.resource === 'ecs' && Object.keys(unit.nodeSelector ?? {}).length === 0;
  if (maxNodes === 0 && isForAnyNode) {
    report.add(
      placementRules['placement-needs-nodes'],
      at,
      text`is the node pool, and the cluster is made without nodes (nodePool.desiredSize is 0): the pods stay Pending until you add some. Give the pool nodes or autoScaling, or use ${alternative('JobPlacement', 'eci')} or ${alternative('JobPlacement', 'acs')}`,
    );
  }
}

/** Serverless pods of an ACK cluster run on virtual nodes, which an add-on brings. */
export function checkVirtualNode(
  compute: 'ECI' | 'ACS',
  { kind, virtualNode }: PlacementContext,
  report: Report,
  at: string,
): void {
  const rule = placementRules['placement-needs-virtual-node'];
  if (kind === ClusterKind.ACS) {
    return;
  }
  if (virtualNode === false) {
    report.add(
      rule,
      at,
      text`is ${compute}, but the cluster has no virtual node; set virtualNode: true on the cluster, or use ${alternative('JobPlacement', 'nodePool')}`,
    );
  } else if (virtualNode === undefined) {
    report.add(
      rule,
      at,
      `is ${compute}, which needs the ack-virtual-node add-on in an ACK cluster; without it pods stay Pending. State virtualNode: true on the cluster if it is there`,
      { severity: 'warning' },
    );
  }
}
