/** Whether a value of a configuration is a map of keys, which it may not be before its shape is checked. */
export function isMap<T>(value: T | undefined): value is T & object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
