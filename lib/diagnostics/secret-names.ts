import { holdsSecret } from './secrets';

/**
 * What is wrong with the name of what holds a secret, or undefined. Secrets are often given in place of such names, and
 * then they are not shown.
 *
 * @param what what is named, for instance `a Secret`
 * @param faultOf what else is wrong with the name; it may show the name
 */
export function secretHolderFault(
  name: string,
  what: string,
  faultOf: (name: string) => string | undefined = () => undefined,
): string | undefined {
  if (typeof name !== 'string') {
    return `is no text; here stands the NAME of ${what}`;
  }
  if (looksLikeSecret(name)) {
    const kind = ACCESS_KEY.test(name) ? 'an AccessKey' : 'a token';
    return `looks like ${kind}; here stands the NAME of ${what}. Take the secret out, and revoke it`;
  }
  const fault = faultOf(name);
  return fault !== undefined && isRandom(name)
    ? `is not the name of ${what}, and not shown, since it may be a secret; here stands the NAME of ${what}`
    : fault;
}

const ACCESS_KEY = /^(LTAI|STS\.)/;

/** What begins like a secret is taken for one here, even when too short: it would be no good name either. */
function looksLikeSecret(text: string): boolean {
  return holdsSecret(text) || ACCESS_KEY.test(text) || text.startsWith('GR1348941');
}

/** Registration tokens of old and secrets of AccessKeys have no prefix to tell them by. */
function isRandom(text: string): boolean {
  return text.length >= 16 && !/\s/.test(text) && [/[a-z]/, /[A-Z]/, /\d/].every((form) => form.test(text));
}
