import type { FaultList } from '../checks/faults';
import { checkNoSecrets } from '../checks/secrets';
import { isUnresolved } from '../ros/tokens';
import type { ResolvedRunner } from './resolved-runner';
import { placementContext } from './resolved-runner';

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

/** Adds secrets in clear text, wherever they stand in the props. They are never shown. */
export function checkSecrets(runner: ResolvedRunner, errors: FaultList): void {
  for (const prop of TEXT_PROPS) {
    checkNoSecrets(runner[prop], prop, errors, isUnresolved);
  }
  // What placements were made from is theirs alone, but what they yield is not.
  checkNoSecrets(runner.placement.place(placementContext(runner, 'jobs')), 'placement', errors, isUnresolved);
  const managers = placementContext(runner, 'managers');
  checkNoSecrets(runner.managerPlacement.place(managers), 'managerPlacement', errors, isUnresolved);
}
