import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { checkShape } from '../schema/check-shape';
import { CONFIG_TOML, NEWEST_RUNNER, ROOT_SECTION } from '../schema/generated/config-toml.generated';
import type { Format, Language, UnknownKey } from '../schema/schema';
import { kindsOf } from '../schema/schema';
import { schemaRules } from '../schema/schema-rules';
import { isGoDuration } from './go-duration';
import { goRegexpFault } from './go-regexp';
import { HelmTemplate } from './helm-template';
import { quantityFault } from './quantity';
import type { RunnerConfig } from './runner-config.generated';
import { isAtLeast } from './runner-version';
import type { TomlTable } from './toml-table';
import { unknownKeyHint } from './unknown-key';

export interface CheckConfigOptions {
  /** The version of GitLab Runner, for instance `19.1`. */
  readonly runnerVersion: string;
  /**
   * The newest release whose keys are all known, for instance `chart 0.90.1`, where this one is newer: then unknown keys
   * are warnings.
   *
   * @default - the newest known runner, where this one is newer
   */
  readonly newerThan?: string | undefined;
  readonly report: Report;
  /**
   * Path of the configuration.
   *
   * @default - empty: paths begin at its keys
   */
  readonly at?: string;
  /**
   * Tells values that only the deployment knows. They pass every check.
   *
   * @default - none is
   */
  readonly isUnresolved?: (value: unknown) => boolean;
  /**
   * Where an unknown key belongs that is none of config.toml at all, such as `tags`.
   *
   * @default - nothing more is known
   */
  readonly hint?: (key: UnknownKey) => string | undefined;
}

/**
 * Reports what is wrong with a typed configuration for a version of GitLab Runner. The runner itself drops unknown keys
 * without a word, and stops at values of the wrong type.
 *
 * @returns the paths of all problems
 */
export function checkConfig(config: RunnerConfig, options: CheckConfigOptions): ReadonlySet<string> {
  return checkShape({ is: ROOT_SECTION }, config, { ...options, language: languageOf('property', options) });
}

/** The same for a table by the keys of config.toml, for instance parsed from its text. */
export function checkTomlTable(table: TomlTable, options: CheckConfigOptions): ReadonlySet<string> {
  const { report, at = '', isUnresolved } = options;
  const { runners } = table;
  const isOne = Array.isArray(runners) && runners.length === 1;
  if (runners !== undefined && !isOne && isUnresolved?.(runners) !== true) {
    const message = 'needs exactly one entry in the template of the chart, written [[runners]]';
    report.add(schemaRules['wrong-type'], at === '' ? 'runners' : `${at}.runners`, message);
  }
  const whole = { ...table, runners: isOne ? (runners[0] as unknown) : undefined };
  return checkShape({ is: ROOT_SECTION }, whole, { ...options, language: languageOf('key', options) });
}

function languageOf(naming: 'property' | 'key', options: CheckConfigOptions): Language {
  const { runnerVersion, hint } = options;
  const compareTo = (minor: string) =>
    Number(isAtLeast(runnerVersion, minor)) - Number(isAtLeast(minor, runnerVersion));
  return {
    schemas: CONFIG_TOML,
    unknownKey: () => 'is not a key of config.toml',
    hint: (key) => hint?.(key) ?? unknownKeyHint(key, naming),
    formats: FORMATS,
    release: {
      product: 'GitLab Runner',
      version: runnerVersion,
      newerThan: options.newerThan ?? (compareTo(NEWEST_RUNNER) > 0 ? `GitLab Runner ${NEWEST_RUNNER}` : undefined),
      compareTo,
    },
    naming: naming === 'property' ? 'property' : 'any case',
    emptyIsUnset: true,
    // Flags go when what they turn on has become the rule. The runner passes over those that it does not know.
    severityOf: ({ schema, isNear }) => (schema === 'FeatureFlags' && !isNear ? 'warning' : 'error'),
    isTemplate: (value) => value instanceof HelmTemplate,
    // The runner drops [[feature_flags]], for instance, without a word.
    mend: (value, at, schema) =>
      naming === 'key' && Array.isArray(value) && kindsOf(schema).includes('map')
        ? `; write [${at}] instead of [[${at}]]`
        : undefined,
  };
}

const DURATION = 'a duration such as "90s" or "1h30m"';

const FORMATS: Readonly<Record<string, Format>> = {
  regexp: {
    expected: 'a regular expression',
    problem: (text) => goRegexpFault(text)?.concat('. The runner reads Go syntax.'),
  },
  duration: {
    expected: DURATION,
    problem: (text) =>
      isGoDuration(text) && !text.startsWith('-') ? undefined : `is ${shown(text)}; allowed is ${DURATION}`,
  },
  // For the runner, an empty amount is one that is not set.
  cpu: {
    expected: 'CPUs such as "500m" or "2"',
    problem: (text) => (text === '' ? undefined : quantityFault(text, 'cpu')),
  },
  memory: {
    expected: 'an amount such as "512Mi" or "4Gi"',
    problem: (text) => (text === '' ? undefined : quantityFault(text, 'memory')),
  },
};
