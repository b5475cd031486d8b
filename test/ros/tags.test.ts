import { Report } from '../../lib/diagnostics/report';
import type { TagLimits, Tags } from '../../lib/ros/tags';
import { checkTags } from '../../lib/ros/tags';
import { parameter } from '../cluster/fixtures';
import { synth } from '../support/synth';

function problemsOf(tags: Tags | undefined, at?: string, limits?: TagLimits) {
  const report = new Report();
  checkTags(tags, report, at, limits);
  return report.problems;
}

// Put together here, so that no scanner takes it for real.
const SECRET = ['glpat', 'sample'.repeat(4)].join('-');

const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, '']));

test.each<[string, Tags | undefined]>([
  ['no tags', undefined],
  ['an empty map', {}],
  ['20 tags', many(20)],
  ['an empty value', { team: '' }],
  ['Chinese', { 团队: '持续集成' }],
  ['the longest key and value', { ['k'.repeat(128)]: 'v'.repeat(128) }],
  ['reserved words further on', { 'my-aliyun': 'acs:', 'acs-team': 'aliyun' }],
])('accepts %s', (_, tags) => {
  expect(problemsOf(tags)).toEqual([]);
});

test.each<[string, Tags, string, string, string]>([
  ['21 tags', many(21), 'tag-count', 'tags', 'has 21 tags; a resource takes at most 20'],
  ['an empty key', { '': 'a' }, 'tag-key', 'tags[""]', 'has an empty key; give the tag a name'],
  [
    'a key that is too long',
    { ['k'.repeat(129)]: 'v' },
    'tag-key',
    `tags["${'k'.repeat(77)}…"]`,
    'has a key of 129 characters; allowed are at most 128',
  ],
  [
    'a value that is too long',
    { a: 'v'.repeat(129) },
    'tag-value',
    'tags["a"]',
    'has a value of 129 characters; allowed are at most 128',
  ],
  ...['aliyun', 'aliyun-team', 'acs:team', 'Aliyun', 'ACS:x'].map((key): [string, Tags, string, string, string] => [
    `the key ${key}`,
    { [key]: 'a' },
    'tag-key',
    `tags["${key}"]`,
    'has a key that begins with "aliyun" or "acs:", which Alibaba Cloud keeps for itself; take another name',
  ]),
  [
    'a URL as key',
    { 'see http://a': 'b' },
    'tag-key',
    'tags["see http://a"]',
    'has a key with a URL in it; a tag holds neither http:// nor https://',
  ],
  [
    'a URL as value',
    { home: 'https://a' },
    'tag-value',
    'tags["home"]',
    'has a value with a URL in it; a tag holds neither http:// nor https://',
  ],
  ['a number', { cost: 1 as never }, 'tag-value', 'tags["cost"]', 'is 1; allowed is a string, so put it in quotes'],
])('refuses %s', (_, tags, rule, at, message) => {
  expect(problemsOf(tags)).toMatchObject([{ rule, at, message }]);
});

test('tells each problem, at the path of the tags', () => {
  const problems = problemsOf({ 'acs:a': 'b', c: 'x'.repeat(200) }, 'nodePool.tags');
  expect(problems.map(({ at }) => at)).toEqual(['nodePool.tags["acs:a"]', 'nodePool.tags["c"]']);
});

test('knows narrower limits', () => {
  const limits = { count: 1, key: 3, value: 3 };
  expect(problemsOf({ abc: 'abc' }, 'tags', limits)).toEqual([]);
  expect(problemsOf({ abcd: 'a', a: 'abcd' }, 'tags', limits)).toHaveLength(3);
});

test('passes deploy-time keys and values, and refuses a deploy-time map', () => {
  synth((stack) => {
    const text = parameter.text(stack, 'Text');
    expect(problemsOf({ team: text, [text]: 'ci', both: `x-${text}` })).toEqual([]);
    expect(problemsOf(parameter.flag(stack, 'Map') as never)).toMatchObject([
      {
        rule: 'tags-deploy-time',
        at: 'tags',
        message: 'is one deploy-time value; give a map of single tags, whose values may be deploy-time values',
      },
    ]);
  });
});

test('secret-in-clear: a secret as key or value is refused, and is all that is said of the tag', () => {
  const inClear = (at: string) => ({ rule: 'secret-in-clear', at });
  expect(problemsOf({ a: SECRET })).toMatchObject([inClear('tags["a"]')]);
  expect(problemsOf({ [SECRET]: 'a' })).toMatchObject([inClear('tags["(a secret)"]')]);
  expect(problemsOf({ home: 'https://me:sample@a' })).toMatchObject([inClear('tags["home"]')]);
});
