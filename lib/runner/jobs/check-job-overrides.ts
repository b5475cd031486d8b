import { compareVersions } from '../../chart/compare-versions';
import { quantityFault } from '../../config/quantity';
import type { FaultList } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import { didYouMean } from '../../diagnostics/suggest';
import { goRegexpFault } from '../../config/go-regexp';
import { known } from '../../ros/tokens';
import { checkWholeNumber } from '../../ros/whole-number';
import type { JobOverrides } from './job-overrides';
import { PULL_POLICIES } from './job-overrides';
import { overwritePatternWarning } from './overwrite-pattern';
import { checkKnownList } from '../check-known-list';
import { checkImagePatterns, checkNotEmpty } from './allow-lists';

const PATTERNS = {
  podLabels: 'pair',
  podAnnotations: 'pair',
  nodeSelector: 'pair',
  tolerations: 'toleration',
  serviceAccount: 'name',
} as const;
const PATTERN_NAMES = Object.keys(PATTERNS) as (keyof typeof PATTERNS)[];
const LISTS = ['images', 'services', 'pullPolicies', 'users', 'groups'] as const;
const USERS_SINCE = '18.4';

/** Adds what is wrong with the overrides by themselves. */
export function checkJobOverrides(
  overrides: JobOverrides,
  errors: FaultList,
  at: string,
  runnerVersion?: string,
): void {
  for (const name of PATTERN_NAMES) {
    const fault = goRegexpFault(known(overrides[name]) ?? '');
    if (fault !== undefined) {
      errors.add(`${at}.${name}`, `${shown(overrides[name])} is no regular expression that the runner takes: ${fault}`);
    }
  }
  checkMaxima(overrides, errors, at);
  checkLists(overrides, errors, at);
  checkIds(overrides, errors, at, runnerVersion);
}

/** Adds what the patterns allow and should perhaps not. */
export function warnOfJobOverrides(overrides: JobOverrides, warnings: FaultList, at: string): void {
  for (const name of PATTERN_NAMES) {
    const warning = overwritePatternWarning(known(overrides[name]) ?? '', PATTERNS[name]);
    if (warning !== undefined) {
      warnings.add(`${at}.${name}`, warning);
    }
  }
}

function checkMaxima(overrides: JobOverrides, errors: FaultList, at: string): void {
  const { maxHelperResources: helper = {}, maxServiceResources: service = {} } = overrides;
  const maxima = {
    maxCpu: overrides.maxCpu,
    maxMemory: overrides.maxMemory,
    maxEphemeralStorage: overrides.maxEphemeralStorage,
    'maxHelperResources.cpu': helper.cpu,
    'maxHelperResources.memory': helper.memory,
    'maxHelperResources.ephemeralStorage': helper.ephemeralStorage,
    'maxServiceResources.cpu': service.cpu,
    'maxServiceResources.memory': service.memory,
    'maxServiceResources.ephemeralStorage': service.ephemeralStorage,
  };
  for (const [name, maximum] of Object.entries(maxima)) {
    const given = known(maximum);
    const fault = given === undefined ? undefined : quantityFault(given, /cpu$/i.test(name) ? 'cpu' : 'memory');
    if (fault !== undefined) {
      errors.add(`${at}.${name}`, fault);
    }
  }
}

function checkLists(overrides: JobOverrides, errors: FaultList, at: string): void {
  for (const name of LISTS) {
    checkKnownList(overrides[name], errors, `${at}.${name}`);
    checkNotEmpty(overrides[name], errors, `${at}.${name}`);
  }
  checkImagePatterns(overrides.images, errors, `${at}.images`);
  checkImagePatterns(overrides.services, errors, `${at}.services`);
  (known(overrides.pullPolicies) ?? []).forEach((policy, index) => {
    if (known(policy) !== undefined && !PULL_POLICIES.includes(policy)) {
      errors.add(
        `${at}.pullPolicies[${index}]`,
        `is ${shown(policy)}; allowed is ${PULL_POLICIES.map(shown).join(', ')}.${didYouMean(policy, PULL_POLICIES)}`,
      );
    }
  });
}

function checkIds(overrides: JobOverrides, errors: FaultList, at: string, runnerVersion: string | undefined): void {
  for (const name of ['users', 'groups'] as const) {
    const ids = overrides[name];
    if (ids !== undefined && runnerVersion !== undefined && compareVersions(runnerVersion, USERS_SINCE) < 0) {
      errors.add(
        `${at}.${name}`,
        `needs GitLab Runner ${USERS_SINCE}, and the chart has ${runnerVersion}, which would leave it out of account; take a newer chartVersion`,
      );
    }
    (known(ids) ?? []).forEach((id, index) => checkWholeNumber(id, 0, errors.report, `${at}.${name}[${index}]`));
  }
}
