import { inspect } from 'node:util';
import { InvalidInputError, inDoorsWords, problemOf, problemText } from '../../lib/diagnostics/problem';
import { Report } from '../../lib/diagnostics/report';
import { defineRules } from '../../lib/diagnostics/rule';
import { shown } from '../../lib/diagnostics/shown';
import { alternative, text } from '../../lib/diagnostics/text';

const rules = defineRules({
  'a-rule': { severity: 'error', title: 'A', reason: 'B.', remedy: 'C.' },
  'a-warning': { severity: 'warning', title: 'A', reason: 'B.', remedy: 'C.' },
});
const RULE = rules['a-rule'];

function errorFor(...problems: [at: string, message: string][]): InvalidInputError {
  const report = new Report();
  problems.forEach(([at, message]) => report.add(RULE, at, message));
  try {
    report.throwIfAny('Stack/Runner');
  } catch (error) {
    return error as InvalidInputError;
  }
  throw new Error('nothing was thrown');
}

test('nothing is thrown without an error', () => {
  const report = new Report();
  report.add(rules['a-warning'], 'a', 'is odd');
  report.add(RULE, { at: 'b', isPossible: true }, 'may be bad');
  expect(() => report.throwIfAny('Stack/Runner')).not.toThrow();
  expect(report.problems.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
});

test('one problem is told with the construct, the place in its props, and the rule', () => {
  expect(errorFor(['jobs.memory', 'is "x"']).message).toBe(
    'Stack/Runner has a problem:\n  - jobs.memory: is "x" [a-rule]',
  );
});

test('all problems are told together, in the order in which they were found', () => {
  expect(errorFor(['b', 'is bad'], ['a', 'is worse']).message).toBe(
    'Stack/Runner has 2 problems:\n  - b: is bad [a-rule]\n  - a: is worse [a-rule]',
  );
});

test('a problem of the whole has no place, and one in a text has its line', () => {
  expect(problemText(problemOf(RULE, '', 'is bad'))).toBe('is bad [a-rule]');
  expect(problemText(problemOf(RULE, 'config', 'is bad', { line: 3 }))).toBe('config, line 3: is bad [a-rule]');
});

test('the error can be told from others and taken apart', () => {
  const error = errorFor(['a', 'is bad']);
  expect(error).toBeInstanceOf(InvalidInputError);
  expect(error.name).toBe('InvalidInputError');
  expect(error.where).toBe('Stack/Runner');
  expect(error.problems).toMatchObject([{ rule: 'a-rule', severity: 'error', at: 'a', message: 'is bad' }]);
});

test('an uncaught error shows each problem once', () => {
  expect(inspect(errorFor(['a', 'is bad'])).match(/is bad/g)).toHaveLength(1);
});

test('problems found elsewhere are added to one’s own', () => {
  const report = new Report();
  report.add(RULE, 'a', 'is bad');
  report.addAll([problemOf(RULE, 'b', 'is worse')]);
  expect(report.problems.map(({ at }) => at)).toEqual(['a', 'b']);
});

test('classes of users report under one rule', () => {
  const report = new Report();
  report.error('a', 'is bad');
  report.warning('b', 'is odd');
  expect(report.problems).toMatchObject([
    { rule: 'extension', severity: 'error', at: 'a' },
    { rule: 'extension', severity: 'warning', at: 'b' },
  ]);
});

test('each door has its words', () => {
  const problem = problemOf(RULE, 'placement', text`use ${alternative('Placement', 'eci')}`);
  expect(problem.message).toBe('use Placement.eci()');
  expect(inDoorsWords(problem, 'yaml').message).toBe('use { eci: {} }');
});

test('secrets that were given in the wrong place are not shown', () => {
  const token = ['glrt', 'sample'.repeat(4)].join('-');
  const report = new Report();
  report.add(RULE, `tags.${token}`, `is ${shown(token)}, or ${token}`);
  expect(report.problems).toMatchObject([{ at: 'tags.(a secret)', message: 'is "(a secret)", or (a secret)' }]);
  const error = new InvalidInputError('file', [{ rule: 'a-rule', severity: 'error', at: token, message: token }]);
  expect(error.message).not.toContain(token);
  expect(error.problems).toMatchObject([{ at: '(a secret)', message: '(a secret)' }]);
});

test('a secret at the edge of what is shown is not shown in part', () => {
  expect(shown(`${'x'.repeat(60)} ${['glrt', 'sample'.repeat(4)].join('-')}`)).toBe(`"${'x'.repeat(60)} (a secret)"`);
});

test.each([
  ['text', '"text"'],
  ['', '""'],
  [1.5, '1.5'],
  [NaN, 'NaN'],
  [-Infinity, '-Infinity'],
  [false, 'false'],
  [null, 'null'],
  [undefined, 'undefined'],
  [['a', 1], '["a",1]'],
  [{ a: 'b' }, '{"a":"b"}'],
])('%j is shown as %s', (value, expected) => {
  expect(shown(value)).toBe(expected);
});

test('values of more than 80 characters are cut', () => {
  expect(shown('x'.repeat(78))).toBe(`"${'x'.repeat(78)}"`);
  expect(shown('x'.repeat(79))).toBe(`"${'x'.repeat(77)}…"`);
  expect(shown(`${'x'.repeat(76)}😀😀`)).toBe(`"${'x'.repeat(76)}😀…"`);
  expect(shown(['x'.repeat(100)])).toBe(`["${'x'.repeat(77)}…`);
});

test('what JSON cannot hold is shown by its kind', () => {
  const round: Record<string, unknown> = {};
  round.itself = round;
  expect(shown(round)).toBe('an object');
  expect(shown([round])).toBe('a list');
  expect(shown(12n)).toBe('12');
  expect(shown({ amount: 12n })).toBe('an object');
});
