import { isMap } from '../diagnostics/is-map';
import type { Problem } from '../diagnostics/problem';
import { redacted } from '../diagnostics/secrets';
import type { ExplainedValue } from '../explain/explain';
import { pathText } from '../model/origin';
import { below } from '../schema/path';
import { schemaRules } from '../schema/schema-rules';
import { cacheSection } from './cache-section';
import type { Note } from './note';
import type { Plain } from './paths';
import { getAt, pruneAt, setAt, stepsOf } from './paths';
import type { RunnerDraft } from './runner-draft';
import { TOML } from './runner-draft';
import type { Trial } from './trial';
import { isNothing, isSame, tryConfig } from './trial';
import type { TypedOption } from './typed-options';
import { TYPED_OPTIONS } from './typed-options';

const NO_CACHE = { none: true };

/** A runner as gitlab-runner.yaml has it, with the cache. */
export interface MigratedRunner {
  readonly section: Plain;
  readonly cache: Plain;
  readonly notes: readonly Note[];
}

/**
 * Takes out of a draft what cannot stand in a gitlab-runner.yaml, and lets options say what they can say: those by which
 * nothing differs from the old file that did not differ before.
 */
export function migrateRunner(draft: RunnerDraft): MigratedRunner {
  let trial = clean(draft);
  for (const options of TYPED_OPTIONS) {
    const candidate = withOptions(draft.section, options);
    const next = candidate && attempt(draft, candidate.section);
    if (candidate !== undefined && next !== undefined && !addsDifference(draft, trial, next)) {
      take(draft, candidate);
      trial = next;
    }
  }
  const cache = migrateCache(draft);
  const final = tryWith(draft.section, draft.name, cache);
  addRestNotes(draft, final);
  return { section: draft.section, cache, notes: draft.notes };
}

/** Mends what is an error, by an option where one can, or takes it out, until nothing can be mended. */
function clean(draft: RunnerDraft): Trial {
  for (;;) {
    const trial = tryWith(draft.section, draft.name, NO_CACHE);
    const prefix = `runners.${draft.name}.`;
    const problems = trial.problems.filter(({ at }) => at.startsWith(prefix));
    const isMended =
      mendByOption(draft, problems.length) ||
      problems.some((one) => remove(draft, { ...one, at: one.at.slice(prefix.length) }));
    if (!isMended) {
      return trial;
    }
  }
}

/** Lets an option say something in place of the library, where that leaves fewer problems. */
function mendByOption(draft: RunnerDraft, problems: number): boolean {
  return (
    problems > 0 &&
    TYPED_OPTIONS.some((options) => {
      const candidate = withOptions(draft.section, options);
      const isBetter =
        candidate !== undefined && tryWith(candidate.section, draft.name, NO_CACHE).problems.length < problems;
      if (isBetter) {
        take(draft, candidate);
      }
      return isBetter;
    })
  );
}

function take(draft: RunnerDraft, { section, moved }: Candidate): void {
  draft.section = section;
  for (const { from, to } of moved) {
    draft.note('kept', from, `is ${to}`);
  }
}

/** Takes out what a problem is about. Of a text only the secrets can be. */
function remove(draft: RunnerDraft, { at, message, rule, line }: Problem): boolean {
  const { section } = draft;
  const [place = ''] = at.split(', ');
  const path = stepsOf(place);
  // Half a variable is worse than none.
  const whole = typeof path.at(-2) === 'number' ? path.slice(0, -1) : path;
  const value = getAt(section, path);
  if (line !== undefined || place !== at) {
    if (typeof value !== 'string' || redacted(value) === value) {
      return false;
    }
    setAt(section, path, redacted(value));
  } else if (value === undefined || ['chartValues', 'config'].includes(at)) {
    return false;
  } else {
    pruneAt(section, whole);
  }
  const outcome = rule === schemaRules['unknown-key'].id ? 'dropped' : 'refused';
  draft.note(outcome, pathText(whole), message);
  return true;
}

function attempt(draft: RunnerDraft, section: Plain): Trial | undefined {
  const trial = tryWith(section, draft.name, NO_CACHE);
  return trial.problems.length === 0 ? trial : undefined;
}

function tryWith(section: Plain, name: string, cache: Plain): Trial {
  return tryConfig({ cluster: { existing: {} }, cache, runners: { [name]: section } }, name);
}

/** A section in which options say what chart values or `config` said. */
interface Candidate {
  readonly section: Plain;
  readonly moved: readonly TypedOption[];
}

/** The section with options in place of what they say; undefined where there is nothing for them to say. */
function withOptions(section: Plain, options: readonly TypedOption[]): Candidate | undefined {
  const changed = structuredClone(section);
  const moved = options.filter(({ from, to, convert = (value) => value }) => {
    const path = stepsOf(from);
    const given = getAt(section, path);
    const value = given === undefined || given === null ? undefined : convert(given);
    if (value === undefined || (getAt(section, stepsOf(to)) ?? undefined) !== undefined) {
      return false;
    }
    pruneAt(changed, path);
    setAt(changed, stepsOf(to), value);
    return true;
  });
  return moved.length === 0 ? undefined : { section: changed, moved };
}

/** Where a trial differs from the old file, and what it has in addition. */
function differences({ original }: RunnerDraft, { values }: Trial): Set<string> {
  const ofOld = [...original].filter(([path, value]) => !isSame(values.get(path)?.value, value));
  const more = [...values].filter(([path, { value }]) => !original.has(path) && !isNothing(value));
  return new Set([
    ...ofOld.map(([path]) => path),
    ...more.map(([path, { value }]) => `${path} ${JSON.stringify(value)}`),
  ]);
}

function addsDifference(draft: RunnerDraft, before: Trial, after: Trial): boolean {
  const known = differences(draft, before);
  return [...differences(draft, after)].some((path) => !known.has(path));
}

/** The cache of the file, where it comes to what the runner had; no cache otherwise, and the runner keeps its own. */
function migrateCache(draft: RunnerDraft): Plain {
  const own = getAt(draft.section, CACHE);
  const secretName = getAt(draft.section, ['chartValues', 'runners', 'cache', 'secretName']);
  const { cacheKeys } = draft;
  const cache = isMap(own) ? cacheSection(own, { secretName, hadKeys: cacheKeys.length > 0 }) : undefined;
  const section = structuredClone(draft.section);
  pruneAt(section, CACHE);
  pruneAt(section, ['chartValues', 'runners', 'cache', 'secretName']);
  const trial = cache && tryWith(section, draft.name, cache);
  const isTaken = trial?.problems.length === 0 && !changesCache(draft, trial);
  for (const key of cacheKeys) {
    draft.note(
      'changed',
      pathText([...CACHE, ...key]),
      isTaken
        ? 'is not copied; the stack asks for the keys by the parameters CacheAccessKeyId and CacheAccessKeySecret'
        : 'is not copied; put the keys into a Secret, and name it by chartValues.runners.cache.secretName',
    );
  }
  if (cache === undefined || !isTaken) {
    return NO_CACHE;
  }
  draft.section = section;
  draft.note('kept', pathText(CACHE), `is cache.${Object.keys(cache)[0]}`);
  return cache;
}

const CACHE = ['config', 'runners', 'cache'];

/** OSS takes the name of a region with its own prefix and without. */
function changesCache({ original }: RunnerDraft, { values }: Trial): boolean {
  const region = (path: string, value: unknown) =>
    path.endsWith('.BucketLocation') ? String(value).replace(/^oss-/, '') : value;
  return [...original].some(
    ([path, value]) =>
      path.startsWith(`${TOML}runners.cache.`) && !isSame(region(path, values.get(path)?.value), region(path, value)),
  );
}

/** What the options do not say, what has another value now, and what there was not before. */
function addRestNotes(draft: RunnerDraft, { values, problems }: Trial): void {
  for (const path of headsOf(draft.section)) {
    draft.note('kept', path, `is ${path}`);
  }
  if (problems.length > 0) {
    return;
  }
  for (const [path, value] of draft.original) {
    const now = values.get(path);
    if (!isSame(now?.value, value) && !draft.isTold(path)) {
      draft.note(
        'changed',
        path,
        now === undefined ? 'is not there' : `is ${JSON.stringify(now.value)}${reasonOf(now)}`,
      );
    }
  }
  const added = [...values].filter(([path, { value }]) => !draft.original.has(path) && !isNothing(value));
  for (const [path, value] of added) {
    draft.added(path, `is ${JSON.stringify(value.value)}${reasonOf(value)}`);
  }
}

function reasonOf({ origin: { reason } }: ExplainedValue): string {
  return reason === undefined ? '' : `: ${reason}`;
}

/** Keys of the chart values and of `config` that stand for all below them. */
function headsOf({ chartValues, config }: Plain): string[] {
  const heads = (value: unknown, path: string, open: readonly string[]): string[] =>
    open.includes(path) && isMap(value)
      ? Object.entries(value).flatMap(([key, inner]) => heads(inner, below(path, key), open))
      : [path];
  return [
    ...(chartValues === undefined ? [] : heads(chartValues, 'chartValues', ['chartValues', 'chartValues.runners'])),
    ...(config === undefined ? [] : heads(config, 'config', ['config', 'config.runners', 'config.runners.kubernetes'])),
  ];
}
