import { stringify } from 'smol-toml';

import { InvalidInputError } from '../checks/faults';
import { escapedForHelm, HelmTemplate } from './helm-template';
import { keysOf } from './key-table';
import { ROOT_SECTION } from './key-table.generated';
import { describe } from './shown-value';
import { isTable, type TomlTable } from './toml-table';

export interface RenderOptions {
  /**
   * Text for a value that is to stand in the TOML as it is, without quotes. This is how deploy-time numbers, booleans
   * and lists get in. It is asked for every value that is not a table.
   *
   * @default - every value is written as what it is
   */
  readonly raw?: (value: unknown) => string | undefined;
}

/**
 * Writes a table as the text of config.toml for the chart's `runners.config`. Equal tables give equal bytes: keys stand
 * in the order of the key table, others by name, scalars in front of tables. `{{` in strings and keys is escaped for
 * Helm, except in a {@link HelmTemplate}.
 */
export function renderToml(table: TomlTable, options: RenderOptions = {}): string {
  return stringify(tableToWrite(table, ROOT_SECTION, '', options));
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

function tableToWrite(table: TomlTable, section: string, at: string, options: RenderOptions): TomlTable {
  const order = new Map(keysOf(section).map((entry, index) => [entry.key, { index, entry }]));
  const last = order.size;
  const names = Object.keys(table)
    .filter((name) => table[name] !== undefined)
    .sort((a, b) => (order.get(a)?.index ?? last) - (order.get(b)?.index ?? last) || (a < b ? -1 : 1));
  return Object.fromEntries(
    names.map((name) => {
      const inner = order.get(name)?.entry.of ?? '';
      return [escapedForHelm(name), valueToWrite(table[name], inner, at === '' ? name : `${at}.${name}`, options)];
    }),
  );
}

function valueToWrite(value: unknown, section: string, at: string, options: RenderOptions): unknown {
  if (isTable(value)) {
    return tableToWrite(value, section, at, options);
  }
  const verbatim = value instanceof HelmTemplate ? value.toToml() : options.raw?.(value);
  if (verbatim !== undefined) {
    return new VerbatimText(verbatim);
  }
  if (Array.isArray(value)) {
    return value.map((element, index) => valueToWrite(element, section, `${at}[${index}]`, options));
  }
  switch (typeof value) {
    case 'string':
      return escapedForHelm(value);
    case 'number':
    case 'bigint':
    case 'boolean':
      return value;
    default:
      throw new InvalidInputError('config.toml', [
        {
          at,
          message: `${describe(at, value)} cannot be written as TOML: give a string, a number, a boolean or a list.`,
        },
      ]);
  }
}
