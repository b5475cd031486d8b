import TOML from '@iarna/toml';
import fc from 'fast-check';

import type { RunnerConfig, TomlTable } from '../../lib/config';
import spec from '../../spec/config-toml.json';

/** A key as the data file describes it. */
export interface SpecKey {
  property: string;
  type: string;
  of?: string;
  required?: boolean;
  allowed?: string[];
  minimum?: number;
  maximum?: number;
  since?: string;
  until?: string;
  reserved?: string;
}

/** A key of the data file with the keys that lead to it from the root. */
export interface Located extends SpecKey {
  key: string;
  path: readonly (SpecKey & { key: string })[];
}

export const oldest = spec.oldestRunner;
export const newest = spec.newestRunner;
export const sections = spec.sections as unknown as Record<string, { keys: Record<string, SpecKey> }>;

/** Every key of the data file at the first place where its section stands. */
export const locatedKeys: readonly Located[] = locate(spec.root, [], new Set([spec.root]));

export const settableKeys = locatedKeys.filter((key) => key.reserved === undefined);

/** The first minor in which the key can be used: the latest on the way to it. */
export function usableSince(key: Located): string {
  return [...key.path, key]
    .map((step) => step.since ?? oldest)
    .reduce((latest, since) => (rank(since) > rank(latest) ? since : latest));
}

export function rank(version: string): number {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major * 1000 + minor;
}

/** A value that the runner takes for the key. */
export function sampleOf(key: SpecKey): unknown {
  switch (key.type) {
    case 'table':
      return requiredOf(key.of);
    case 'tables':
      return [requiredOf(key.of)];
    case 'map':
      return { 'example.com/name': scalarOf(key, key.of) };
    case 'list':
      return [scalarOf(key, key.of)];
    default:
      return scalarOf(key, key.type);
  }
}

/** A typed configuration that sets this one key, beside what the tables on the way need. */
export function configWith(key: Located, value: unknown = sampleOf(key)): RunnerConfig {
  return wrap(key.path, { [key.property]: value });
}

/** An inner table with the tables around it, by property names. */
export function wrap(path: Located['path'], inner: TomlTable): TomlTable {
  return path.reduceRight<TomlTable>((table, step) => {
    const whole = { ...requiredOf(step.of), ...table };
    return { [step.property]: step.type === 'tables' ? [whole] : whole };
  }, inner);
}

/** What Helm's `tpl` makes of the text, which holds no other actions than the escapes of this library. */
function afterHelm(text: string): string {
  const parts = text.split('{{ `{{` }}');
  expect(parts.filter((part) => part.includes('{{'))).toEqual([]);
  return parts.join('{{');
}

/** The rendered text as an independent parser reads it after Helm. */
export function parsed(text: string): TomlTable {
  return TOML.parse(afterHelm(text));
}

const SYNTAX = ['{{', '}}', '{', '`', '"', "'", '\\', '\n', '\r', '\t', '$', '#', 'a', '中', '😀'];

/** Characters that YAML takes for the end of a line, or that it does not print. */
export const INVISIBLE = [
  '\0',
  '\x1b',
  '\x7f',
  '\x80',
  '\x85',
  '\x9f',
  '\u2028',
  '\u2029',
  '\ufeff',
  '\ufffe',
  '\uffff',
];

export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.array(fc.constantFrom(...SYNTAX, ...INVISIBLE)).map((parts) => parts.join('')),
);

/** Any configuration that is right for the newest runner. */
export const anyConfig = anyTable(spec.root) as fc.Arbitrary<RunnerConfig>;

function anyTable(section: string): fc.Arbitrary<TomlTable> {
  const keys = Object.values(keysOf(section)).filter((key) => key.reserved === undefined && key.until === undefined);
  const required = keys.filter((key) => key.required);
  return fc.subarray(keys, { maxLength: Math.min(keys.length, 8) }).chain((chosen) => {
    const properties = [...new Set([...required, ...chosen])].map((key) => [key.property, anyValue(key)] as const);
    return fc.record<TomlTable>(Object.fromEntries(properties), { noNullPrototype: true });
  });
}

function anyValue(key: SpecKey): fc.Arbitrary<unknown> {
  const { type, of = '' } = key;
  switch (type) {
    case 'table':
      return anyTable(of);
    case 'tables':
      return fc.array(anyTable(of), { minLength: 1, maxLength: 2 });
    case 'map':
      return fc.dictionary(anyText, anyScalar(key, of), { maxKeys: 3, noNullPrototype: true });
    case 'list':
      return fc.array(anyScalar(key, of), { maxLength: 3 });
    case 'stringOrList':
      return fc.oneof(anyScalar(key, 'string'), fc.array(anyScalar(key, 'string'), { maxLength: 3 }));
    default:
      return anyScalar(key, type);
  }
}

function anyScalar(key: SpecKey, type: string): fc.Arbitrary<unknown> {
  const { minimum = -1e9, maximum = 1e9 } = key;
  switch (type) {
    case 'integer':
      return fc.integer({ min: minimum, max: maximum });
    case 'number':
      return fc.double({ min: minimum, max: maximum, noNaN: true }).map((value) => value + 0);
    case 'boolean':
      return fc.boolean();
    case 'duration':
      return fc.constantFrom('90s', '1h30m', '0');
    case 'cpu':
      return fc.constantFrom('', '500m', '1.5', '2');
    case 'memory':
      return fc.constantFrom('', '512Mi', '4Gi', '1.5G');
    case 'regexp':
      return fc.constantFrom('', '.*', '^team-[a-z0-9]+$', '(?i)\\d{1,3}');
    default:
      return key.allowed === undefined ? anyText : fc.constantFrom(...key.allowed);
  }
}

function scalarOf(key: SpecKey, type = 'string'): unknown {
  const samples: Record<string, unknown> = {
    boolean: true,
    duration: '1h30m',
    regexp: '^a.*$',
    cpu: '500m',
    memory: '4Gi',
  };
  if (type === 'integer' || type === 'number') {
    return Math.max(key.minimum ?? 1, 1);
  }
  return samples[type] ?? key.allowed?.[0] ?? 'text';
}

function requiredOf(section = ''): TomlTable {
  const keys = Object.values(keysOf(section)).filter((key) => key.required);
  return Object.fromEntries(keys.map((key) => [key.property, sampleOf(key)]));
}

function keysOf(section: string): Record<string, SpecKey> {
  return sections[section]?.keys ?? {};
}

function locate(section: string, path: Located['path'], seen: Set<string>): Located[] {
  return Object.entries(keysOf(section)).flatMap(([key, fact]) => {
    const step = { key, ...fact };
    const isNew = (fact.type === 'table' || fact.type === 'tables') && !seen.has(fact.of ?? '');
    const below = isNew ? locate(fact.of ?? '', [...path, step], seen.add(fact.of ?? '')) : [];
    return [{ ...step, path }, ...below];
  });
}
