/**
 * Whether a value is a map of keys, as opposed to a list or an object of some class. Maps made in another realm have
 * another `Object.prototype`, but that has no prototype either.
 */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** What kind of thing a value is, for messages that do not show it. */
export function kindName(value: unknown): string {
  if (typeof value === 'function') {
    return 'a function or class itself, not what it yields';
  }
  if (typeof value !== 'object' || value === null) {
    return value === null || value === undefined ? String(value) : `a ${typeof value}`;
  }
  if (Array.isArray(value)) {
    return 'a list';
  }
  const { name = '' } = isMap(value) ? {} : (value.constructor as { readonly name?: string });
  return name === '' ? 'a map' : `an object of the class ${name}`;
}
