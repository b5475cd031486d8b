import type { FaultList } from '../../diagnostics/report';
import { checkNoSecrets } from '../../diagnostics/secrets';
import type { RunnerConfig } from '../../config/runner-config.generated';
import { isUnresolved } from '../../ros/tokens';
import type { ResolvedRunner } from '../resolved-runner';
import { placementContext } from '../resolved-runner';

/** The props that text stands in, but for those that have checks of their own for what they may hold. */
const TEXT_PROPS = [
  'gitlabUrl',
  'namespace',
  'releaseName',
  'chartSource',
  'logLevel',
  'availability',
  'managerResources',
  'jobs',
  'images',
  'sessionServer',
  'waitUntil',
  'config',
] as const satisfies readonly (keyof ResolvedRunner)[];

/** A runner with what its props yield. */
interface ComposedRunner extends ResolvedRunner {
  readonly mergedConfig: RunnerConfig;
  readonly ownValues: object;
}

/** Adds secrets in clear text, wherever they stand in the props. They are never shown. */
export function checkSecrets(runner: ComposedRunner, errors: FaultList): void {
  const before = errors.faults.length;
  for (const prop of TEXT_PROPS) {
    checkNoSecrets(runner[prop], prop, errors, isUnresolved);
  }
  // What placements were made from is theirs alone, but what they yield is not.
  checkNoSecrets(runner.placement.place(placementContext(runner, 'jobs')), 'placement', errors, isUnresolved);
  const managers = placementContext(runner, 'managers');
  checkNoSecrets(runner.managerPlacement.place(managers), 'managerPlacement', errors, isUnresolved);
  // The same for all other classes; where it stands in the result tells the prop well enough.
  if (errors.faults.length === before) {
    checkNoSecrets(runner.mergedConfig, 'config', errors, isUnresolved);
    checkNoSecrets(runner.ownValues, 'chartValues', errors, isUnresolved);
  }
}
