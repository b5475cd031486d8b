import type { Report } from '../diagnostics/report';
import { ClusterKind } from '../cluster/cluster-kind';
import type { PlacementContext } from './pod-placement';

/** Serverless pods of an ACK cluster run on virtual nodes, which an add-on brings. */
export function checkVirtualNode(
  compute: 'ECI' | 'ACS',
  { kind, virtualNode }: PlacementContext,
  { errors, warnings }: Report,
  at: string,
): void {
  if (kind === ClusterKind.ACS) {
    return;
  }
  if (virtualNode === false) {
    errors.add(
      at,
      `is ${compute}, but the cluster has no virtual node; set virtualNode: true on the cluster, or use JobPlacement.nodePool()`,
    );
  } else if (virtualNode === undefined) {
    warnings.add(
      at,
      `is ${compute}, which needs the ack-virtual-node add-on in an ACK cluster; without it pods stay Pending. State virtualNode: true on the cluster if it is there`,
    );
  }
}
