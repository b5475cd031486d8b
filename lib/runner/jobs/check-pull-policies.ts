import type { Report } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import type { KubernetesConfig, RunnerConfig } from '../../config/runner-config.generated';
import { isTable } from '../../config/toml-table';
import type { Compute } from '../../placement/pod-placement';
import type { ResolvedRunner } from '../resolved-runner';
import { PULL_POLICIES } from './job-overrides';

const CONFIG = 'config.runners.kubernetes';
/** An empty policy leaves the choice to the cluster, and is not among those allowed. */
const WORDS: readonly string[] = ['', ...PULL_POLICIES];
const ACS_IMAGE_CACHE = 'image.alibabacloud.com/enable-image-cache';

type PullingRunner = Pick<ResolvedRunner, 'images' | 'config' | 'placement' | 'managerPlacement'> & {
  readonly mergedConfig: RunnerConfig;
};

/** Adds pull policies under which no job could start, or no image be cached. Words that are none are reported elsewhere. */
export function checkPullPolicies(runner: PullingRunner, findings: Report): void {
  const kubernetes = runner.mergedConfig.runners?.kubernetes ?? {};
  const policies = policyList(kubernetes.pullPolicy);
  if (policies !== undefined) {
    checkAllowed(policies, runner, kubernetes, findings);
    checkNever(policies, runner, findings);
    warnOfImageCache(policies, runner, kubernetes, findings);
  }
  if (runner.managerPlacement.serverless && runner.images?.pullPolicy === 'Never') {
    addNever('managers', runner.managerPlacement, findings, 'images.pullPolicy');
  }
}

/**
 * A runner without a policy has the one of the cluster, and that is in no list. So it refuses jobs too, as it does when
 * none of its policies is allowed.
 */
function checkAllowed(
  policies: readonly string[],
  runner: PullingRunner,
  kubernetes: KubernetesConfig,
  { errors }: Report,
): void {
  const allowed = policyList(kubernetes.allowedPullPolicies) ?? policies;
  if (allowed.length === 0 || policies.some((policy) => allowed.includes(policy))) {
    return;
  }
  const isInConfig = runner.config?.runners?.kubernetes?.allowedPullPolicies !== undefined;
  const [at, list] = [
    policyPlace(runner),
    isInConfig ? `${CONFIG}.allowedPullPolicies` : 'jobs.overrides.pullPolicies',
  ];
  if (at === undefined) {
    errors.add(
      list,
      `allows ${allowed.map(shown).join(', ')} only, and ${policies.length === 0 ? 'no pull policy is given' : `jobs have ${policies.map(shown).join(', ')}`}: the runner would refuse every job. Set ${CONFIG}.pullPolicy to one of these`,
    );
  } else {
    errors.add(
      at,
      `is ${given(runner, policies)}, and ${list} allows ${allowed.map(shown).join(', ')} only: the runner would refuse every job. Use one of these, or allow it there`,
    );
  }
}

function checkNever(policies: readonly string[], runner: PullingRunner, findings: Report): void {
  if (runner.placement.serverless && policies.length > 0 && policies.every((policy) => policy === 'never')) {
    addNever('jobs', runner.placement, findings, policyPlace(runner) ?? 'jobs.overrides.pullPolicies');
  }
}

/**
 * A pod on serverless compute starts without any image but those of an image cache, and that of ACS is for pods that
 * always pull.
 *
 * @see https://help.aliyun.com/zh/eci/user-guide/use-imagecache-to-accelerate-the-creation-of-pods
 * @see https://help.aliyun.com/zh/cs/user-guide/accelerate-acs-pod-startup-using-image-caching
 */
function addNever(
  pods: 'jobs' | 'managers',
  { name, unit }: Pick<Compute, 'name' | 'unit'>,
  { errors, warnings }: Report,
  at: string,
): void {
  const never = `is never to pull, and pods of ${pods} on ${name} start without any image`;
  if (unit?.resource === 'acs') {
    errors.add(at, `${never}; use IfNotPresent or Always`);
  } else {
    warnings.add(at, `${never} but those of an image cache: all others fail. Use IfNotPresent`);
  }
}

function warnOfImageCache(
  policies: readonly string[],
  runner: PullingRunner,
  { podAnnotations }: KubernetesConfig,
  { warnings }: Report,
): void {
  if (isTable(podAnnotations) && podAnnotations[ACS_IMAGE_CACHE] === 'true' && policies[0] !== 'always') {
    warnings.add(
      policyPlace(runner) ?? 'images.pullPolicy',
      `is ${policies.length === 0 ? 'missing' : given(runner, policies)}, and the image cache of ACS serves pods that always pull; set it to Always, or leave imageCache out`,
    );
  }
}

/** Where the user says what policy jobs have; undefined when that is nowhere. */
function policyPlace({ config, images }: PullingRunner): string | undefined {
  if (config?.runners?.kubernetes?.pullPolicy !== undefined) {
    return `${CONFIG}.pullPolicy`;
  }
  return images?.pullPolicy === undefined ? undefined : 'images.pullPolicy';
}

/** The policies as the user writes them, who has another word for each in `images`. */
function given(runner: PullingRunner, policies: readonly string[]): string {
  return policyPlace(runner) === 'images.pullPolicy'
    ? shown(runner.images?.pullPolicy)
    : policies.map(shown).join(', ');
}

/**
 * The policies as a list, which is empty when none is given; undefined when one of them is only known at deployment, or
 * none at all.
 */
function policyList(policies: string | readonly string[] | undefined): readonly string[] | undefined {
  const list = policies === undefined ? [] : [policies].flat();
  return list.every((policy) => WORDS.includes(policy)) ? list : undefined;
}
