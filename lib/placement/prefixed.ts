/** The entries that have a value, as a map whose keys begin with the prefix. */
export function prefixed(prefix: string, values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[`${prefix}/${key}`, value]])),
  );
}
