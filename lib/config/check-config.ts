import { FaultList } from '../diagnostics/report';
import { described } from '../diagnostics/shown';
import type { Fault } from '../diagnostics/report';
import { findKey, keysOf, type KeyEntry, type Naming } from './key-table';
import { NEWEST_RUNNER, ROOT_SECTION } from './key-table.generated';
import type { RunnerConfig } from './runner-config.generated';
import { isAtLeast } from './runner-version';
import { scalarFault } from './scalar-fault';
import { isTable, type TomlTable } from './toml-table';
import { insteadOf, unknownKeyMessage } from './unknown-key';

/** Whether a value is known at deploy time only. Such a value passes every check. */
export type IsUnresolved = (value: unknown) => boolean;

const resolved: IsUnresolved = () => false;

/**
 * What is wrong with a typed configuration for a version of GitLab Runner, all faults at once. The runner itself drops
 * unknown keys without a word, and stops at values of the wrong type.
 */
export function checkConfig(config: RunnerConfig, runnerVersion: string, isUnresolved = resolved): readonly Fault[] {
  const checker = new Checker('property', runnerVersion, isUnresolved);
  checker.checkTable(ROOT_SECTION, config as TomlTable, '');
  return checker.faults.faults;
}

/** The same for a table by the keys of config.toml, for instance parsed from its text. */
export function checkTomlTable(table: TomlTable, runnerVersion: string, isUnresolved = resolved): readonly Fault[] {
  const checker = new Checker('key', runnerVersion, isUnresolved);
  const { runners, ...others } = table;
  checker.checkTable(ROOT_SECTION, others, '');
  if (Array.isArray(runners) && runners.length === 1) {
    checker.checkTable(ROOT_SECTION, { runners: runners[0] as unknown }, '');
  } else if (runners !== undefined && !isUnresolved(runners)) {
    checker.faults.add('runners', 'the template of the chart needs exactly one entry, written [[runners]].');
  }
  return checker.faults.faults;
}

class Checker {
  readonly faults = new FaultList();

  constructor(
    private readonly naming: Naming,
    private readonly runnerVersion: string,
    private readonly isUnresolved: IsUnresolved,
  ) {}

  checkTable(section: string, table: TomlTable, at: string): void {
    const missing = new Set(keysOf(section).filter((entry) => entry.required === true));
    for (const [name, value] of Object.entries(table)) {
      const entry = findKey(section, name, this.naming);
      if (entry === undefined && value !== undefined) {
        this.faults.add(below(at, name), this.unknownKey(section, name));
      } else if (entry !== undefined && value !== undefined) {
        missing.delete(entry);
        this.checkEntry(entry, value, below(at, name));
      }
    }
    for (const entry of missing) {
      this.faults.add(below(at, entry[this.naming]), 'is missing; the runner needs it.');
    }
  }

  private checkEntry(entry: KeyEntry, value: unknown, at: string): void {
    const instead = insteadOf(entry);
    const fault = instead === undefined ? this.versionFault(entry) : `cannot be set here. ${instead}`;
    if (fault !== undefined) {
      this.faults.add(at, fault);
    } else if (!this.isUnresolved(value)) {
      this.checkValue(entry, value, at);
    }
  }

  private unknownKey(section: string, name: string): string {
    const isNewer = !isAtLeast(NEWEST_RUNNER, this.runnerVersion);
    const limit = isNewer ? ` This library knows the keys of GitLab Runner up to ${NEWEST_RUNNER}.` : '';
    return unknownKeyMessage(section, name, this.naming) + limit;
  }

  private versionFault({ since, until }: KeyEntry): string | undefined {
    if (since !== undefined && !isAtLeast(this.runnerVersion, since)) {
      return `needs GitLab Runner ${since} or later, and this is ${this.runnerVersion}. Use a later chart or leave it out.`;
    }
    const isGone = until !== undefined && isAtLeast(this.runnerVersion, until) && !isAtLeast(until, this.runnerVersion);
    return isGone
      ? `has no effect after GitLab Runner ${until}, and this is ${this.runnerVersion}. Leave it out.`
      : undefined;
  }

  private checkValue(entry: KeyEntry, value: unknown, at: string): void {
    const { type, of = '' } = entry;
    switch (type) {
      case 'table':
        return this.checkInner(value, at, 'a table', (table) => this.checkTable(of, table, at));
      case 'map':
        return this.checkInner(value, at, 'a table', (table) => {
          for (const [name, element] of Object.entries(table)) {
            this.checkScalar(of, element, entry, below(at, name));
          }
        });
      case 'tables':
        return this.checkList(value, at, 'a list of tables', (element, place) =>
          this.checkInner(element, place, 'a table', (table) => this.checkTable(of, table, place)),
        );
      case 'list':
        return this.checkList(value, at, 'a list', (element, place) => this.checkScalar(of, element, entry, place));
      case 'stringOrList':
        return Array.isArray(value)
          ? this.checkList(value, at, 'a list', (element, place) => this.checkScalar('string', element, entry, place))
          : this.checkScalar('string', value, entry, at);
      default:
        return this.checkScalar(type, value, entry, at);
    }
  }

  private checkInner(value: unknown, at: string, expected: string, check: (table: TomlTable) => void): void {
    if (isTable(value)) {
      check(value);
    } else if (!this.isUnresolved(value)) {
      // The runner drops [[feature_flags]], for instance, without a word.
      const brackets = this.naming === 'key' && Array.isArray(value) ? ` Write [${at}] instead of [[${at}]].` : '';
      this.faults.add(at, `expected ${expected}, got ${described(at, value)}.${brackets}`);
    }
  }

  private checkList(value: unknown, at: string, expected: string, check: (item: unknown, at: string) => void): void {
    if (Array.isArray(value)) {
      value.forEach((element, index) => check(element, `${at}[${index}]`));
    } else {
      this.faults.add(at, `expected ${expected}, got ${described(at, value)}.`);
    }
  }

  private checkScalar(type: string, value: unknown, entry: KeyEntry, at: string): void {
    const isOpen = value === undefined || this.isUnresolved(value);
    const fault = isOpen ? undefined : scalarFault(type, value, entry, at);
    if (fault !== undefined) {
      this.faults.add(at, fault);
    }
  }
}

/** The path of a key; one that is no plain word, as of an annotation, stands in quotes. */
function below(at: string, name: string): string {
  const word = /^[\w-]+$/.test(name) ? name : JSON.stringify(name);
  return at === '' ? word : `${at}.${word}`;
}
