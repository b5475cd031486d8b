import type { Document, ScalarStyleRule } from 'js-yaml';
import {
  DEFAULT_SCALAR_STYLE_RULES,
  DUMP_SCHEMA,
  NOT_RESOLVED,
  SCALAR_STYLE,
  defineScalarTag,
  dump,
  strTag,
  visit,
} from 'js-yaml';
import { tokenText } from '../ros/tokens';

/**
 * Objects as a YAML stream. Strings are quoted, so that a deploy-time value such as a namespace called `on` stays a
 * string; deploy-time numbers and booleans are written plain.
 */
export function toYaml(objects: readonly object[]): string {
  return objects.map((object) => written(withVerbatim(object), [quoteStrings])).join('---\n');
}

/** Data as YAML that people read: strings are quoted where they have to be. */
export function readableYaml(data: object): string {
  return written(data, [], [quoteQuotes]);
}

/**
 * Strings and keys that YAML 1.1 takes for something else, such as `on` and `2015-09-01`, are quoted, since Kubernetes
 * and ROS read YAML 1.1.
 */
function written(data: unknown, first: readonly ScalarStyleRule[], last: readonly ScalarStyleRule[] = []): string {
  return dump(data, {
    schema: DUMP_SCHEMA.withTags(VERBATIM_TAG),
    lineWidth: -1,
    noRefs: true,
    quoteStyle: 'double',
    scalarStyleRules: [...first, ...Object.values(DEFAULT_SCALAR_STYLE_RULES), ...last, leaveVerbatim],
    transform: keepKeysOnOneLine,
  });
}

/** What is written as it is. */
class Verbatim {
  constructor(readonly text: string) {}
}

const VERBATIM_TAG = defineScalarTag('!verbatim', {
  implicit: true,
  implicitFirstChars: [],
  resolve: () => NOT_RESOLVED,
  identify: (value) => value instanceof Verbatim,
  represent: ({ text }: Verbatim) => text,
});

const leaveVerbatim: ScalarStyleRule = (layout) => {
  if (layout.node.tag === VERBATIM_TAG.tagName) {
    layout.style = SCALAR_STYLE.PLAIN;
  }
};

const quoteStrings: ScalarStyleRule = (layout) => {
  if (layout.node.tag === strTag.tagName && !layout.isKey) {
    layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
  }
};

/** Strings that hold double quotes are easier to read in single ones. */
const quoteQuotes: ScalarStyleRule = (layout) => {
  const canBeSingle = (layout.allowedStylesMask & (1 << SCALAR_STYLE.SINGLE_QUOTED)) !== 0;
  if (layout.style === SCALAR_STYLE.DOUBLE_QUOTED && canBeSingle && /^[^']*"[^']*$/.test(layout.node.value)) {
    layout.style = SCALAR_STYLE.SINGLE_QUOTED;
  }
};

/** Keys with line breaks would be written as `? "\n"`, which few know. */
function keepKeysOnOneLine(documents: Document[]): void {
  visit(documents, (node, { isKey }) => {
    if (isKey && node.kind === 'scalar' && node.value.includes('\n')) {
      node.value = JSON.stringify(node.value);
      node.tag = VERBATIM_TAG.tagName;
    }
  });
}

function withVerbatim(value: unknown): unknown {
  const text = tokenText(value) ?? (typeof value === 'string' ? quotedLines(value) : undefined);
  if (text !== undefined) {
    return new Verbatim(text);
  }
  if (Array.isArray(value)) {
    return value.map(withVerbatim);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withVerbatim(entry)]));
  }
  return value;
}

/** A long string of several lines, in quotes and in lines. Undefined for others, which go on one line. */
function quotedLines(text: string): string | undefined {
  const lines = text.replace(/\n$/, '').split('\n');
  if (lines.length === 1 || quoted(text).length < SHORTEST_IN_LINES) {
    return undefined;
  }
  // Spaces beside a line break would be lost. The last line break would leave the quote alone in its line.
  const inner = lines.map((line) => quoted(line).slice(1, -1)).join('\n');
  return `"${inner.replace(/ (?=\n)|(?<=\n) /g, '\\ ')}${text.endsWith('\n') ? '\\n' : ''}"`;
}

const SHORTEST_IN_LINES = 40;

function quoted(text: string): string {
  return dump(text, { lineWidth: -1, quoteStyle: 'double', forceQuotes: true }).trimEnd();
}
