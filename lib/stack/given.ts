import { shown } from '../diagnostics/shown';
import { hidesText, holdsSecret } from '../diagnostics/secrets';

/** What was given at a path of a configuration, for messages that go on with what is allowed: `is "foo"`. */
export function isGiven(value: unknown, at: string): string {
  if (value === null) {
    return 'is empty';
  }
  if (Array.isArray(value)) {
    return 'is a list';
  }
  if (typeof value === 'object') {
    return 'is a map of keys';
  }
  if (typeof value !== 'string') {
    return `is ${shown(value)}`;
  }
  if (holdsSecret(value)) {
    return 'looks like a secret, which has no place in this file; take it out, and revoke it';
  }
  return hidesText(at, value) ? 'is a text' : `is ${shown(value)}`;
}
