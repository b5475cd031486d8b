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

test.each(['team=.*', '^team=[a-z]+', '^team=a|team=b$', '^price=\\$'])('%s matches within longer texts', (pattern) => {
  expect(overwritePatternWarning(pattern, 'pair')).toContain(`write it as ${JSON.stringify(`^(${pattern})$`)}`);
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
