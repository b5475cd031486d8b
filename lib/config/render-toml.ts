import { stringify } from 'smol-toml';

import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { configRules } from './config-rules';
import { CONFIG_TOML, ROOT_SECTION } from '../schema/generated/config-toml.generated';
import { isMap, kindName } from '../diagnostics/is-map';
import type { Schema } from '../schema/schema';
import { kindsOf } from '../schema/schema';
import { DeployTimeChoice } from './deploy-time-choice';
import { escapedForHelm, HelmTemplate } from './helm-template';
import { separateChoices } from './separate-choices';
import type { TomlTable } from './toml-table';
import { HALF_A_CHARACTER, isWellFormed, withVisibleCharacters } from './toml-text';

export interface RenderOptions {
  /**
   * Text for a value that is to stand in the TOML as it is, in quotes only where the key takes a text. This is how
   * deploy-time numbers, booleans and objects get in. It is asked for every value that is not a table.
   *
   * @default - every value is written as what it is
   */
  readonly raw?: (value: unknown) => string | undefined;
  /**
   * Text that the deployment chooses from two, for a {@link DeployTimeChoice}.
   *
   * @default - tables are not to be chosen
   */
  readonly choose?: (condition: unknown, whenTrue: string, whenFalse: string) => string;
  /**
   * The text between quotes for a string of which only the deployment knows a part, and which may hold what must be
   * escaped; undefined for one that is written as it is.
   *
   * @default - all strings are written as they are
   */
  readonly escape?: (text: string) => string | undefined;
}

/**
 * Writes a table as the text of config.toml for the chart's `runners.config`. Equal tables give equal bytes: keys stand
 * in the order of the key table, others by name, scalars in front of tables. `{{` in strings and keys is escaped for
 * Helm, except in a {@link HelmTemplate}.
 */
export function renderToml(table: TomlTable, options: RenderOptions = {}): string {
  const { fixed, choices } = separateChoices(table);
  const sections = choices.map(({ path, choice }) => choiceText(path, choice, options));
  const text = withVisibleCharacters(stringify(tableToWrite(fixed, { is: ROOT_SECTION }, '', options)));
  return [text, ...sections].join('');
}

/** Sections may follow in any order, so those that the deployment chooses come last, each as a text of its own. */
function choiceText(path: readonly string[], choice: DeployTimeChoice<TomlTable>, options: RenderOptions): string {
  const text = (value: TomlTable | DeployTimeChoice<TomlTable> | undefined): string => {
    if (value instanceof DeployTimeChoice) {
      return choiceText(path, value, options);
    }
    return value === undefined ? '' : sectionText(path, value, options);
  };
  if (options.choose === undefined) {
    return refuse(path.join('.'), 'is chosen by the deployment, which is not possible here.');
  }
  return options.choose(choice.condition, text(choice.whenTrue), text(choice.whenFalse));
}

/** A table below `[[runners]]` with its header, but without the header of the runner, which stands in the text already. */
function sectionText([, ...path]: readonly string[], table: TomlTable, options: RenderOptions): string {
  const runner = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), table) as TomlTable;
  const text = renderToml({ runners: [runner] }, options);
  return `\n${text.slice(text.indexOf('\n') + 1)}`;
}

/** smol-toml writes dates without quotes by `toISOString`, which is its one way to write text as it is. */
class VerbatimText extends Date {
  constructor(private readonly text: string) {
    super(0);
  }

  override toISOString(): string {
    return this.text;
  }
}

function tableToWrite(table: TomlTable, schema: Schema, at: string, options: RenderOptions): TomlTable {
  const { keys = {}, entries = {} } = schema.is === undefined ? schema : (CONFIG_TOML[schema.is] ?? {});
  const order = new Map(Object.keys(keys).map((key, index) => [key, index]));
  const place = (name: string) => order.get(name) ?? order.size;
  const names = Object.keys(table)
    .filter((name) => table[name] !== undefined)
    .sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
  return Object.fromEntries(
    names.map((name) => {
      const path = at === '' ? name : `${at}.${name}`;
      const schemaOfValue = order.has(name) ? keys[name]! : entries;
      return [textToWrite(name, path), valueToWrite(table[name], schemaOfValue, path, options)];
    }),
  );
}

function valueToWrite(value: unknown, schema: Schema, at: string, options: RenderOptions): unknown {
  if (isMap(value)) {
    return tableToWrite(value, schema, at, options);
  }
  if (value instanceof HelmTemplate) {
    return new VerbatimText(value.toToml());
  }
  const raw = options.raw?.(value);
  if (raw !== undefined) {
    return new VerbatimText(kindsOf(schema).includes('string') ? `"${options.escape?.(raw) ?? raw}"` : raw);
  }
  if (Array.isArray(value)) {
    // The typed configuration has one runner, and config.toml a list of it.
    return value.map((item, index) => valueToWrite(item, schema.items ?? schema, `${at}[${index}]`, options));
  }
  switch (typeof value) {
    case 'string': {
      const escaped = options.escape?.(value);
      return escaped === undefined ? textToWrite(value, at) : new VerbatimText(`"${escaped}"`);
    }
    case 'number':
    case 'bigint':
    case 'boolean':
      return value;
    default:
      return refuse(
        at,
        `is ${kindName(value)}, which cannot be written as TOML; give a string, a number, a boolean or a list`,
      );
  }
}

function textToWrite(text: string, at: string): string {
  return isWellFormed(text) ? escapedForHelm(text) : refuse(at, HALF_A_CHARACTER);
}

function refuse(at: string, message: string): never {
  throw new InvalidInputError('config.toml', [problemOf(configRules['toml-value'], at, message)]);
}
