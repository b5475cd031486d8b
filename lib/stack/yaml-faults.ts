import type { Document } from 'yaml';
import { isAlias, isScalar, visit } from 'yaml';
import { isMergeKey, mergedMaps } from './yaml-places';

/** What is wrong in a text, and where. */
export interface TextFault {
  readonly offset: number;
  readonly message: string;
}

/** What the reader has found fault with. */
export function syntaxFaults(document: Document, lineAt: (offset: number) => number): TextFault[] {
  return [...document.errors, ...document.warnings].map(({ code, message, pos: [offset] }) => ({
    offset,
    message:
      code === 'DUPLICATE_KEY'
        ? duplicateKey(document, offset, lineAt)
        : (MESSAGES[code] ?? message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '')),
  }));
}

/** In place of messages that speak to programmers. */
const MESSAGES: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'begins a second document; leave out the `---`, and keep one configuration in one file',
  NON_STRING_KEY: 'has a key that is a map, a list, an alias or has a tag; write keys as plain texts',
  TAB_AS_INDENT: 'is indented by a tab, which YAML does not allow; indent by spaces',
};

function duplicateKey(document: Document, offset: number, lineAt: (offset: number) => number): string {
  let message = 'has a key that its map has already; leave one of them out';
  visit(document, {
    Map: (_, map) => {
      const keys = map.items.map(({ key }) => key).filter(isScalar);
      const key = keys.find(({ range }) => range?.[0] === offset);
      const first = keys.find(({ value }) => key !== undefined && value === key.value);
      if (first?.range) {
        message = `gives the key "${String(first.value)}" again, after line ${lineAt(first.range[0])}; leave one of them out`;
      }
    },
  });
  return message;
}

/** What only shows when aliases are looked up. */
export function aliasFaults(document: Document): TextFault[] {
  const faults: TextFault[] = [];
  visit(document, {
    Alias: (_, alias, around) => {
      const source = alias.resolve(document);
      const message =
        source === undefined
          ? `repeats *${alias.source}, and nothing before it is called &${alias.source}; write \`&${alias.source}\` in front of what is to be repeated`
          : around.includes(source)
            ? `repeats *${alias.source} within itself, which has no end`
            : undefined;
      if (message !== undefined) {
        faults.push({ offset: alias.range?.[0] ?? 0, message });
      }
    },
    Pair: (_, { key, value }) => {
      // An alias that leads nowhere is reported as such.
      const isKnown = !isAlias(value) || value.resolve(document) !== undefined;
      if (isScalar(key) && isMergeKey(key) && isKnown && mergedMaps(document, value) === undefined) {
        faults.push({ offset: key.range?.[0] ?? 0, message: 'merges by `<<` what is no map; write `<<: *name`' });
      }
    },
  });
  return faults;
}
