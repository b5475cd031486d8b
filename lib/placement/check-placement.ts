import type { Report } from '../diagnostics/report';
import type { IPlacement, PlacementConfig, PlacementContext } from './pod-placement';

/** Adds what speaks against a placement, and against those that it is made of. */
export function checkPlacement(
  placement: IPlacement,
  bound: PlacementConfig,
  context: PlacementContext,
  report: Report,
  at: string,
): void {
  placement.check?.(context, report, at);
  bound.check?.(report, at);
}
