/** Syntax of Go that JavaScript reads otherwise without a word, and that is not worth the translation. */
const UNTRANSLATABLE = /\\[pPQCa]|\\x\{|\[:\^|\[\^?\]/;

const LEADING_FLAGS = /^\(\?([ism]+)\)/;
const ESCAPE_OR_CLASS = /\\[\s\S]|\[:(\w+):\]|\(\?P</g;

const NAMED_CLASSES: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  space: '\\s',
  upper: 'A-Z',
  word: '\\w',
};

/**
 * Whether a regular expression of Go matches within every one of some texts. Undefined when JavaScript has no such
 * expression, and then nothing is known.
 */
export function goRegexpMatchesAll(pattern: string, texts: readonly string[]): boolean | undefined {
  const expression = toJavaScript(pattern);
  return expression && texts.every((text) => expression.test(text));
}

function toJavaScript(pattern: string): RegExp | undefined {
  if (UNTRANSLATABLE.test(pattern)) {
    return undefined;
  }
  const flags = LEADING_FLAGS.exec(pattern)?.[1] ?? '';
  const translated = pattern.replace(LEADING_FLAGS, '').replace(ESCAPE_OR_CLASS, (syntax, name: string | undefined) => {
    switch (syntax) {
      case '\\A':
        return '^';
      case '\\z':
        return '$';
      case '(?P<':
        return '(?<';
      default:
        return name === undefined ? syntax : (NAMED_CLASSES[name] ?? syntax);
    }
  });
  try {
    return new RegExp(translated, [...new Set(flags)].join(''));
  } catch {
    return undefined;
  }
}
