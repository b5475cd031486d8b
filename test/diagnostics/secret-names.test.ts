import { secretHolderFault } from '../../lib/diagnostics/secret-names';

// Put together here, so that no scanner takes them for real.
const BODY = 'sample'.repeat(4);

const AS_TOKEN = 'looks like a token; here stands the NAME of a Secret. Take the secret out, and revoke it';
const AS_ACCESS_KEY = AS_TOKEN.replace('a token', 'an AccessKey');

test.each([
  [['glrt', BODY].join('-'), AS_TOKEN],
  [['glpat', BODY].join('-'), AS_TOKEN],
  [`GR${1348941}${BODY}`, AS_TOKEN],
  [`GR${1348941}abc`, AS_TOKEN],
  [`LTAI${BODY}`, AS_ACCESS_KEY],
  ['LTAI1', AS_ACCESS_KEY],
  [`STS.${BODY}`, AS_ACCESS_KEY],
])('%s is no name', (text, message) => {
  expect(secretHolderFault(text, 'a Secret')).toBe(message);
});

test.each(['gitlab-token', 'glrt-token', 'oss-key', 'RunnerToken', 'ci/runner.token', 'Password123', ''])(
  '%j may be a name',
  (name) => {
    expect(secretHolderFault(name, 'a Secret')).toBeUndefined();
  },
);

test('what else is wrong with a name is told, with the name', () => {
  expect(secretHolderFault('My_Secret', 'a Secret', (name) => `${name} has "_"`)).toBe('My_Secret has "_"');
  expect(secretHolderFault('my-secret', 'a Secret', () => undefined)).toBeUndefined();
});

test('a wrong name that may be a secret of an unknown form is not shown', () => {
  const random = 'a1B2c3D4e5F6g7H8';
  const fault = secretHolderFault(random, 'a Secret', (name) => `${name} has "B"`);
  expect(fault).toBe(
    'is not the name of a Secret, and not shown, since it may be a secret; here stands the NAME of a Secret',
  );
  // As a good name it is one: long names with capital letters and digits are nothing strange.
  expect(secretHolderFault(random, 'a parameter', () => undefined)).toBeUndefined();
});

test.each([[null], [3], [['a']], [{}]])('%j is no name', (given) => {
  expect(secretHolderFault(given as unknown as string, 'a Secret')).toBe(
    'is no text; here stands the NAME of a Secret',
  );
});
