import { withoutMalformed } from '../../lib/stack/without-malformed';

/** A check that reports what is at these paths, as often as it is there, and with a missing `must`. */
function check(...paths: string[]) {
  return (config: object) => {
    const at = (path: string) =>
      (path.match(/[^.[\]]+/g) ?? []).reduce<unknown>(
        (value, key) => (value as Record<string, unknown> | undefined)?.[key],
        config,
      );
    const present = paths.filter((path) => at(path) !== undefined);
    const section = at('a') as { must?: unknown } | undefined;
    const missing = section !== undefined && section.must === undefined ? ['a.must'] : [];
    return [...present, ...missing].map((path) => ({ at: path }));
  };
}

test('what is right stays as it is', () => {
  const config = { a: { must: 1 }, list: [{ b: 1 }] };
  expect(withoutMalformed(config, check())).toBe(config);
});

test('a malformed value goes, its neighbours stay', () => {
  expect(withoutMalformed({ a: { must: 1, b: 2, c: 3 }, d: 4 }, check('a.b'))).toEqual({ a: { must: 1, c: 3 }, d: 4 });
});

test('a malformed section goes whole', () => {
  expect(withoutMalformed({ a: { must: 1 }, d: 4 }, check('a'))).toEqual({ d: 4 });
});

test('a list with a malformed item goes whole', () => {
  expect(withoutMalformed({ list: [{ b: 1 }, { b: 2 }], d: 4 }, check('list[1].b'))).toEqual({ d: 4 });
});

test('a section stays when the list that it has is malformed', () => {
  expect(withoutMalformed({ a: { must: 1, list: [1] }, d: 4 }, check('a.list[0]'))).toEqual({ a: { must: 1 }, d: 4 });
});

test('a section that lacks a key goes', () => {
  expect(withoutMalformed({ a: { b: 1 }, d: 4 }, check())).toEqual({ d: 4 });
});

test('a section goes when the key that it must have is malformed', () => {
  expect(withoutMalformed({ a: { must: 'wrong', b: 1 }, d: 4 }, check('a.must'))).toEqual({ d: 4 });
});

test('keys that look like items of a list are none', () => {
  const config = { runners: { 1: { concurrent: 0 }, Runner: {} } };
  expect(withoutMalformed(config, check('runners.1.concurrent'))).toEqual({ runners: { 1: {}, Runner: {} } });
});
