import { load } from 'js-yaml';
import { compareVersions } from '../lib/chart/compare-versions';
import { isMap } from '../lib/diagnostics/is-map';

/** The part of `spec/chart-values.json` that a new chart changes. */
export interface ChartSpec {
  readonly versions: readonly { readonly version: string; readonly runner: string }[];
  readonly keys: readonly SpecKey[];
  /** Keys that only look as if they were read. */
  readonly elsewhere: readonly { readonly path: string }[];
}

interface SpecKey {
  readonly path: string;
  readonly type: string;
  readonly [more: string]: unknown;
}

/** What is read of the archive of a chart. */
export interface ChartFiles {
  /** The text of `Chart.yaml`. */
  readonly chart: string;
  /** The text of `values.yaml`. */
  readonly values: string;
  /** The texts of all templates. */
  readonly templates: readonly string[];
}

/** What a chart adds to the spec, and what somebody should look at. */
export interface TakenIn {
  readonly versions: ChartSpec['versions'];
  readonly newKeys: readonly SpecKey[];
  readonly notes: readonly string[];
}

/** The text of the spec with what a chart adds. What stands in it already keeps its layout. */
export function specWithChart(text: string, { versions, newKeys }: TakenIn): string {
  const END_OF_KEYS = '\n  ],\n  "elsewhere": [';
  const [keys, elsewhere] = text.split(END_OF_KEYS);
  if (keys === undefined || elsewhere === undefined) {
    throw new Error('spec/chart-values.json has no list "elsewhere" after its list of keys');
  }
  const added = newKeys.map((key) => `,\n${JSON.stringify(key)}`).join('');
  const list = `"versions": [\n${versions.map((one) => JSON.stringify(one)).join(',\n')}\n],`;
  return `${keys.replace(/"versions": \[[^\]]*\],/, list)}${added}${END_OF_KEYS}${elsewhere}`;
}

/**
 * The version of a chart and the keys that it has and the spec does not: those in its values.yaml, and those that its
 * templates read. The type of a key follows from its default, and is `any` where that does not tell it.
 */
export function takeInChart(spec: ChartSpec, files: ChartFiles): TakenIn {
  const { version, runner } = versionOf(files.chart);
  const newest = spec.versions.at(-1)?.version ?? '0';
  if (compareVersions(version, newest) < 0) {
    throw new Error(`chart ${version} is older than ${newest}, whose keys are known: take in later ones only`);
  }
  const defaults = (load(files.values) ?? {}) as Readonly<Record<string, unknown>>;
  const keys = [...spec.keys];
  const notes: string[] = [];
  const add = (path: string, value: unknown, more: object = {}) => {
    const type = typeOf(value);
    const isSection = type === 'section';
    const isOfNewSection = keys.some(({ path: section, since }) => since === version && path.startsWith(`${section}.`));
    keys.push({
      path,
      type,
      ...(!isOfNewSection && { since: version }),
      default: isSection || value === undefined || value === null ? 'none' : `\`${JSON.stringify(value)}\``,
      doc: `${isSection ? 'Section' : 'Value'} of chart ${version} and later, which nobody has described here yet.`,
      ...more,
    });
    notes.push(`new: ${path}, taken for ${type}`);
  };
  const isOpen = (path: string) => keys.some((key) => key.path === path && key.type !== 'section');
  const isKnown = (path: string) => keys.some((key) => key.path === path);

  const walk = (map: Readonly<Record<string, unknown>>, prefix: string) => {
    for (const [name, value] of Object.entries(map)) {
      const path = `${prefix}${name}`;
      if (!isKnown(path)) {
        add(path, value);
      }
      if (!isOpen(path) && isMap(value)) {
        walk(value, `${path}.`);
      }
    }
  };
  walk(defaults, '');
  const notRead = new Set(spec.elsewhere.map(({ path }) => path));
  for (const path of readPaths(files.templates).filter((one) => !notRead.has(one))) {
    const steps = path.split('.');
    const parents = steps.map((_, index) => steps.slice(0, index).join('.')).slice(1);
    if (!isKnown(path) && !parents.some(isOpen)) {
      // Nothing tells the type of what only a template mentions, so everything below its first unknown part may be there.
      add(
        [...parents, path].find((one) => !isKnown(one))!,
        undefined,
        { unlisted: true },
      );
    }
  }
  const versions = [...spec.versions.filter((one) => one.version !== version), { version, runner }];
  const newKeys = keys.slice(spec.keys.length);
  return { versions, newKeys, notes: [...notes, ...unreadKeys(spec, files, defaults)] };
}

function versionOf(chart: string): { version: string; runner: string } {
  const { name, version, appVersion } = load(chart) as Readonly<Record<string, unknown>>;
  if (name !== 'gitlab-runner' || typeof version !== 'string' || typeof appVersion !== 'string') {
    throw new Error(
      'Chart.yaml is not that of the chart gitlab-runner: it needs the name, a version and an appVersion',
    );
  }
  return { version, runner: appVersion.replace(/^v/, '') };
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) {
    return value.length > 0 && value.every((item) => typeof item === 'string') ? 'strings' : 'any';
  }
  if (isMap(value)) {
    return Object.keys(value).length > 0 ? 'section' : 'object';
  }
  const types = { string: 'string', boolean: 'boolean', number: 'integer' } as Readonly<Record<string, string>>;
  return value === '' ? 'any' : (types[typeof value] ?? 'any');
}

/** The paths that templates read by name, `.Values.a.b`. */
function readPaths(templates: readonly string[]): string[] {
  const found = templates.flatMap((text) => [...text.matchAll(/\.Values((?:\.[A-Za-z]\w*)+)/g)]);
  return [...new Set(found.map(([, path]) => path!.slice(1)))].sort();
}

/** Listed keys that neither the values nor a template of the new chart mention. */
function unreadKeys(spec: ChartSpec, files: ChartFiles, defaults: unknown): string[] {
  const text = [files.values, ...files.templates].join('\n');
  const isIn = (path: string) =>
    path.split('.').reduce<unknown>((at, name) => (isMap(at) ? at[name] : undefined), defaults) !== undefined;
  return spec.keys
    .filter(({ path, unlisted }) => unlisted !== true && !isIn(path))
    .filter(({ path }) => !new RegExp(`\\b${path.split('.').at(-1)}\\b`).test(text))
    .map(({ path }) => `gone: ${path} is mentioned nowhere in the chart`);
}
