import fc from 'fast-check';
import { CORE_SCHEMA, YAML11_SCHEMA, loadAll } from 'js-yaml';
import { readableYaml, toYaml } from '../../lib/cluster/yaml';

/** What a Kubernetes object is made of, keys and texts being as strange as they come. */
const word = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('on', 'N', '1e3', '0o7', '.inf', '<<', '\n'),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    word,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      word.filter((key) => key !== '__proto__'),
      tie('value'),
      { maxKeys: 3, noNullPrototype: true },
    ),
  ),
}));

/** Strings of several lines. */
const lines = fc.string({
  unit: fc.constantFrom(' ', '\n', '\t', 'a', '"', "'", '#', ': ', '- ', '\\', 'n'),
  maxLength: 80,
});

test.each([
  ['objects', '1.1', toYaml, YAML11_SCHEMA],
  ['objects', '1.2', toYaml, CORE_SCHEMA],
  ['data', '1.1', (all: object[]) => all.map(readableYaml).join('---\n'), YAML11_SCHEMA],
  ['data', '1.2', (all: object[]) => all.map(readableYaml).join('---\n'), CORE_SCHEMA],
])('%s can be read back as YAML %s', (_, _version, write, schema) => {
  fc.assert(
    fc.property(fc.array(fc.oneof(value, lines), { minLength: 1, maxLength: 3 }), (values) => {
      const objects = values.map((data) => ({ kind: 'ConfigMap', data }));
      expect(loadAll(write(objects), { schema })).toEqual(objects);
    }),
    { numRuns: 300 },
  );
});

test('strings of objects are quoted, and long ones keep their lines', () => {
  const object = { short: 'a\nb', long: `sum(up) > 0 \n  and absent(down) == 1\n\n${'x'.repeat(9)}\n`, count: 1 };
  expect(toYaml([object])).toBe(
    [
      'short: "a\\nb"',
      'long: "sum(up) > 0\\ ',
      '',
      '  \\  and absent(down) == 1',
      '',
      '',
      '  xxxxxxxxx\\n"',
      'count: 1',
      '',
    ].join('\n'),
  );
});

test('data is quoted where it has to be, in the quotes that are easier to read', () => {
  const data = { on: 'off', text: 'a', json: '{"a": 1}', both: `"it's"`, '\n': '', lines: 'a\nb\n' };
  expect(readableYaml(data)).toBe(
    [
      '"on": "off"',
      'text: a',
      `json: '{"a": 1}'`,
      `both: "\\"it's\\""`,
      '"\\n": ""',
      'lines: |',
      '  a',
      '  b',
      '',
    ].join('\n'),
  );
});
