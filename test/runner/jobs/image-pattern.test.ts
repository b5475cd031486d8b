import { imagePatternFault } from '../../../lib/runner/jobs/image-pattern';

test.each([
  'alpine:3',
  'node:20.*',
  'node:20.1?-alpine',
  '*/*:*',
  'registry.example.com/ci/**',
  'registry.example.com:5000/ci/*@sha256:*',
  'registry.*.aliyuncs.com/ci/*',
  'registry.example.com/{ci,build}/[a-z]*',
  'registry.example.com/[^x]*',
  'registry\\.example\\.com/ci',
  'a\\[b',
])('%s is a pattern', (pattern) => {
  expect(imagePatternFault(pattern)).toBeUndefined();
});

test('nothing matches an empty pattern', () => {
  expect(imagePatternFault('')).toContain('is empty, which no image matches');
});

// The runner's own library says of each that it is malformed.
test.each([
  ['[a', 'a "[" is not closed'],
  ['ci/[]', 'has nothing in it'],
  ['ci/[^]', 'has nothing in it'],
  ['ci/[!', 'a "[" is not closed'],
  ['ci/{a,b', 'a "{" is not closed'],
  ['ci/a}', 'a "}" closes nothing'],
  ['ci\\', 'nothing to escape'],
])('%s is malformed', (pattern, reason) => {
  const fault = imagePatternFault(pattern);
  expect(fault).toContain(`is ${JSON.stringify(pattern)}, which the runner passes over`);
  expect(fault).toContain(reason);
});

test.each([
  ['^reg/.*$', 'Did you mean "reg/**"?'],
  ['^registry\\.example\\.com/ci.*$', 'Did you mean "registry.example.com/ci*"?'],
  ['reg/.*', 'Did you mean "reg/**"?'],
  ['.*/app', 'Did you mean "*/app"?'],
  ['reg/ci.*', 'Did you mean "reg/ci*"?'],
  ['alpine:.*', 'Did you mean "alpine:*"?'],
  ['alpine$', 'Did you mean "alpine"?'],
])('%s is a regular expression', (pattern, meant) => {
  expect(imagePatternFault(pattern)).toContain(meant);
});

test.each(['.*', '^.*$', '(alpine|debian):3', 'reg/.+', '$CI_REGISTRY/ci/*', 'alpine :3'])(
  '%s can be no image, and nothing is proposed',
  (pattern) => {
    expect(imagePatternFault(pattern)).toContain('write "*" for any text without a slash');
    expect(imagePatternFault(pattern)).not.toContain('Did you mean');
  },
);
