import type { FaultList } from '../../lib/diagnostics/report';
import { Report } from '../../lib/diagnostics/report';
import { ClusterKind } from '../../lib/cluster/cluster-kind';
import type { Compute, PlacementContext } from '../../lib/placement/pod-placement';

export const ACK: PlacementContext = { kind: ClusterKind.ACK, virtualNode: true, edition: 'pro' };
export const ACK_OF_UNKNOWN_EDITION: PlacementContext = { kind: ClusterKind.ACK, virtualNode: true };
export const ACK_WITHOUT_VIRTUAL_NODE: PlacementContext = { kind: ClusterKind.ACK, virtualNode: false };
export const ACS: PlacementContext = { kind: ClusterKind.ACS, virtualNode: true };
export const UNKNOWN: PlacementContext = { kind: ClusterKind.UNKNOWN };

/** What speaks against a placement, as `path: message`. */
export function found(placement: Compute, context: PlacementContext = ACK) {
  const findings = new Report();
  placement.check(context, findings, 'placement');
  const lines = (list: FaultList) => list.faults.map(({ at, message }) => `${at}: ${message}`);
  return { errors: lines(findings.errors), warnings: lines(findings.warnings) };
}

export const NOTHING = { errors: [], warnings: [] };

/** One finding that begins and goes on as given. */
export function one(at: string, message: string): unknown[] {
  return [expect.stringMatching(new RegExp(`^${literal(at)}: .*${literal(message)}`))];
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
