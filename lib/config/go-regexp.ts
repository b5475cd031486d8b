const HIGHEST_REPEAT_COUNT = 1000;

// All patterns are sticky: they match where the scanner stands, or not at all.
const QUOTED = /\\Q([\s\S]*?)(?:\\E|$)/y;
const GROUP_START = /\(\?(?:P?<(?<name>\w+)>|[imsU]*(?:-[imsU]+)?(?<end>[:)]))/y;
const REPETITION = /(?:[*+?]|\{(?<least>\d+)(?:,(?<most>\d*))?\})\??/y;
const CHARACTER =
  /[^\\]|\\(?:(?![0-9A-Za-z])[\0-\x7f]|[afnrtv]|x[0-9A-Fa-f]{2}|x\{[0-9A-Fa-f]{1,6}\}|0[0-7]{0,2}|[1-7][0-7]{1,2})/uy;
const CHARACTER_SET = /\\(?:[dDsSwW]|[pP](?:[CLMNPSZ]|\{\^?\w+\}))/y;
const BOUNDARY = /\\[AbBz]/y;
const NAMED_SET = /\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]/y;

/**
 * Why Go's `regexp` package does not compile the expression, or undefined when it does. Go knows neither lookarounds
 * nor backreferences, so a pattern from elsewhere may be one that the runner refuses.
 */
export function goRegexpFault(text: string): string | undefined {
  return new Scanner(text).scan();
}

/** Reads an expression from left to right and remembers only what its syntax depends on. */
class Scanner {
  private at = 0;
  private openGroups = 0;
  private readonly groupNames = new Set<string>();
  /** What a repetition would apply to at this place. */
  private before: 'nothing' | 'atom' | 'repetition' = 'nothing';

  constructor(private readonly text: string) {}

  scan(): string | undefined {
    while (this.at < this.text.length) {
      const fault = this.step();
      if (fault !== undefined) {
        return fault;
      }
    }
    return this.openGroups > 0 ? 'a "(" is not closed' : undefined;
  }

  private step(): string | undefined {
    switch (this.text[this.at]) {
      case '(':
        return this.openGroup();
      case ')':
        return this.closeGroup();
      case '[':
        return this.bracketed();
      case '\\':
        return this.escape();
      case '|':
        return this.move(1, 'nothing');
      default:
        return this.repetitionOrCharacter();
    }
  }

  private openGroup(): string | undefined {
    if (this.text[this.at + 1] !== '?') {
      this.openGroups++;
      return this.move(1, 'nothing');
    }
    const start = this.match(GROUP_START);
    if (start === null) {
      return `"${this.text.slice(this.at, this.at + 4)}…" is no group that Go knows; it has no lookaheads and lookbehinds`;
    }
    const { name, end } = start.groups ?? {};
    if (name !== undefined && this.groupNames.has(name)) {
      return `two groups are named "${name}"`;
    }
    if (name !== undefined) {
      this.groupNames.add(name);
    }
    if (end === ')') {
      return this.moveOverNothing(start[0].length);
    }
    this.openGroups++;
    return this.move(start[0].length, 'nothing');
  }

  private closeGroup(): string | undefined {
    if (this.openGroups === 0) {
      return 'a ")" closes nothing';
    }
    this.openGroups--;
    return this.move(1, 'atom');
  }

  private repetitionOrCharacter(): string | undefined {
    const repetition = this.match(REPETITION);
    if (repetition === null) {
      return this.move(1, 'atom');
    }
    if (this.before !== 'atom') {
      return `"${repetition[0]}" repeats ${this.before === 'nothing' ? 'nothing' : 'a repetition'}`;
    }
    const { least = '0', most } = repetition.groups ?? {};
    const upper = most === undefined || most === '' ? Number(least) : Number(most);
    if (upper > HIGHEST_REPEAT_COUNT || Number(least) > upper) {
      return `"${repetition[0]}" is no repeat count that Go takes (at most ${HIGHEST_REPEAT_COUNT})`;
    }
    return this.move(repetition[0].length, 'repetition');
  }

  private escape(): string | undefined {
    const quoted = this.match(QUOTED);
    if (quoted !== null) {
      return quoted[1] === '' ? this.moveOverNothing(quoted[0].length) : this.move(quoted[0].length, 'atom');
    }
    const escape = this.match(CHARACTER) ?? this.match(CHARACTER_SET) ?? this.match(BOUNDARY);
    if (escape === null) {
      return `"${this.text.slice(this.at, this.at + 2)}" is no escape that Go knows; it has no backreferences`;
    }
    return this.move(escape[0].length, 'atom');
  }

  /** A character class: `[a-z]`. A `]` in first place is a character of the class. */
  private bracketed(): string | undefined {
    this.at += this.text[this.at + 1] === '^' ? 2 : 1;
    const first = this.at;
    while (this.at < this.text.length && (this.text[this.at] !== ']' || this.at === first)) {
      const fault = this.memberOfClass();
      if (fault !== undefined) {
        return fault;
      }
    }
    return this.at < this.text.length ? this.move(1, 'atom') : 'a "[" is not closed';
  }

  private memberOfClass(): string | undefined {
    const set = this.match(NAMED_SET) ?? this.match(CHARACTER_SET);
    if (set !== null) {
      return this.move(set[0].length, 'atom');
    }
    if (this.text.startsWith('[:', this.at) && this.text.includes(':]', this.at + 2)) {
      return `"${this.text.slice(this.at, this.text.indexOf(':]', this.at) + 2)}" is no class that Go knows`;
    }
    const low = this.match(CHARACTER)?.[0];
    this.at += low?.length ?? 0;
    const isRange = this.text[this.at] === '-' && this.at + 1 < this.text.length && this.text[this.at + 1] !== ']';
    this.at += isRange ? 1 : 0;
    const high = isRange ? this.match(CHARACTER)?.[0] : low;
    if (low === undefined || high === undefined) {
      return `"${this.text.slice(this.at, this.at + 2)}" cannot stand in a character class`;
    }
    this.at += isRange ? high.length : 0;
    return comesBefore(high, low) ? `the range "${low}-${high}" is the wrong way round` : undefined;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text);
  }

  /** Moves on; the step was without fault. */
  private move(length: number, before: typeof this.before): undefined {
    this.at += length;
    this.before = before;
  }

  /** Moves over flags or an empty quotation. They leave nothing behind, but a repetition may follow on one before. */
  private moveOverNothing(length: number): undefined {
    this.move(length, this.before === 'nothing' ? 'nothing' : 'atom');
  }
}

/** Whether one character comes before another. Escapes are left to the runner. */
function comesBefore(a: string, b: string): boolean {
  return !a.startsWith('\\') && !b.startsWith('\\') && (a.codePointAt(0) ?? 0) < (b.codePointAt(0) ?? 0);
}
