import path from 'node:path';
import { publicTypes } from '../checks/check-arguments';
import { readableYaml } from '../cluster/yaml';
import { isMap } from '../diagnostics/is-map';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { redacted } from '../diagnostics/secrets';
import { migrationRules } from '../rules/migration-rules';
import { isId } from '../stack/names';
import { findParameters, SERVICE_CHART } from './compute-nest-parameters';
import type { ComputeNestParameters } from './compute-nest-parameters';
import { tomlRunners } from './config-toml';
import { findValues, yamlDocuments } from './find-values';
import { migrateRunner } from './migrate-values';
import type { Migration, Note } from './note';
import type { Plain } from './paths';
import { RunnerDraft } from './runner-draft';
import type { DraftInput } from './runner-draft';
import { upgradeConfig } from './upgrade-config';

/** A file to migrate. */
export interface OldFile {
  readonly name: string;
  readonly text: string;
}

interface FoundRunner extends DraftInput {
  /** What the runner may be called after. */
  readonly calledAfter: string;
  readonly notes: readonly Note[];
}

/**
 * Makes a gitlab-runner.yaml of one of version 0.1, of the parameters of the Compute Nest service, or of values files of
 * the official chart and config.toml files, each of whose runners becomes a runner. Secrets are not copied.
 */
export function migrate(files: readonly OldFile[]): Migration {
  const [first] = files;
  if (files.length === 1 && isConfig(first!)) {
    const { text, notes } = upgradeConfig(first!.text);
    return { text: redacted(text), notes };
  }
  const service = files.length === 1 ? parametersOf(first!) : undefined;
  checkAlone(files);
  const found = service === undefined ? files.flatMap(runnersIn) : [runnerOfService(service)];
  const names = namesFor(found);
  const migrated = found.map((runner, index) => {
    const { section, cache, notes } = migrateRunner(new RunnerDraft(names[index]!, runner));
    return { section: inOrder(section), cache, notes: [...runner.notes, ...notes] };
  });
  const caches = new Set(migrated.map(({ cache }) => JSON.stringify(cache)));
  if (caches.size > 1) {
    throw new InvalidInputError(files.map(({ name }) => name).join(', '), [
      problemOf(
        migrationRules['migrate-caches'],
        '',
        'the runners have different caches, and those of a stack share one; migrate each to a file of its own',
      ),
    ]);
  }
  const content = {
    cluster: service?.cluster ?? { existing: {} },
    ...(service?.network && { network: service.network }),
    cache: migrated[0]!.cache,
    runners: Object.fromEntries(migrated.map(({ section }, index) => [names[index]!, section])),
  };
  const origin = files.map(({ name }) => path.basename(name)).join(', ');
  return {
    text: redacted(`# Made from ${origin} by ros-cdk-gitlab-runner migrate.\n${readableYaml(content)}`),
    notes: migrated.flatMap(({ notes }) => notes),
  };
}

/** A whole stack becomes a file of its own. */
function checkAlone(files: readonly OldFile[]): void {
  const whole =
    files.length === 1 ? undefined : files.find((file) => isConfig(file) || parametersOf(file) !== undefined);
  if (whole !== undefined) {
    const what = isConfig(whole) ? 'is a gitlab-runner.yaml' : 'has the parameters of the Compute Nest service';
    throw new InvalidInputError(whole.name, [
      problemOf(migrationRules['migrate-alone'], '', `${what}; migrate it without other files`),
    ]);
  }
}

function parametersOf({ name, text }: OldFile): ComputeNestParameters | undefined {
  return isToml(name) ? undefined : findParameters(yamlDocuments(text, name)[0]);
}

function runnerOfService({ chartValues, notes }: ComputeNestParameters): FoundRunner {
  const values = typeof chartValues === 'string' ? yamlDocuments(chartValues, 'ChartValues')[0] : chartValues;
  return {
    values: isMap(values) ? values : {},
    at: 'ChartValues',
    options: { chart: { version: SERVICE_CHART } },
    calledAfter: '',
    notes,
  };
}

function isConfig({ name, text }: OldFile): boolean {
  const [document] = isToml(name) ? [] : yamlDocuments(text, name);
  return isMap(document) && 'cluster' in document && 'runners' in document && !('apiVersion' in document);
}

function runnersIn({ name, text }: OldFile): FoundRunner[] {
  const calledAfter = path.basename(name).replace(/\..*$/, '');
  const found = isToml(name)
    ? tomlRunners(text, name).map((one) => ({
        values: one.values,
        notes: one.notes,
        calledAfter: one.name ?? calledAfter,
      }))
    : yamlDocuments(text, name)
        .flatMap(findValues)
        .map(({ values, at, notes, releaseName, namespace, chartVersion }) => ({
          values,
          at,
          notes,
          calledAfter: releaseName ?? calledAfter,
          options: {
            ...(namespace !== undefined && { namespace }),
            releaseName,
            chart: /^\d+\.\d+\.\d+$/.test(chartVersion ?? '') ? { version: chartVersion } : undefined,
          },
        }));
  if (found.length === 0) {
    throw new InvalidInputError(name, [
      problemOf(
        migrationRules['migrate-input'],
        '',
        'has nothing to migrate; give values of the chart gitlab-runner, as a file, in a HelmRelease or in an Argo CD Application, a config.toml, or alone the parameters of the Compute Nest service or a gitlab-runner.yaml of version 0.1',
      ),
    ]);
  }
  return found;
}

function isToml(name: string): boolean {
  return name.endsWith('.toml');
}

/** One runner is called Runner; several after their releases or files. */
function namesFor(found: readonly FoundRunner[]): string[] {
  const names: string[] = [];
  for (const { calledAfter } of found) {
    const words = calledAfter.split(/[^A-Za-z0-9]+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
    const wanted = found.length > 1 && isId(words.join('')) ? words.join('') : 'Runner';
    const taken = names.filter((name) => name.replace(/\d+$/, '') === wanted).length;
    names.push(taken === 0 ? wanted : `${wanted}${taken + 1}`);
  }
  return names;
}

/** The options in the order of the documents. */
function inOrder(section: Plain): Plain {
  const order = Object.keys(publicTypes().types.RunnerSection?.keys ?? {});
  return Object.fromEntries(order.filter((key) => section[key] !== undefined).map((key) => [key, section[key]]));
}
