import { compile } from './compile';
import { isPublicTypeScript, PAGES, readPage } from './markdown';

const snippets = PAGES.map(readPage).flatMap(({ name, blocks }) =>
  blocks.filter(isPublicTypeScript).map((block) => ({ page: name, block })),
);
const pages = [...new Set(snippets.map(({ page }) => page))];

describe('the TypeScript in the documents compiles', () => {
  let messages: ReturnType<typeof compile>;
  beforeAll(() => {
    messages = compile(snippets);
  }, 120_000);

  test.each(pages)('%s', (page) => {
    expect(messages.get(page)).toEqual([]);
  });
});

test('a mistake in a block is found, and named with its line in the page', () => {
  const block = {
    language: 'ts',
    info: 'ts',
    line: 40,
    text: "import { Stack } from '@alicloud/ros-cdk-core';\n\nnew GitLabRunner(stack, 'Runner', { cluster, tokn: token });\n",
  };
  const found = compile([{ page: 'docs/page.md', block }]).get('docs/page.md');
  expect(found).toHaveLength(1);
  expect(found![0]).toMatch(/^docs\/page\.md:42 TS\d+ .*'tokn'/);
}, 60_000);
