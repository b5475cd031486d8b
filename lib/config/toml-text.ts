// Half of a pair that encodes a character beyond the first 65,536.
const LONE_SURROGATE = /\p{Surrogate}/u;

// What YAML does not print, and what it takes for the end of a line. The ConfigMap that carries the text is YAML.
const INVISIBLE = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** What is wrong with a text that is not well-formed. */
export const HALF_A_CHARACTER = 'holds half a character (a lone surrogate), which TOML cannot hold; take it out.';

/** Whether a text has whole characters only. TOML has no way to write others. */
export function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}

/** TOML with escapes in place of characters that would be lost on their way, or end the way, of the text. */
export function withVisibleCharacters(toml: string): string {
  return toml.replace(INVISIBLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
