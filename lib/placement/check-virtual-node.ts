import type { Report } from '../diagnostics/report';
import { alternative, text } from '../diagnostics/text';
import { ClusterKind } from '../cluster/cluster-kind';
import { placementRules } from './placement-rules';
import type { PlacementContext } from './pod-placement';

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
      text`is ${compute}, but the cluster has no virtual node; set virtualNode: true on the cluster, or use ${alternative('Placement', 'nodePool')}`,
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
