import type { ChartVersion } from '../chart/chart-version';
import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';
import type { Origin } from '../model/origin';
import { placeOf } from '../model/reading';
import { ARCHITECTURE_LABEL } from '../placement/node-pool';
import { partsOf } from '../placement/parts';
import { known } from '../ros/tokens';
import { textFault } from '../runner/check-text';
import type { RunnerModel } from '../runner/compose-runner';
import { imageFault, mirrorFault, repositoryFault, tagFault } from '../runner/images/image-name';
import { HELPER_ARCHITECTURES } from '../runner/images/images';
import { ruleSet } from './rule-set';

const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];
const HELPER_IMAGE = 'runners.kubernetes.helperImage';

/** The variables of the runner that tell its version. */
const VERSION_VARIABLE = /\$\{?(CI_RUNNER_VERSION|CI_RUNNER_REVISION)\b/;
/** A version in a tag, as in `alpine-v19.1.1`. */
const VERSION = /(?:^|-)v\d+\.\d+/;
/** The architecture in the tag of a helper image, as in `ubuntu-arm64-v19.1.1`. */
const ARCHITECTURE = /(?:^|-)(x86_64|arm64|arm|s390x|ppc64le|riscv64)-/;

/** Where the images of managers, helpers and jobs come from. */
export const images = ruleSet(
  'Images',
  {
    'image-name': {
      severity: 'error',
      title: 'A name, repository, tag or mirror is not one of images',
      reason: 'No pod that needs the image starts.',
      remedy: 'Write the name as container runtimes take it, in the parts that the message names.',
    },
    'image-pull-policy': {
      severity: 'error',
      title: 'The pull policy does not exist',
      reason: 'Kubernetes refuses the managers, or the runner ends at its start.',
      remedy: 'Use Always, IfNotPresent or Never.',
    },
    'image-version': {
      severity: 'warning',
      title: 'The image of managers or helpers is of another version than the chart',
      reason: 'Managers and helpers talk to each other in a way that changes from version to version.',
      remedy: 'Use images of the version that the chart has, or leave the tag out.',
    },
    'manager-tag-variable': {
      severity: 'error',
      title: 'The tag of the managers has a variable',
      reason: 'Variables are replaced in the tag of the helper only.',
      remedy: 'Write the version out, or leave the tag out for the version of the chart.',
    },
    'helper-image-architecture': {
      severity: 'error',
      title: 'The helper image is for another architecture than nodes of the jobs',
      reason:
        'The runner has one helper image for all jobs. Those on nodes of another architecture fail at their start.',
      remedy: 'Use the tag for the architecture of the nodes, and a runner for each architecture.',
    },
  },
  (rules, runner: RunnerModel, report) => {
    checkNames(rules['image-name'], runner, report);
    checkManagerTag(rules, runner, report);
    checkHelper(rules, runner, report);
    checkPullPolicy(rules['image-pull-policy'], runner, report);
  },
);

function checkNames(rule: Rule, { images: given = {}, settings }: RunnerModel, report: Report): void {
  const check = (value: unknown, faultOf: (text: string) => string | undefined, at: string) => {
    const fault = textFault(value, faultOf);
    if (fault !== undefined) {
      report.add(rule, at, fault);
    }
  };
  check(given.mirror, mirrorFault, 'images.mirror');
  for (const name of ['manager', 'helper'] as const) {
    check(given[name]?.repository, repositoryFault, `images.${name}.repository`);
    check(given[name]?.tag, tagFault, `images.${name}.tag`);
  }
  for (const name of ['image', 'helperImage']) {
    for (const { value, origin, isCertain } of settings.possible(`runners.kubernetes.${name}`)) {
      const fault = typeof value === 'string' && isOverride(origin) ? imageFault(value) : undefined;
      if (fault !== undefined) {
        report.add(rule, placeOf(origin, isCertain), fault);
      }
    }
  }
}

/** Whether the user says so past the options, each of which is judged by itself. */
function isOverride({ layer }: Origin): boolean {
  return layer !== 'option' && layer !== 'default';
}

function checkManagerTag(
  rules: Record<'manager-tag-variable' | 'image-version', Rule>,
  { values, chartVersion }: RunnerModel,
  report: Report,
): void {
  for (const { value: tag, origin, isCertain } of values.possible('image.tag')) {
    // Helm evaluates templates in the tag.
    if (typeof tag !== 'string' || tag.includes('{{')) {
      continue;
    }
    const place = placeOf(origin, isCertain);
    if (tag.includes('$')) {
      report.add(
        rules['manager-tag-variable'],
        place,
        `is ${shown(tag)}, and only the tag of the helper may have variables; leave it out for the version of the chart`,
      );
    }
    if (isOfAnotherVersion(tag, origin, chartVersion)) {
      report.add(rules['image-version'], place, anotherVersion(tag, chartVersion));
    }
  }
}

function checkHelper(
  rules: Record<'helper-image-architecture' | 'image-version', Rule>,
  runner: RunnerModel,
  report: Report,
): void {
  const { settings, chartVersion } = runner;
  checkArchitectures(rules['helper-image-architecture'], runner, report);
  const nodes = settings.knownText(['runners', 'kubernetes', 'nodeSelector', ARCHITECTURE_LABEL]);
  const needed = nodes && (HELPER_ARCHITECTURES[nodes] ?? nodes);
  for (const { value: image, origin, isCertain } of settings.possible(HELPER_IMAGE)) {
    const [, tag = ''] = /:([^/:@]+)(?:@.*)?$/.exec(String(image)) ?? [];
    const [, architecture] = ARCHITECTURE.exec(tag) ?? [];
    if (tag !== '' && isOfAnotherVersion(tag, origin, chartVersion)) {
      report.add(rules['image-version'], placeOf(origin, isCertain), anotherVersion(tag, chartVersion));
    }
    if (needed !== undefined && architecture !== undefined && architecture !== needed) {
      report.add(
        rules['helper-image-architecture'],
        placeOf(origin, isCertain),
        `has the helper image for ${architecture}, and jobs run on nodes of the architecture ${nodes!} (nodeSelector): no job could start. Use the tag ${shown(tag.replace(architecture, needed))}`,
      );
    }
  }
}

/** Of a fallback, jobs may land on nodes of any part, and the node selector says nothing. */
function checkArchitectures(rule: Rule, { images: given, settings, pods }: RunnerModel, report: Report): void {
  const architectures = partsOf(pods.jobs.compute).map(({ serverless, unit }) =>
    serverless ? 'amd64' : known(unit?.nodeSelector?.[ARCHITECTURE_LABEL]),
  );
  const different = [...new Set(architectures)].filter((architecture) => architecture !== undefined);
  const isChosen =
    given?.helper !== undefined ||
    settings.candidates(HELPER_IMAGE).some(({ node }) => isOverride(node.origin)) ||
    settings.has(['runners', 'kubernetes', 'nodeSelector', ARCHITECTURE_LABEL]);
  if (different.length > 1 && !isChosen) {
    report.add(
      rule,
      'jobs.placement',
      `may send jobs to ${different.join(' and ')}, and the runner has one helper image for all of them: no job could start on the others. Use compute of one architecture, and another runner for the other, or a helper image for both by images.helper`,
    );
  }
}

/** Tags that overrides bring along need not tell a version. */
function isOfAnotherVersion(tag: string, origin: Origin, { runnerVersion }: ChartVersion): boolean {
  const tellsVersion = !isOverride(origin) || VERSION.test(tag);
  return tellsVersion && !VERSION_VARIABLE.test(tag) && !hasVersion(tag, runnerVersion);
}

function anotherVersion(tag: string, { version, runnerVersion }: ChartVersion): string {
  return `has the tag ${shown(tag)}, and the chart ${version} is for GitLab Runner ${runnerVersion}: managers and helpers must be of one version`;
}

/** Whether the version stands in the tag by itself: 19.1 is in `alpine-v19.1.1`, but not in `v19.10.0` or `v17.19.1`. */
function hasVersion(tag: string, version: string): boolean {
  return tag.split(/[^\d.]+/).some((numbers) => `${numbers}.`.startsWith(`${version}.`));
}

function checkPullPolicy(rule: Rule, { images: { pullPolicy } = {} }: RunnerModel, report: Report): void {
  const fault = textFault(pullPolicy, (policy) =>
    PULL_POLICIES.includes(policy)
      ? undefined
      : `is ${shown(policy)}; allowed are ${PULL_POLICIES.join(', ')}.${didYouMean(policy, PULL_POLICIES)}`,
  );
  if (fault !== undefined) {
    report.add(rule, 'images.pullPolicy', fault);
  }
}
