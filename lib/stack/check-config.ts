import { bucketNameFault } from '../cache/bucket-name';
import { ChartVersion } from '../chart/chart-version';
import type { Fault } from '../checks/faults';
import { FaultList, InvalidInputError, shown } from '../checks/faults';
import { holdsSecret } from '../checks/secrets';
import { didYouMean } from '../checks/suggest';
import { ChartSource } from '../cluster/chart-source';
import { checkAlternatives } from './check-alternatives';
import type { GitLabRunnerConfig, RunnerSection } from './config';
import { SECTIONS, validate } from './config-validator.generated';
import { isMap } from './is-map';

interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** What is wrong with the shape of a configuration: unknown keys, wrong types, alternatives that exclude each other. */
export function checkShape(config: unknown): Fault[] {
  if (typeof config !== 'object' || config === null || Array.isArray(config)) {
    return [{ at: '', message: 'is not a map of sections; it needs at least `cluster` and `runners`' }];
  }
  const faults = new FaultList();
  if (!validate(config)) {
    const { errors } = validate as unknown as { readonly errors: readonly SchemaError[] };
    faults.addAll(errors.filter((error) => !isImplied(error, errors)).map(faultOf));
  }
  checkAlternatives(config, faults);
  checkStackName(config, faults);
  checkBucketName(config, faults);
  checkRunners(config, faults);
  return unique(faults.faults);
}

/** What is not an allowed value has the wrong type more often than not, and need not be told that too. */
function isImplied({ keyword, instancePath }: SchemaError, errors: readonly SchemaError[]): boolean {
  return (
    keyword === 'type' &&
    errors.some((other) => other.instancePath === instancePath && ['enum', 'const'].includes(other.keyword))
  );
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

function faultOf({ instancePath, keyword, params, message }: SchemaError): Fault {
  const path = instancePath.split('/').slice(1).map(unescapePointer);
  const at = path.join('.');
  const join = (key: unknown) => (at === '' ? String(key) : `${at}.${String(key)}`);
  switch (keyword) {
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      const known = Object.keys(SECTIONS[sectionAt(path)] ?? {});
      return { at: join(key), message: `is not a key here.${didYouMean(key, known)} Known are ${known.join(', ')}` };
    }
    case 'required':
      return { at: join(params.missingProperty), message: 'is missing' };
    case 'type':
      return { at, message: `must be ${typeNames(params.type)}` };
    case 'enum':
      return { at, message: `is not allowed; allowed is ${(params.allowedValues as unknown[]).map(shown).join(', ')}` };
    case 'const':
      return { at, message: `is not allowed; allowed is ${shown(params.allowedValue)}` };
    default:
      return { at, message: message ?? `breaks the rule ${keyword}` };
  }
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

/** The stack's name in a configuration, undefined when there is none that can be used. */
export function stackNameOf(config: unknown): string | undefined {
  const name = isMap(config) ? (config as Partial<GitLabRunnerConfig>).stackName : undefined;
  return typeof name === 'string' && /^[A-Za-z][A-Za-z0-9-]*$/.test(name) ? name : undefined;
}

function checkStackName(config: object, faults: FaultList): void {
  const { stackName } = config as Partial<GitLabRunnerConfig>;
  if (typeof stackName === 'string' && stackNameOf(config) === undefined) {
    faults.add(
      'stackName',
      `${shown(stackName)} is not a stack name; use letters, digits and hyphens, beginning with a letter`,
    );
  }
}

function checkBucketName({ cache }: Partial<GitLabRunnerConfig>, faults: FaultList): void {
  const name: unknown = isMap(cache) ? cache.existingBucket : undefined;
  const nameFault = typeof name === 'string' ? bucketNameFault(name) : undefined;
  if (nameFault !== undefined) {
    faults.add('cache.existingBucket', nameFault);
  }
}

function checkRunners({ runners }: Partial<GitLabRunnerConfig>, faults: FaultList): void {
  if (!isMap(runners)) {
    return;
  }
  if (Object.keys(runners).length === 0) {
    faults.add('runners', 'is empty; name at least one runner, for instance `Runner: {}`');
  }
  for (const [name, runner] of Object.entries(runners)) {
    const at = `runners.${name}`;
    if (isMap(runner)) {
      checkTokenParameter(`${at}.token.parameter`, runner.token?.parameter, faults);
      checkChart(at, runner, faults);
    }
  }
}

/** Logical ids are made from the name, and a parameter of another name than the one asked for helps nobody. */
function checkTokenParameter(at: string, name: unknown, faults: FaultList): void {
  if (typeof name === 'string' && !isId(name)) {
    faults.add(
      at,
      `${holdsSecret(name) ? 'what looks like a token' : shown(name)} is not a name for a parameter; use letters and digits, beginning with a capital letter`,
    );
  }
}

/** Here, so that the rest of the runner is checked too, with the default chart. */
function checkChart(at: string, { chartVersion, chartUrl }: RunnerSection, faults: FaultList): void {
  const urlFault = typeof chartUrl === 'string' ? ChartSource.url(chartUrl).fault() : undefined;
  if (urlFault !== undefined) {
    faults.add(`${at}.chartUrl`, urlFault);
  }
  try {
    if (typeof chartVersion === 'string') {
      ChartVersion.of(chartVersion);
    }
  } catch (error) {
    if (!(error instanceof InvalidInputError)) {
      throw error;
    }
    faults.addAll(error.faults.map((fault) => ({ ...fault, at: `${at}.chartVersion` })));
  }
}

/** Apart from the shape, since a runner with a bad name can still be checked. */
export function checkRunnerNames(runners: GitLabRunnerConfig['runners']): Fault[] {
  return Object.keys(runners)
    .filter((name) => !isId(name))
    .map((name) => ({
      at: `runners.${name}`,
      message: 'is not a name for a runner; use letters and digits, beginning with a capital letter',
    }));
}

function isId(name: string): boolean {
  return /^[A-Z][A-Za-z0-9]*$/.test(name);
}

function unique(faults: readonly Fault[]): Fault[] {
  const seen = new Set<string>();
  return faults.filter(({ at, message }) => {
    const key = `${at}\n${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
