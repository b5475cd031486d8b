import type { Problem } from '../../lib';
import { Report } from '../../lib';
import { checkShape } from '../../lib/schema/check-shape';
import type { Language, Schema } from '../../lib/schema/schema';
import { schemaRules } from '../../lib/schema/schema-rules';

const UNRESOLVED = Symbol('known at deployment');
const isUnresolved = (value: unknown) => value === UNRESOLVED;

/** A little language with everything in it. */
const LANGUAGE: Language = {
  schemas: { Box: { keys: { size: { type: 'integer', min: 1, max: 9, required: true }, lid: { type: 'boolean' } } } },
  unknownKey: (schema) => `is not a key of ${schema ?? 'the whole'}`,
  hint: ({ name }) => (name === 'elsewhere' ? 'It belongs elsewhere.' : undefined),
  formats: {
    colour: {
      expected: 'a colour',
      problem: (text) => (/^#\w+$/.test(text) ? undefined : `is "${text}"; allowed is a colour`),
    },
  },
  release: {
    product: 'Thing',
    version: '2.0',
    compareTo: (other) => 2 - Number(other),
  },
};

const WHOLE: Schema = {
  keys: {
    name: { type: 'string' },
    size: { type: 'integer', min: 1, max: 9 },
    kind: { values: ['round', 'square'] },
    colour: { format: 'colour' },
    code: { pattern: '^x' },
    pin: { type: 'string', min: 2, max: 4, secret: true },
    box: { is: 'Box' },
    boxes: { items: { is: 'Box' }, max: 2 },
    labels: { entries: { type: 'string' }, keys: { own: { reserved: 'It is ours.' } } },
    either: { type: ['string', 'number'] },
    shape: { offers: ['draw'], give: 'Shape.circle()' },
    newer: { type: 'string', since: '3' },
    gone: { type: 'string', until: '1' },
    taken: { reserved: 'Something else writes it.', values: ['as it is'] },
    old: { type: 'string', deprecated: 'use `name`' },
    needed: { type: 'string', notNull: 'nothing would be left' },
  },
};

function check(value: unknown, language: Partial<Language> = {}): readonly Problem[] {
  const report = new Report();
  checkShape(WHOLE, value, { report, isUnresolved, language: { ...LANGUAGE, ...language } });
  return report.problems;
}

const told = (value: unknown, language?: Partial<Language>) =>
  check(value, language).map(({ rule, at, message }) => `${at}: ${message} [${rule}]`);

test('a value that is as its schema says has no problems', () => {
  const shape = new (class {
    draw() {
      return true;
    }
  })();
  const value = {
    name: 'a',
    size: 9,
    kind: 'round',
    colour: '#fff',
    code: 'x1',
    pin: '12',
    box: { size: 1, lid: false },
    boxes: [{ size: 1 }],
    labels: { 'a.b/c': 'd' },
    either: 3,
    shape,
    taken: 'as it is',
    needed: undefined,
  };
  expect(told(value)).toEqual([]);
  expect(told({})).toEqual([]);
  // Made in another realm.
  expect(told(Object.assign(Object.create(null) as object, { box: { size: 2 } }))).toEqual([]);
});

test('what only the deployment knows passes wherever it stands, and does not make a key known', () => {
  const value = { size: UNRESOLVED, kind: UNRESOLVED, box: UNRESOLVED, boxes: [UNRESOLVED], labels: { a: UNRESOLVED } };
  expect(told(value)).toEqual([]);
  expect(told(UNRESOLVED)).toEqual([]);
  expect(told({ siez: UNRESOLVED })).toHaveLength(1);
});

describe('unknown-key', () => {
  test.each([
    [{ nmae: 'a' }, 'nmae: is not a key of the whole. Did you mean "name"?'],
    [{ box: { size: 1, colour: 'red' } }, 'box.colour: is not a key of Box. Known are size, lid'],
    [{ boxes: [{ size: 1 }, { siz: 1 }] }, 'boxes[1].siz: is not a key of Box. Did you mean "size"?'],
    [{ elsewhere: 1 }, 'elsewhere: is not a key of the whole. It belongs elsewhere.'],
    [{ box: JSON.parse('{ "__proto__": 1, "size": 1 }') as object }, 'box.__proto__: is not a key of Box. Known are'],
    [{ box: { size: 1, 'a b': 1 } }, 'box["a b"]: is not a key of Box.'],
  ])('%j', (value, problem) => {
    expect(told(value)).toEqual([expect.stringContaining(problem)]);
  });

  test('is a warning where the version is newer than the schema', () => {
    const release = { ...LANGUAGE.release!, newerThan: 'Thing 1.9' };
    expect(check({ nmae: 'a' }, { release })).toMatchObject([
      {
        rule: 'unknown-key',
        severity: 'warning',
        message:
          'may be a new key, as this version is newer than Thing 1.9, whose keys are known. Did you mean "name"?',
      },
    ]);
  });
});

describe('wrong-type', () => {
  test.each([
    [{ name: 3 }, 'name: is 3; allowed is a string, so put it in quotes'],
    [{ size: '3' }, 'size: is "3"; allowed is a whole number from 1 to 9, without quotes'],
    [{ size: 1.5 }, 'size: is 1.5; allowed is a whole number from 1 to 9'],
    [{ size: null }, 'size: is null; allowed is a whole number from 1 to 9; leave it out for the default'],
    [{ either: true }, 'either: is true; allowed is a string or a number'],
    [{ either: NaN }, 'either: is NaN; allowed is a string or a number'],
    [{ box: [] }, 'box: is a list; allowed is a map with the keys size, lid'],
    [{ boxes: { size: 1 } }, 'boxes: is a map; allowed is a list of maps'],
    [{ box: new Map() }, 'box: is an object of the class Map; allowed is a map with the keys size, lid'],
    [{ kind: 3 }, 'kind: is 3; allowed are "round", "square"'],
    [{ shape: {} }, 'shape: is a map; allowed is Shape.circle()'],
    [{ shape: String }, 'shape: is a function or class itself, not what it yields; allowed is Shape.circle()'],
    [{ pin: 1234 }, 'pin: is a number that is not shown here; allowed is a string, so put it in quotes'],
  ])('%p', (value, problem) => {
    expect(told(value)).toEqual([`${problem} [wrong-type]`]);
  });
});

describe('value-not-allowed', () => {
  test.each([
    [{ kind: 'sqare' }, 'kind: is "sqare"; allowed are "round", "square". Did you mean "square"?'],
    [{ size: 10 }, 'size: is 10; allowed is a whole number from 1 to 9'],
    [{ colour: 'red' }, 'colour: is "red"; allowed is a colour'],
    [{ code: 'y' }, 'code: is "y"; allowed is what matches ^x'],
    [{ pin: '1' }, 'pin: has 1 character; allowed are 2 to 4'],
    [{ boxes: [{ size: 1 }, { size: 1 }, { size: 1 }] }, 'boxes: has 3 items; allowed are 0 to 2'],
  ])('%j', (value, problem) => {
    expect(told(value)).toEqual([`${problem} [value-not-allowed]`]);
  });

  test('is no matter of strings that are made later', () => {
    const isTemplate = (value: unknown) => value === '{{ later }}';
    expect(told({ kind: '{{ later }}', colour: '{{ later }}', labels: { '{{ later }}': 1 } }, { isTemplate })).toEqual(
      [],
    );
    expect(told({ size: '{{ later }}' }, { isTemplate })).toHaveLength(1);
  });
});

describe('missing-key', () => {
  test('is told with its path', () => {
    expect(told({ box: {}, boxes: [{ lid: true }] })).toEqual([
      'box.size: is missing; give a whole number from 1 to 9 [missing-key]',
      'boxes[0].size: is missing; give a whole number from 1 to 9 [missing-key]',
    ]);
  });

  test('counts null only where null is no way to leave a key out', () => {
    expect(told({ box: { size: null } }, { nullIsUnset: true })).toEqual([
      'box.size: is missing; give a whole number from 1 to 9 [missing-key]',
    ]);
    expect(told({ box: { size: null } })).toEqual(['box.size: is null; give a whole number from 1 to 9 [missing-key]']);
  });

  test('is not told beside the unknown key that was meant to be it', () => {
    expect(told({ box: { sise: 1 } })).toEqual(['box.sise: is not a key of Box. Did you mean "size"? [unknown-key]']);
  });
});

test.each([
  ['key-needs-newer-version', { newer: 'a' }, 'needs Thing 3 or later, and this is 2.0'],
  ['key-has-no-effect', { gone: 'a' }, 'has no effect after Thing 1, and this is 2.0'],
  ['key-reserved', { taken: 'a' }, 'cannot be set here. Something else writes it.'],
  ['key-reserved', { labels: { own: 'a' } }, 'cannot be set here. It is ours.'],
  ['key-deprecated', { old: 'a' }, 'is out of date: use `name`'],
])('%s: %j', (rule, value, message) => {
  expect(check(value)).toMatchObject([{ rule, message: expect.stringContaining(message) as string }]);
});

test('key-deprecated says nothing of keys that are not set', () => {
  expect(told({ old: '' })).toEqual([]);
});

test('null-breaks-default tells null where it deletes what is needed, and takes it for absent elsewhere', () => {
  expect(check({ needed: null, name: null, box: null }, { nullIsUnset: true })).toMatchObject([
    { rule: 'null-breaks-default', at: 'needed', message: expect.stringContaining('nothing would be left') as string },
  ]);
});

test('options of a class are read by the keys that are known', () => {
  class Options {
    private readonly secret = 1;
    readonly size = '3';
    get kind() {
      return `sq${this.secret}`;
    }
  }
  expect(told(new Options(), { isCode: true })).toEqual([
    expect.stringContaining('size: is "3"'),
    expect.stringContaining('kind: is "sq1"'),
  ]);
});

test('secrets are not shown', () => {
  const token = ['glrt', 'sample'.repeat(4)].join('-');
  const messages = told({ size: token, kind: token, box: token, pin: 'hidden', [token]: 1 }).join('\n');
  expect(messages).not.toMatch(/sample|hidden/);
  expect(told({ labels: { password: 4711 } })).toEqual([
    expect.stringContaining('labels.password: is a number that is not shown here'),
  ]);
});

test('the paths of all problems are known afterwards', () => {
  const report = new Report();
  const value = { name: 3, box: { size: 0, lid: true }, boxes: [{ size: 1 }, 'a'], labels: { 'a b': 1 } };
  const malformed = checkShape(WHOLE, value, { report, language: LANGUAGE, at: 'whole' });
  expect([...malformed]).toEqual(['whole.name', 'whole.box.size', 'whole.boxes[1]', 'whole.labels["a b"]']);
  expect(report.problems.map(({ at }) => at)).toEqual([...malformed]);
});

test('every rule says what happens, and what to do', () => {
  for (const { id, title, reason, remedy } of Object.values(schemaRules)) {
    expect([id, title, reason, remedy].every((text) => text.length > 0)).toBe(true);
  }
});
