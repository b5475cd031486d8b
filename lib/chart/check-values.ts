import { parseQuantity, quantityFault } from '../config/quantity';
import type { Report } from '../diagnostics/report';
import { isMap } from '../diagnostics/is-map';
import { shown } from '../diagnostics/shown';
import { asksForNothing, checkShape } from '../schema/check-shape';
import { CHART_VALUES, KEYS_ELSEWHERE } from '../schema/generated/chart-values.generated';
import { kubernetesType } from '../schema/kubernetes';
import type { Language, UnknownKey } from '../schema/schema';
import type { ChartVersion } from './chart-version';
import { compareVersions } from './compare-versions';
import { labelKeyFault, labelValueFault } from './kubernetes-labels';
import type { IsUnresolved } from './value-key';

export interface CheckChartValuesOptions {
  readonly report: Report;
  /**
   * Path of the values.
   *
   * @default - empty: paths begin at their keys
   */
  readonly at?: string;
  /**
   * Tells values that only the deployment knows. They pass every check.
   *
   * @default - none is
   */
  readonly isUnresolved?: IsUnresolved;
}

/**
 * Reports what is wrong with values for a version of the chart, each by itself: whether the chart reads its key, and
 * whether it, or Kubernetes, takes the value. The chart has no schema: it drops what it does not know, and renders what
 * it cannot use.
 *
 * @returns the paths of all problems
 */
export function checkChartValues(
  values: object,
  version: ChartVersion,
  options: CheckChartValuesOptions,
): ReadonlySet<string> {
  const { at = '' } = options;
  return checkShape(CHART_VALUES, values, { ...options, language: languageOf(version, at) });
}

function languageOf({ version, newerThan }: ChartVersion, root: string): Language {
  const below = (at: string) => at.slice(root === '' ? 0 : root.length + 1);
  return {
    unknownKey: () => `is not a value of chart ${version}`,
    hint: (key) => hint({ ...key, at: below(key.at) }),
    // Older charts had more values for runners, which stand empty in files that began as their values.yaml.
    severityOf: ({ at, value }) =>
      below(at).startsWith('runners.') && Object.hasOwn(KEYS_ELSEWHERE, below(at)) && asksForNothing(value)
        ? undefined
        : 'error',
    formats: {
      label: {
        expected: 'a string',
        problem: (text) => labelValueFault(text),
      },
      'label-key': { expected: 'a name of a label', problem: labelKeyFault },
      quantity: { expected: 'a quantity such as "500m", "4Gi" or 2', problem: quantityProblem },
    },
    release: {
      product: 'chart',
      version,
      newerThan,
      compareTo: (other) => compareVersions(version, other),
    },
    nullIsUnset: true,
    emptyIsUnset: true,
    mapForEmptyList: true,
    // What Helm's `tpl` makes of a text cannot be judged here.
    isTemplate: (value) => typeof value === 'string' && value.includes('{{'),
  };
}

/** Malformed amounts in the words of the props; what well-formed ones come to is another matter. */
function quantityProblem(text: string, at: string): string | undefined {
  const kind = /\bcpu$/.test(at) ? 'cpu' : 'memory';
  return parseQuantity(text) === undefined ? quantityFault(text, kind) : undefined;
}

/** Name of the chart, as other charts have it among their dependencies. */
const DEPENDENCY = 'gitlab-runner';
/** Values that hardly any file is without. */
const VALUES_OF_ALL = ['gitlabUrl', 'runners', 'rbac', 'runnerToken', 'runnerRegistrationToken', 'concurrent'];

function hint(key: UnknownKey): string | undefined {
  const { schema, isNear } = key;
  const at = key.at.replace(/\[\d+\]/g, '[]');
  if (Object.hasOwn(KEYS_ELSEWHERE, at)) {
    return KEYS_ELSEWHERE[at];
  }
  if (schema !== undefined) {
    return otherSecurityContext(key);
  }
  // A chart that has this one as a dependency keeps the values for it below its name, or another that it gives it.
  const holds = (names: readonly string[]) => names.some((one) => isMap(key.value) && Object.hasOwn(key.value, one));
  if (at === DEPENDENCY || (!at.includes('.') && holds([DEPENDENCY, ...VALUES_OF_ALL]))) {
    return `Move what stands below ${shown(at)} one level up.`;
  }
  return !isNear && !at.includes('.')
    ? `Values of your own, for Helm templates in values, belong under ${shown('global')}.`
    : undefined;
}

/** A pod and its containers have a security context each, and some keys only one of them has. */
const SECURITY_CONTEXTS: Readonly<Record<string, { other: string; inValues: string; inObjects: string }>> = {
  SecurityContext: {
    other: 'PodSecurityContext',
    inValues: '`podSecurityContext`',
    inObjects: 'the `securityContext` of the pod',
  },
  PodSecurityContext: {
    other: 'SecurityContext',
    inValues: '`securityContext`',
    inObjects: 'the `securityContext` of a container',
  },
};

function otherSecurityContext({ name, at, schema = '' }: UnknownKey): string | undefined {
  const { other, inValues, inObjects } = SECURITY_CONTEXTS[schema] ?? {};
  if (other === undefined || !Object.hasOwn(kubernetesType(other).keys ?? {}, name)) {
    return undefined;
  }
  return `Write it under ${/^(pod)?securityContext\./i.test(at) ? inValues : inObjects}.`;
}
