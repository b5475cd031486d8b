import type { Report } from '../diagnostics/report';
import { checkNoRosFunctions } from '../checks/value-forms';
import { checkReleaseNames, checkRunnerNamespace } from '../cluster/release-names';
import { checkNodes } from '../placement/check-nodes';
import { checkChartVersion } from '../runner/check-chart-version';
import { checkGitLabUrl } from '../runner/check-gitlab-url';
import { billedSizes } from './billed-sizes';
import { forEachCompute } from './compute';
import { containerSizes } from './container-sizes';
import { deployTimeLists } from './deploy-time-lists';
import { jobOptions } from './job-options';
import { jobVolumes } from './job-volumes';
import { overwrites } from './overwrites';
import { permissions } from './permissions';
import { privilege } from './privilege';
import { pullPolicies } from './pull-policies';
import type { RuleSet } from './rule-set';
import { checkPodLabels } from '../runner/compute/check-pod-labels';
import { warnOfReclaimedManagers } from '../runner/compute/check-reclaimed-managers';
import { checkServerless } from '../runner/compute/check-serverless';
import { jobPods, managerPods } from '../runner/compute/labelled-pods';
import { checkCertificates } from '../runner/credentials/certificates';
import { checkSecrets } from '../runner/credentials/check-secrets';
import { checkRegistryCredentials } from '../runner/credentials/registry-credentials';
import { checkUserValues } from '../runner/escape-hatches/check-chart-values';
import { checkConfigCache } from '../runner/escape-hatches/check-config-cache';
import { checkConfigKeys } from '../runner/escape-hatches/check-config-keys';
import { checkConfigValues } from '../runner/escape-hatches/check-config-values';
import { warnOfLostItems } from '../runner/escape-hatches/lost-items';
import { checkDockerServices } from '../runner/image-builds/docker-services';
import { checkConfigImages, checkImages } from '../runner/images/check-images';
import { checkScaling } from '../runner/managers/scaling/check-scaling';
import type { RunnerModel } from '../runner/compose-runner';
import { placementContext } from '../runner/resolved-runner';
import { checkSessionServer } from '../runner/session-server/check-session-server';
import { checkPrintedNumber } from '../runner/printed-number';

/** The rules over a runner, in the order of their problems. */
export const RUNNER_RULES: readonly RuleSet<RunnerModel>[] = [
  deployTimeLists,
  jobOptions,
  containerSizes,
  billedSizes,
  overwrites,
  jobVolumes,
  pullPolicies,
  privilege,
  permissions,
];

/** Reports everything that is wrong with a runner, in the words of its props. */
export function checkRunner(runner: RunnerModel, findings: Report): void {
  checkRelease(runner, findings);
  checkAccess(runner, findings);
  checkManagers(runner, findings);
  checkJobs(runner, findings);
  checkUserValues(runner, findings);
  checkUserConfig(runner, findings);
  checkJobPods(runner, findings);
  checkSecrets(runner, findings);
  // In the text of config.toml, such maps stand as they are written.
  checkNoRosFunctions(runner.chartValues, 'chartValues', findings);
  checkNoRosFunctions(runner.placed.managers, 'managerPlacement', findings);
  RUNNER_RULES.forEach((set) => set.check(runner, findings));
}

function checkRelease(runner: RunnerModel, findings: Report): void {
  const { errors } = findings;
  checkReleaseNames(runner, findings);
  checkRunnerNamespace(runner.namespace, findings);
  checkChartVersion(runner, findings);
  checkPrintedNumber(runner.concurrent, 1, errors, 'concurrent');
  checkPrintedNumber(runner.checkIntervalSeconds, 3, errors, 'checkIntervalSeconds');
  runner.monitoring.check(runner, findings, 'monitoring');
}

/** How the runner reaches GitLab and registries, and users reach it. */
function checkAccess(runner: RunnerModel, findings: Report): void {
  const { errors, warnings } = findings;
  const { images, registryCredentials = [], caCertificate, sessionServer, chartVersion } = runner;
  runner.token.check(errors, warnings);
  checkGitLabUrl(runner.gitlabUrl, findings, 'gitlabUrl');
  const hasCredentials = registryCredentials.length > 0;
  const pods = runner.placement.place(placementContext(runner, 'jobs'));
  const kubernetes = runner.config?.runners?.kubernetes;
  checkImages(images ?? {}, { chartVersion, hasCredentials, jobPods: pods, kubernetes }, findings, 'images');
  checkRegistryCredentials(registryCredentials, errors, 'registryCredentials');
  if (caCertificate !== undefined) {
    checkCertificates(caCertificate, runner, findings, 'caCertificate');
  }
  if (sessionServer !== undefined) {
    checkSessionServer(sessionServer, { ...runner, maxReplicas: runner.scaled.maxReplicas }, findings, 'sessionServer');
  }
}

function checkManagers(runner: RunnerModel, findings: Report): void {
  checkScaling(runner, findings);
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
  checkConfigKeys(runner, errors);
  checkConfigImages(runner.config?.runners?.kubernetes, errors, 'config.runners.kubernetes');
  checkConfigValues(runner, findings);
  checkConfigCache(runner, errors);
  warnOfLostItems(runner, warnings);
}

/** What the pods of jobs come to, by the props and `config` together. */
function checkJobPods(runner: RunnerModel, findings: Report): void {
  checkServerless(runner, findings);
  checkPodLabels(jobPods(runner), findings);
  forEachCompute(runner, 'jobs', findings, (placement, found) => {
    runner.imageBuilds?.check({ ...runner, placement }, found, 'imageBuilds');
    checkDockerServices({ ...runner, placement }, found.errors);
  });
}
