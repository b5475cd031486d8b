import { didYouMean, nearest } from '../../lib/diagnostics/suggest';

const KEYS = ['concurrent', 'checkInterval', 'gitlabUrl', 'runners', 'rbac', 'hpa'];

test.each([
  ['concurent', 'concurrent'],
  ['check_interval', 'checkInterval'],
  ['CONCURRENT', 'concurrent'],
  ['gitlabURL', 'gitlabUrl'],
  ['runer', 'runners'],
  ['hpq', 'hpa'],
])('%s most likely means %s', (given, expected) => {
  expect(nearest(given, KEYS)).toBe(expected);
});

test.each(['privileged', 'x', 'image', ''])('nothing is near "%s"', (given) => {
  expect(nearest(given, ['concurrent', 'checkInterval', 'gitlabUrl'])).toBeUndefined();
});

test.each([
  ['abcd', 'xycd', 'two letters of a short word'],
  ['checkinterval', 'checkInTheWall', 'a third of a long one'],
])('%s may mean %s: %s may differ', (given, candidate) => {
  expect(nearest(given, [candidate])).toBe(candidate);
  expect(nearest(`qqq${given}`, [candidate])).toBeUndefined();
});

test('without candidates there is nothing to suggest', () => {
  expect(nearest('concurrent', [])).toBeUndefined();
  expect(didYouMean('concurrent', [])).toBe('');
});

test('equal but for case beats near', () => {
  expect(nearest('rbac', ['rbacs', 'RBAC'])).toBe('RBAC');
});

test('the question follows a full stop', () => {
  expect(`Unknown key.${didYouMean('runer', KEYS)}`).toBe('Unknown key. Did you mean "runners"?');
});
