import { holdsSecret } from '../checks/secrets';
import { checkCertificates } from './certificates';
import { checkConfigImages, checkImages } from './check-images';
import { checkSessionServer } from './check-session-server';
import { explainServerSettings } from './server-settings';
import { checkChartValues } from '../chart/check-values';
import type { RbacFeatures } from '../chart/rbac-rules';
import type { Fault } from '../checks/faults';
import { FaultList, shown } from '../checks/faults';
import { checkWholeNumber } from './whole-number';
import { checkReleaseNames } from '../cluster/release-names';
import { checkConfig } from '../config/check-config';
import type { RunnerConfig } from '../config/runner-config.generated';
import type { PlacementFindings } from '../placement/pod-placement';
import { isUnresolved, known } from '../ros/tokens';
import { checkBilledSize } from './check-billed-size';
import { checkJobNamespace } from './check-job-namespace';
import { checkSecrets } from './check-secrets';
import { checkResources } from './container-resources';
import { checkJobOptions, warnOfJobOptions } from './job-options';
import { jobResources } from './job-size';
import type { ResolvedRunner } from './resolved-runner';
import { placementContext } from './resolved-runner';
import { checkScaling } from './scaling/check-scaling';

/** A runner as it is checked: with what its props yield. */
export interface CheckedRunner extends ResolvedRunner {
  readonly hasCache: boolean;
  /** The chart values that the other props yield, which `chartValues` are laid over. */
  readonly ownValues: object;
  /** The configuration that the props yield, with the user's own settings laid over it. */
  readonly mergedConfig: RunnerConfig;
  readonly rbacFeatures: RbacFeatures;
}

/** Everything that speaks against a runner, errors and warnings, in the words of its props. */
export function checkRunner(runner: CheckedRunner): PlacementFindings {
  const findings = { errors: new FaultList(), warnings: new FaultList() };
  const { errors } = findings;
  checkReleaseNames(runner, errors);
  runner.token.check(errors, findings.warnings);
  checkAccess(runner, findings);
  checkGitLabUrl(runner.gitlabUrl, findings);
  checkWholeNumber('concurrent', runner.concurrent, 1, errors);
  checkWholeNumber('checkIntervalSeconds', runner.checkIntervalSeconds, 3, errors);
  checkManagers(runner, findings);
  runner.monitoring.check(runner, findings, 'monitoring');
  checkJobOptions(runner.jobs, errors, 'jobs', runner.chartVersion.runnerVersion);
  warnOfJobOptions(runner.jobs, findings.warnings, 'jobs');
  runner.placement.check(placementContext(runner, 'jobs'), findings, 'placement');
  checkNodeSize(runner, findings);
  checkBilledSize(runner.jobs, runner.placement, findings, 'jobs');
  checkChart(runner, findings);
  const configFaults = checkConfig(runner.config ?? {}, runner.chartVersion.runnerVersion, isUnresolved);
  errors.addAll(explainServerSettings(configFaults, runner.token.kind).map(below('config')));
  checkConfigImages(runner.config?.runners?.kubernetes, errors, 'config.runners.kubernetes');
  checkSecrets(runner, errors);
  checkJobNamespace(runner, findings);
  checkServerless(runner, findings);
  checkComputeLabels(runner, findings);
  runner.imageBuilds?.check(runner, findings, 'imageBuilds');
  if (runner.chartVersion.brokenS3Checksums && runner.hasCache) {
    errors.add(
      'chartVersion',
      `${runner.chartVersion.version} has a runner whose S3 client signs checksums that OSS does not understand (charts 0.86.0 to 0.88.1); use ${shown('0.90.1')}, or Cache.none()`,
    );
  }
  return findings;
}

function checkAccess(runner: CheckedRunner, findings: PlacementFindings): void {
  const { images, registryCredentials = [], caCertificate, sessionServer, chartVersion } = runner;
  if (images !== undefined) {
    const hasCredentials = registryCredentials.length > 0;
    checkImages(images, { chartVersion, hasCredentials }, findings, 'images');
  }
  registryCredentials.forEach((one, index) => one.check(findings.errors, `registryCredentials[${index}]`));
  if (caCertificate !== undefined) {
    checkCertificates(caCertificate, runner, findings, 'caCertificate');
  }
  if (sessionServer !== undefined) {
    checkSessionServer(
      sessionServer,
      { ...runner, maxReplicas: runner.scaled.maxReplicas },
      findings.errors,
      'sessionServer',
    );
  }
}

function checkGitLabUrl(gitlabUrl: string | undefined, { errors, warnings }: PlacementFindings): void {
  const text = known(gitlabUrl);
  // What looks like a token is reported by the check for secrets, which does not show it.
  if (text === undefined || holdsSecret(text)) {
    return;
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    errors.add(
      'gitlabUrl',
      `${shown(text)} is not a URL; write it with its scheme, for instance https://gitlab.example.com`,
    );
  } else if (url.username !== '' || url.password !== '') {
    errors.add('gitlabUrl', 'holds a user name or password; the runner needs the plain address of GitLab');
  } else if (/\/(ci|api\/v\d+)\/?$/.test(url.pathname)) {
    errors.add(
      'gitlabUrl',
      `${shown(text)} ends in a path of the old CI or the API; write the address that one opens in a browser`,
    );
  } else if (url.protocol === 'http:') {
    warnings.add('gitlabUrl', `${shown(text)} is not encrypted: runner tokens and sources cross the network in clear`);
  }
}

function checkManagers(runner: CheckedRunner, findings: PlacementFindings): void {
  const { warnings } = findings;
  checkScaling(runner, findings);
  checkResources(runner.managerResources, findings.errors, 'managerResources');
  runner.managerPlacement.check(placementContext(runner, 'managers'), findings, 'managerPlacement');
  if (runner.managerPlacement.interruptible) {
    warnings.add(
      'managerPlacement',
      'may be reclaimed: a manager that is killed leaves its jobs orphaned and GitLab shows them as failed. Keep managers on compute that stays',
    );
  }
}

function checkServerless({ placement, config }: CheckedRunner, { errors }: PlacementFindings): void {
  const kubernetes = config?.runners?.kubernetes;
  if (!placement.serverless || kubernetes === undefined) {
    return;
  }
  const privileged = {
    privileged: kubernetes.privileged,
    'initPermissionsContainerSecurityContext.privileged':
      kubernetes.initPermissionsContainerSecurityContext?.privileged,
    'buildContainerSecurityContext.privileged': kubernetes.buildContainerSecurityContext?.privileged,
    'helperContainerSecurityContext.privileged': kubernetes.helperContainerSecurityContext?.privileged,
    'serviceContainerSecurityContext.privileged': kubernetes.serviceContainerSecurityContext?.privileged,
  };
  for (const [key, value] of Object.entries(privileged)) {
    if (value === true) {
      errors.add(
        `config.runners.kubernetes.${key}`,
        `is true, but ${placement.name} runs no privileged containers, and so no Docker-in-Docker; build images with kaniko, or use JobPlacement.nodePool()`,
      );
    }
  }
  if ((kubernetes.volumes?.hostPath?.length ?? 0) > 0) {
    errors.add(
      'config.runners.kubernetes.volumes.hostPath',
      `cannot be mounted on ${placement.name}, which has no nodes of yours; use emptyDir, pvc or csi, or JobPlacement.nodePool()`,
    );
  }
}

/** ACS reads the compute labels; a pod that its label sends to ECI keeps them without any effect. */
function checkComputeLabels(runner: CheckedRunner, { warnings }: PlacementFindings): void {
  const { labels } = runner.placement.place(placementContext(runner, 'jobs'));
  const given = Object.keys(runner.config?.runners?.kubernetes?.podLabels ?? {});
  if (labels !== undefined && 'alibabacloud.com/eci' in labels) {
    given
      .filter((label) => /^alibabacloud\.com\/compute-(class|qos)$/.test(label))
      .forEach((label) =>
        warnings.add(
          `config.runners.kubernetes.podLabels["${label}"]`,
          'is a label of ACS, and jobs run on ECI, where it has no effect; use JobPlacement.acs()',
        ),
      );
  }
}

/** A pod that asks for more than any node has stays Pending for ever; the system's own pods take a part of each node. */
function checkNodeSize({ cluster, placement, jobs }: CheckedRunner, { warnings }: PlacementFindings): void {
  const cpu = known(jobResources(jobs, false).resources?.cpu);
  if (placement.serverless || cluster.largestNodeCpu === undefined || cpu === undefined) {
    return;
  }
  const cores = cpu.endsWith('m') ? Number(cpu.slice(0, -1)) / 1000 : Number(cpu);
  if (cores >= cluster.largestNodeCpu) {
    warnings.add(
      'jobs.resources.cpu',
      `asks for ${shown(cpu)} CPUs, and the largest node has ${cluster.largestNodeCpu}, of which the system keeps a part: jobs would stay Pending. Use larger instance types or a smaller request`,
    );
  }
}

function checkChart(runner: CheckedRunner, { errors, warnings }: PlacementFindings): void {
  const context = {
    tokenKind: runner.token.kind,
    isUnresolved,
    beneath: runner.ownValues,
    rbacFeatures: runner.rbacFeatures,
  };
  const found = checkChartValues(runner.chartValues ?? {}, runner.chartVersion, context);
  // What is wrong without them has been said in the words of the props.
  const before = checkChartValues({}, runner.chartVersion, context);
  errors.addAll(without(found.errors, before.errors).map(below('chartValues')));
  warnings.addAll(without(found.warnings, before.warnings).map(below('chartValues')));
}

function without(faults: readonly Fault[], others: readonly Fault[]): Fault[] {
  return faults.filter((fault) => !others.some(({ at, message }) => fault.at === at && fault.message === message));
}

function below(prefix: string) {
  return ({ at, message }: { at: string; message: string }) => ({
    at: at === '' ? prefix : `${prefix}.${at}`,
    message,
  });
}
