import type { Report } from '../diagnostics/report';
import type { Rule, Severity } from '../diagnostics/rule';
import { hidesText, holdsSecret } from '../diagnostics/secrets';
import { shown } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';
import type { Text } from '../diagnostics/text';
import { text, Wording } from '../diagnostics/text';
import { isMap, kindName } from '../diagnostics/is-map';
import { KUBERNETES, kubernetesType, objectType } from './kubernetes';
import { below } from './path';
import type { Keys, KeySchema, Kind, Language, Schema } from './schema';
import { kindsOf } from './schema';
import { schemaRules } from './schema-rules';

export interface ShapeOptions {
  readonly report: Report;
  readonly language: Language;
  /**
   * Path of the value in the user's words.
   *
   * @default - empty: the value is the whole
   */
  readonly at?: string;
  /**
   * Tells values that only the deployment knows. They pass wherever they stand.
   *
   * @default - none is
   */
  readonly isUnresolved?: (value: unknown, schema: Schema) => boolean;
}

/**
 * Reports everything about a value that is not as its schema says.
 *
 * @returns the paths of all problems, so that what is malformed can be treated as unknown afterwards
 */
export function checkShape(schema: Schema, value: unknown, options: ShapeOptions): ReadonlySet<string> {
  const walker = new Walker(options);
  walker.check(schema, value, options.at ?? '', { language: options.language });
  return walker.malformed;
}

/** By what a value is read. */
interface Context {
  readonly language: Language;
  /** Name of the innermost schema that has one. */
  readonly schema?: string;
}

/** A list that is longer helps nobody who has misspelt a key. */
const MOST_KNOWN_KEYS = 30;

class Walker {
  readonly malformed = new Set<string>();
  private readonly report: Report;
  private readonly isUnresolved: (value: unknown, schema: Schema) => boolean;

  constructor({ report, isUnresolved = () => false }: ShapeOptions) {
    this.report = report;
    this.isUnresolved = isUnresolved;
  }

  check(schema: Schema, value: unknown, at: string, context: Context): void {
    if (value === undefined || this.isUnresolved(value, schema)) {
      return;
    }
    if (schema.kubernetes !== undefined) {
      this.checkKubernetes(schema.kubernetes, value, at, context);
    } else if (schema.is !== undefined) {
      const { schemas = {} } = context.language;
      if (offersAll(value, schemas[schema.or ?? ''])) {
        return;
      }
      this.check(schemas[schema.is] ?? {}, value, at, { ...context, schema: schema.is });
    } else if (this.checkType(schema, value, at, context)) {
      this.checkContent(schema, value, at, context);
    }
  }

  /** Objects of kinds that are not known pass. */
  private checkKubernetes(type: string, value: unknown, at: string, { language }: Context): void {
    const name = type === '*' ? objectType(value) : type;
    const schema = name === undefined ? { type: 'map' as const } : kubernetesType(name);
    const { hint, isTemplate } = language;
    const formats = { ...KUBERNETES.formats, ...language.formats };
    const context = {
      language: { ...KUBERNETES, formats, hint, isTemplate },
      ...(name !== undefined && { schema: name }),
    };
    this.check(schema, value, at, context);
  }

  private checkType(schema: Schema, value: unknown, at: string, { language }: Context): boolean {
    const kinds = kindsOf(schema);
    const { offers } = schema;
    if (kinds.length === 0 && offers === undefined) {
      return true;
    }
    if (kinds.includes('string') && language.isTemplate?.(value) === true) {
      return false;
    }
    const fits = kinds.some((kind) => isOf(kind, value, language)) || offersAll(value, schema);
    const isEmptyList =
      language.mapForEmptyList === true && kinds.includes('list') && isMap(value) && isEmptyMap(value);
    if (!fits && !isEmptyList) {
      const isWord = schema.values !== undefined && typeof value === 'string';
      const rule = isWord ? schemaRules['value-not-allowed'] : schemaRules['wrong-type'];
      const mend = language.mend?.(value, at, schema) ?? mendOf(value, schema);
      // Whoever leaves a section empty has no need of its keys.
      const wanted: Schema = value === null && takesEmptyMap(schema) ? { type: kinds } : schema;
      this.add(rule, at, text`${given(value, at, schema)}; ${allowed(wanted, language)}${mend}`);
    }
    return fits;
  }

  private checkContent(schema: Schema, value: unknown, at: string, context: Context): void {
    const { language } = context;
    const { values, min = -Infinity, max = Infinity } = schema;
    if (typeof value === 'string') {
      this.checkString(schema, value, at, language);
    } else if (typeof value === 'number') {
      if (value < min || value > max) {
        this.refuse(schema, value, at, language);
      }
    } else if (Array.isArray(value)) {
      if (value.length < min || value.length > max) {
        this.add(
          schemaRules['value-not-allowed'],
          at,
          `has ${count(value.length, 'item')}; allowed are ${range(min, max)}`,
        );
      }
      this.checkItems(schema.items, value, at, context);
    } else if (typeof value === 'boolean') {
      if (values !== undefined && !values.includes(value)) {
        this.refuse(schema, value, at, language);
      }
    } else if (isObject(value) && schema.offers === undefined) {
      this.checkMap(schema, value, at, context);
    }
  }

  private checkItems(schema: Schema | undefined, items: readonly unknown[], at: string, context: Context): void {
    if (schema !== undefined) {
      // In a list, what is undefined becomes null.
      items.forEach((item, index) => this.check(schema, item ?? null, `${at}[${index}]`, context));
    }
  }

  private checkString(schema: Schema, value: string, at: string, language: Language): void {
    const { values, pattern, format, min = 0, max = Infinity } = schema;
    const isUnset = language.emptyIsUnset === true && value === '';
    if (values !== undefined) {
      if (!isUnset && !values.includes(value)) {
        this.refuse(schema, value, at, language);
      }
      return;
    }
    const hidden = schema.secret === true ? 'is a string that is not shown here' : undefined;
    if (pattern !== undefined && !new RegExp(pattern).test(value)) {
      const rest = `allowed is what matches ${pattern}`;
      this.add(schemaRules['value-not-allowed'], at, `${hidden ?? `is ${shown(value)}`}; ${rest}`);
    } else if (value.length < min || value.length > max) {
      const rest = `allowed are ${range(min, max)}`;
      this.add(schemaRules['value-not-allowed'], at, `has ${count(value.length, 'character')}; ${rest}`);
    }
    const problem = format === undefined ? undefined : language.formats?.[format]?.problem(value, at);
    if (problem !== undefined) {
      this.add(schemaRules['value-not-allowed'], at, problem);
    }
  }

  private refuse(schema: Schema, value: unknown, at: string, language: Language): void {
    const { values } = schema;
    const words = (values ?? []).filter((one) => typeof one === 'string');
    const hint = typeof value === 'string' ? didYouMean(value, words) : '';
    const mend = hint === '' ? mendOf(value, schema) : `.${hint}`;
    const message = text`${given(value, at, schema)}; ${allowed(schema, language)}${mend}`;
    this.add(schemaRules['value-not-allowed'], at, message);
  }

  private checkMap(schema: Schema, value: object, at: string, context: Context): void {
    const { keys = {}, entries } = schema;
    const { language } = context;
    if (schema.keys === undefined && entries === undefined && schema.names === undefined) {
      return;
    }
    const isOpen = entries !== undefined || schema.keys === undefined;
    const missing = new Set(Object.entries(keys).filter(([, key]) => key.required === true));
    let unknown = 0;
    for (const [name, inner] of entriesOf(value, keys, language)) {
      if (inner === undefined || (inner === null && language.nullIsUnset === true && entries !== undefined)) {
        continue;
      }
      const known = findKey(keys, name, language);
      if (known !== undefined) {
        if (inner !== null || language.nullIsUnset !== true) {
          missing.forEach((entry) => entry[1] === known && missing.delete(entry));
        }
        this.checkKey(known, inner, below(at, name), context);
      } else if (!isOpen) {
        unknown += 1;
        this.unknownKey(name, inner, keys, below(at, name), context);
      } else {
        this.checkEntry(schema, name, inner, below(at, name), context);
      }
    }
    // What is missing is likely what the unknown keys were meant to be.
    if (unknown < missing.size) {
      missing.forEach(([name, key]) => this.missingKey(key, below(at, nameOf(name, key, language)), language));
    }
  }

  private missingKey(key: KeySchema, at: string, language: Language, given: Text = 'is missing'): void {
    this.add(schemaRules['missing-key'], at, text`${given}${toGive(key, language)}`);
  }

  private checkEntry(schema: Schema, name: string, value: unknown, at: string, context: Context): void {
    const { formats, isTemplate } = context.language;
    const isTemplated = isTemplate?.(name) === true;
    const problem = isTemplated || schema.names === undefined ? undefined : formats?.[schema.names]?.problem(name, at);
    if (problem !== undefined) {
      this.add(schemaRules['value-not-allowed'], at, problem);
    } else if (!isTemplated) {
      this.check(schema.entries ?? {}, value, at, context);
    }
  }

  private checkKey(key: KeySchema, value: unknown, at: string, context: Context): void {
    const { language } = context;
    if (!(language.nullIsUnset === true && asksForNothing(value)) && this.checkVersion(key, at, language)) {
      return;
    }
    if (value === null && language.nullIsUnset === true) {
      if (key.notNull !== undefined) {
        const rest = `by which Helm deletes the chart's default: ${key.notNull}. Leave it out`;
        this.add(schemaRules['null-breaks-default'], at, text`is ${NULL}, ${rest}`);
      }
    } else if (key.reserved !== undefined && !(language.emptyIsUnset === true && isEmpty(value))) {
      this.checkReserved(key, value, at);
    } else if (value === null && key.required === true) {
      this.missingKey(key, at, language, text`is ${NULL}`);
    } else {
      const isSet = value !== false && !isEmpty(value) && !this.isUnresolved(value, key);
      if (key.deprecated !== undefined && isSet) {
        this.add(schemaRules['key-deprecated'], at, `is out of date: ${key.deprecated}`);
      }
      this.check(key, value, at, context);
    }
  }

  private checkReserved(key: KeySchema, value: unknown, at: string): void {
    const { reserved, values, secret } = key;
    const isHarmless = values?.includes(value as string) === true || (secret === true && this.isUnresolved(value, key));
    if (!isHarmless) {
      this.add(schemaRules['key-reserved'], at, `cannot be set here. ${reserved}`);
    }
  }

  private checkVersion({ since, until }: KeySchema, at: string, { release }: Language): boolean {
    if (release === undefined) {
      return false;
    }
    const { product, version } = release;
    if (since !== undefined && release.compareTo(since) < 0) {
      this.add(
        schemaRules['key-needs-newer-version'],
        at,
        `needs ${product} ${since} or later, and this is ${version}. Use a later chart, or leave it out`,
      );
      return true;
    }
    if (until !== undefined && release.compareTo(until) > 0) {
      this.add(
        schemaRules['key-has-no-effect'],
        at,
        `has no effect after ${product} ${until}, and this is ${version}. Leave it out`,
      );
      return true;
    }
    return false;
  }

  private unknownKey(name: string, value: unknown, keys: Keys, at: string, { language, schema }: Context): void {
    const { release, moved } = language;
    // The keys of a section that is gone have not all gone to the same place.
    const inner = Object.keys(isMap(value) ? value : {}).filter((key) => moved?.(below(at, key)) !== undefined);
    if (inner.length > 0) {
      inner.forEach((key) => this.unknownKey(key, undefined, {}, below(at, key), { language, schema }));
      return;
    }
    const known = Object.entries(keys)
      .filter(([, key]) => key.reserved === undefined)
      .map(([key, entry]) => nameOf(key, entry, language));
    const nearest = didYouMean(name, known);
    const key = { name, at, schema, isNear: nearest !== '', value };
    const severity = language.severityOf === undefined ? 'error' : language.severityOf(key);
    if (severity === undefined) {
      return;
    }
    const place = moved?.(at) ?? language.hint?.(key);
    const suggestion = place === undefined ? nearest || listOf(known) : text` ${place}`;
    if (release?.newerThan !== undefined) {
      const spelling = language.naming === 'property' ? '; it is passed on as it is spelt' : '';
      const message = text`may be a new key, as this version is newer than ${release.newerThan}, whose keys are known${spelling}.${suggestion}`;
      this.add(schemaRules['unknown-key'], at, message, 'warning');
    } else {
      const isSecret = typeof value === 'string' && holdsSecret(value);
      const secret = isSecret ? ', and its value looks like a secret: take it out, and revoke it' : '';
      this.add(schemaRules['unknown-key'], at, text`${language.unknownKey(schema)}${secret}.${suggestion}`, severity);
    }
  }

  private add(rule: Rule, at: string, message: Text, severity?: Severity): void {
    this.malformed.add(at);
    this.report.add(rule, at, message, severity === undefined ? {} : { severity });
  }
}

const NULL = new Wording('null', 'empty');

function listOf(known: readonly string[]): string {
  return known.length > 0 && known.length <= MOST_KNOWN_KEYS ? ` Known are ${known.join(', ')}` : '';
}

/** What was given, as it follows the path. */
function given(value: unknown, at: string, schema: Schema): Text {
  switch (typeof value) {
    case 'string':
      if (schema.offers !== undefined) {
        return `is ${kindName(value)}`;
      }
      if (holdsSecret(value)) {
        return 'looks like a secret, which has no place here; take it out, and revoke it';
      }
      return schema.secret === true || hidesText(at, value)
        ? 'is a string that is not shown here'
        : `is ${shown(value)}`;
    case 'function':
    case 'object':
      return value === null ? text`is ${NULL}` : `is ${kindName(value)}`;
    default:
      return schema.secret === true || (typeof value === 'number' && hidesText(at, ''))
        ? `is a ${typeof value} that is not shown here`
        : `is ${String(value)}`;
  }
}

/** What to give, as it follows that nothing was given. */
function toGive(schema: Schema, language: Language): string {
  const target = schema.is === undefined ? schema : (language.schemas?.[schema.is] ?? {});
  const { give, values = [] } = target;
  const what = expected(target, language);
  return what === '' ? '' : `; give ${give === undefined && values.length > 1 ? 'one of ' : ''}${what}`;
}

/** What is allowed, as it follows what was given. */
function allowed(schema: Schema, language: Language): string {
  const { give, values } = schema;
  if (give === undefined && values !== undefined && values.length > 1) {
    return `allowed are ${values.map(shown).join(', ')}`;
  }
  return `allowed is ${expected(schema, language)}`;
}

function expected(schema: Schema, language: Language): string {
  const { give, values, format } = schema;
  if (give !== undefined) {
    return give;
  }
  if (values !== undefined) {
    return values.map(shown).join(', ');
  }
  const known = format === undefined ? undefined : language.formats?.[format]?.expected;
  return (
    known ??
    kindsOf(schema)
      .map((kind) => KINDS[kind](schema, language))
      .join(' or ')
  );
}

const KINDS: Readonly<Record<Kind, (schema: Schema, language: Language) => string>> = {
  string: () => 'a string',
  integer: ({ min, max }) => `a whole number${span(min, max)}`,
  number: ({ min, max }) => `a number${span(min, max)}`,
  boolean: () => 'true or false',
  list: ({ items = {} }, { schemas = {} }) => `a list${plural(items, schemas[items.is ?? '']?.give)}`,
  map: ({ keys = {} }, language) => {
    const names = Object.entries(keys).map(([name, key]) => nameOf(name, key, language));
    if (names.length > 0 && names.length <= 10) {
      return `a map with the keys ${names.join(', ')}`;
    }
    const required = Object.keys(keys).filter((name) => keys[name]!.required);
    return required.length === 0 ? 'a map' : `a map with at least ${required.join(' and ')}`;
  },
};

function plural(items: Schema, give: string | undefined): string {
  if (give !== undefined) {
    return ` of ${give}`;
  }
  if (items.values !== undefined) {
    return ` of ${items.values.map(shown).join(', ')}`;
  }
  const [kind] = items.is !== undefined || items.kubernetes !== undefined ? ['map' as const] : kindsOf(items);
  return kind === 'string' || kind === 'map' ? ` of ${kind}s` : kind === 'integer' ? ' of whole numbers' : '';
}

function span(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) {
    return ` from ${min} to ${max}`;
  }
  return min === undefined ? (max === undefined ? '' : ` of at most ${max}`) : ` of at least ${min}`;
}

function range(min: number, max: number): string {
  return max === Infinity ? `${min} or more` : min === max ? `${min}` : `${Math.max(min, 0)} to ${max}`;
}

function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}

function takesEmptyMap(schema: Schema): boolean {
  return kindsOf(schema).includes('map') && !Object.values(schema.keys ?? {}).some(({ required }) => required);
}

/** How to mend a value of the wrong type, where that can be told. */
function mendOf(value: unknown, schema: Schema): Text {
  const kinds = kindsOf(schema);
  if (takesEmptyMap(schema) && (value === null || (value === true && schema.keys !== undefined))) {
    return ', `{}` for the defaults';
  }
  if (value === null) {
    return kinds.includes('map') ? '' : '; leave it out for the default';
  }
  if (
    kinds.includes('string') &&
    schema.values === undefined &&
    (Number.isFinite(value) || (typeof value === 'boolean' && !kinds.includes('number')))
  ) {
    return ', so put it in quotes';
  }
  const isNumber = kinds.includes('integer') || kinds.includes('number');
  const isQuoted =
    typeof value === 'string' &&
    ((isNumber && /^-?\d+(\.\d+)?$/.test(value)) || (kinds.includes('boolean') && /^(true|false)$/.test(value)));
  return isQuoted ? ', without quotes' : '';
}

function isOf(kind: Kind, value: unknown, { isCode }: Language): boolean {
  switch (kind) {
    case 'integer':
      return Number.isSafeInteger(value);
    case 'number':
      // NaN and Infinity are null in a template.
      return isCode === true ? typeof value === 'number' : Number.isFinite(value);
    case 'list':
      return Array.isArray(value);
    case 'map':
      return isCode === true ? isObject(value) && !Array.isArray(value) : isMap(value);
    default:
      return typeof value === kind;
  }
}

/** Of objects of a class only the keys that are known, since they have more than options. */
function entriesOf(value: object, keys: Keys, language: Language): [string, unknown][] {
  if (isMap(value)) {
    return Object.entries(value);
  }
  const names = Object.entries(keys).map(([name, key]) => nameOf(name, key, language));
  return names.map((name) => [name, (value as Readonly<Record<string, unknown>>)[name]]);
}

/** Never a property that every object has, such as `constructor`. */
function findKey(keys: Keys, name: string, { naming }: Language): KeySchema | undefined {
  if (naming === 'property') {
    return Object.entries(keys).find(([key, { property = key }]) => property === name)?.[1];
  }
  if (Object.hasOwn(keys, name)) {
    return keys[name];
  }
  return naming === 'any case'
    ? Object.entries(keys).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
    : undefined;
}

function nameOf(name: string, { property }: KeySchema, { naming }: Language): string {
  return naming === 'property' ? (property ?? name) : name;
}

/** Whoever implements an interface need not say so, but an object of another class of this library does not. */
function offersAll(value: unknown, { offers, not = [] }: Schema = {}): boolean {
  return (
    offers !== undefined &&
    isObject(value) &&
    offers.every((member) => member in value) &&
    !classNames(value).some((name) => not.includes(name))
  );
}

/** The names of the classes that an object is of. */
function classNames(value: object): string[] {
  const prototype = Object.getPrototypeOf(value) as { readonly constructor?: { readonly name: string } } | null;
  return prototype === null ? [] : [prototype.constructor?.name ?? '', ...classNames(prototype)];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isEmptyMap(value: object): boolean {
  return Object.keys(value).length === 0;
}

function isEmpty(value: unknown): boolean {
  return value === '' || (isObject(value) && (isMap(value) || Array.isArray(value)) && isEmptyMap(value));
}

/** Whether a value is unset, empty, or a section of such values that is not enabled. */
export function asksForNothing(value: unknown): boolean {
  return (
    value === null ||
    isEmpty(value) ||
    (isMap(value) &&
      Object.entries(value).every(([key, one]) => (key === 'enabled' && one === false) || asksForNothing(one)))
  );
}
