import { redacted } from './secrets';

const LONGEST_SHOWN = 80;

/** The value as it should stand in a message: quoted, short, and without secrets. */
export function shown(value: unknown): string {
  const text = redacted(typeof value === 'string' ? value : textOf(value));
  const [whole, quotes] = typeof value === 'string' ? [JSON.stringify(text), 2] : [text, 0];
  if (whole.length <= LONGEST_SHOWN) {
    return whole;
  }
  // By whole characters, lest half of one stands at the end.
  const beginning = `${[...text].slice(0, LONGEST_SHOWN - quotes - 1).join('')}…`;
  return quotes > 0 ? JSON.stringify(beginning) : beginning;
}

/** JSON has no NaN and no Infinity, shows both as null, and fails at what leads back to itself. */
function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) {
    return String(value);
  }
  try {
    return JSON.stringify(value, withoutSecrets) ?? 'an object';
  } catch {
    return Array.isArray(value) ? 'a list' : 'an object';
  }
}

/** Within JSON, what is around a secret may be escaped so that it cannot be told any more. */
function withoutSecrets(_key: string, value: unknown): unknown {
  if (typeof value === 'string') {
    return redacted(value);
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]: [string, unknown]) => [redacted(key), item]))
    : value;
}
