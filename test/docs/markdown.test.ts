import { anchor, parsePage } from './markdown';

const page = parsePage(
  'page.md',
  [
    '# Title',
    'Text `npm run x`.',
    '```ts',
    'const a = 1;',
    '```',
    '- item',
    '',
    '  ```yaml title',
    '  a: 1',
    '    b',
    '  ```',
    '## The `end`',
  ].join('\n'),
);

test('tells code from prose, with the lines of both', () => {
  expect(page.blocks).toEqual([
    { language: 'ts', info: 'ts', text: 'const a = 1;\n', line: 4 },
    { language: 'yaml', info: 'yaml title', text: 'a: 1\n  b\n', line: 9 },
  ]);
  expect([...page.prose.keys()]).toEqual([1, 2, 6, 7, 12]);
});

test('finds headings, and makes the anchors that GitHub makes', () => {
  expect(page.headings).toEqual([
    { level: 1, text: 'Title' },
    { level: 2, text: 'The `end`' },
  ]);
  expect(anchor('The `end`, of: it')).toBe('the-end-of-it');
  expect(anchor('许可证 与 权限')).toBe('许可证-与-权限');
});

test('fails for a block that is not closed', () => {
  expect(() => parsePage('page.md', '# A\n\n```ts\ncode')).toThrow('page.md:3 opens a code block');
});
