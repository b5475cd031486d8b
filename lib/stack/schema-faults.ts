import type { Fault } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';
import { serverSettingHint } from '../runner/escape-hatches/server-settings';
import { SECTIONS, validate } from './config-validator.generated';
import { isGiven } from './given';
import { keyPath } from './key-path';

interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** What the schema finds fault with: unknown keys, missing keys, wrong types, values that are not offered. */
export function schemaFaults(config: object): Fault[] {
  if (validate(config)) {
    return [];
  }
  const { errors } = validate as unknown as { readonly errors: readonly SchemaError[] };
  return errors.filter((error) => !isImplied(error, errors)).map((error) => faultOf(error, config));
}

/** What is not an allowed value has the wrong type more often than not, and need not be told that too. */
function isImplied({ keyword, instancePath }: SchemaError, errors: readonly SchemaError[]): boolean {
  return (
    keyword === 'type' &&
    errors.some((other) => other.instancePath === instancePath && ['enum', 'const'].includes(other.keyword))
  );
}

function faultOf({ instancePath, keyword, params, message }: SchemaError, config: object): Fault {
  const keys = instancePath.split('/').slice(1).map(unescapePointer);
  const { steps, value } = follow(keys, config);
  const at = keyPath(steps);
  const refused = (allowed: string) => ({ at, message: `${isGiven(value, at)}; allowed is ${allowed}` });
  switch (keyword) {
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      const section = sectionAt(keys);
      const known = Object.keys(SECTIONS[section] ?? {});
      const serverSetting = section === 'RunnerSection' ? serverSettingHint(key) : undefined;
      return {
        at: keyPath([...steps, key]),
        message:
          serverSetting !== undefined
            ? `is not a key here. ${serverSetting}`
            : `is not a key here.${didYouMean(key, known)} Known are ${known.join(', ')}`,
      };
    }
    case 'required':
      return { at: keyPath([...steps, String(params.missingProperty)]), message: 'is missing' };
    case 'type':
      return refused(typeNames(params.type));
    case 'enum':
      return refused(oneOf(params.allowedValues as unknown[], value));
    case 'const':
      return refused(shown(params.allowedValue));
    default:
      return { at, message: message ?? `breaks the rule ${keyword}` };
  }
}

/** How the types of JSON schema are called in YAML. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  object: 'a map of keys, `{}` when there are none',
  array: 'a list',
  string: 'a string, in quotes where it looks like a number',
  number: 'a number',
  boolean: 'true or false',
};

function typeNames(type: unknown): string {
  const types = [type].flat() as string[];
  return types.map((name) => TYPE_NAMES[name]).join(' or ');
}

function oneOf(allowed: readonly unknown[], given: unknown): string {
  const words = allowed.filter((value) => typeof value === 'string');
  const suggestion = typeof given === 'string' ? didYouMean(given, words) : '';
  return `${allowed.map(shown).join(', ')}${suggestion && `.${suggestion}`}`;
}

/** The value at a path of keys, and the path with the numbers of items as numbers. */
function follow(keys: readonly string[], config: object): { steps: (string | number)[]; value: unknown } {
  const steps: (string | number)[] = [];
  let value: unknown = config;
  for (const key of keys) {
    steps.push(Array.isArray(value) ? Number(key) : key);
    value = (value as Record<string, unknown>)[key];
  }
  return { steps, value };
}

/** The section at a path of keys. */
function sectionAt(path: readonly string[]): string {
  return path.reduce(
    (section, key) => (section.endsWith('*') ? section.slice(0, -1) : (SECTIONS[section]?.[key] ?? '?')),
    '',
  );
}

function unescapePointer(text: string): string {
  return text.replace(/~1/g, '/').replace(/~0/g, '~');
}
