import { shown } from '../../diagnostics/shown';

// An escaped character, or a class of characters. What is in them is no syntax.
const ESCAPE_OR_CLASS = /\\[\s\S]|\[(?![\^!]?\])[\^!]?(?:\\[\s\S]|[^\]\\])+\]/g;

const HOW = 'write "*" for any text without a slash, and "/**" for all below, as in "registry.example.com/ci/**"';

/**
 * What is wrong with a pattern of images that jobs may use, or undefined. The runner passes over patterns that are
 * malformed, and so allows nothing by them.
 *
 * @see https://github.com/bmatcuk/doublestar#patterns
 */
export function imagePatternFault(pattern: string): string | undefined {
  if (pattern === '') {
    return 'is empty, which no image matches; take it out, or name an image';
  }
  const bare = pattern.replace(ESCAPE_OR_CLASS, 'x');
  const fault = syntaxFault(bare);
  if (fault !== undefined) {
    return `is ${shown(pattern)}, which the runner passes over: ${fault}`;
  }
  const strange = /[\^$()|+\s]/.exec(bare)?.[0];
  if (strange !== undefined) {
    return `is ${shown(pattern)}, and no image has ${shown(strange)} in it. These are neither regular expressions nor with variables: ${HOW}.${likelyMeant(pattern)}`;
  }
  return isLikeRegexp(bare)
    ? `is ${shown(pattern)}, where "." stands for itself: this is no regular expression. For any text, ${HOW}.${likelyMeant(pattern)}`
    : undefined;
}

function syntaxFault(bare: string): string | undefined {
  if (bare.includes('[')) {
    return 'a "[" is not closed, or has nothing in it';
  }
  if (bare.includes('\\')) {
    return 'the "\\" at the end has nothing to escape';
  }
  let depth = 0;
  for (const character of bare) {
    depth += character === '{' ? 1 : character === '}' ? -1 : 0;
    if (depth < 0) {
      return 'a "}" closes nothing';
    }
  }
  return depth > 0 ? 'a "{" is not closed' : undefined;
}

/** Whether `.*` stands where no part of an image begins with a dot, or at the end, unless that is of a version. */
function isLikeRegexp(bare: string): boolean {
  return /(^|[/:])\.\*/.test(bare) || /(^|\/)[^/:]*\.\*$/.test(bare);
}

function likelyMeant(pattern: string): string {
  const glob = pattern
    .replace(/^\^|\$$/g, '')
    .replaceAll('\\.', '.')
    .replace(/(^|\/)\.\*$/, '$1**')
    .replaceAll('.*', '*');
  const isUseful = glob !== pattern && !/^\**$/.test(glob) && imagePatternFault(glob) === undefined;
  return isUseful ? ` Did you mean ${shown(glob)}?` : '';
}
