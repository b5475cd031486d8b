import { didYouMean, nearest } from '../checks/suggest';
import { keysOf, means, pathText, PLACES, type KeyEntry, type Naming } from './key-table';

const MOST_PLACES = 3;

/** Says that a section has no such key, and where the key belongs or how it is spelt. */
export function unknownKeyMessage(section: string, name: string, naming: Naming): string {
  return `unknown key.${hint(section, name, naming)}`;
}

function hint(section: string, name: string, naming: Naming): string {
  const here = keysOf(section);
  const sameKey = here.find((entry) => means(name, entry));
  if (sameKey !== undefined) {
    return ` Write it "${sameKey[naming]}".`;
  }
  const [first, ...others] = placesOf((entry) => means(name, entry), naming);
  if (first !== undefined) {
    return ` ${belongsElsewhere(name, [first, ...others])}`;
  }
  const offered = here.filter((entry) => entry.reserved === undefined).map((entry) => entry[naming]);
  return didYouMean(name, offered) || nearestElsewhere(name, naming);
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
    const [{ level, entry }] = found;
    return `It is a key of ${level}, but cannot be set. ${entry.reserved}`;
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
