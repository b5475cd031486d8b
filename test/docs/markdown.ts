import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.join(__dirname, '../..');

/** A fenced block of code. */
export interface CodeBlock {
  readonly language: string;
  /** Everything after the opening fence: the language and what follows it. */
  readonly info: string;
  readonly text: string;
  /** Line of the first line of `text` in the page. */
  readonly line: number;
}

export interface Heading {
  readonly level: number;
  readonly text: string;
}

/** A page of the documents, taken apart as far as the tests here need it. */
export interface Page {
  /** Path below the repository. */
  readonly name: string;
  readonly blocks: readonly CodeBlock[];
  readonly headings: readonly Heading[];
  /** The lines outside of code blocks, by their number. */
  readonly prose: ReadonlyMap<number, string>;
}

export function readPage(name: string): Page {
  return parsePage(name, readFileSync(path.join(ROOT, name), 'utf8'));
}

export function parsePage(name: string, text: string): Page {
  const blocks: CodeBlock[] = [];
  const headings: Heading[] = [];
  const prose = new Map<number, string>();
  let open: { fence: string; indent: number; info: string; lines: string[]; line: number } | undefined;

  for (const [index, line] of text.split('\n').entries()) {
    if (open !== undefined) {
      if (line.trim() === open.fence) {
        const language = open.info.split(/\s/)[0] ?? '';
        blocks.push({ language, info: open.info, text: `${open.lines.join('\n')}\n`, line: open.line });
        open = undefined;
      } else {
        // In a list item the whole block is indented, and that is not part of the code.
        open.lines.push(line.slice(0, open.indent).trim() + line.slice(open.indent));
      }
      continue;
    }
    const fence = /^( *)(`{3,})([^`]*)$/.exec(line);
    if (fence !== null) {
      const [, indent = '', marks = '', info = ''] = fence;
      open = { fence: marks, indent: indent.length, info: info.trim(), lines: [], line: index + 2 };
      continue;
    }
    prose.set(index + 1, line);
    const heading = /^(#{1,6}) (.+)$/.exec(line);
    if (heading !== null) {
      headings.push({ level: heading[1]!.length, text: heading[2]!.trim() });
    }
  }
  if (open !== undefined) {
    throw new Error(`${name}:${open.line - 1} opens a code block that is not closed`);
  }
  return { name, blocks, headings, prose };
}

/** The part of a heading's address after the `#`, as GitHub makes it. */
export function anchor(heading: string): string {
  return heading
    .replace(/`/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replace(/ /g, '-');
}

/** The pages that people read, without what is generated. */
export const PAGES: readonly string[] = [
  ...['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  ...markdownIn('docs'),
  ...readdirSync(path.join(ROOT, 'examples'))
    .map((example) => `examples/${example}/README.md`)
    .filter((page) => existsSync(path.join(ROOT, page))),
];

export function markdownIn(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `${folder}/${file}`);
}

/** TypeScript for users; a block that is marked `internal` is about the inside of the library. */
export function isPublicTypeScript({ language, info }: Pick<CodeBlock, 'language' | 'info'>): boolean {
  return ['ts', 'typescript'].includes(language) && info !== `${language} internal`;
}
