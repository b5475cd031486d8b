import { parseAllDocuments } from 'yaml';
import type { Tags, YAMLParseError } from 'yaml';
import { isMap } from '../diagnostics/is-map';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { configurationFileRules } from '../rules/configuration-file-rules';
import { below } from '../schema/path';
import { CHART_VALUES } from '../schema/generated/chart-values.generated';
import type { Note } from './note';
import type { Plain } from './paths';

/** Values of the official chart, and what is known of their release. */
export interface FoundValues {
  readonly values: Plain;
  /** Path of the values in their file. */
  readonly at: string;
  readonly releaseName?: string | undefined;
  readonly namespace?: string | undefined;
  readonly chartVersion?: string | undefined;
  /** What stands beside the values, and is not taken over. */
  readonly notes: readonly Note[];
}

/** The documents of a YAML file, read as Helm does: by YAML 1.1, without its dates and its numbers with colons. */
export function yamlDocuments(text: string, file: string): unknown[] {
  const customTags = (tags: Tags): Tags =>
    tags.filter((tag) => typeof tag === 'string' || !(tag.tag.endsWith(':timestamp') || tag.format === 'TIME'));
  const documents = [parseAllDocuments(text, { version: '1.1', customTags, prettyErrors: true })].flat();
  // What follows the first error mostly follows from it.
  const error = documents.flatMap((document) => document.errors)[0];
  if (error !== undefined) {
    throw new InvalidInputError(file, [syntaxProblem(error)]);
  }
  // A copy, without what aliases share.
  return documents.map((document) => JSON.parse(JSON.stringify(document.toJS() ?? null)) as unknown);
}

function syntaxProblem(error: YAMLParseError) {
  const [message = ''] = error.message.split('\n');
  const what = message.replace(/ at line \d+, column \d+:?$/, '');
  return {
    ...problemOf(configurationFileRules['yaml-syntax'], '', `is no YAML: ${what}`),
    fileLine: error.linePos?.[0].line ?? 1,
  };
}

/** The values of the chart in a document: plain, below a key, in a HelmRelease or in an Argo CD Application. */
export function findValues(document: unknown): FoundValues[] {
  if (!isMap(document)) {
    return [];
  }
  const { kind } = document as Plain;
  const found =
    kind === 'HelmRelease' ? ofHelmRelease(document) : kind === 'Application' ? ofApplication(document) : [];
  return found.length > 0 || typeof kind === 'string' ? found : ofValuesFile(document);
}

function ofHelmRelease({ metadata, spec }: Plain): FoundValues[] {
  const { values, chart, releaseName, targetNamespace, valuesFrom } = mapOf(spec);
  const { name, namespace } = mapOf(metadata);
  return withValues('spec.values', values, {
    releaseName: textOf(releaseName) ?? textOf(name),
    namespace: textOf(targetNamespace) ?? textOf(namespace),
    chartVersion: textOf(mapOf(mapOf(chart).spec).version),
    notes: elsewhere('spec.valuesFrom', valuesFrom),
  });
}

function ofApplication({ metadata, spec }: Plain): FoundValues[] {
  const { source, sources, destination } = mapOf(spec);
  const all = Array.isArray(sources)
    ? sources.map((one: unknown, index) => [one, `spec.sources[${index}]`] as const)
    : [];
  return [...all, [source, 'spec.source'] as const].flatMap(([one, at]) => {
    const { helm, targetRevision } = mapOf(one);
    const { values, valuesObject, releaseName, parameters, valueFiles } = mapOf(helm);
    return withValues(`${at}.helm.${valuesObject === undefined ? 'values' : 'valuesObject'}`, valuesObject ?? values, {
      releaseName: textOf(releaseName) ?? textOf(mapOf(metadata).name),
      namespace: textOf(mapOf(destination).namespace),
      chartVersion: textOf(targetRevision),
      notes: [...elsewhere(`${at}.helm.parameters`, parameters), ...elsewhere(`${at}.helm.valueFiles`, valueFiles)],
    });
  });
}

/** The values of a file for the chart itself, or for one that has it as a part, under a key. */
function ofValuesFile(document: Plain): FoundValues[] {
  if (isValues(document)) {
    return [{ values: document, at: '', notes: [] }];
  }
  const found = Object.entries(document).flatMap(([key, value]) => withValues(below('', key), value, { notes: [] }));
  const others = Object.keys(document).filter((key) => !found.some(({ at }) => at === below('', key)));
  const notes = others.map((key): Note => ({
    outcome: 'dropped',
    at: below('', key),
    message: 'is no value of the chart',
  }));
  return found.map((one, index) => (index === 0 ? { ...one, notes } : one));
}

function withValues(at: string, values: unknown, release: Omit<FoundValues, 'at' | 'values'>): FoundValues[] {
  const read = typeof values === 'string' && values.includes(':') ? yamlDocuments(values, at)[0] : values;
  return isValues(read) ? [{ ...release, at, values: read }] : [];
}

/** Whether a map has what no other chart has. */
function isValues(value: unknown): value is Plain {
  if (!isMap(value)) {
    return false;
  }
  const known = Object.keys(CHART_VALUES.keys ?? {});
  const typical = ['gitlabUrl', 'runnerToken', 'runnerRegistrationToken', 'unregisterRunners', 'certsSecretName'];
  const keys = Object.keys(value);
  return (
    keys.some((key) => typical.includes(key)) ||
    (isMap((value as Plain).runners) && keys.every((key) => known.includes(key)))
  );
}

function elsewhere(at: string, value: unknown): Note[] {
  const message = 'is not looked into; give what it leads to as values of the file';
  return value === undefined ? [] : [{ outcome: 'refused', at, message }];
}

function mapOf(value: unknown): Plain {
  return isMap(value) ? value : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
