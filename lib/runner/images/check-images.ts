import type { ChartVersion } from '../../chart/chart-version';
import { secretNameFault } from '../../chart/kubernetes-names';
import type { FaultList, Report } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import { didYouMean } from '../../diagnostics/suggest';
import type { KubernetesConfig } from '../../config/runner-config.generated';
import { isTable } from '../../config/toml-table';
import type { PodPlacement } from '../../placement/pod-placement';
import { ACR_INSTANCE_ID } from '../../placement/resource-ids';
import { known, knownText } from '../../ros/tokens';
import { checkKnownList } from '../known-list';
import { checkText } from '../check-text';
import { imageFault, mirrorFault, repositoryFault, tagFault } from './image-name';
import type { RunnerImages } from './images';
import { ACR_INSTANCE_IDS } from './images';
import { knownItems } from '../known-items';

const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];

/** The variables of the runner that tell its version. */
const VERSION_VARIABLE = /\$\{?(CI_RUNNER_VERSION|CI_RUNNER_REVISION)\b/;

export interface CheckImagesContext {
  readonly chartVersion: Pick<ChartVersion, 'version' | 'runnerVersion'>;
  /** Whether there are registry credentials, from which a pull Secret is made. */
  readonly hasCredentials?: boolean;
  /** What the placement adds to the pods of jobs. */
  readonly jobPods?: PodPlacement;
  /** What the user sets in `config.runners.kubernetes`. */
  readonly kubernetes?: KubernetesConfig;
}

/** Adds what is wrong with the options; `at` is their path in the props. */
export function checkImages(images: RunnerImages, context: CheckImagesContext, findings: Report, at: string): void {
  const { errors } = findings;
  checkText(images.mirror, mirrorFault, errors, `${at}.mirror`);
  for (const name of ['manager', 'helper'] as const) {
    checkText(images[name]?.repository, repositoryFault, errors, `${at}.${name}.repository`);
    checkText(images[name]?.tag, tagFault, errors, `${at}.${name}.tag`);
  }
  checkVersions(images, context, findings, at);
  checkText(images.pullPolicy, pullPolicyFault, errors, `${at}.pullPolicy`);
  for (const name of ['managers', 'jobs'] as const) {
    checkKnownList(images.pullSecrets?.[name], errors.report, `${at}.pullSecrets.${name}`);
    images.pullSecrets?.[name]?.forEach((secret, index) =>
      checkText(secret, (text) => prefixed(text, secretNameFault(text)), errors, `${at}.pullSecrets.${name}[${index}]`),
    );
  }
  checkInstanceIds(images, context, errors, `${at}.acrInstanceIds`);
  checkServiceAccounts(images, context, errors, at);
}

/**
 * Adds names that are no images; the runner reads them when the first job asks for a pod. What is no text, and no Helm
 * template either, is reported elsewhere.
 */
export function checkConfigImages(kubernetes: KubernetesConfig | undefined, errors: FaultList, at: string): void {
  for (const name of ['image', 'helperImage'] as const) {
    checkText(knownText(kubernetes?.[name]), imageFault, errors, `${at}.${name}`);
  }
}

/** Managers and helpers talk to each other in a way that changes from version to version. */
function checkVersions(
  { manager, helper }: RunnerImages,
  { chartVersion }: CheckImagesContext,
  { errors, warnings }: Report,
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
    if (tag !== undefined && !VERSION_VARIABLE.test(tag) && !hasVersion(tag, chartVersion.runnerVersion)) {
      warnings.add(
        `${at}.${name}.tag`,
        `is ${shown(tag)}, and the chart ${chartVersion.version} is for GitLab Runner ${chartVersion.runnerVersion}: managers and helpers must be of one version`,
      );
    }
  }
}

/** Whether the version stands in the tag by itself: 19.1 is in `alpine-v19.1.1`, but not in `v19.10.0` or `v17.19.1`. */
function hasVersion(tag: string, version: string): boolean {
  return tag.split(/[^\d.]+/).some((numbers) => `${numbers}.`.startsWith(`${version}.`));
}

function checkInstanceIds(
  { acrInstanceIds }: RunnerImages,
  { jobPods }: CheckImagesContext,
  errors: FaultList,
  at: string,
): void {
  const ids = known(acrInstanceIds);
  ids?.forEach((id, index) => checkText(id, acrInstanceFault, errors, `${at}[${index}]`));
  if (ids?.length === 0) {
    errors.add(at, 'is empty; name at least one, or leave it out');
  }
  const annotations = jobPods?.annotations;
  const placed = isTable(annotations) ? known(annotations[ACR_INSTANCE_IDS]) : undefined;
  const missing = ids === undefined ? [] : (placed?.split(',') ?? []).filter((id) => !ids.includes(id));
  if (missing.length > 0) {
    errors.add(
      at,
      `takes the place of the acrInstanceIds of the placement, and lacks ${missing.join(', ')} of these; list all here, which is for jobs too, and leave the others out`,
    );
  }
}

/** Jobs have the pull Secrets that are named, or those of their service account, but not both. */
function checkServiceAccounts(
  { pullSecrets, serviceAccountPullSecrets }: RunnerImages,
  { hasCredentials, kubernetes }: CheckImagesContext,
  errors: FaultList,
  at: string,
): void {
  const inConfig = kubernetes?.useServiceAccountImagePullSecrets;
  if ((inConfig ?? serviceAccountPullSecrets) !== true) {
    return;
  }
  const others = [
    ...((pullSecrets?.jobs ?? []).length > 0 ? [`${at}.pullSecrets.jobs`] : []),
    ...(hasCredentials === true ? ['registryCredentials'] : []),
    ...(knownItems(kubernetes?.imagePullSecrets).length > 0 ? ['config.runners.kubernetes.imagePullSecrets'] : []),
  ];
  if (others.length > 0) {
    errors.add(
      inConfig === true
        ? 'config.runners.kubernetes.useServiceAccountImagePullSecrets'
        : `${at}.serviceAccountPullSecrets`,
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
  return ACR_INSTANCE_ID.pattern.test(id)
    ? undefined
    : `${shown(id)} is not the id of an ACR Enterprise Edition instance; write "cri-…", with the region in front when it is another, as in "cn-beijing:cri-…"`;
}

function prefixed(text: string, fault: string | undefined): string | undefined {
  return fault === undefined ? undefined : `${shown(text)} ${fault}`;
}
