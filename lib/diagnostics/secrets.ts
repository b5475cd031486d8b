import type { FaultList } from './report';

/** Tokens of GitLab by their prefix, with what they are called. */
const GITLAB_TOKENS =
  /(?<![A-Za-z0-9])(gl(rtr?|pat|dt|cbt|soat|ptt|ft|agent|oas|ffct)-[\w.-]{10,}|GR1348941[\w-]{10,})/;

/** AccessKey ids of Alibaba Cloud, of users (LTAI) and of assumed roles (STS.). */
const ACCESS_KEY_IDS = /(?<![A-Za-z0-9])(LTAI[0-9A-Za-z]{12,}|STS\.[0-9A-Za-z]{20,})/;

/** With all that follows, which is the key itself. */
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*/;

const SECRETS = [GITLAB_TOKENS, ACCESS_KEY_IDS, PRIVATE_KEY];

/** Whether a text holds a secret that can be told by its form. */
export function holdsSecret(text: string): boolean {
  return SECRETS.some((form) => form.test(text));
}

/** The text without the secrets that can be told by their form, for messages. */
export function redacted(text: string): string {
  return SECRETS.reduce((rest, form) => rest.replace(new RegExp(form, 'g'), '(a secret)'), text);
}

/**
 * The paths below a value at which a secret stands in clear text, for instance `runners.environment[0]`; an empty path
 * for the value itself. The secrets are not part of the result, not even where one is a key.
 *
 * @param isUnresolved tells values that only the deployment knows
 */
export function findSecrets(value: unknown, isUnresolved: (value: unknown) => boolean = () => false): string[] {
  return [...new Set(secretsIn(value, '', isUnresolved))];
}

/**
 * Adds the secrets that stand in clear text below a value; `at` is the path of the value, empty for the whole. What has
 * a fault already is left alone.
 */
export function checkNoSecrets(
  value: unknown,
  at: string,
  faults: FaultList,
  isUnresolved?: (value: unknown) => boolean,
): void {
  const taken = new Set(faults.faults.map((fault) => fault.at));
  for (const path of findSecrets(value, isUnresolved)) {
    const place = at === '' || path === '' || path.startsWith('[') ? `${at}${path}` : `${at}.${path}`;
    if (!taken.has(place)) {
      faults.add(
        place,
        'holds a secret in clear text, which would stand in the template for all to read. Take it out and revoke it; keep secrets in a Kubernetes Secret, or in masked CI/CD variables of GitLab',
      );
    }
  }
}

function secretsIn(value: unknown, at: string, isUnresolved: (value: unknown) => boolean): string[] {
  if (isUnresolved(value)) {
    return [];
  }
  if (typeof value === 'string') {
    return holdsSecret(value) ? [at] : [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => secretsIn(item, `${at}[${index}]`, isUnresolved));
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  if (!isPlain(value)) {
    // Objects of a class may lead anywhere, and round in circles. Text is what they can hold of a configuration.
    return Object.values(value).some((text) => typeof text === 'string' && holdsSecret(text)) ? [at] : [];
  }
  return Object.entries(value).flatMap(([key, item]) =>
    holdsSecret(key) ? [at] : secretsIn(item, at === '' ? key : `${at}.${key}`, isUnresolved),
  );
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm has another Object.prototype, but that has no prototype either.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
