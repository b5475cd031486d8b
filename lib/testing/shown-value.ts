const MOST_CHARACTERS = 200;

/** A value as it stands in a failed assertion: JSON, with patterns in words, cut where it is long. */
export function shownValue(value: unknown): string {
  if (value === undefined) {
    return 'nothing';
  }
  const text = JSON.stringify(value, (_key, item: unknown) => descriptionOf(item) ?? item);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

/** What a pattern says of itself. */
function descriptionOf(value: unknown): string | undefined {
  const { description, test } = (value ?? {}) as { description?: unknown; test?: unknown };
  return typeof test === 'function' ? `<${String(description)}>` : undefined;
}
