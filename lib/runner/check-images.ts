import type { ChartVersion } from '../chart/chart-version';
import { secretNameFault } from '../chart/kubernetes-names';
import type { FaultList } from '../checks/faults';
import { shown } from '../checks/faults';
import { didYouMean } from '../checks/suggest';
import type { KubernetesConfig } from '../config/runner-config.generated';
import type { PlacementFindings } from '../placement/pod-placement';
import { known } from '../ros/tokens';
import { imageFault, mirrorFault, repositoryFault, tagFault } from './image-name';
import type { RunnerImages } from './images';

const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];

/** The variables of the runner that tell its version. */
const VERSION_VARIABLE = /\$\{?(CI_RUNNER_VERSION|CI_RUNNER_REVISION)\b/;

export interface CheckImagesContext {
  readonly chartVersion: Pick<ChartVersion, 'version' | 'runnerVersion'>;
  /** Whether there are registry credentials, from which a pull Secret is made. */
  readonly hasCredentials?: boolean;
}

/** Adds what is wrong with the options; `at` is their path in the props. */
export function checkImages(
  images: RunnerImages,
  context: CheckImagesContext,
  findings: PlacementFindings,
  at: string,
): void {
  const { errors } = findings;
  check(errors, `${at}.mirror`, images.mirror, mirrorFault);
  for (const name of ['manager', 'helper'] as const) {
    check(errors, `${at}.${name}.repository`, images[name]?.repository, repositoryFault);
    check(errors, `${at}.${name}.tag`, images[name]?.tag, tagFault);
  }
  checkVersions(images, context, findings, at);
  check(errors, `${at}.pullPolicy`, images.pullPolicy, pullPolicyFault);
  for (const name of ['managers', 'jobs'] as const) {
    images.pullSecrets?.[name]?.forEach((secret, index) =>
      check(errors, `${at}.pullSecrets.${name}[${index}]`, secret, (text) => prefixed(text, secretNameFault(text))),
    );
  }
  images.acrInstanceIds?.forEach((id, index) => check(errors, `${at}.acrInstanceIds[${index}]`, id, acrInstanceFault));
  if (images.serviceAccountPullSecrets === true) {
    checkServiceAccounts(images, context, errors, at);
  }
}

/** Adds names that are no images; the runner reads them when the first job asks for a pod. */
export function checkConfigImages(kubernetes: KubernetesConfig | undefined, errors: FaultList, at: string): void {
  for (const name of ['image', 'helperImage'] as const) {
    check(errors, `${at}.${name}`, kubernetes?.[name], imageFault);
  }
}

/** Managers and helpers talk to each other in a way that changes from version to version. */
function checkVersions(
  { manager, helper }: RunnerImages,
  { chartVersion }: CheckImagesContext,
  { errors, warnings }: PlacementFindings,
  at: string,
): void {
  const [managerTag, helperTag] = [known(manager?.tag), known(helper?.tag)];
  if (managerTag?.includes('$') === true) {
    errors.add(
      `${at}.manager.tag`,
      `is ${shown(managerTag)}, and only the tag of the helper may have variables; leave it out for the version of the chart`,
    );
  }
  const tags = { manager: managerTag, helper: helperTag };
  for (const [name, tag] of Object.entries(tags)) {
    if (tag !== undefined && !VERSION_VARIABLE.test(tag) && !tag.includes(chartVersion.runnerVersion)) {
      warnings.add(
        `${at}.${name}.tag`,
        `is ${shown(tag)}, and the chart ${chartVersion.version} is for GitLab Runner ${chartVersion.runnerVersion}: managers and helpers must be of one version`,
      );
    }
  }
}

function checkServiceAccounts(
  { pullSecrets }: RunnerImages,
  { hasCredentials }: CheckImagesContext,
  errors: FaultList,
  at: string,
): void {
  const others = [
    ...((pullSecrets?.jobs ?? []).length > 0 ? [`${at}.pullSecrets.jobs`] : []),
    ...(hasCredentials === true ? ['registryCredentials'] : []),
  ];
  if (others.length > 0) {
    errors.add(
      `${at}.serviceAccountPullSecrets`,
      `is true, so that jobs use the pull Secrets of their service account alone, and ${others.join(' and ')} would have no effect on them; leave one of them out`,
    );
  }
}

function pullPolicyFault(policy: string): string | undefined {
  return PULL_POLICIES.includes(policy)
    ? undefined
    : `is ${shown(policy)}; allowed are ${PULL_POLICIES.join(', ')}.${didYouMean(policy, PULL_POLICIES)}`;
}

function acrInstanceFault(id: string): string | undefined {
  return /^([a-z]+-[a-z0-9-]+:)?cri-[a-z0-9]+$/.test(id)
    ? undefined
    : `${shown(id)} is not the id of an ACR Enterprise Edition instance; write "cri-…", with the region in front when it is another, as in "cn-beijing:cri-…"`;
}

function prefixed(text: string, fault: string | undefined): string | undefined {
  return fault === undefined ? undefined : `${shown(text)} ${fault}`;
}

function check(
  errors: FaultList,
  at: string,
  value: string | undefined,
  faultOf: (text: string) => string | undefined,
): void {
  const text = known(value);
  const fault = text === undefined ? undefined : faultOf(text);
  if (fault !== undefined) {
    errors.add(at, fault);
  }
}
