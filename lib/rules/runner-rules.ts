import type { Report } from '../diagnostics/report';
import { checkNoRosFunctions } from '../checks/value-forms';
import { checkNodes } from '../placement/check-nodes';
import { billedSizes } from './billed-sizes';
import { chartValues } from './chart-values';
import { containerSizes } from './container-sizes';
import { credentials } from './credentials';
import { deployTimeLists } from './deploy-time-lists';
import { gitlab } from './gitlab';
import { imageBuilds } from './image-builds';
import { images } from './images';
import { jobOptions } from './job-options';
import { jobVolumes } from './job-volumes';
import { overwrites } from './overwrites';
import { permissions } from './permissions';
import { privilege } from './privilege';
import { pullPolicies } from './pull-policies';
import { rbac } from './rbac';
import { release } from './release';
import type { RuleSet } from './rule-set';
import { scaling } from './scaling';
import { sessionServer } from './session-server';
import { checkPodLabels } from '../runner/compute/check-pod-labels';
import { warnOfReclaimedManagers } from '../runner/compute/check-reclaimed-managers';
import { checkServerless } from '../runner/compute/check-serverless';
import { jobPods, managerPods } from '../runner/compute/labelled-pods';
import { checkSecrets } from '../runner/credentials/check-secrets';
import { checkUserValues } from '../runner/escape-hatches/check-chart-values';
import { checkConfigCache } from '../runner/escape-hatches/check-config-cache';
import { checkConfigKeys } from '../runner/escape-hatches/check-config-keys';
import { checkConfigValues } from '../runner/escape-hatches/check-config-values';
import { warnOfLostItems } from '../runner/escape-hatches/lost-items';
import type { RunnerModel } from '../runner/compose-runner';
import { placementContext } from '../runner/resolved-runner';

/** The rules over a runner, in the order of their problems. */
export const RUNNER_RULES: readonly RuleSet<RunnerModel>[] = [
  deployTimeLists,
  release,
  gitlab,
  credentials,
  jobOptions,
  containerSizes,
  billedSizes,
  overwrites,
  jobVolumes,
  pullPolicies,
  privilege,
  permissions,
  rbac,
  chartValues,
  images,
  imageBuilds,
  scaling,
  sessionServer,
];

/** Reports everything that is wrong with a runner, in the words of its props. */
export function checkRunner(runner: RunnerModel, findings: Report): void {
  runner.monitoring.check(runner, findings, 'monitoring');
  checkManagers(runner, findings);
  checkJobs(runner, findings);
  checkUserValues(runner, findings);
  checkUserConfig(runner, findings);
  checkJobPods(runner, findings);
  RUNNER_RULES.forEach((set) => set.check(runner, findings));
  // Last, since what is a secret in the place of a name has been reported as such.
  checkSecrets(runner, findings);
  // In the text of config.toml, such maps stand as they are written.
  checkNoRosFunctions(runner.chartValues, 'chartValues', findings);
  checkNoRosFunctions(runner.placed.managers, 'managerPlacement', findings);
}

function checkManagers(runner: RunnerModel, findings: Report): void {
  runner.managerPlacement.check(placementContext(runner, 'managers'), findings, 'managerPlacement');
  checkNodes(runner.cluster, runner.managerPlacement, findings, 'managerPlacement');
  checkPodLabels(managerPods(runner), findings);
  warnOfReclaimedManagers(runner, findings);
}

function checkJobs(runner: RunnerModel, findings: Report): void {
  runner.placement.check(placementContext(runner, 'jobs'), findings, 'placement');
  checkNodes(runner.cluster, runner.placement, findings, 'placement');
}

function checkUserConfig(runner: RunnerModel, findings: Report): void {
  const { errors, warnings } = findings;
  checkConfigKeys(runner, findings);
  checkConfigValues(runner, findings);
  checkConfigCache(runner, errors);
  warnOfLostItems(runner, warnings);
}

/** What the pods of jobs come to, by the props and `config` together. */
function checkJobPods(runner: RunnerModel, findings: Report): void {
  checkServerless(runner, findings);
  checkPodLabels(jobPods(runner), findings);
}
