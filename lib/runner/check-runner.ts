import { checkCertificates } from './certificates';
import { checkConfigImages, checkImages } from './check-images';
import { checkSessionServer } from './check-session-server';
import { explainServerSettings } from './server-settings';
import type { RbacFeatures } from '../chart/rbac-rules';
import { FaultList, shown } from '../checks/faults';
import { checkWholeNumber } from './whole-number';
import { checkReleaseNames, checkRunnerNamespace } from '../cluster/release-names';
import { checkConfig } from '../config/check-config';
import type { RunnerConfig } from '../config/runner-config.generated';
import { checkNodes } from '../placement/check-nodes';
import type { PlacementFindings } from '../placement/pod-placement';
import { isUnresolved, known } from '../ros/tokens';
import { checkBilledSize } from './check-billed-size';
import { checkConfigCache } from './check-config-cache';
import { checkConfigOverrides } from './check-config-overrides';
import { checkConfigResources } from './check-config-resources';
import { checkConfigValues } from './check-config-values';
import { checkJobStorage } from './check-job-storage';
import { checkManagerResources } from './check-manager-resources';
import { checkNodeSize } from './check-node-size';
import { warnOfOverrideMaxima } from './check-override-maxima';
import { checkUserValues } from './check-chart-values';
import { checkChartVersion } from './check-chart-version';
import { checkGitLabUrl } from './check-gitlab-url';
import { checkParts } from './check-parts';
import { checkPermissions } from './check-permissions';
import { checkPodLabels } from './check-pod-labels';
import { warnOfReclaimedManagers } from './check-reclaimed-managers';
import { checkJobVolumes } from './check-job-volumes';
import { checkPrivilegeEscalation } from './check-privilege-escalation';
import { checkPullPolicies } from './check-pull-policies';
import { checkSecrets } from './check-secrets';
import { checkServerless } from './check-serverless';
import { checkServiceSize } from './check-service-size';
import { checkResources } from './container-resources';
import { checkDockerServices } from './image-builds/docker-services';
import { checkJobOptions, warnOfJobOptions } from './job-options';
import { computeOf, jobPods, managerPods } from './labelled-pods';
import { warnOfLostItems } from './lost-items';
import type { RegistryCredentials } from './registry-credentials';
import type { ResolvedRunner } from './resolved-runner';
import { placementContext } from './resolved-runner';
import { checkScaling } from './scaling/check-scaling';

/** A runner as it is checked: with what its props yield. */
export interface CheckedRunner extends ResolvedRunner {
  readonly hasCache: boolean;
  /** The chart values that the other props yield, which `chartValues` are laid over. */
  readonly ownValues: object;
  /** The configuration that the other props yield, which `config` is laid over. */
  readonly ownConfig: RunnerConfig;
  /** The configuration that the props yield, with the user's own settings laid over it. */
  readonly mergedConfig: RunnerConfig;
  readonly rbacFeatures: RbacFeatures;
}

/** Everything that speaks against a runner, errors and warnings, in the words of its props. */
export function checkRunner(runner: CheckedRunner): PlacementFindings {
  const findings = { errors: new FaultList(), warnings: new FaultList() };
  const { errors } = findings;
  checkReleaseNames(runner, errors);
  checkRunnerNamespace(runner.namespace, errors);
  runner.token.check(errors, findings.warnings);
  checkAccess(runner, findings);
  checkGitLabUrl(runner.gitlabUrl, findings, 'gitlabUrl');
  checkWholeNumber('concurrent', runner.concurrent, 1, errors);
  checkWholeNumber('checkIntervalSeconds', runner.checkIntervalSeconds, 3, errors);
  checkManagers(runner, findings);
  runner.monitoring.check(runner, findings, 'monitoring');
  checkJobOptions(runner.jobs, errors, 'jobs', runner.chartVersion.runnerVersion);
  warnOfJobOptions(runner.jobs, findings.warnings, 'jobs');
  runner.placement.check(placementContext(runner, 'jobs'), findings, 'placement');
  checkNodes(runner.cluster, runner.placement, findings, 'placement');
  checkNodeSize(runner, findings);
  checkBilledSize(runner, runner.placement, findings);
  checkServiceSize(runner, runner.placement, findings);
  checkJobStorage(runner, runner.placement, findings);
  checkConfigResources(runner, errors);
  warnOfOverrideMaxima(runner, runner.placement, findings);
  checkUserValues(runner, findings);
  const configFaults = checkConfig(runner.config ?? {}, runner.chartVersion.runnerVersion, isUnresolved);
  errors.addAll(explainServerSettings(configFaults, runner.token.kind).map(below('config')));
  checkJobPods(runner, findings);
  checkSecrets(runner, errors);
  checkPermissions(runner, findings);
  checkServerless(runner, findings);
  checkPodLabels(jobPods(runner), findings);
  checkParts(computeOf(jobPods(runner)), findings, (placement, found) => {
    runner.imageBuilds?.check({ ...runner, placement }, found, 'imageBuilds');
    checkDockerServices({ ...runner, placement }, found.errors);
  });
  checkChartVersion(runner, findings);
  return findings;
}

function checkAccess(runner: CheckedRunner, findings: PlacementFindings): void {
  const { images, registryCredentials = [], caCertificate, sessionServer, chartVersion } = runner;
  const hasCredentials = registryCredentials.length > 0;
  const jobPods = runner.placement.place(placementContext(runner, 'jobs'));
  const kubernetes = runner.config?.runners?.kubernetes;
  checkImages(images ?? {}, { chartVersion, hasCredentials, jobPods, kubernetes }, findings, 'images');
  registryCredentials.forEach((one, index) => one.check(findings.errors, `registryCredentials[${index}]`));
  checkEachRegistryOnce(registryCredentials, findings.errors);
  if (caCertificate !== undefined) {
    checkCertificates(caCertificate, runner, findings, 'caCertificate');
  }
  if (sessionServer !== undefined) {
    checkSessionServer(sessionServer, { ...runner, maxReplicas: runner.scaled.maxReplicas }, findings, 'sessionServer');
  }
}

/** What the pods of jobs come to, by the props and `config` together. */
function checkJobPods(runner: CheckedRunner, findings: PlacementFindings): void {
  const { errors, warnings } = findings;
  checkConfigImages(runner.config?.runners?.kubernetes, errors, 'config.runners.kubernetes');
  checkConfigValues(runner, findings);
  checkConfigOverrides(runner.config, findings);
  checkConfigCache(runner, errors);
  checkPullPolicies(runner, findings);
  checkJobVolumes(runner, errors);
  checkPrivilegeEscalation(runner, errors);
  warnOfLostItems(runner, warnings);
}

/** A host is a key of the pull Secret, which could hold one login only. */
function checkEachRegistryOnce(credentials: readonly RegistryCredentials[], errors: FaultList): void {
  const hosts = credentials.map((one) => known(one.bind().registry));
  hosts.forEach((host, index) => {
    const first = hosts.indexOf(host);
    if (host !== undefined && first < index) {
      errors.add(
        `registryCredentials[${index}].registry`,
        `is ${shown(host)} once more, after registryCredentials[${first}]; a registry has one login, so leave one of them out`,
      );
    }
  });
}

function checkManagers(runner: CheckedRunner, findings: PlacementFindings): void {
  checkScaling(runner, findings);
  checkResources(runner.managerResources, findings.errors, 'managerResources');
  checkManagerResources(runner, findings);
  runner.managerPlacement.check(placementContext(runner, 'managers'), findings, 'managerPlacement');
  checkNodes(runner.cluster, runner.managerPlacement, findings, 'managerPlacement');
  checkPodLabels(managerPods(runner), findings);
  warnOfReclaimedManagers(runner, findings);
}

function below(prefix: string) {
  return ({ at, message }: { at: string; message: string }) => ({
    at: at === '' ? prefix : `${prefix}.${at}`,
    message,
  });
}
