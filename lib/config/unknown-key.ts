import { didYouMean, nearest } from '../diagnostics/suggest';
import { keysOf, means, pathText, PLACES, type KeyEntry, type Naming } from './key-table';

const MOST_PLACES = 3;

/** Keys that cannot be set and that the runner has a prop for. */
const PROPS: Readonly<Record<string, string>> = {
  concurrent: 'concurrent',
  check_interval: 'checkIntervalSeconds',
  log_level: 'logLevel',
  session_server: 'sessionServer',
  url: 'gitlabUrl',
};

/** Says that a section has no such key, and where the key belongs or how it is spelt. */
export function unknownKeyMessage(section: string, name: string, naming: Naming): string {
  return `unknown key.${hint(section, name, naming)}`;
}

function hint(section: string, name: string, naming: Naming): string {
  const here = keysOf(section);
  const sameKey = here.find((entry) => entry.reserved === undefined && means(name, entry));
  if (sameKey !== undefined) {
    return ` Write it "${sameKey[naming]}".`;
  }
  const [first, ...others] = placesOf((entry) => means(name, entry) || isPropOf(name, entry), naming);
  if (first !== undefined) {
    return ` ${belongsElsewhere(name, [first, ...others])}`;
  }
  const offered = here.filter((entry) => entry.reserved === undefined).map((entry) => entry[naming]);
  return didYouMean(name, offered) || nearestElsewhere(name, naming);
}

/** What to set in place of a key that cannot be set; undefined for one that can. */
export function insteadOf({ key, reserved }: KeyEntry): string | undefined {
  const prop = PROPS[key];
  return reserved !== undefined && prop !== undefined ? `Set ${prop} of the runner itself.` : reserved;
}

/** Whether the name is one that the runner, or the chart, has for a key that cannot be set, with its unit or without. */
function isPropOf(name: string, entry: KeyEntry): boolean {
  return entry.reserved !== undefined && (PROPS[entry.key] === name || means(name.replace(/Seconds$/, ''), entry));
}

interface Found {
  readonly entry: KeyEntry;
  readonly key: string;
  readonly level: string;
}

function placesOf(matches: (entry: KeyEntry) => boolean, naming: Naming): Found[] {
  return PLACES.flatMap(({ section, path }) =>
    keysOf(section)
      .filter(matches)
      .map((entry) => ({ entry, key: entry[naming], level: pathText(path, naming) || 'the top level' })),
  );
}

function belongsElsewhere(name: string, found: readonly [Found, ...Found[]]): string {
  const settable = found.filter(({ entry }) => entry.reserved === undefined);
  if (settable.length === 0) {
    const [{ key, level, entry }] = found;
    const itIs = key === name ? `is a key of ${level}, but` : `is "${key}" of ${level}, which`;
    return PROPS[entry.key] === undefined ? `It ${itIs} cannot be set. ${entry.reserved}` : `${insteadOf(entry)}`;
  }
  const places = settable
    .slice(0, MOST_PLACES)
    .map(({ key, level }) => (key === name ? level : `${level} as "${key}"`));
  return `It belongs in ${places.join(' or ')}.`;
}

function nearestElsewhere(name: string, naming: Naming): string {
  const everywhere = placesOf((entry) => entry.reserved === undefined, naming);
  const best = nearest(
    name,
    everywhere.map(({ key }) => key),
  );
  const found = everywhere.find(({ key }) => key === best);
  return found === undefined ? '' : ` Did you mean "${found.key}" in ${found.level}?`;
}
