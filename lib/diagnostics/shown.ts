import { hidesText, redacted } from './secrets';

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

/**
 * What was given at a path, for messages: a number, a boolean or a string with its value, but a string that may be a
 * secret without; of anything else its kind.
 */
export function described(path: string, value: unknown): string {
  switch (typeof value) {
    case 'string':
      return hidesText(path, value) ? 'a string that is not shown here' : `the string ${shown(value)}`;
    case 'number':
    case 'bigint':
      return `the number ${value}`;
    case 'boolean':
      return `the boolean ${value}`;
    case 'object':
      return value === null ? 'null' : kindOfObject(value);
    default:
      return `a value of type ${typeof value}`;
  }
}

function kindOfObject(value: object): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  const { constructor } = value as { readonly constructor?: unknown };
  const name = typeof constructor === 'function' ? constructor.name : '';
  return ['Object', ''].includes(name) ? 'a table' : `an object of class ${name}`;
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
