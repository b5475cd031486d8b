import { stringify } from 'smol-toml';

import { InvalidInputError } from '../diagnostics/problem';
import { described } from '../diagnostics/shown';
import { DeployTimeChoice } from './deploy-time-choice';
import { escapedForHelm, HelmTemplate } from './helm-template';
import type { KeySpec } from './key-spec';
import { keysOf } from './key-table';
import { ROOT_SECTION } from './key-table.generated';
import { separateChoices } from './separate-choices';
import { isTable, type TomlTable } from './toml-table';
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
}

/**
 * Writes a table as the text of config.toml for the chart's `runners.config`. Equal tables give equal bytes: keys stand
 * in the order of the key table, others by name, scalars in front of tables. `{{` in strings and keys is escaped for
 * Helm, except in a {@link HelmTemplate}.
 */
export function renderToml(table: TomlTable, options: RenderOptions = {}): string {
  const { fixed, choices } = separateChoices(table);
  const sections = choices.map(({ path, choice }) => choiceText(path, choice, options));
  const text = withVisibleCharacters(stringify(tableToWrite(fixed, ROOT_SECTION, '', options)));
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

/** What a value is to be: a type of the key table, and what is in it. */
type ValueSpec = Pick<KeySpec, 'of'> & { readonly type: string };

/** Types that are written as text. */
const TEXT_TYPES = ['string', 'regexp', 'duration', 'cpu', 'memory', 'stringOrList'];

/** smol-toml writes dates without quotes by `toISOString`, which is its one way to write text as it is. */
class VerbatimText extends Date {
  constructor(private readonly text: string) {
    super(0);
  }

  override toISOString(): string {
    return this.text;
  }
}

function tableToWrite(table: TomlTable, section: string, at: string, options: RenderOptions): TomlTable {
  const order = new Map(keysOf(section).map((entry, index) => [entry.key, { index, entry }]));
  const last = order.size;
  const names = Object.keys(table)
    .filter((name) => table[name] !== undefined)
    .sort((a, b) => (order.get(a)?.index ?? last) - (order.get(b)?.index ?? last) || (a < b ? -1 : 1));
  return Object.fromEntries(
    names.map((name) => {
      // Of a map the section is the type of its values.
      const entry = order.get(name)?.entry ?? { type: section };
      const place = at === '' ? name : `${at}.${name}`;
      return [textToWrite(name, place), valueToWrite(table[name], entry, place, options)];
    }),
  );
}

function valueToWrite(value: unknown, spec: ValueSpec, at: string, options: RenderOptions): unknown {
  const { type, of = '' } = spec;
  if (isTable(value)) {
    return tableToWrite(value, of, at, options);
  }
  if (value instanceof HelmTemplate) {
    return new VerbatimText(value.toToml());
  }
  const raw = options.raw?.(value);
  if (raw !== undefined) {
    return new VerbatimText(TEXT_TYPES.includes(type) ? `"${raw}"` : raw);
  }
  if (Array.isArray(value)) {
    const element = type === 'list' ? { type: of } : spec;
    return value.map((item, index) => valueToWrite(item, element, `${at}[${index}]`, options));
  }
  switch (typeof value) {
    case 'string':
      return textToWrite(value, at);
    case 'number':
    case 'bigint':
    case 'boolean':
      return value;
    default:
      return refuse(
        at,
        `${described(at, value)} cannot be written as TOML: give a string, a number, a boolean or a list.`,
      );
  }
}

function textToWrite(text: string, at: string): string {
  return isWellFormed(text) ? escapedForHelm(text) : refuse(at, HALF_A_CHARACTER);
}

function refuse(at: string, message: string): never {
  throw new InvalidInputError('config.toml', [{ at, message }]);
}
