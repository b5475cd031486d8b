import { nearest } from '../diagnostics/suggest';
import type { UnknownKey } from '../schema/schema';
import type { KeyEntry, Naming } from './key-table';
import { keysOf, means, pathText, places } from './key-table';

const MOST_PLACES = 3;

/** Keys that cannot be set and that the runner has a prop for. */
const PROPS: Readonly<Record<string, string>> = {
  concurrent: 'concurrent',
  check_interval: 'checkIntervalSeconds',
  log_level: 'logLevel',
  session_server: 'sessionServer',
  url: 'gitlabUrl',
};

/** Keys of earlier versions, and those that people write for what others call so. */
const RENAMED: Readonly<Record<string, string>> = {
  pre_clone_script: 'pre_get_sources_script',
  post_clone_script: 'post_get_sources_script',
  cpus: 'cpu_limit',
  memory: 'memory_limit',
  service_cpus: 'service_cpu_limit',
  service_memory: 'service_memory_limit',
  helper_cpus: 'helper_cpu_limit',
  helper_memory: 'helper_memory_limit',
  image_pull_policy: 'pull_policy',
  tolerations: 'node_tolerations',
  path: 'mount_path',
};

/** Where a key that its section does not have belongs, or how it is spelt; undefined where that cannot be told. */
export function unknownKeyHint({ schema: section = '', name, isNear }: UnknownKey, naming: Naming): string | undefined {
  const here = keysOf(section).filter(isSettable);
  const sameKey = here.find((entry) => means(name, entry));
  if (sameKey !== undefined) {
    return `Write it "${sameKey[naming]}".`;
  }
  const renamed = here.find((entry) =>
    Object.entries(RENAMED).some(
      ([old, now]) => now === entry.key && means(name, { ...entry, key: old, property: old }),
    ),
  );
  if (renamed !== undefined) {
    return `It is called "${renamed[naming]}".`;
  }
  const [first, ...others] = placesOf((entry) => means(name, entry) || isPropOf(name, entry), naming);
  if (first !== undefined) {
    return belongsElsewhere(name, [first, ...others]);
  }
  return isNear ? undefined : nearestElsewhere(name, naming);
}

function isSettable({ schema }: KeyEntry): boolean {
  return schema.reserved === undefined;
}

/** Whether the name is one that the runner, or the chart, has for a key that cannot be set, with its unit or without. */
function isPropOf(name: string, entry: KeyEntry): boolean {
  return !isSettable(entry) && (PROPS[entry.key] === name || means(name.replace(/Seconds$/, ''), entry));
}

interface Found {
  readonly entry: KeyEntry;
  readonly key: string;
  readonly level: string;
}

function placesOf(matches: (entry: KeyEntry) => boolean, naming: Naming): Found[] {
  return places().flatMap(({ section, path }) =>
    keysOf(section)
      .filter(matches)
      .map((entry) => ({ entry, key: entry[naming], level: pathText(path, naming) || 'the top level' })),
  );
}

function belongsElsewhere(name: string, found: readonly [Found, ...Found[]]): string {
  const settable = found.filter(({ entry }) => isSettable(entry));
  if (settable.length === 0) {
    const [{ key, level, entry }] = found;
    const itIs = key === name ? `is a key of ${level}, but` : `is "${key}" of ${level}, which`;
    const { reserved } = entry.schema;
    return PROPS[entry.key] === undefined ? `It ${itIs} cannot be set. ${reserved}` : `${reserved}`;
  }
  const levels = settable
    .slice(0, MOST_PLACES)
    .map(({ key, level }) => (key === name ? level : `${level} as "${key}"`));
  return `It belongs in ${levels.join(' or ')}.`;
}

function nearestElsewhere(name: string, naming: Naming): string | undefined {
  const everywhere = placesOf(isSettable, naming);
  const best = nearest(
    name,
    everywhere.map(({ key }) => key),
  );
  const found = everywhere.find(({ key }) => key === best);
  return found && `Did you mean "${found.key}" in ${found.level}?`;
}
