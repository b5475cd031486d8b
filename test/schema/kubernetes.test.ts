import Ajv from 'ajv';
import fc from 'fast-check';
import { Report } from '../../lib';
import { checkShape } from '../../lib/schema/check-shape';
import { TYPES } from '../../lib/schema/generated/kubernetes.generated';
import { KUBERNETES } from '../../lib/schema/kubernetes';
import type { Schema } from '../../lib/schema/schema';
import { kindsOf } from '../../lib/schema/schema';
import generateKubernetes from '../../scripts/generate/kubernetes';
import definitions from '../../spec/kubernetes/definitions.json';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const { types, kinds } = JSON.parse(TYPES) as { types: Record<string, Schema>; kinds: Record<string, string> };

/** Kubernetes' own schemas, for a second opinion. */
const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addSchema({ $id: 'kubernetes', $defs: definitions });
const definitionOf = new Map(Object.keys(definitions).map((name) => [name.split('.').at(-1)!, name]));
const accepts = (type: string, value: unknown) =>
  ajv.validate({ $ref: `kubernetes#/$defs/${definitionOf.get(type)}` }, value);

function problems(type: string, value: unknown): string[] {
  const report = new Report();
  checkShape({ kubernetes: type }, value, { report, language: KUBERNETES });
  return report.problems.map(({ at, message }) => `${at}: ${message}`);
}

test('the generated file is what the generator writes', () => {
  for (const [path, content] of Object.entries(generateKubernetes())) {
    expect(readFileSync(join(__dirname, '../..', path), 'utf8') === content).toBe(true);
  }
});

test('every type that another names is there', () => {
  const named = [...TYPES.matchAll(/"is":"(\w+)"/g)].map(([, name]) => name!);
  expect(named.filter((name) => types[name] === undefined)).toEqual([]);
  expect(Object.values(kinds).filter((name) => types[name] === undefined)).toEqual([]);
});

describe.each(Object.keys(types))('%s', (type) => {
  const good = valueOf({ is: type }, 3);

  test('is taken where Kubernetes takes it', () => {
    fc.assert(
      fc.property(good, (value) => {
        expect([accepts(type, value), problems(type, value)]).toEqual([true, []]);
      }),
      { numRuns: 8 },
    );
  });

  test('is refused where Kubernetes refuses it, with the value that is wrong at its place', () => {
    fc.assert(
      fc.property(
        good.chain((value) => broken(value)),
        (value) => {
          expect([accepts(type, value), problems(type, value).length > 0]).toEqual([false, true]);
        },
      ),
      { numRuns: 8 },
    );
  });
});

describe('values that Kubernetes takes in several forms', () => {
  test.each<[string, unknown]>([
    ['ResourceRequirements', { requests: { cpu: 2, memory: '4Gi' }, limits: { cpu: 0.5, memory: 1e9 } }],
    ['ResourceRequirements', { requests: null, limits: { cpu: null } }],
    ['HTTPGetAction', { port: 'metrics' }],
    ['HTTPGetAction', { port: 9252 }],
    ['Volume', { name: 'a', emptyDir: {} }],
    ['*', { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', spec: { anything: true } }],
    ['*', { kind: 'ConfigMap', data: { number: 1 } }],
  ])('%s %j', (type, value) => {
    expect(problems(type, value)).toEqual([]);
  });
});

test.each<[string, unknown, string]>([
  ['ResourceRequirements', { requests: { memory: '4GB' } }, 'requests.memory: is "4GB"; allowed is a quantity such as'],
  ['ResourceRequirements', { limits: { cpu: true } }, 'limits.cpu: is true; allowed is a quantity such as'],
  ['Toleration', { tolerationSeconds: '30' }, 'tolerationSeconds: is "30"; allowed is a whole number, without quotes'],
  ['Toleration', { key: true }, 'key: is true; allowed is a string, so put it in quotes'],
  ['HTTPGetAction', { port: [80] }, 'port: is a list; allowed is a string or a whole number'],
  [
    '*',
    { apiVersion: 'v1', kind: 'ConfigMap', data: { a: 1 } },
    'data.a: is 1; allowed is a string, so put it in quotes',
  ],
  ['*', 'text', ': is "text"; allowed is a map'],
  [
    'Affinity',
    { nodeAffinty: {} },
    'nodeAffinty: is not a key of Affinity in Kubernetes. Did you mean "nodeAffinity"?',
  ],
])('%s %j is refused', (type, value, problem) => {
  expect(problems(type, value)).toEqual([expect.stringContaining(problem)]);
});

type Values = Record<string, unknown>;

/** Right values of a type, not too deep. */
function valueOf(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const target = schema.is === undefined ? schema : types[schema.is]!;
  const [kind, ...others] = kindsOf(target);
  if (others.length > 0) {
    return fc.constantFrom('500m', 2);
  }
  switch (kind) {
    case 'string':
      return fc.constantFrom(...((target.values as string[] | undefined) ?? ['text', 'other']));
    case 'integer':
      return fc.integer();
    case 'number':
      return fc.constantFrom(1, 2.5);
    case 'boolean':
      return fc.boolean();
    case 'list':
      return depth === 0 ? fc.constant([]) : fc.array(valueOf(target.items ?? {}, depth - 1), { maxLength: 2 });
    default:
      return mapOf(target, depth);
  }
}

function mapOf({ keys = {}, entries }: Schema, depth: number): fc.Arbitrary<unknown> {
  if (entries !== undefined) {
    return fc.dictionary(fc.constantFrom('a', 'b.c/d'), valueOf(entries, depth - 1), { noNullPrototype: true });
  }
  const required = Object.keys(keys).filter((key) => keys[key]!.required);
  const optional = depth <= 0 ? [] : Object.keys(keys).filter((key) => !keys[key]!.required);
  return fc
    .subarray(optional, { maxLength: Math.min(3, optional.length) })
    .chain((chosen) =>
      fc.record<Values>(
        Object.fromEntries([...required, ...chosen].map((key) => [key, valueOf(keys[key]!, depth - 1)])),
        { noNullPrototype: true },
      ),
    );
}

/** The same value with one thing in it that no type of Kubernetes has: a symbol of a key, or a function's result. */
function broken(value: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(value, []);
  return fc.constantFrom(...places).map((path) => replaced(value, path));
}

function placesIn(value: unknown, path: readonly (string | number)[]): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) {
    return [path];
  }
  return [
    path,
    ...Object.entries(value).flatMap(([key, inner]) =>
      placesIn(inner, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

/** A list of lists of lists fits nowhere. */
const WRONG = [[[]]];

function replaced(value: unknown, [step, ...rest]: readonly (string | number)[]): unknown {
  if (step === undefined) {
    return WRONG;
  }
  return Array.isArray(value)
    ? (value as unknown[]).map((item, index) => (index === step ? replaced(item, rest) : item))
    : { ...(value as Values), [step]: replaced((value as Values)[step], rest) };
}
