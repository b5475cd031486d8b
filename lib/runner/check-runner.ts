import type { Report } from '../diagnostics/report';
import { checkReleaseNames, checkRunnerNamespace } from '../cluster/release-names';
import { checkNodes } from '../placement/check-nodes';
import { checkChartVersion } from './check-chart-version';
import { checkGitLabUrl } from './check-gitlab-url';
import { checkKnownLists } from './check-known-list';
import { checkPermissions } from './check-permissions';
import { checkParts } from './compute/check-parts';
import { checkPodLabels } from './compute/check-pod-labels';
import { warnOfReclaimedManagers } from './compute/check-reclaimed-managers';
import { checkServerless } from './compute/check-serverless';
import { computeOf, jobPods, managerPods } from './compute/labelled-pods';
import { checkCertificates } from './credentials/certificates';
import { checkSecrets } from './credentials/check-secrets';
import { checkRegistryCredentials } from './credentials/registry-credentials';
import { checkUserValues } from './escape-hatches/check-chart-values';
import { checkConfigCache } from './escape-hatches/check-config-cache';
import { checkConfigKeys } from './escape-hatches/check-config-keys';
import { checkConfigValues } from './escape-hatches/check-config-values';
import { warnOfLostItems } from './escape-hatches/lost-items';
import { checkDockerServices } from './image-builds/docker-services';
import { checkConfigImages, checkImages } from './images/check-images';
import { checkConfigOverrides } from './jobs/check-config-overrides';
import { checkJobVolumes } from './jobs/check-job-volumes';
import { checkPrivilegeEscalation } from './jobs/check-privilege-escalation';
import { checkPullPolicies } from './jobs/check-pull-policies';
import { checkJobOptions, warnOfJobOptions } from './jobs/job-options';
import { checkScaling } from './managers/scaling/check-scaling';
import type { RunnerModel } from './runner-release';
import { placementContext } from './resolved-runner';
import { checkSessionServer } from './session-server/check-session-server';
import { checkBilledSize } from './sizes/check-billed-size';
import { checkConfigResources } from './sizes/check-config-resources';
import { checkJobStorage } from './sizes/check-job-storage';
import { checkManagerResources } from './sizes/check-manager-resources';
import { checkNodeSize } from './sizes/check-node-size';
import { warnOfOverrideMaxima } from './sizes/check-override-maxima';
import { checkServiceSize } from './sizes/check-service-size';
import { checkResources } from './sizes/container-resources';
import { checkPrintedNumber } from './printed-number';

/** Reports everything that is wrong with a runner, in the words of its props. */
export function checkRunner(runner: RunnerModel, findings: Report): void {
  checkRelease(runner, findings);
  checkAccess(runner, findings);
  checkManagers(runner, findings);
  checkJobs(runner, findings);
  checkSizes(runner, findings);
  checkUserValues(runner, findings);
  checkUserConfig(runner, findings);
  checkJobPods(runner, findings);
  checkSecrets(runner, findings.errors);
  checkPermissions(runner, findings);
}

function checkRelease(runner: RunnerModel, findings: Report): void {
  const { errors } = findings;
  checkReleaseNames(runner, errors);
  checkRunnerNamespace(runner.namespace, errors);
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
  checkResources(runner.managerResources, findings.errors, 'managerResources');
  checkManagerResources(runner, findings);
  runner.managerPlacement.check(placementContext(runner, 'managers'), findings, 'managerPlacement');
  checkNodes(runner.cluster, runner.managerPlacement, findings, 'managerPlacement');
  checkPodLabels(managerPods(runner), findings);
  warnOfReclaimedManagers(runner, findings);
}

function checkJobs(runner: RunnerModel, findings: Report): void {
  checkJobOptions(runner.jobs, findings.errors, 'jobs', runner.chartVersion.runnerVersion);
  warnOfJobOptions(runner.jobs, findings.warnings, 'jobs');
  runner.placement.check(placementContext(runner, 'jobs'), findings, 'placement');
  checkNodes(runner.cluster, runner.placement, findings, 'placement');
}

function checkSizes(runner: RunnerModel, findings: Report): void {
  checkNodeSize(runner, findings);
  checkConfigResources(runner, findings.errors);
  checkParts(runner.placement, findings, (compute, found) => {
    checkBilledSize(runner, compute, found);
    checkServiceSize(runner, compute, found);
    checkJobStorage(runner, compute, found);
    warnOfOverrideMaxima(runner, compute, found);
  });
}

function checkUserConfig(runner: RunnerModel, findings: Report): void {
  const { errors, warnings } = findings;
  checkConfigKeys(runner, errors);
  checkKnownLists(runner.config, errors, 'config');
  checkConfigImages(runner.config?.runners?.kubernetes, errors, 'config.runners.kubernetes');
  checkConfigValues(runner, findings);
  checkConfigOverrides(runner.config, findings);
  checkConfigCache(runner, errors);
  warnOfLostItems(runner, warnings);
}

/** What the pods of jobs come to, by the props and `config` together. */
function checkJobPods(runner: RunnerModel, findings: Report): void {
  checkPullPolicies(runner, findings);
  checkJobVolumes(runner, findings.errors);
  checkPrivilegeEscalation(runner, findings.errors);
  checkServerless(runner, findings);
  const pods = jobPods(runner);
  checkPodLabels(pods, findings);
  checkParts(computeOf(pods), findings, (placement, found) => {
    runner.imageBuilds?.check({ ...runner, placement }, found, 'imageBuilds');
    checkDockerServices({ ...runner, placement }, found.errors);
  });
}
