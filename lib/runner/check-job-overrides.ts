import { compareVersions } from '../chart/compare-versions';
import { compareQuantities, quantityFault } from '../chart/resource-quantity';
import type { FaultList } from '../checks/faults';
import { shown } from '../checks/faults';
import { didYouMean } from '../checks/suggest';
import { goRegexpFault } from '../config/go-regexp';
import { known } from '../ros/tokens';
import type { ResourceAmounts } from './container-resources';
import type { JobOverrides } from './job-overrides';
import { PULL_POLICIES } from './job-overrides';
import type { jobResources } from './job-size';

const PATTERNS = ['podLabels', 'podAnnotations', 'nodeSelector', 'tolerations', 'serviceAccount'] as const;
const LISTS = ['images', 'services', 'pullPolicies', 'users', 'groups'] as const;
const USERS_SINCE = '18.4';

/** Adds what is wrong with the overrides; `resources` is what jobs get without any. */
export function checkJobOverrides(
  overrides: JobOverrides,
  resources: ReturnType<typeof jobResources>,
  errors: FaultList,
  at: string,
  runnerVersion?: string,
): void {
  for (const name of PATTERNS) {
    const fault = goRegexpFault(known(overrides[name]) ?? '');
    if (fault !== undefined) {
      errors.add(`${at}.${name}`, `${shown(overrides[name])} is no regular expression that the runner takes: ${fault}`);
    }
  }
  const { maxCpu, maxMemory, maxEphemeralStorage } = overrides;
  checkMaximum('maxCpu', maxCpu, resources.resources.cpu, errors, at);
  checkMaximum('maxMemory', maxMemory, resources.resources.memory, errors, at);
  checkMaximum('maxEphemeralStorage', maxEphemeralStorage, resources.resources.ephemeralStorage, errors, at);
  checkMaxima('maxHelperResources', overrides.maxHelperResources, resources.helperResources, errors, at);
  checkMaxima('maxServiceResources', overrides.maxServiceResources, resources.serviceResources, errors, at);
  checkLists(overrides, errors, at);
  checkIds(overrides, errors, at, runnerVersion);
}

/** Adds what the patterns allow and should perhaps not. */
export function warnOfJobOverrides(overrides: JobOverrides, warnings: FaultList, at: string): void {
  for (const name of PATTERNS) {
    const pattern = known(overrides[name]) ?? '';
    if (/^\^?\.[*+]\$?$/.test(pattern)) {
      warnings.add(
        `${at}.${name}`,
        `is ${shown(pattern)}: every pipeline may set any of them, also those that decide where its pods run, as what, and at what price. List what pipelines need`,
      );
    } else if (pattern !== '' && !isAnchored(pattern)) {
      warnings.add(
        `${at}.${name}`,
        `${shown(pattern)} matches anywhere in the text, so that it allows more than it seems to; write it as ${shown(`^(${pattern})$`)}`,
      );
    }
  }
}

function checkMaxima(
  name: string,
  maxima: ResourceAmounts = {},
  amounts: ResourceAmounts,
  errors: FaultList,
  at: string,
): void {
  for (const amount of ['cpu', 'memory', 'ephemeralStorage'] as const) {
    checkMaximum(`${name}.${amount}`, maxima[amount], amounts[amount], errors, at);
  }
}

function checkMaximum(
  name: string,
  maximum: string | undefined,
  amount: string | undefined,
  errors: FaultList,
  at: string,
): void {
  const kind = /cpu$/i.test(name) ? 'cpu' : 'memory';
  const [max, usual] = [known(maximum), known(amount)];
  const fault = max === undefined ? undefined : quantityFault(max, kind);
  if (fault !== undefined) {
    errors.add(`${at}.${name}`, fault);
  } else if (
    max !== undefined &&
    usual !== undefined &&
    quantityFault(usual, kind) === undefined &&
    compareQuantities(max, usual) < 0
  ) {
    errors.add(
      `${at}.${name}`,
      `is ${shown(max)}, below the ${shown(usual)} that every job gets anyway; raise it, or lower what jobs get`,
    );
  }
}

function checkLists(overrides: JobOverrides, errors: FaultList, at: string): void {
  for (const name of LISTS) {
    if (known<readonly unknown[]>(overrides[name])?.length === 0) {
      errors.add(`${at}.${name}`, 'is empty, which the runner takes for no restriction at all; list what is allowed');
    }
  }
  (known(overrides.pullPolicies) ?? []).forEach((policy, index) => {
    if (known(policy) !== undefined && !PULL_POLICIES.includes(policy)) {
      errors.add(
        `${at}.pullPolicies.${index}`,
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
    (known(ids) ?? []).forEach((id, index) => {
      const number = known(id);
      if (number !== undefined && !(Number.isInteger(number) && number >= 0)) {
        errors.add(`${at}.${name}.${index}`, `is ${shown(number)}; allowed is a whole number of at least 0`);
      }
    });
  }
}

/** Whether a pattern must match the whole text: it begins with `^`, ends with `$`, and offers no way around them. */
function isAnchored(pattern: string): boolean {
  // Escapes and character classes hold no syntax of interest.
  const bare = pattern.replace(/\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]/g, 'x');
  let depth = 0;
  for (const character of bare) {
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    if (character === '|' && depth === 0) {
      return false;
    }
  }
  return bare.startsWith('^') && bare.endsWith('$');
}
