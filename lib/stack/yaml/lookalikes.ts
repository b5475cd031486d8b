/** Characters that look like a space, or like nothing, and are letters to YAML. */
const NAMES: Readonly<Record<string, string>> = {
  '\u00A0': 'a non-breaking space',
  '\u200B': 'a zero-width space',
  '\u202F': 'a narrow non-breaking space',
  '\u2060': 'a word joiner',
  '\u3000': 'an ideographic space',
  '\uFEFF': 'a byte order mark',
};
const SPACE = '[\\u00A0\\u1680\\u2000-\\u200D\\u202F\\u205F\\u2060\\u3000\\uFEFF]';
const KEY = '[\\w.-]+';

/** Places in a line where YAML needs a space or a colon. */
const IN_INDENTATION = new RegExp(`^[ \\t-]*(${SPACE})`);
const BESIDE_COLON = new RegExp(`^[ \\t-]*${KEY}(?:(${SPACE})\\s*:|:(${SPACE}))`);
const FULL_WIDTH_COLON = new RegExp(`^[ \\t-]*${KEY}\\s*\\uFF1A`);
const ANYWHERE = new RegExp(SPACE);

/** What looks like the spaces or the colon of a line and is none, as a problem; undefined when there is no such thing. */
export function lookalikeInLine(line: string): string | undefined {
  const indentation = IN_INDENTATION.exec(line)?.[1];
  if (indentation !== undefined) {
    return spaceProblem(indentation, 'where it begins');
  }
  const [, before, after] = BESIDE_COLON.exec(line) ?? [];
  const beside = before ?? after;
  if (beside !== undefined) {
    return spaceProblem(beside, `${before === undefined ? 'after' : 'before'} the colon of a key`);
  }
  return FULL_WIDTH_COLON.test(line)
    ? 'has a full-width colon (U+FF1A), which ends no key in YAML; write `:` and a space'
    : undefined;
}

/** What looks like a space in a key without quotes, as a problem. */
export function lookalikeInKey(key: string): string | undefined {
  const character = ANYWHERE.exec(key)?.[0];
  return character && spaceProblem(character, key.trimStart() === key ? 'in a key' : 'in front of a key');
}

function spaceProblem(character: string, where: string): string {
  const code = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  const name = NAMES[character];
  return `has ${name === undefined ? `the space ${code}` : `${name} (${code})`} ${where}, which is no space to YAML; write plain spaces`;
}
