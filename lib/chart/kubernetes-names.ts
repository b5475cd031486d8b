import type { ChartValues } from './chart-values.generated';

const CHART_NAME = 'gitlab-runner';
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

const MAX_LABEL_LENGTH = 63;
const MAX_SUBDOMAIN_LENGTH = 253;
/** Helm's own limit. It leaves room for what charts append. */
const MAX_RELEASE_LENGTH = 53;

/**
 * Name of the managers' Deployment, and of the ConfigMap, Role and ServiceAccount beside it: the chart's rule for its
 * full name.
 */
export function managerName(
  releaseName: string,
  values: { readonly [Key in 'nameOverride' | 'fullnameOverride']?: ChartValues<never>[Key] } = {},
): string {
  const name = orDefault(values.nameOverride, CHART_NAME);
  const ruled = releaseName.startsWith(name) ? releaseName : `${releaseName}-${name}`;
  const fullName = orDefault(values.fullnameOverride, ruled);
  return fullName.slice(0, MAX_LABEL_LENGTH).replace(/-$/, '');
}

/** What is wrong with the name of a Helm release, or undefined. */
export function releaseNameFault(name: string): string | undefined {
  return nameFault(name, LABEL, MAX_RELEASE_LENGTH, 'lower-case letters, digits and hyphens');
}

/** What is wrong with the name of a namespace, or undefined. */
export function namespaceFault(name: string): string | undefined {
  return nameFault(name, LABEL, MAX_LABEL_LENGTH, 'lower-case letters, digits and hyphens');
}

/** What is wrong with the name of a Secret, or undefined. */
export function secretNameFault(name: string): string | undefined {
  return nameFault(name, SUBDOMAIN, MAX_SUBDOMAIN_LENGTH, 'lower-case letters, digits, hyphens and dots');
}

/** Like the chart, takes empty text for unset. */
function orDefault(text: string | null | undefined, otherwise: string): string {
  return text === undefined || text === null || text === '' ? otherwise : text;
}

function nameFault(name: string, pattern: RegExp, maxLength: number, alphabet: string): string | undefined {
  const allowed = `allowed are 1 to ${maxLength} ${alphabet}, with a letter or digit at both ends`;
  if (name === '') {
    return `is empty; ${allowed}`;
  }
  if (name.length > maxLength) {
    return `has ${name.length} characters; ${allowed}`;
  }
  if (pattern.test(name)) {
    return undefined;
  }
  const strange = [...new Set(name.match(/[^-.a-z0-9]/g) ?? [])];
  const what = strange.length > 0 ? `has ${strange.map((one) => `"${one}"`).join(', ')}` : 'is not a valid name';
  return `${what}; ${allowed}`;
}
