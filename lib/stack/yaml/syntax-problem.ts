import type { YAMLException } from 'js-yaml';
import { lookalikeInLine } from './lookalikes';

/** What is wrong in a text, and where. */
export interface TextProblem {
  readonly offset: number;
  readonly message: string;
}

/** What the parser has refused, in words that need no knowledge of its grammar. */
export function syntaxProblem(text: string, { reason, mark }: YAMLException): TextProblem {
  const offset = mark?.position ?? 0;
  return problemOfLines(text, offset) ?? problemOfReason(text, offset, reason);
}

/** What speaks for itself in the line that the parser has refused, or in the one above. */
function problemOfLines(text: string, offset: number): TextProblem | undefined {
  const end = text.slice(offset).search(/[\r\n]|$/) + offset;
  for (const { 0: line, index } of linesAbove(text, end, true).slice(0, 2)) {
    const message = MERGE_CONFLICT.test(line)
      ? 'is a mark of a merge conflict; resolve the conflict'
      : (lookalikeInLine(index === 0 ? line.replace(/^\uFEFF/, '') : line) ??
        (isTemplate(line) ? TEMPLATE : undefined));
    if (message !== undefined) {
      return { offset: index, message };
    }
  }
  return undefined;
}

/** Whether a value begins with `{{`, not in quotes. */
function isTemplate(line: string): boolean {
  return /^\s*(- +)*([^\s"'#]+:\s+)?\{\{/.test(line);
}

function problemOfReason(text: string, offset: number, reason: string): TextProblem {
  const character = text.charAt(offset);
  const inLine = /[^\r\n]*$/.exec(text.slice(0, offset))![0];
  if (reason.includes('multiline key') || (reason.startsWith('end of the stream') && character === ':')) {
    // The parser takes a line without a key for the beginning of the next key.
    return { offset: linesAbove(text, offset)[0]?.index ?? offset, message: NO_KEY };
  }
  if (/directive/i.test(reason)) {
    const message = 'has a line that begins with `%` and cannot be read; leave it out';
    // The parser has read the line already.
    return { offset: offset - 1, message };
  }
  const isOpen = /^deficient indentation|within a/.test(reason);
  const opened = isOpen ? openedAbove(text, offset, reason.startsWith('deficient')) : undefined;
  if (opened !== undefined) {
    return opened;
  }
  if (reason.startsWith('bad indentation')) {
    if (/[@`%]/.test(character)) {
      return { offset, message: `begins a value with "${character}", which YAML reserves; put the value in quotes` };
    }
    if (character === ':' && !/:\s/.test(inLine)) {
      return continuedValue(text, offset - inLine.length);
    }
    if (/^-[^\s-]/.test(text.slice(offset)) && inLine.trim() === '') {
      return { offset, message: 'has no space after the `-` of an item; write `- ` and the item' };
    }
    if (inLine.trim() !== '') {
      return { offset, message: AFTER_VALUE[character] ?? 'has something after a value; put all of it in quotes' };
    }
  }
  const known = MESSAGES.find(([pattern]) => pattern.test(reason));
  return { offset, message: known?.[1] ?? `is not valid YAML: ${reason}` };
}

/** A key in the lines of a string without quotes, which begins after the closest key above. */
function continuedValue(text: string, line: number): TextProblem {
  const above = linesAbove(text, line);
  const key = above.findIndex(([content]) => /:(\s|$)/.test(content));
  const offset = (key < 0 ? above.at(-1) : above[key - 1])?.index ?? line;
  const hasValue = !/:\s*([&!]\S+\s*)*(#.*)?$/.test(above[key]?.[0] ?? ':');
  return {
    offset,
    message: hasValue
      ? 'is indented more than the key above it, so it continues the value of that key; indent both alike'
      : NO_KEY,
  };
}

/**
 * The closest line whose value begins with a quote or bracket that does not end in it.
 *
 * @param goesOn whether there are lines after it that do not belong to it
 */
function openedAbove(text: string, offset: number, goesOn: boolean): TextProblem | undefined {
  for (const { 0: line, index } of linesAbove(text, offset, true)) {
    const [, value = ''] = /^\s*(?:- +)*(?:[^\s"'#]+:\s+)?(["'[{].*)$/.exec(line) ?? [];
    const close = CLOSING[value.charAt(0)];
    if (close !== undefined && !value.slice(1).includes(close)) {
      const what = goesOn ? 'the next lines are indented too little to belong to it' : 'nothing ends it';
      const remedy = goesOn ? ', or indent them' : '';
      const message = `begins a value with \`${value.charAt(0)}\`, and ${what}; close it by \`${close}\`${remedy}`;
      return { offset: index, message };
    }
  }
  return undefined;
}

const CLOSING: Readonly<Record<string, string>> = { '"': '"', "'": "'", '[': ']', '{': '}' };

/**
 * The lines above an offset, the closest first, without those that are empty or comments.
 *
 * @param withOwn whether the line that the offset is in counts, up to there
 */
function linesAbove(text: string, offset: number, withOwn = false): RegExpExecArray[] {
  const lines = [...text.slice(0, offset).matchAll(/^.*$/gm)].slice(0, withOwn ? undefined : -1);
  return lines.filter(([line]) => !/^\s*(#|$)/.test(line)).reverse();
}

const MERGE_CONFLICT = /^(<{7}|={7}|>{7})(\s|$)/;

/** Also what is said of such a key where the text can be parsed. */
export const TEMPLATE = 'begins with `{{`, which is a map in a map to YAML; put the whole value in quotes';

const NO_KEY = 'is neither `key: value` nor an item of a list; a key ends with `:` and a space';

/** What has gone wrong when a character follows a value. */
const AFTER_VALUE: Readonly<Record<string, string>> = {
  ':': 'has a second `: ` in one line; put the value in quotes, or begin a map on the next line',
  '-': 'has a list in the line of its key; begin the first item on the next line, or write `[a, b]`',
  '#': 'has a `#` right after a value; put a space before a comment',
};

/** Reasons that js-yaml gives; the first that matches counts. */
const MESSAGES: readonly (readonly [reason: RegExp, message: string])[] = [
  [/^tab characters/, 'is indented by a tab, which YAML does not allow; indent by spaces'],
  [
    /^bad indentation of a/,
    'is indented differently from its neighbors; keys of one map, or items of one list, begin in the same column',
  ],
  [
    /^deficient indentation/,
    'is indented too little for the brackets or quotes that are open above it; close them, or indent this line',
  ],
  [/within a \w+ quoted scalar/, 'ends within quotes; close them'],
  [/within a flow collection/, 'ends within brackets; close them'],
  [/^missed comma/, 'lacks a comma between two entries in brackets'],
  [/but found ','/, 'has a comma in brackets with nothing before it; leave it out'],
  [/key-value separator|mapping key|mapping entry/, NO_KEY],
  [/^end of the stream/, 'is neither a key nor an item of what is above it'],
  [
    /escape sequence|hexadecimal/,
    'has a `\\` in double quotes that begins no escape sequence; write `\\\\`, or use single quotes',
  ],
  [
    /non-printable|JSON character|null byte/,
    'has a control character; leave it out, or write it as an escape sequence in double quotes',
  ],
  [
    /chomping|indentation width|line break is expected/,
    'begins a value with `|` or `>`, which announce a text on the next lines; put other values in quotes',
  ],
  [/anchor|alias/, 'has an `&` or `*` that cannot be read; put a value that begins with one in quotes'],
  [/\btag\b/, 'has a tag that cannot be read; put a value that begins with `!` in quotes'],
  [/maxDepth/, 'is nested too deep; 100 levels are the limit'],
];
