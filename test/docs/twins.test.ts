import { readPage } from './markdown';
import type { Page } from './markdown';

const [english, chinese] = [readPage('README.md'), readPage('README.zh-CN.md')];

/** What does not depend on the language: per section, its level and the number of list items and table rows. */
function outline({ prose }: Page): string[] {
  const sections: { level: string; items: number; rows: number }[] = [];
  for (const line of prose.values()) {
    const level = /^(#{1,6}) /.exec(line)?.[1];
    if (level !== undefined) {
      sections.push({ level, items: 0, rows: 0 });
    } else if (/^ *(-|\d+\.) /.test(line)) {
      sections.at(-1)!.items++;
    } else if (line.startsWith('|')) {
      sections.at(-1)!.rows++;
    }
  }
  return sections.map(({ level, items, rows }) => `${level} ${items} items, ${rows} rows`);
}

function linkTargets({ prose }: Page): string[] {
  return [...prose.values()]
    .flatMap((line) => [...line.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target))
    .filter((target) => !/^README\b/.test(target));
}

test('the Chinese README has the sections of the English one, in the same order', () => {
  expect(outline(chinese)).toEqual(outline(english));
});

test('the code in both is the same, byte for byte', () => {
  const code = ({ blocks }: Page) => blocks.map(({ info, text }) => `${info}\n${text}`);
  expect(code(chinese)).toEqual(code(english));
});

test('both lead to the same pages', () => {
  expect(new Set(linkTargets(chinese))).toEqual(new Set(linkTargets(english)));
});
