import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { toYaml } from '../../lib/cluster/yaml';

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

test.each(['1.1', '1.2'] as const)('whatever is written can be read back as YAML %s', (version) => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 3 }), (values) => {
      const objects = values.map((data) => ({ kind: 'ConfigMap', data }));
      const documents = [...parseAllDocuments(toYaml(objects), { version })];
      expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
      expect(documents.map((document): unknown => document.toJS())).toEqual(objects);
    }),
    { numRuns: 300 },
  );
});
