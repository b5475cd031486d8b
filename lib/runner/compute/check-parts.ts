import { FaultList } from '../../checks/faults';
import { partsOf } from '../../placement/parts';
import type { Compute, PlacementFindings } from '../../placement/pod-placement';

/**
 * Checks something on the compute of pods. Where the deployment chooses between computes of which only some refuse it, it
 * may work, so that there is a warning.
 */
export function checkParts(
  compute: Compute,
  { errors, warnings }: PlacementFindings,
  check: (compute: Compute, findings: PlacementFindings) => void,
): void {
  const whole = findingsOf(compute, check);
  errors.addAll(whole.errors.faults);
  warnings.addAll(whole.warnings.faults);

  const said = new Set<string>();
  for (const part of partsOf(compute)) {
    const found = findingsOf(part, check);
    for (const list of ['errors', 'warnings'] as const) {
      for (const { at, message } of found[list].faults) {
        const text = `${message}. The deployment may choose ${part.name}`;
        const isSaid = whole[list].faults.some((fault) => fault.at === at) || said.has(`${at}: ${text}`);
        if (!isSaid) {
          said.add(`${at}: ${text}`);
          warnings.add(at, text);
        }
      }
    }
  }
}

function findingsOf(compute: Compute, check: (compute: Compute, findings: PlacementFindings) => void) {
  const findings = { errors: new FaultList(), warnings: new FaultList() };
  check(compute, findings);
  return findings;
}
