import { isGoDuration } from '../../lib/config/go-duration';
import { goRegexpFault } from '../../lib/config/go-regexp';

describe('Go durations', () => {
  it.each(['0', '90s', '1h30m', '1.5h', '.5s', '100ms', '3us', '3µs', '3μs', '1ns', '-5m', '+5m'])('%s', (text) => {
    expect(isGoDuration(text)).toBe(true);
  });

  it.each(['', '5', '5 m', '1d', '1h 30m', 's', '.s', '5M', 'h1', '1h30', '--1s', '5m\n'])('not %j', (text) => {
    expect(isGoDuration(text)).toBe(false);
  });
});

// What Go's regexp.Compile says to each of these was taken from Go itself.
describe('Go regular expressions', () => {
  it.each([
    '',
    '.*',
    '^ci-[a-z0-9-]+$',
    '(?i)team',
    '(?i:a|b)(?-s).',
    '(?P<a>x)(?<b>y)',
    'a*?b+?c??d{2,3}?',
    'a{,5}{',
    '^*',
    'a(?i)*',
    '[]a]',
    '[^]a]',
    '[[:alpha:]_]',
    '[a-]',
    '[-a]',
    '[a-c-e]',
    '[[:foo]',
    '\\Aa\\b\\z',
    '\\Q(*[\\E+',
    'a\\Q\\E*',
    '\\Qopen(',
    '\\pL\\p{Greek}\\P{^Greek}',
    '\\x41\\x{1F600}\\0\\12',
    '\\.\\-\\_\\/',
    '[\\d\\-\\]]',
    '()*',
    '中+😀',
    '[😀-😂]',
  ])('%j compiles', (text) => {
    expect(goRegexpFault(text)).toBeUndefined();
  });

  it.each([
    ['a(?=b)', 'no lookaheads'],
    ['a(?!b)', 'no lookaheads'],
    ['(?<=a)b', 'no lookaheads'],
    ['(?<!a)b', 'no lookaheads'],
    ['(?>a)', 'no group that Go knows'],
    ['(?i-:a)', 'no group that Go knows'],
    ['(?P=a)', 'no group that Go knows'],
    ['(?<a>x)(?<a>y)', 'two groups are named "a"'],
    ['(a)\\1', 'no backreferences'],
    ['(?<a>x)\\k<a>', 'no escape that Go knows'],
    ['\\Z', 'no escape that Go knows'],
    ['\\E', 'no escape that Go knows'],
    ['\\é', 'no escape that Go knows'],
    ['a\\', 'no escape that Go knows'],
    ['(', 'a "(" is not closed'],
    ['a)', 'a ")" closes nothing'],
    ['[a', 'a "[" is not closed'],
    ['[]', 'a "[" is not closed'],
    ['[z-a]', 'the range "z-a" is the wrong way round'],
    ['[😂-😀]', 'the wrong way round'],
    ['[a-\\d]', 'cannot stand in a character class'],
    ['[\\b]', 'cannot stand in a character class'],
    ['[[:foo:]]', '"[:foo:]" is no class that Go knows'],
    ['*', '"*" repeats nothing'],
    ['a|*', '"*" repeats nothing'],
    ['(?i)*', '"*" repeats nothing'],
    ['(+)', '"+" repeats nothing'],
    ['a**', '"*" repeats a repetition'],
    ['a++', '"+" repeats a repetition'],
    ['a{2}{3}', '"{3}" repeats a repetition'],
    ['a{1001}', 'no repeat count that Go takes'],
    ['a{2,1}', 'no repeat count that Go takes'],
  ])('%j does not compile', (text, reason) => {
    expect(goRegexpFault(text)).toContain(reason);
  });
});
