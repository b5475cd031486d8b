import type { OverwriteKind } from '../../../lib/runner/jobs/overwrite-pattern';
import { overwritePatternWarning } from '../../../lib/runner/jobs/overwrite-pattern';

const EVERYTHING = 'every pipeline may set any of them';

describe('a pattern allows everything', () => {
  test.each(['.*', '.+', '^.*$', '(.*)', '^(.*)$', '^.*=.*$', '^.{0,}$', '^[^=]+=.*$', '=', 'a?', '^', '(?s)^.*$'])(
    'as %s does with labels',
    (pattern) => {
      expect(overwritePatternWarning(pattern, 'pair')).toContain(`is ${JSON.stringify(pattern)}: ${EVERYTHING}`);
    },
  );

  test.each<[OverwriteKind, string]>([
    ['pair', '^[a-z0-9./-]+=[[:alnum:]._-]*$'],
    ['pair', '^(?P<key>.+)=(?P<value>.+)$'],
    ['toleration', '^.+=.*:.*$'],
    ['toleration', ':(NoSchedule|NoExecute)$'],
    ['name', '^[a-z]+$'],
    ['name', '^\\w+$'],
  ])('by form as well, as a %s: %s', (kind, pattern) => {
    expect(overwritePatternWarning(pattern, kind)).toContain(EVERYTHING);
  });
});

const json = (text: string) => JSON.stringify(text);

test.each([
  ['team=.*', '^(team=.*)$'],
  ['^team=a|team=b$', '^(team=a|team=b)$'],
  ['(?i)team=a', '(?i)^(team=a)$'],
  ['^?team=a$?', '^(^?team=a$?)$'],
  ['(^team=a|team=b$)', '^((^team=a|team=b$))$'],
  // Here the ends are those of lines.
  ['(?m)^team=a$', '(?m)\\A(team=a)\\z'],
])('%s matches within longer texts', (pattern, instead) => {
  expect(overwritePatternWarning(pattern, 'pair')).toBe(
    `${json(pattern)} matches anywhere in the text, so that it allows more than it seems to; write it as ${json(instead)}`,
  );
});

test.each([
  ['^team=', '^(team=)$', '^(team=).*$'],
  ['^team=[a-z]+', '^(team=[a-z]+)$', '^(team=[a-z]+).*$'],
  ['^team=a$|^team=b', '^(team=a|team=b)$', '^(team=a|team=b).*$'],
  ['\\Ateam=a', '^(team=a)$', '^(team=a).*$'],
  ['^price=\\$', '^(price=\\$)$', '^(price=\\$).*$'],
  ['^team=[$]', '^(team=[$])$', '^(team=[$]).*$'],
])('%s is open at the end', (pattern, instead, open) => {
  expect(overwritePatternWarning(pattern, 'pair')).toBe(
    `${json(pattern)} is open at the end, so that it allows more than it seems to; write it as ${json(instead)}, or as ${json(open)} if anything may follow`,
  );
});

test('team=a$ is open at the beginning', () => {
  expect(overwritePatternWarning('team=a$', 'pair')).toBe(
    '"team=a$" is open at the beginning, so that it allows more than it seems to; write it as "^(team=a)$", or as "^.*(team=a)$" if anything may stand before it',
  );
});

test.each([
  '^a=b$|^c=d$',
  '(?i)^a=b$',
  '(?i)^a=b$|\\Ac=d\\z',
  '\\Aa=b\\z',
  '(?m)\\Aa=b\\z',
  '(^a=b$|^c=d$)',
  '(?i:^a=b$)',
  '(?P<all>^a=b$)',
  '^(a|b)=c$',
  '^a=[|)]$',
  '^a=[[:alpha:]|]$',
  '^a=\\Q|(\\E$',
  '^a=\\|$',
])('%s matches whole texts', (pattern) => {
  expect(overwritePatternWarning(pattern, 'pair')).toBeUndefined();
});

test('a toleration without a key is one of every taint', () => {
  expect(overwritePatternWarning('^(arch=arm64:NoSchedule)?$', 'toleration')).toContain('tolerates every taint');
  expect(overwritePatternWarning('^(team=a)?$', 'pair')).toBeUndefined();
});

test.each<[OverwriteKind, string]>([
  ['pair', ''],
  ['pair', '^$'],
  ['pair', '^team=.*$'],
  ['pair', '^example\\.com/[a-z]+=.+$'],
  ['pair', '^[a-z]+=[a-z]+$'],
  ['toleration', '^arch=(arm64|amd64):NoSchedule$'],
  ['name', '^ci-.*$'],
  // What is malformed is a fault, and said elsewhere.
  ['pair', '('],
  ['pair', '.*('],
])('a %s may be %j', (kind, pattern) => {
  expect(overwritePatternWarning(pattern, kind)).toBeUndefined();
});
