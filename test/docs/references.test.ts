import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { PAGES, ROOT, anchor, markdownIn, readPage } from './markdown';
import type { Page } from './markdown';

const pages = PAGES.map((name) => [name, readPage(name)] as const);
const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: object };

interface Link {
  readonly at: string;
  readonly target: string;
}

function linksOf({ name, prose }: Page): Link[] {
  return [...prose].flatMap(([line, text]) =>
    [...text.replace(/`[^`]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => ({
      at: `${name}:${line}`,
      target,
    })),
  );
}

/** What is wrong with a link to a file of the repository, or undefined. */
function linkFault(page: string, target: string): string | undefined {
  if (/^[a-z]+:/.test(target)) {
    return undefined;
  }
  const [file = '', fragment] = target.split('#');
  const wanted = file === '' ? page : path.join(path.dirname(page), file);
  if (!existsSync(path.join(ROOT, wanted))) {
    return `${wanted} does not exist`;
  }
  if (fragment === undefined || !wanted.endsWith('.md')) {
    return undefined;
  }
  const anchors = readPage(wanted).headings.map(({ text }) => anchor(text));
  return anchors.includes(fragment) ? undefined : `${wanted} has no heading #${fragment}`;
}

test.each(pages)('every link of %s leads somewhere', (name, page) => {
  const faults = linksOf(page).flatMap(({ at, target }) => {
    const fault = linkFault(name, decodeURIComponent(target));
    return fault === undefined ? [] : [`${at} ${fault}`];
  });
  expect(faults).toEqual([]);
});

/** Lines of prose and of shell, by their number. Pipelines call scripts of projects that are not this one. */
function linesToRun({ prose, blocks }: Page): (readonly [number, string])[] {
  const shell = blocks.filter(({ language }) => language === 'sh');
  return [
    ...prose,
    ...shell.flatMap(({ text, line }) => text.split('\n').map((command, index) => [line + index, command] as const)),
  ];
}

// The changelog tells of scripts that were.
const current = pages.filter(([name]) => name !== 'CHANGELOG.md');

test.each(current)('every script that %s names is in package.json', (name, page) => {
  const unknown = linesToRun(page).flatMap(([line, text]) =>
    [...text.matchAll(/npm run (?:--?[\w-]+ )*([\w:-]+)/g)]
      .filter(([, script = '']) => !(script in scripts))
      .map(([call]) => `${name}:${line} ${call}`),
  );
  expect(unknown).toEqual([]);
});

test('every script of package.json is named in some page', () => {
  const text = pages.flatMap(([, page]) => linesToRun(page).map(([, line]) => line)).join('\n');
  // Nobody has to call these by `npm run`.
  const own = ['test', 'build', 'prepack', 'prepare'];
  const named = Object.keys(scripts).filter((script) =>
    new RegExp(`npm run (--silent )?${script}(?![\\w:-])`).test(text),
  );
  expect(Object.keys(scripts).filter((script) => !named.includes(script) && !own.includes(script))).toEqual([]);
});

describe('README.md', () => {
  const targets = linksOf(readPage('README.md')).map(({ target }) => target.split('#')[0]);

  test.each(markdownIn('docs'))('links to %s', (page) => {
    expect(targets).toContain(page);
  });

  test.each(readdirSync(path.join(ROOT, 'examples')))('links to the example %s', (example) => {
    expect(targets.some((target) => target?.startsWith(`examples/${example}/`))).toBe(true);
  });
});
