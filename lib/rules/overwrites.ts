import { compareVersions } from '../chart/compare-versions';
import { goRegexpFault } from '../config/go-regexp';
import type { KubernetesConfig } from '../config/runner-config.generated';
import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import { isOverride } from '../model/origin';
import type { Settings } from '../model/reading';
import { knownValue, placeOf } from '../model/reading';
import type { Node } from '../model/tree';
import { Items } from '../model/tree';
import { known } from '../ros/tokens';
import { checkWholeNumber } from '../ros/whole-number';
import type { RunnerModel } from '../runner/compose-runner';
import { largestAmount } from '../runner/sizes/billed-size';
import { AMOUNTS, amountsOf, CONTAINERS, inUnits, maximaOf, mostOf } from './amounts';
import { largestText } from './billed-sizes';
import { forEachCompute } from './compute';
import { ruleSet } from './rule-set';

const PATTERNS = [
  'podLabelsOverwriteAllowed',
  'podAnnotationsOverwriteAllowed',
  'nodeSelectorOverwriteAllowed',
  'nodeTolerationsOverwriteAllowed',
  'serviceAccountOverwriteAllowed',
] as const satisfies readonly (keyof KubernetesConfig)[];
const LISTS = [
  'allowedImages',
  'allowedServices',
  'allowedPullPolicies',
  'allowedUsers',
  'allowedGroups',
] as const satisfies readonly (keyof KubernetesConfig)[];
const BEARER_TOKEN = 'runners.kubernetes.bearerTokenOverwriteAllowed';
const USERS_SINCE = '18.4';

type Rules = Readonly<
  Record<
    | 'overwrite-pattern'
    | 'allow-list-empty'
    | 'allowed-image-pattern'
    | 'allowed-ids-need-newer-runner'
    | 'bearer-token-overwrite'
    | 'overwrite-maximum-below-limit'
    | 'overwrite-maximum-above-pod',
    Rule
  >
>;

/** What pipelines may overwrite of the pods of their jobs, and what jobs are allowed to use. */
export const overwrites = ruleSet(
  'What pipelines may overwrite',
  {
    'overwrite-pattern': {
      severity: 'error',
      title: 'A pattern of what pipelines may set is not a regular expression of Go',
      reason: 'GitLab Runner refuses every job that sets the variable.',
      remedy: "Write the pattern in the syntax of Go's regexp package, which has no lookarounds and backreferences.",
    },
    'allow-list-empty': {
      severity: 'error',
      title: 'A list of what jobs are allowed is empty',
      reason: 'GitLab Runner takes an empty list for no restriction at all.',
      remedy: 'List what is allowed, or leave the list out.',
    },
    'allowed-image-pattern': {
      severity: 'error',
      title: 'A pattern of allowed images matches no image',
      reason: 'GitLab Runner passes over malformed patterns, and takes regular expressions for names.',
      remedy: 'Write "*" for any text without a slash, and "/**" for all below.',
    },
    'allowed-ids-need-newer-runner': {
      severity: 'error',
      title: `Allowed users and groups need GitLab Runner ${USERS_SINCE}`,
      reason: 'Earlier versions ignore them, so that jobs run as any user.',
      remedy: 'Use a newer chart version.',
    },
    'bearer-token-overwrite': {
      severity: 'warning',
      title: 'Pipelines may bring a token of Kubernetes',
      reason: 'Their pods are created with its rights, and all jobs of the pipeline can read it.',
      remedy: 'Give pipelines runners of their own.',
    },
    'overwrite-maximum-below-limit': {
      severity: 'warning',
      title: 'The most that a job may set is less than it has anyway',
      reason: 'GitLab Runner holds the variables of a job against the maximum, and not what jobs have by default.',
      remedy: 'Raise the maximum, or lower what jobs get.',
    },
    'overwrite-maximum-above-pod': {
      severity: 'warning',
      title: 'The most that a job may set is more than any pod of ECI or ACS has',
      reason: 'A job that asks for more waits for a pod that is never created.',
      remedy: 'Lower the maximum.',
    },
  },
  (rules, model: RunnerModel, report) => {
    const { settings } = model;
    checkPatterns(rules, settings, report);
    checkLists(rules, settings, report);
    checkIds(rules, model, report);
    for (const { value, origin, isCertain } of settings.possible(BEARER_TOKEN)) {
      if (value === true) {
        report.add(
          rules['bearer-token-overwrite'],
          placeOf(origin, isCertain),
          'lets every pipeline bring a token of Kubernetes (KUBERNETES_BEARER_TOKEN), with the rights of which its pods are created; and a token in a pipeline is for all its jobs to see. Give pipelines runners of their own instead',
        );
      }
    }
    checkMaxima(rules, model, report);
  },
);

/** Patterns in config.toml are held against their type, which is a regular expression. */
function checkPatterns(rules: Rules, settings: Settings, report: Report): void {
  for (const key of PATTERNS) {
    for (const { value, origin, isCertain } of settings.possible(['runners', 'kubernetes', key])) {
      const fault = typeof value === 'string' && !isOverride(origin) ? goRegexpFault(value) : undefined;
      if (fault !== undefined) {
        report.add(
          rules['overwrite-pattern'],
          placeOf(origin, isCertain),
          `${shown(value)} is not a regular expression that the runner takes: ${fault}`,
        );
      }
    }
  }
}

function checkLists(rules: Rules, settings: Settings, report: Report): void {
  for (const key of LISTS) {
    for (const { node, isCertain } of settings.candidates(['runners', 'kubernetes', key])) {
      if (node instanceof Items && node.items.length === 0) {
        report.add(
          rules['allow-list-empty'],
          placeOf(node.origin, isCertain),
          'is empty, which the runner takes for no restriction at all; list what is allowed',
        );
      }
      if (node instanceof Items && (key === 'allowedImages' || key === 'allowedServices')) {
        node.items.forEach((item) => checkImagePattern(rules, item, isCertain, report));
      }
    }
  }
}

function checkImagePattern(rules: Rules, item: Node, isCertain: boolean, report: Report): void {
  const pattern = knownValue(item);
  const fault = typeof pattern === 'string' ? imagePatternFault(pattern) : undefined;
  if (fault !== undefined) {
    report.add(rules['allowed-image-pattern'], placeOf(item.origin, isCertain), fault);
  }
}

/** In config.toml ids are text. */
function checkIds(rules: Rules, { jobs, chartVersion }: RunnerModel, report: Report): void {
  const { runnerVersion } = chartVersion;
  for (const name of ['allowedUsers', 'allowedGroups'] as const) {
    const ids = jobs[name];
    const at = `jobs.${name}`;
    if (ids !== undefined && known(runnerVersion) !== undefined && compareVersions(runnerVersion, USERS_SINCE) < 0) {
      report.add(
        rules['allowed-ids-need-newer-runner'],
        at,
        `needs GitLab Runner ${USERS_SINCE}, and the chart has ${runnerVersion}, which would ignore it; use a newer version of the chart`,
      );
    }
    (known(ids) ?? []).forEach((id, index) => checkWholeNumber(id, 0, report, `${at}[${index}]`));
  }
}

/** None of it stops a job that asks for nothing. */
function checkMaxima(rules: Rules, model: RunnerModel, report: Report): void {
  const { settings } = model;
  const maxima = CONTAINERS.flatMap((container) =>
    AMOUNTS.flatMap((name) => {
      const maximum = maximaOf(settings, container, name).limit;
      const most = mostOf(amountsOf(settings, container, name));
      return maximum?.nanos === undefined ? [] : [{ maximum: { ...maximum, nanos: maximum.nanos }, most }];
    }),
  );
  for (const { maximum, most } of maxima) {
    if (most?.nanos !== undefined && maximum.nanos < most.nanos) {
      report.add(
        rules['overwrite-maximum-below-limit'],
        placeOf(maximum.origin, maximum.isCertain && most.isCertain),
        `is ${shown(maximum.value)}, below the ${shown(most.value)} that jobs may use without asking (${placeOf(most.origin).at}), which the runner does not hold against it: jobs keep that, and could only lower it. Raise the maximum, or lower what jobs get`,
      );
    }
  }
  forEachCompute(model, 'jobs', report, ({ billedAs = [] }, found) => {
    for (const { name, nanos, value, origin, isCertain } of maxima.map(({ maximum }) => maximum)) {
      billedAs
        .filter((table) => inUnits(nanos, name) > largestAmount(name, table))
        .forEach((table) =>
          found.add(
            rules['overwrite-maximum-above-pod'],
            placeOf(origin, isCertain),
            `is ${shown(value)}, and ${largestText(name, table)}: a job that asks for more waits for a pod that never comes. Lower it`,
          ),
        );
    }
  });
}

// An escaped character, or a class of characters. What is in them is not syntax.
const ESCAPE_OR_CLASS = /\\[\s\S]|\[(?![\^!]?\])[\^!]?(?:\\[\s\S]|[^\]\\])+\]/g;

const HOW = 'write "*" for any text without a slash, and "/**" for all below, as in "registry.example.com/ci/**"';

/**
 * What is wrong with a pattern of images, or undefined.
 *
 * @see https://github.com/bmatcuk/doublestar#patterns
 */
function imagePatternFault(pattern: string): string | undefined {
  if (pattern === '') {
    return 'is empty, which no image matches; take it out, or name an image';
  }
  const bare = pattern.replace(ESCAPE_OR_CLASS, 'x');
  const fault = imageSyntaxFault(bare);
  if (fault !== undefined) {
    return `is ${shown(pattern)}, which the runner passes over: ${fault}`;
  }
  const strange = /[\^$()|+\s]/.exec(bare)?.[0];
  if (strange !== undefined) {
    return `is ${shown(pattern)}, and no image has ${shown(strange)} in it. These are neither regular expressions nor with variables: ${HOW}`;
  }
  // "." before "*" stands where no part of an image begins with a dot, or at the end, unless that is of a version.
  return /(^|[/:])\.\*/.test(bare) || /(^|\/)[^/:]*\.\*$/.test(bare)
    ? `is ${shown(pattern)}, where "." stands for itself: this is not a regular expression. For any text, ${HOW}`
    : undefined;
}

function imageSyntaxFault(bare: string): string | undefined {
  if (bare.includes('[')) {
    return 'a "[" is not closed, or has nothing in it';
  }
  if (bare.includes('\\')) {
    return 'the "\\" at the end has nothing to escape';
  }
  let depth = 0;
  for (const character of bare) {
    depth += character === '{' ? 1 : character === '}' ? -1 : 0;
    if (depth < 0) {
      return 'a "}" closes nothing';
    }
  }
  return depth > 0 ? 'a "{" is not closed' : undefined;
}
