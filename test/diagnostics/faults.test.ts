import { InvalidInputError } from '../../lib/diagnostics/problem';
import { FaultList } from '../../lib/diagnostics/report';
import { shown } from '../../lib/diagnostics/shown';

function errorFor(...faults: [at: string, message: string][]): InvalidInputError {
  const list = new FaultList();
  faults.forEach(([at, message]) => list.add(at, message));
  try {
    list.throwIfAny('Stack/Runner');
  } catch (error) {
    return error as InvalidInputError;
  }
  throw new Error('nothing was thrown');
}

test('nothing is thrown without a fault', () => {
  const list = new FaultList();
  list.addAll([]);
  expect(() => list.throwIfAny('Stack/Runner')).not.toThrow();
});

test('one fault is told with the construct and the place in its props', () => {
  expect(errorFor(['jobs.memory', 'is "x"']).message).toBe('Stack/Runner has a problem:\n  - jobs.memory: is "x"');
});

test('all faults are told together, in the order in which they were found', () => {
  expect(errorFor(['b', 'is bad'], ['a', 'is worse']).message).toBe(
    'Stack/Runner has 2 problems:\n  - b: is bad\n  - a: is worse',
  );
});

test('the error can be told from others and taken apart', () => {
  const error = errorFor(['a', 'is bad']);
  expect(error).toBeInstanceOf(InvalidInputError);
  expect(error.name).toBe('InvalidInputError');
  expect(error.where).toBe('Stack/Runner');
  expect(error.problems).toMatchObject([{ at: 'a', message: 'is bad' }]);
});

test('faults found elsewhere are added to one’s own', () => {
  const list = new FaultList();
  list.add('a', 'is bad');
  list.addAll([{ at: 'b', message: 'is worse' }]);
  expect(list.faults.map(({ at }) => at)).toEqual(['a', 'b']);
});

test('secrets that were given in the wrong place are not shown', () => {
  const token = ['glrt', 'sample'.repeat(4)].join('-');
  const list = new FaultList();
  list.add(`tags.${token}`, `is ${shown(token)}, or ${token}`);
  list.addAll([{ at: 'a', message: `is ${token}` }]);
  const expected = [
    { at: 'tags.(a secret)', message: 'is "(a secret)", or (a secret)' },
    { at: 'a', message: 'is (a secret)' },
  ];
  expect(list.faults).toMatchObject(expected);

  const error = new InvalidInputError('file', [{ at: token, message: token }]);
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
