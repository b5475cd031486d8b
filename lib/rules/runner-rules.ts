import type { Report } from '../diagnostics/report';
import { checkNoRosFunctions } from '../checks/value-forms';
import { checkPlacement } from '../placement/check-placement';
import { billedSizes } from './billed-sizes';
import { chartValues } from './chart-values';
import { containerSizes } from './container-sizes';
import { credentials } from './credentials';
import { deployTimeLists } from './deploy-time-lists';
import { gitlab } from './gitlab';
import { gpus } from './gpus';
import { imageBuilds } from './image-builds';
import { images } from './images';
import { jobOptions } from './job-options';
import { jobVolumes } from './job-volumes';
import { managerVolumes } from './manager-volumes';
import { peakLoad } from './peak-load';
import { nodes } from './nodes';
import { overwrites } from './overwrites';
import { podLabels } from './pod-labels';
import { serverless } from './serverless';
import { configText } from './config-text';
import { jobPods } from './job-pods';
import { cacheRole } from './cache-role';
import { cacheSettings } from './cache-settings';
import { configLists } from './config-lists';
import { permissions } from './permissions';
import { privilege } from './privilege';
import { probes } from './probes';
import { pullPolicies } from './pull-policies';
import { registries } from './registries';
import { rbac } from './rbac';
import { knownVersions } from './known-versions';
import { release } from './release';
import { releaseObjects } from './release-objects';
import type { RuleSet } from './rule-set';
import { variables } from './variables';
import { scaling } from './scaling';
import { sessionServer } from './session-server';
import { checkSecrets } from '../runner/credentials/check-secrets';
import type { RunnerModel } from '../runner/compose-runner';
import { metricsContext, placementContext } from '../runner/resolved-runner';

/** The rules over a runner, in the order of their problems. */
export const RUNNER_RULES: readonly RuleSet<RunnerModel>[] = [
  deployTimeLists,
  nodes,
  release,
  knownVersions,
  gitlab,
  credentials,
  variables,
  jobOptions,
  gpus,
  containerSizes,
  billedSizes,
  overwrites,
  jobVolumes,
  pullPolicies,
  privilege,
  podLabels,
  serverless,
  configText,
  jobPods,
  cacheSettings,
  cacheRole,
  configLists,
  permissions,
  rbac,
  chartValues,
  managerVolumes,
  peakLoad,
  releaseObjects,
  images,
  registries,
  imageBuilds,
  scaling,
  probes,
  sessionServer,
];

/** Reports everything that is wrong with a runner, in the words of its props. */
export function checkRunner(runner: RunnerModel, findings: Report): void {
  runner.chart.check?.(runner, findings, 'chart');
  runner.metrics.check?.(metricsContext(runner), findings, 'metrics');
  runner.waitFor._check(findings, 'waitFor');
  checkPlacementOf('managers', runner, findings);
  checkPlacementOf('jobs', runner, findings);
  findings.addAll(runner.shapeProblems);
  RUNNER_RULES.forEach((set) => set.check(runner, findings));
  // Last, since what is a secret in the place of a name has been reported as such.
  checkSecrets(runner, findings);
  // In the text of config.toml, such maps stand as they are written.
  checkNoRosFunctions(runner.chartValues, 'chartValues', findings);
  checkNoRosFunctions(runner.placed.managers.pods, 'managers.placement', findings);
}

function checkPlacementOf(pods: 'managers' | 'jobs', runner: RunnerModel, findings: Report): void {
  const at = `${pods}.placement`;
  checkPlacement(runner[pods].placement, runner.placed[pods], placementContext(runner, pods), findings, at);
}
