import { didYouMean } from '../checks/suggest';
import type { Fault } from '../checks/faults';
import { FaultList, shown } from '../checks/faults';
import type { GitLabRunnerConfig } from './config';
import { SECTIONS, validate } from './config-validator.generated';

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
    errors.filter((error) => error.keyword !== 'anyOf').forEach((error) => faults.addAll([faultOf(error)]));
  }
  checkAlternatives(config as Partial<GitLabRunnerConfig>, faults);
  return unique(faults.faults);
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
      return { at, message: `must be a ${[params.type].flat().join(' or ')}` };
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
    (section, key) => (section.endsWith('*') ? section.slice(0, -1) : (SECTIONS[section]?.[key] ?? 'unknown')),
    '',
  );
}

function unescapePointer(text: string): string {
  return text.replace(/~1/g, '/').replace(/~0/g, '~');
}

function checkAlternatives(config: Partial<GitLabRunnerConfig>, faults: FaultList): void {
  const { cluster, network, cache } = config;
  exactlyOne('cluster', cluster, ['existing', 'ack', 'acs'], faults);
  if (isMap(cluster)) {
    if (cluster.existing !== undefined && network !== undefined) {
      faults.add('network', 'is for new clusters; an existing cluster has its network already. Leave it out');
    }
    if (cluster.existing === undefined) {
      exactlyOne('network', network, ['new', 'existing'], faults);
    }
    atMostOne('cluster.ack.networkPlugin', cluster.ack?.networkPlugin, ['flannel', 'terway'], faults);
    atMostOne('cluster.ack.nodePool.login', cluster.ack?.nodePool?.login, ['keyPair', 'passwordParameter'], faults);
  }
  if (isMap(cache)) {
    atMostOne('cache.credentials', cache.credentials, ['existingSecret', 'parameters'], faults);
    checkCache(cache, faults);
  }
  checkRunners(config.runners, faults);
}

function checkCache(cache: NonNullable<GitLabRunnerConfig['cache']>, faults: FaultList): void {
  if (cache.existingBucket === undefined) {
    if (cache.region !== undefined) {
      faults.add('cache.region', 'is for an existing bucket; a new one is made in the region of the stack');
    }
    return;
  }
  for (const key of ['bucketName', 'expirationDays', 'removalPolicy'] as const) {
    if (cache[key] !== undefined) {
      faults.add(
        `cache.${key}`,
        'is for a new bucket, and existingBucket names one that exists; leave one of them out',
      );
    }
  }
}

function checkRunners(runners: GitLabRunnerConfig['runners'] | undefined, faults: FaultList): void {
  if (!isMap(runners)) {
    return;
  }
  if (Object.keys(runners).length === 0) {
    faults.add('runners', 'is empty; name at least one runner, for instance `Runner: {}`');
  }
  for (const [name, runner] of Object.entries(runners)) {
    const at = `runners.${name}`;
    if (isMap(runner)) {
      atMostOne(`${at}.token`, runner.token, ['parameter', 'existingSecret', 'oosSecret'], faults);
      atMostOne(`${at}.scaling`, runner.scaling, ['fixed', 'onCpu'], faults);
      atMostOne(`${at}.placement`, runner.placement, ['nodePool', 'eci', 'acs'], faults);
      atMostOne(`${at}.managerPlacement`, runner.managerPlacement, ['nodePool', 'eci', 'acs'], faults);
    }
  }
}

/** Apart from the shape, since a runner with a bad name can still be checked. */
export function checkRunnerNames(runners: GitLabRunnerConfig['runners']): Fault[] {
  return Object.keys(runners)
    .filter((name) => !/^[A-Z][A-Za-z0-9]*$/.test(name))
    .map((name) => ({
      at: `runners.${name}`,
      message: 'is not a name for a runner; use letters and digits, beginning with a capital letter',
    }));
}

function exactlyOne(at: string, section: unknown, keys: readonly string[], faults: FaultList): void {
  const count = given(section, keys);
  if (count === 0 && (section === undefined || isMap(section))) {
    faults.add(at, `must name one of ${keys.join(', ')}`);
  } else if (count > 1) {
    faults.add(at, `names ${count} of ${keys.join(', ')}, and exactly one is allowed`);
  }
}

function atMostOne(at: string, section: unknown, keys: readonly string[], faults: FaultList): void {
  const count = given(section, keys);
  if (count > 1) {
    faults.add(at, `names ${count} of ${keys.join(', ')}, and only one is allowed`);
  }
}

function given(section: unknown, keys: readonly string[]): number {
  return isMap(section) ? keys.filter((key) => (section as Record<string, unknown>)[key] !== undefined).length : 0;
}

function isMap<T>(value: T | undefined): value is T {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unique(faults: readonly Fault[]): Fault[] {
  const seen = new Set<string>();
  return faults.filter(({ at, message }) => {
    const key = `${at}\n${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
