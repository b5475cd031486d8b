import type { Document, YAMLMap } from 'yaml';
import { isMap, isScalar, parseDocument, visit } from 'yaml';
import { MOVED_KEYS, newPlaceOf } from '../checks/moved-keys';
import { isMap as isPlainMap } from '../diagnostics/is-map';
import { below } from '../schema/path';
import { moveKey, rewrite } from './map-editing';
import type { Migration } from './note';
import type { Plain } from './paths';
import { SectionEdit } from './section-edit';

/**
 * Turns a gitlab-runner.yaml of version 0.1 into one of today. Keys that have moved stand where they belong; all others,
 * comments and the order stay.
 */
export function upgradeConfig(text: string): Migration {
  const document = parseDocument(text, { merge: true });
  const root = document.contents as unknown as YAMLMap;
  // Without what aliases share.
  const config = JSON.parse(JSON.stringify(document)) as Plain;
  const sections = sectionsOf(config);
  visit(document, { Map: (_, map) => giveCommentToFirstKey(map) });
  for (const { edit, path, pattern } of sections) {
    (pattern === CACHE ? upgradeCache : upgradeRunner)(edit);
    moveKeys(edit, pattern);
    edit.removeIfEmpty(['jobs', 'overrides']);
    const map: unknown = document.getIn(path);
    for (const [from, to] of isMap(map) ? edit.moves : []) {
      moveKey(document, map as YAMLMap, from, to);
    }
  }
  const notes = sections.flatMap(({ edit }) => edit.notes);
  if (notes.length === 0) {
    return { text, notes };
  }
  rewrite(document, root, config);
  keepPadding(document, text);
  const indentSeq = !/^( *)[^\s#-].*:[ \t]*\n\1- /m.test(text);
  return { text: document.toString({ lineWidth: 0, indentSeq }), notes };
}

/** A comment at the beginning of a map is about its first key, and goes with it. */
function giveCommentToFirstKey(map: YAMLMap): void {
  const key = map.items[0]?.key;
  if (isScalar(key) && map.flow !== true && map.commentBefore) {
    [key.commentBefore, map.commentBefore] = [map.commentBefore, null];
  }
}

/** Writes the braces and brackets of a line as they were, with or without spaces inside. */
function keepPadding(document: Document, text: string): void {
  visit(document, {
    Collection(_, node) {
      if (node.flow === true && node.range) {
        const flowCollectionPadding = text[node.range[0] + 1] === ' ' ? ' ' : '';
        const write = node.toString.bind(node) as (...args: unknown[]) => string;
        node.toString = (context?: unknown, ...rest) =>
          write({ ...(context as object), flowCollectionPadding }, ...rest);
      }
    },
  });
}

const CACHE = 'cache.';

/** The sections whose keys moved. What aliases repeat is upgraded where it is repeated too. */
function sectionsOf(config: Plain) {
  const { runners } = config;
  const names = isPlainMap(runners) ? Object.keys(runners) : [];
  return [
    ...names.map((name) => ({ path: ['runners', name], pattern: 'runners.*.' })),
    { path: ['cache'], pattern: CACHE },
  ].flatMap(({ path, pattern }) => {
    const section = path.reduce<unknown>((value, key) => (value as Plain)[key], config);
    return isPlainMap(section)
      ? [
          {
            path,
            pattern,
            edit: new SectionEdit(section, path.reduce(below, ''), pattern === CACHE ? CACHE : ''),
          },
        ]
      : [];
  });
}

/** Moves the keys that have one new place each. */
function moveKeys(edit: SectionEdit, pattern: string): void {
  for (const path of Object.keys(MOVED_KEYS).filter((one) => one.startsWith(pattern))) {
    const place = newPlaceOf(path);
    if (place !== undefined) {
      edit.move(path.slice(pattern.length).split('.'), place.replace(/^cache\./, '').split('.'));
    }
  }
}

/** What keys of a runner became that have not one new place each. */
function upgradeRunner(edit: SectionEdit): void {
  if (edit.get(['waitForManagers']) === true) {
    edit.take(['waitForManagers'], 'dropped', 'is what happens anyway');
  } else if (edit.take(['waitForManagers'], 'changed', 'is waitFor.nothing now') !== undefined) {
    edit.set(['waitFor', 'nothing'], true);
  }
  if (edit.get(['chartLogin']) === false) {
    edit.take(['chartLogin'], 'dropped', 'is what happens anyway');
  }
  upgradeMetrics(edit);
  upgradeRegistries(edit);
}

function upgradeMetrics(edit: SectionEdit): void {
  const { enabled, port, podMonitor } = (edit.get(['monitoring']) ?? {}) as Plain;
  if (enabled === false) {
    edit.take(['monitoring'], 'changed', 'is metrics.none now');
    edit.set(['metrics', 'none'], true);
    return;
  }
  edit.take(['monitoring', 'enabled'], 'dropped', 'is what happens anyway');
  if (podMonitor === undefined) {
    edit.move(['monitoring'], ['metrics', 'annotations']);
    return;
  }
  if (port !== undefined) {
    edit.move(['monitoring', 'port'], ['monitoring', 'podMonitor', 'port']);
  }
  edit.move(['monitoring'], ['metrics']);
}

/** Where the names of Secrets with logins stood, and who uses them. */
const PULL_SECRETS = [
  [['images', 'pullSecrets', 'managers'], 'managers'],
  [['images', 'pullSecrets', 'jobs'], 'jobs'],
  [['imageBuilds', 'kaniko', 'registrySecret'], 'imageBuilds'],
  [['imageBuilds', 'buildkitRootless', 'registrySecret'], 'imageBuilds'],
] as const;

function upgradeRegistries(edit: SectionEdit): void {
  const taken = (...path: readonly string[]) =>
    [edit.take(path, 'changed', 'is in registryCredentials now') ?? []].flat();
  const users = new Map<unknown, string[]>();
  for (const [path, user] of PULL_SECRETS) {
    for (const name of taken(...path)) {
      users.set(name, [...(users.get(name) ?? []), user]);
    }
  }
  const added = [
    ...[...users].map(([existingSecret, usedBy]) => ({
      existingSecret,
      // The default.
      ...(usedBy.join() !== 'managers,jobs' && { usedBy }),
    })),
    ...taken('images', 'acrInstanceIds').map((acrInstanceId) => ({ acrInstanceId })),
    ...taken('images', 'serviceAccountPullSecrets').flatMap((isOn) =>
      isOn === true ? [{ serviceAccount: true }] : [],
    ),
  ];
  edit.removeIfEmpty(['images', 'pullSecrets']);
  edit.removeIfEmpty(['images']);
  if (added.length > 0) {
    edit.set(['registryCredentials'], [...[edit.get(['registryCredentials']) ?? []].flat(), ...added]);
  }
}

/** Whether the bucket is new or exists decides where most keys of a cache belong. */
function upgradeCache(edit: SectionEdit): void {
  if (edit.get(['enabled']) === false) {
    edit.take(['enabled'], 'changed', 'is cache.none now');
    Object.keys(edit.section).forEach((key) => edit.take([key], 'dropped', 'has no effect without a cache'));
    edit.set(['none'], true);
    return;
  }
  edit.take(['enabled'], 'dropped', 'is what happens anyway');
  const kind = edit.get(['existingBucket']) === undefined ? 'new' : 'existing';
  if (edit.get(['credentials', 'parameters']) === true) {
    edit.set(['credentials', 'parameters'], {});
  }
  for (const key of ['prefix', 'shared', 'endpoint', 'credentials']) {
    edit.move([key], [kind, key]);
  }
  if (typeof edit.get(['kms']) === 'string') {
    edit.move(['kms'], [kind, 'encryption', 'kms', 'keyId']);
  } else if (edit.take(['kms'], 'changed', `is cache.${kind}.encryption now, where it is true`) === true) {
    edit.set([kind, 'encryption', 'kms'], {});
  }
  if (Object.keys(edit.section).length === 0) {
    edit.set(['new'], {});
  }
}
