import { isMap } from '../diagnostics/is-map';
import type { Problem } from '../diagnostics/problem';
import { redacted } from '../diagnostics/secrets';
import type { ExplainedValue } from '../explain/explain';
import { below } from '../schema/path';
import { schemaRules } from '../schema/schema-rules';
import type { GitLabRunnerConfig } from '../stack/config';
import { cacheSection } from './cache-section';
import type { Note } from './note';
import type { Plain } from './paths';
import { getAt, pruneAt, setAt, stepsOf } from './paths';
import type { RunnerDraft } from './runner-draft';
import type { Trial } from './trial';
import { isSame, tryConfig } from './trial';
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
      draft.section = candidate.section;
      trial = next;
      for (const { from, to } of candidate.moved) {
        draft.note('kept', from, `is ${to}`);
      }
    }
  }
  const cache = migrateCache(draft, trial);
  const final = tryWith(draft.section, draft.name, cache);
  addRestNotes(draft, final);
  return { section: draft.section, cache, notes: draft.notes };
}

/** Takes out what is an error, until nothing is, or nothing that could be taken out. */
function clean(draft: RunnerDraft): Trial {
  for (;;) {
    const trial = tryWith(draft.section, draft.name, NO_CACHE);
    const prefix = `runners.${draft.name}.`;
    const problems = trial.problems.filter(({ at }) => at.startsWith(prefix));
    if (!problems.some((one) => remove(draft, { ...one, at: one.at.slice(prefix.length) }))) {
      return trial;
    }
  }
}

/** Takes out what a problem is about. Of a text only the secrets can be. */
function remove(draft: RunnerDraft, { at, message, rule, line }: Problem): boolean {
  const { section } = draft;
  const path = stepsOf(at.split(', ')[0]!);
  const value = getAt(section, path);
  if (line !== undefined || at.includes(', ')) {
    if (typeof value !== 'string' || redacted(value) === value) {
      return false;
    }
    setAt(section, path, redacted(value));
  } else if (value === undefined || path.length < 2) {
    return false;
  } else {
    // Half a variable is worse than none.
    const item = typeof path.at(-2) === 'number' ? path.slice(0, -1) : path;
    pruneAt(section, item);
  }
  const isUnknown = rule === schemaRules['unknown-key'].id;
  draft.note(isUnknown ? 'dropped' : 'refused', at, message);
  return true;
}

function attempt(draft: RunnerDraft, section: Plain): Trial | undefined {
  const trial = tryWith(section, draft.name, NO_CACHE);
  return trial.problems.length === 0 ? trial : undefined;
}

function tryWith(section: Plain, name: string, cache: Plain): Trial {
  return tryConfig({ cluster: { existing: {} }, cache, runners: { [name]: section } } as GitLabRunnerConfig, name);
}

/** The section with options in place of what they say; undefined where there is nothing for them to say. */
function withOptions(
  section: Plain,
  options: readonly TypedOption[],
): { section: Plain; moved: TypedOption[] } | undefined {
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

/** What differs between the old file and a trial: of the old file, and what is there in addition. */
function differences({ original }: RunnerDraft, { values }: Trial): { ofOld: Set<string>; added: Set<string> } {
  const ofOld = [...original].filter(([path, value]) => !values.has(path) || !isSame(values.get(path)!.value, value));
  const added = [...values].filter(([path]) => !original.has(path));
  return {
    ofOld: new Set(ofOld.map(([path]) => path)),
    added: new Set(added.map(([path, { value }]) => `${path} ${JSON.stringify(value)}`)),
  };
}

function addsDifference(draft: RunnerDraft, before: Trial, after: Trial): boolean {
  const [old, next] = [differences(draft, before), differences(draft, after)];
  return [...next.ofOld].some((path) => !old.ofOld.has(path)) || [...next.added].some((one) => !old.added.has(one));
}

/** The cache of the file, where it comes to what the runner had; no cache otherwise, and the runner keeps its own. */
function migrateCache(draft: RunnerDraft, before: Trial): Plain {
  const own = getAt(draft.section, ['config', 'runners', 'cache']);
  const secretName = getAt(draft.section, ['chartValues', 'runners', 'cache', 'secretName']);
  const cache = isMap(own) ? cacheSection(own as Plain, { secretName, hadKeys: draft.hadCacheKeys }) : undefined;
  if (cache !== undefined) {
    const section = structuredClone(draft.section);
    pruneAt(section, ['config', 'runners', 'cache']);
    pruneAt(section, ['chartValues', 'runners', 'cache', 'secretName']);
    const trial = tryWith(section, draft.name, cache);
    const [old, next] = [differences(draft, before), differences(draft, trial)];
    if (trial.problems.length === 0 && [...next.ofOld].every((path) => old.ofOld.has(path))) {
      draft.section = section;
      draft.note('kept', 'config.runners.cache', `is cache.${Object.keys(cache)[0]}`);
      return cache;
    }
  }
  return NO_CACHE;
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
  for (const [path, value] of [...values].filter(([one]) => !draft.original.has(one))) {
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
