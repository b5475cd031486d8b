import { toTomlTable } from '../config/toml-table';
import { isMap } from '../diagnostics/is-map';
import { redacted } from '../diagnostics/secrets';
import { readConfigText } from '../model/config-text';
import { pathText } from '../model/origin';
import { plain } from '../model/tree';
import { saidValues } from '../runner/escape-hatches/said-values';
import type { Note, Outcome } from './note';
import type { Plain } from './paths';
import { getAt, pruneAt, removeAt, setAt, stepsOf } from './paths';
import { endsOf, isNothing } from './trial';

/** What a runner is made from. */
export interface DraftInput {
  /** Values of the chart. */
  readonly values: Plain;
  /** Path of the values in their file; undefined where they have been made from a config.toml. */
  readonly at?: string | undefined;
  /** Options of the runner that are known beside the values. */
  readonly options?: Plain;
}

/** What the paths of settings begin with, where chart values stand beside them. */
export const TOML = 'config.toml ';

/** The namespace of the jobs as the chart's own values.yaml has it, before and from 0.84.0, wherever it stands. */
const RELEASE_NAMESPACE =
  /^[ \t]*namespace[ \t]*=[ \t]*"\{\{-?\s*(default\s+\.Release\.Namespace\s+\.Values\.runners\.jobNamespace|\.Release\.Namespace)\s*-?\}\}"[ \t]*$/gm;

/** The chart's own template of config.toml, where there is no other. */
const DEFAULT_CONFIG = '[[runners]]\n[runners.kubernetes]\nimage = "alpine"\n';

/** Tokens in the values, and keys of a cache in config.toml, which are secrets whatever they look like. */
const TOKENS = ['runnerToken', 'runnerRegistrationToken'];
const CACHE_KEYS = [
  ['s3', 'accessKey'],
  ['s3', 'secretKey'],
  ['s3', 'sessionToken'],
  ['gcs', 'privateKey'],
  ['azure', 'accountKey'],
];

/** A runner on its way into a gitlab-runner.yaml: first all is chart values and `config`, then options take over. */
export class RunnerDraft {
  readonly notes: Note[] = [];
  section: Plain;
  /** What the old file comes to: chart values and settings of config.toml by their paths. */
  readonly original: ReadonlyMap<string, unknown>;
  /** Keys of the cache that stood in clear text, by their paths below `[runners.cache]`. */
  readonly cacheKeys: readonly (readonly string[])[];

  constructor(
    readonly name: string,
    private readonly input: DraftInput,
  ) {
    const chartValues = withoutEmpty(structuredClone(saidValues(input.values as object)) as Plain);
    for (const token of TOKENS.filter((key) => getAt(chartValues, [key]) !== undefined)) {
      removeAt(chartValues, [token]);
      this.note('changed', `chartValues.${token}`, tokenMessage(name, token));
    }
    // The chart runs one manager where it is not told how many.
    if (chartValues.replicas === undefined && chartValues.hpa === undefined) {
      chartValues.replicas = 1;
    }
    const config = this.takeConfig(chartValues);
    this.dropIgnored(config, chartValues);
    const said = structuredClone(chartValues);
    delete said.namespace;
    const token = this.takeSecretName(chartValues);
    this.cacheKeys = takeCacheKeys(config);
    const settings = tomlRunner(structuredClone(config));
    this.section = withoutEmpty({
      token,
      namespace: this.takeNamespace(config, chartValues),
      ...input.options,
      config,
      chartValues,
    });
    this.original = new Map([
      ...endsOf(said).filter(([path]) => !/^runners\.config(Override)?$/.test(path)),
      ...endsOf(settings, TOML),
    ]);
  }

  note(outcome: Outcome, path: string, message: string): void {
    this.notes.push({ outcome, at: this.oldPlace(path), message: redacted(message) });
  }

  /** Whether a note has said already that a value of the old file is not there any more, or an item before it. */
  isTold(path: string): boolean {
    const at = this.oldPlace(path);
    return this.notes.some((note) => {
      const gone = note.at.replace(/\[\d+\]$/, '[');
      const isBelow = /^(?:$|[.[])/.test(at.slice(gone.length)) || gone.endsWith('[');
      return ['dropped', 'refused'].includes(note.outcome) && at.startsWith(gone) && isBelow;
    });
  }

  /** Notes what the old file did not say. */
  added(path: string, message: string): void {
    this.notes.push({ outcome: 'added', at: redacted(path), message: redacted(message) });
  }

  /** The settings of config.toml as typed `config`. A text with actions of Helm stays one, and so does one that is no TOML. */
  private takeConfig(chartValues: Plain): Plain {
    const text = getAt(chartValues, ['runners', 'config']);
    if (text !== undefined && typeof text !== 'string') {
      return {};
    }
    const { tree, table } = readConfigText((text ?? DEFAULT_CONFIG).replace(RELEASE_NAMESPACE, ''), []);
    const config = plain(tree) as Plain;
    const isOneRunner = isMap(config) && isMap(config.runners);
    if (table === undefined || !isOneRunner || text?.replace(RELEASE_NAMESPACE, '').includes('{{') === true) {
      this.note('kept', 'chartValues.runners.config', 'stays a text, since Helm has to fill it in, or it is no TOML');
      return {};
    }
    if (text !== undefined) {
      pruneAt(chartValues, ['runners', 'config']);
    }
    return config;
  }

  /** What counts in a whole config.toml, and not in the template that the chart makes one from. */
  private dropIgnored(config: Plain, chartValues: Plain): void {
    const url = getAt(config, ['runners', 'url']);
    if (url !== undefined && chartValues.gitlabUrl === undefined) {
      chartValues.gitlabUrl = url;
      removeAt(config, ['runners', 'url']);
      this.note('kept', 'config.runners.url', 'is gitlabUrl');
    }
    const runner = ['url', 'token', 'executor'].map((key) => ['runners', key]);
    const global = Object.keys(config).filter((key) => key !== 'runners');
    for (const path of [...runner, ...global.map((key) => [key])].filter((one) => getAt(config, one) !== undefined)) {
      removeAt(config, path);
      this.note('dropped', pathText(['config', ...path]), 'has no effect in the template of a runner');
    }
  }

  private takeSecretName(chartValues: Plain): Plain | undefined {
    const secret = getAt(chartValues, ['runners', 'secret']);
    if (typeof secret !== 'string' || secret.includes('{{')) {
      return undefined;
    }
    pruneAt(chartValues, ['runners', 'secret']);
    this.note('kept', 'chartValues.runners.secret', 'is token.existingSecret');
    return { existingSecret: secret };
  }

  /** The namespace of the jobs is that of the release, as far as the values can tell. */
  private takeNamespace(config: Plain, chartValues: Plain): unknown {
    const { namespace: ofAll } = chartValues;
    if (typeof ofAll === 'string') {
      removeAt(chartValues, ['namespace']);
      this.note('kept', 'chartValues.namespace', 'is namespace');
      return ofAll;
    }
    const path = ['runners', 'kubernetes', 'namespace'];
    const namespace = getAt(config, path);
    const { namespace: ofRelease = namespace } = this.input.options ?? {};
    if (namespace !== undefined && namespace === ofRelease) {
      pruneAt(config, path);
      this.note('kept', pathText(['config', ...path]), 'is namespace');
    }
    return namespace;
  }

  /** Where a value stood in the old file: one of the section, or one of {@link original}. */
  private oldPlace(path: string): string {
    const { at } = this.input;
    const inFile = (prefix: string, rest: string) => redacted([prefix, rest].filter(Boolean).join('.'));
    const setting = path.startsWith('config.') ? tomlPath(path.replace(/^config\.(?!toml )/, '')) : undefined;
    if (setting !== undefined) {
      return at === undefined ? redacted(setting) : `${inFile(at, 'runners.config')}, ${redacted(setting)}`;
    }
    return inFile(at ?? '', path.replace(/^chartValues\./, ''));
  }
}

function takeCacheKeys(config: Plain): (readonly string[])[] {
  const cache = ['runners', 'cache'];
  const found = CACHE_KEYS.filter((key) => getAt(config, [...cache, ...key]) !== undefined);
  found.forEach((key) => removeAt(config, [...cache, ...key]));
  return found;
}

function tokenMessage(runner: string, key: string): string {
  const where = `is not copied; the stack asks for the token by the parameter ${runner}Token`;
  return key === 'runnerToken'
    ? where
    : `${where}. GitLab gives registration tokens up: create the runner in GitLab, with its tags, and give its own token, which begins with glrt-`;
}

/** The settings by the keys of config.toml, with the runner as a table. */
function tomlRunner(config: Plain): Plain {
  const { runners, ...global } = toTomlTable(config);
  return { ...global, ...(Array.isArray(runners) && { runners: runners[0] as unknown }) };
}

/** A path of typed `config` by the keys of config.toml, or one that has them already. */
function tomlPath(path: string): string {
  if (path.startsWith(TOML)) {
    return path.slice(TOML.length);
  }
  const steps = stepsOf(path);
  const end = steps.findIndex((step) => typeof step === 'number');
  const keys = end < 0 ? steps : steps.slice(0, end);
  const config: Plain = {};
  setAt(config, keys, true);
  const [[found = path] = []] = endsOf(tomlRunner(config));
  return found + pathText(steps.slice(keys.length));
}

/** Without what says nothing. An empty registry of the image says that there is none. */
function withoutEmpty(map: Plain, path = ''): Plain {
  const entries = Object.entries(map).map(([key, value]) => [
    key,
    isMap(value) ? withoutEmpty(value as Plain, `${path}${key}.`) : value,
  ]);
  return Object.fromEntries(
    entries.filter(([key, value]) => `${path}${String(key)}` === 'image.registry' || !isNothing(value)),
  ) as Plain;
}
