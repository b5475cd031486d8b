import { Report } from '../../lib/diagnostics/report';
import { checkAnnotations, checkLabels, labelKeyFault, labelValueFault } from '../../lib/chart/kubernetes-labels';

describe('keys', () => {
  test.each([
    'app',
    'a',
    'A_b.c-9',
    'alibabacloud.com/eci',
    'k8s.aliyun.com/eci-spot-strategy',
    `${'a'.repeat(63)}`,
    `${'a'.repeat(253)}/x`,
  ])('%s is fine', (key) => {
    expect(labelKeyFault(key)).toBeUndefined();
  });

  test.each([
    ['', 'has the name ""'],
    ['a b', 'has the name "a b"'],
    ['-a', 'has the name "-a"'],
    ['a/b/c', 'has the name "b/c"'],
    ['example.com/', 'has the name ""'],
    ['/a', 'has the prefix ""'],
    ['Example.com/a', 'has the prefix "Example.com"'],
    ['my_org/a', 'has the prefix "my_org"'],
    ['$CI_KEY', 'has the name "$CI_KEY"'],
    ['a'.repeat(64), 'has the name "'],
    [`${'a'.repeat(254)}/x`, 'has the prefix "'],
  ])('%p is refused', (key, message) => {
    expect(labelKeyFault(key)).toContain(message);
  });
});

describe('values of labels', () => {
  test.each(['', 'true', 'a.b_c-9', 'a'.repeat(63)])('%p is fine', (value) => {
    expect(labelValueFault(value)).toBeUndefined();
  });

  test.each(['a b', '-a', 'a.', 'ü', 'a'.repeat(64), '$CI_PROJECT_NAME', 'a/b'])('%p is refused', (value) => {
    expect(labelValueFault(value)).toContain('allowed are at most 63 letters, digits');
  });

  test.each(['$CI_PROJECT_NAME', '${CI_JOB_ID}', 'job-$CI_JOB_ID', '$A-$B', '-$A'])(
    '%p is fine where variables are',
    (value) => {
      expect(labelValueFault(value, { allowVariables: true })).toBeUndefined();
    },
  );

  test.each(['job $CI_JOB_ID', '$CI_JOB_ID/x', '-a', `$A-${'a'.repeat(63)}`, '$', '${A'])(
    '%p is not even then',
    (value) => {
      expect(labelValueFault(value, { allowVariables: true })).toContain('allowed are at most 63');
    },
  );
});

function problems(check: typeof checkLabels, ...[map, at, options]: [Record<string, unknown>, string, object?]) {
  const report = new Report();
  check(map, at, report, options);
  return report.problems;
}

describe('maps', () => {
  const isUnresolved = (value: unknown) => value === 'TOKEN / of ROS' || value === -1.8e289;

  test('lists every fault with its place', () => {
    const labels = { ok: 'yes', 'a b': 'c', flag: true, long: 'a b' };
    expect(problems(checkLabels, labels, 'podLabels').map(({ at }) => at)).toEqual([
      'podLabels["a b"]',
      'podLabels["flag"]',
      'podLabels["long"]',
    ]);
    expect(problems(checkLabels, { flag: true }, 'podLabels')[0]?.message).toBe(
      'is true; allowed is a string, so put it in quotes',
    );
  });

  test('lets deploy-time values pass, not the key beside them', () => {
    expect(problems(checkLabels, { a: 'TOKEN / of ROS', b: -1.8e289 }, 'podLabels', { isUnresolved })).toEqual([]);
    expect(problems(checkLabels, { 'a b': 'TOKEN / of ROS' }, 'podLabels', { isUnresolved })).toHaveLength(1);
  });

  test('annotations may hold any text, but only text', () => {
    expect(problems(checkAnnotations, { 'example.com/note': 'any text: "at all" / €' }, 'annotations')).toEqual([]);
    expect(problems(checkAnnotations, { 'example.com/port': 9252 }, 'annotations')).toMatchObject([
      {
        rule: 'kubernetes-annotation',
        at: 'annotations["example.com/port"]',
        message: 'is 9252; allowed is a string, so put it in quotes',
      },
    ]);
    expect(problems(checkAnnotations, { 'no good key': 'x' }, 'annotations')).toHaveLength(1);
  });
});
