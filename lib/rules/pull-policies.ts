import type { Place, Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';
import { isOverride, pathText } from '../model/origin';
import type { Candidate, Settings } from '../model/reading';
import { knownValue, placeOf } from '../model/reading';
import { Items } from '../model/tree';
import { partsOf } from '../placement/parts';
import type { Compute } from '../placement/pod-placement';
import type { RunnerModel } from '../runner/compose-runner';
import { PULL_POLICIES } from '../runner/jobs/job-overwrites';
import { ruleSet } from './rule-set';

const POLICY = 'runners.kubernetes.pullPolicy';
const ALLOWED = 'runners.kubernetes.allowedPullPolicies';
const ACS_IMAGE_CACHE = 'image.alibabacloud.com/enable-image-cache';
const WORDS: readonly string[] = PULL_POLICIES;

type Rules = Readonly<
  Record<'allowed-pull-policy-unknown' | 'pull-policy-not-allowed' | 'images-never-pulled' | 'image-cache-unused', Rule>
>;

/** The pull policies that jobs have, as a list, and where they are said. */
interface Policies {
  readonly words: readonly string[];
  readonly said?: Candidate;
}

/** When images of jobs and managers are pulled. */
export const pullPolicies = ruleSet(
  'Pull policies',
  {
    'allowed-pull-policy-unknown': {
      severity: 'error',
      title: 'An allowed pull policy is none that the runner knows',
      reason: 'The runner does not start.',
      remedy: `Use ${PULL_POLICIES.join(', ')}.`,
    },
    'pull-policy-not-allowed': {
      severity: 'error',
      title: 'The pull policy of jobs is not among those allowed',
      reason: 'The runner refuses every job, also one that asks for no policy.',
      remedy: 'Use a pull policy that is allowed, or allow the one in use.',
    },
    'images-never-pulled': {
      severity: 'error',
      title: 'Images are never to be pulled on ECI or ACS',
      reason:
        'Pods start without any image. ECI has those of an image cache, and that of ACS is for pods that always pull.',
      remedy: 'Use IfNotPresent or Always.',
    },
    'image-cache-unused': {
      severity: 'warning',
      title: 'The image cache of ACS is on, and images are not always pulled',
      reason: 'The cache serves pods that always pull.',
      remedy: 'Always pull, or leave the cache out.',
    },
  },
  (rules, model: RunnerModel, report) => {
    const { settings, values } = model;
    checkAllowedWords(rules, settings, report);
    const policies = policiesAt(settings, POLICY);
    if (policies !== undefined) {
      checkAllowed(rules, model, policies, report);
      if (policies.words.length > 0 && policies.words.every((word) => word === 'never')) {
        checkNever(rules, model.pods.jobs.compute, 'jobs', placeOfPolicy(policies)!, report);
      }
      checkImageCache(rules, model, policies, report);
    }
    for (const { value, origin, isCertain } of values.possible('imagePullPolicy')) {
      if (value === 'Never') {
        checkNever(rules, model.pods.managers.compute, 'managers', placeOf(origin, isCertain), report);
      }
    }
  },
);

/** Words in config.toml are held against its key. */
function checkAllowedWords(rules: Rules, settings: Settings, report: Report): void {
  for (const item of settings.items(ALLOWED)) {
    for (const { value, origin, isCertain } of item.possible([])) {
      if (!isOverride(origin) && !WORDS.includes(value as string)) {
        report.add(
          rules['allowed-pull-policy-unknown'],
          placeOf(origin, isCertain),
          `is ${shown(value)}; allowed is ${WORDS.map(shown).join(', ')}.${didYouMean(String(value), WORDS)}`,
        );
      }
    }
  }
}

/**
 * A runner without a policy has the one of the cluster, and that is in no list. So it refuses jobs too, as it does when
 * none of its policies is allowed.
 */
function checkAllowed(rules: Rules, model: RunnerModel, policies: Policies, report: Report): void {
  const allowed = policiesAt(model.settings, ALLOWED);
  if (
    allowed?.said === undefined ||
    allowed.words.length === 0 ||
    policies.words.some((word) => allowed.words.includes(word))
  ) {
    return;
  }
  const list = placeOf(allowed.said.node.origin, allowed.said.isCertain && policies.said?.isCertain !== false);
  const words = allowed.words.map(shown).join(', ');
  const place = placeOfPolicy(policies);
  if (place === undefined || isOfAllowed(policies)) {
    const having =
      policies.words.length === 0 ? 'no pull policy is given' : `jobs have ${policies.words.map(shown).join(', ')}`;
    report.add(
      rules['pull-policy-not-allowed'],
      list,
      `allows ${words} only, and ${having}: the runner would refuse every job. Set config.runners.kubernetes.pullPolicy to one of these`,
    );
  } else {
    report.add(
      rules['pull-policy-not-allowed'],
      { ...place, isPossible: place.isPossible ?? list.isPossible },
      `is ${given(model, policies)}, and ${list.at} allows ${words} only: the runner would refuse every job. Use one of these, or allow it there`,
    );
  }
}

/**
 * A pod on serverless compute starts without any image but those of an image cache, and that of ACS is for pods that
 * always pull.
 *
 * @see https://help.aliyun.com/zh/eci/user-guide/use-imagecache-to-accelerate-the-creation-of-pods
 * @see https://help.aliyun.com/zh/cs/user-guide/accelerate-acs-pod-startup-using-image-caching
 */
function checkNever(rules: Rules, compute: Compute, pods: 'jobs' | 'managers', place: Place, report: Report): void {
  const parts = partsOf(compute);
  const virtual = parts.filter(({ serverless }) => serverless);
  if (virtual.length === 0) {
    return;
  }
  const name = compute.serverless ? compute.name : virtual.map((part) => part.name).join(' or ');
  const never = `is never to pull, and pods of ${pods} on ${name} start without any image`;
  if (parts.every(({ unit }) => unit?.resource === 'acs')) {
    report.add(rules['images-never-pulled'], place, `${never}; use IfNotPresent or Always`);
  } else {
    const text = `${never} but those of an image cache: all others fail. Use IfNotPresent`;
    report.add(rules['images-never-pulled'], { ...place, isPossible: true }, text);
  }
}

function checkImageCache(rules: Rules, model: RunnerModel, policies: Policies, report: Report): void {
  const isOn = model.settings.known(['runners', 'kubernetes', 'podAnnotations', ACS_IMAGE_CACHE]) === 'true';
  if (isOn && policies.words[0] !== 'always') {
    report.add(
      rules['image-cache-unused'],
      placeOfPolicy(policies) ?? 'images.pullPolicy',
      `is ${policies.words.length === 0 ? 'missing' : given(model, policies)}, and the image cache of ACS serves pods that always pull; set it to Always, or leave imageCache out`,
    );
  }
}

/** Undefined when one of them is only known at deployment, or malformed. */
function policiesAt(settings: Settings, path: string): Policies | undefined {
  const [said, ...others] = settings.candidates(path);
  if (said === undefined) {
    return { words: [] };
  }
  const { node } = said;
  const values = (node instanceof Items ? node.items : [node]).map(knownValue);
  const words = values.filter((value) => typeof value === 'string' && WORDS.includes(value)) as string[];
  return others.length === 0 && words.length === values.length ? { words, said } : undefined;
}

function placeOfPolicy({ said }: Policies): Place | undefined {
  return said && placeOf(said.node.origin, said.isCertain);
}

/** Whether jobs have no policy but those that they may ask for. */
function isOfAllowed({ said }: Policies): boolean {
  return said !== undefined && pathText(said.node.origin.path) === 'jobs.allowedPullPolicies';
}

/** The policies as the user writes them, who has another word for each in `images`. */
function given({ images }: RunnerModel, { words, said }: Policies): string {
  return said !== undefined && pathText(said.node.origin.path) === 'images.pullPolicy'
    ? shown(images?.pullPolicy)
    : words.map(shown).join(', ');
}
