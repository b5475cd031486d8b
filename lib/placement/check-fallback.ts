import type { Report } from '../diagnostics/report';
import { text, Wording } from '../diagnostics/text';
import { ClusterKind } from '../cluster/cluster-kind';
import { placementRules } from './placement-rules';
import { checkPlacement } from './check-placement';
import type { Compute, IPlacement, PlacementConfig, PlacementContext, ResourceUnit } from './pod-placement';

/**
 * Adds what speaks against each of the placements and against their order.
 *
 * @param units the placements as units, where they can be ones; those of ECI that are one are merged
 */
export function checkFallback(
  placements: readonly { readonly placement: IPlacement; readonly config: PlacementConfig }[],
  units: readonly ResourceUnit[],
  context: PlacementContext,
  report: Report,
  at: string,
): void {
  if (placements.length < 2) {
    report.add(
      placementRules['fallback-length'],
      `${at}.fallback`,
      `lists ${placements.length === 0 ? 'no placement' : 'one placement'}; list two or more, the preferred first`,
    );
  }
  const scheduled = needsScheduler(units);
  // The scheduler takes annotations from the ResourcePolicy, which GitLab Runner never sees.
  const inPolicy = scheduled ? { ...context, expandsVariables: false } : context;
  placements.forEach(({ placement, config }, index) => {
    checkPlacement(placement, config, inPolicy, report, `${at}.fallback[${index}]`);
    if (config.compute.unit === undefined) {
      report.add(
        placementRules['fallback-part'],
        `${at}.fallback[${index}]`,
        `is ${config.compute.name}, which cannot be part of a fallback: a placement of your own needs a "unit" for that, and the placements of another fallback are listed here one by one`,
      );
    }
  });
  checkOrder(
    placements.map(({ config }) => config.compute),
    units,
    report,
    at,
  );
  if (scheduled) {
    checkScheduler(context, report, at);
  }
}

function checkOrder(placements: readonly Compute[], units: readonly ResourceUnit[], report: Report, at: string): void {
  const written = placements.map(({ unit }) => JSON.stringify(unit));
  written.forEach((unit, index) => {
    const first = written.indexOf(unit);
    if (unit !== undefined && first < index) {
      report.add(
        placementRules['fallback-twice'],
        `${at}.fallback[${index}]`,
        `is the same as ${at}.fallback[${first}]; leave it out`,
      );
    }
  });
  if (units.slice(0, -1).some(({ resource }) => resource === 'eci')) {
    report.add(
      placementRules['fallback-after-eci'],
      `${at}.fallback`,
      'goes on after ECI, but a pod that has been sent there waits for capacity and never comes back; list ECI last. To have ECI try more, give it several vSwitchIds or useSpecs, or spot with fallbackToPayAsYouGo',
    );
  }
  const anyNode = placements.findIndex(({ unit }) => unit?.resource === 'ecs' && isEmpty(unit.nodeSelector));
  if (anyNode >= 0 && placements.slice(anyNode + 1).some(({ unit }) => unit?.resource === 'ecs')) {
    report.add(
      placementRules['fallback-after-any-node'],
      `${at}.fallback[${anyNode}]`,
      'takes any node, so the node pools after it are never a fallback; give it a nodePoolId or a nodeSelector, or list it after them',
    );
  }
}

/** Kubernetes itself can prefer some nodes to others; everything else takes Alibaba Cloud's scheduler. */
function needsScheduler(units: readonly ResourceUnit[]): boolean {
  return units.length > 1 && units.some(({ resource }) => resource !== 'ecs');
}

function checkScheduler({ kind, edition }: PlacementContext, report: Report, at: string): void {
  const rule = placementRules['fallback-scheduler'];
  if (kind === ClusterKind.ACS || edition === 'pro') {
    return;
  }
  if (edition === 'basic') {
    report.add(
      rule,
      `${at}.fallback`,
      text`needs the scheduler of ACK Pro, and the cluster is ACK Basic; use ${new Wording('AckClusterSpec.PRO', 'edition: pro')}, or one placement only`,
    );
  } else {
    const [what, state] =
      kind === ClusterKind.UNKNOWN
        ? ['kind', 'the kind of the cluster, and the edition of an ACK cluster']
        : ['edition', "edition: 'pro' on the cluster if it is one"];
    report.add(
      rule,
      `${at}.fallback`,
      `needs the scheduler of an ACK Pro or ACS cluster, and the ${what} of the cluster is not known; elsewhere the release fails for want of the kind ResourcePolicy. State ${state}`,
      { severity: 'warning' },
    );
  }
}

function isEmpty(map: Readonly<Record<string, string>> = {}): boolean {
  return Object.keys(map).length === 0;
}
