import { App, Stack } from '@alicloud/ros-cdk-core';
import { problemText } from '../../lib/diagnostics/problem';
import { Report } from '../../lib/diagnostics/report';
import type { Severity } from '../../lib/diagnostics/rule';
import { ClusterKind } from '../../lib/cluster/cluster-kind';
import type {
  Compute,
  IPlacement,
  PlacementConfig,
  PlacementContext,
  PodPlacement,
} from '../../lib/placement/pod-placement';
import { checkPlacement } from '../../lib/placement/check-placement';

export const ACK: PlacementContext = { kind: ClusterKind.ACK, virtualNode: true, edition: 'pro' };
export const ACK_OF_UNKNOWN_EDITION: PlacementContext = { kind: ClusterKind.ACK, virtualNode: true };
export const ACK_WITHOUT_VIRTUAL_NODE: PlacementContext = { kind: ClusterKind.ACK, virtualNode: false };
export const ACS: PlacementContext = { kind: ClusterKind.ACS, virtualNode: true };
export const UNKNOWN: PlacementContext = { kind: ClusterKind.UNKNOWN };

/** What a placement comes to. */
export function bound(placement: IPlacement, context: PlacementContext = ACK): PlacementConfig {
  return placement.bind(new Stack(new App(), 'Test'), { podGroup: 'runner-jobs', ...context });
}

/** What pods need for a placement. */
export function podsOf(placement: IPlacement, context?: PlacementContext): PodPlacement {
  return bound(placement, context).pods;
}

/** The compute that pods land on by a placement. */
export function computeOf(placement: IPlacement, context?: PlacementContext): Compute {
  return bound(placement, context).compute;
}

/** What speaks against a placement, as `path: message [rule]`. */
export function found(placement: IPlacement, context: PlacementContext = ACK) {
  const report = new Report();
  checkPlacement(placement, bound(placement, context), context, report, 'jobs.placement');
  const lines = (wanted: Severity) => report.problems.filter(({ severity }) => severity === wanted).map(problemText);
  return { errors: lines('error'), warnings: lines('warning') };
}

export const NOTHING = { errors: [], warnings: [] };

/** One problem of a rule that begins and goes on as given. Helpers of other rooms have no rules of placements. */
export function one(rule: string, at: string, message: string): unknown[] {
  const id = rule === '' ? '' : ` [${rule}]`;
  return [expect.stringMatching(new RegExp(`^${literal(at)}: .*${literal(message)}.*${literal(id)}$`))];
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
