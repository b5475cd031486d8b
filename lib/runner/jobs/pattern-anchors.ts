/** What is no syntax: quoted text, escapes but for the anchors `\A` and `\z`, and character classes. */
const NO_SYNTAX = /\\Q[^]*?(?:\\E|$)|\\[^Az]|\[\^?\]?(?:\[:\^?\w+:\]|\\[^]|[^\]\\])*\]/g;

const LEADING_FLAGS = /^\(\?[a-zA-Z]*(?:-[a-zA-Z]+)?\)/;
const MULTILINE = /^\(\?[a-zA-Z]*m/;
const GROUP_START = /^\((?:\?(?:P?<\w+>|[a-zA-Z]*(?:-[a-zA-Z]+)?:))?/;

interface Anchors {
  readonly first: RegExp;
  readonly last: RegExp;
}

// A repetition behind an anchor may leave it out.
const TEXT: Anchors = { first: /^(?:\^|\\A)(?![?*{])/, last: /(?:\$|\\z)$/ };
/** Of texts with several lines, when `^` and `$` are the ends of a line. */
const LINES: Anchors = { first: /^\\A(?![?*{])/, last: /\\z$/ };

/** Whether a regular expression of Go must match a text from its beginning, and to its end. */
export class PatternAnchors {
  readonly isAtStart: boolean;
  readonly isAtEnd: boolean;
  private readonly flags: string;
  private readonly alternatives: readonly string[];

  constructor(pattern: string) {
    this.flags = LEADING_FLAGS.exec(pattern)?.[0] ?? '';
    this.alternatives = split(pattern.slice(this.flags.length));
    this.isAtStart = this.alternatives.every((one) => isAnchored(one, 'first', this.anchors));
    this.isAtEnd = this.alternatives.every((one) => isAnchored(one, 'last', this.anchors));
  }

  /** The pattern with anchors around the whole, in place of those that it has. */
  anchored({ before = '', after = '' } = {}): string {
    const [first, last] = this.anchors === TEXT ? ['^', '$'] : ['\\A', '\\z'];
    const bare = this.alternatives.map((one) => withoutAnchors(one)).join('|');
    return `${this.flags}${first}${before}(${bare})${after}${last}`;
  }

  private get anchors(): Anchors {
    return MULTILINE.test(this.flags) ? LINES : TEXT;
  }
}

function isAnchored(alternative: string, end: keyof Anchors, anchors: Anchors): boolean {
  const inner = insideOfGroup(alternative);
  return inner === undefined
    ? anchors[end].test(blanked(alternative))
    : split(inner).every((one) => isAnchored(one, end, MULTILINE.test(alternative) ? LINES : anchors));
}

function withoutAnchors(alternative: string): string {
  const start = TEXT.first.exec(alternative)?.[0].length ?? 0;
  const end = TEXT.last.exec(blanked(alternative).slice(start))?.[0].length ?? 0;
  return alternative.slice(start, alternative.length - end);
}

/** What a group holds that is the whole alternative; undefined for other alternatives. */
function insideOfGroup(alternative: string): string | undefined {
  const start = GROUP_START.exec(alternative)?.[0];
  const bare = blanked(alternative);
  return start !== undefined && depths(bare).indexOf(0) === bare.length - 1
    ? alternative.slice(start.length, -1)
    : undefined;
}

/** The alternatives at the top level. */
function split(pattern: string): string[] {
  const bare = blanked(pattern);
  const level = depths(bare);
  const bars = bare.split('').flatMap((character, at) => (character === '|' && level[at] === 0 ? [at] : []));
  return [-1, ...bars].map((bar, index) => pattern.slice(bar + 1, bars[index]));
}

/** How many groups are open behind each character. */
function depths(bare: string): number[] {
  let depth = 0;
  return bare.split('').map((character) => (depth += character === '(' ? 1 : character === ')' ? -1 : 0));
}

/** The pattern, as long as before, with a letter for all that is no syntax. */
function blanked(pattern: string): string {
  return pattern.replace(NO_SYNTAX, (text) => 'x'.repeat(text.length));
}
