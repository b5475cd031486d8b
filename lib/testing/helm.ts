import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  NOT_RESOLVED,
  Schema,
  YAML11_SCHEMA,
  defineScalarTag,
  floatCoreTag,
  intYaml11Tag,
  loadAll,
  timestampTag,
} from 'js-yaml';

/** A Kubernetes object as a chart renders it. */
export interface RenderedObject {
  /** Group and version, for instance `apps/v1`. */
  readonly apiVersion: string;
  /** For instance `Deployment`. */
  readonly kind: string;
  /** Name, namespace, labels and annotations. */
  readonly metadata: RenderedMetadata;
  /** Whatever else the kind has. */
  readonly [key: string]: unknown;
}

/** The metadata of a rendered object. */
export interface RenderedMetadata {
  /** Name of the object. */
  readonly name: string;
  /** Namespace, where the chart gives one. */
  readonly namespace?: string;
  /** Labels by their keys. */
  readonly labels?: Record<string, unknown>;
  /** Annotations by their keys. */
  readonly annotations?: Record<string, unknown>;
}

/** What Helm is to render. */
export interface HelmTemplateOptions {
  /** The Helm program. */
  readonly helm: string;
  /** The chart: an archive, an unpacked folder, or a URL. */
  readonly chart: string;
  readonly release: string;
  readonly namespace: string;
  /** The values as ROS hands them over: plain data. */
  readonly values: object;
  /** Further API versions that the cluster has. @default - none */
  readonly apiVersions?: readonly string[];
  /** Version of Kubernetes that the chart is rendered for. @default '1.34.0' */
  readonly kubernetesVersion?: string;
}

/** The Helm to use: the one that the environment variable `HELM_BIN` names, else `helm` on the path. Undefined without. */
export function findHelm(): string | undefined {
  return findProgram('helm', 'HELM_BIN');
}

/** The file of a program: the one that an environment variable names, else the one on the path. Undefined without. */
export function findProgram(name: string, variable: string): string | undefined {
  const named = process.env[variable];
  if (named !== undefined && named !== '') {
    if (!isExecutable(named)) {
      throw new Error(`${variable} names ${named}, which cannot be executed`);
    }
    return named;
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => path.join(folder, name)).find(isExecutable);
}

/** Whether a file can be started. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The objects that Helm would create, in the chart's order. Throws Helm's own message when the chart does not render. */
export function helmTemplate(options: HelmTemplateOptions): RenderedObject[] {
  const { helm, chart, release, namespace, apiVersions = [], kubernetesVersion = '1.34.0' } = options;
  const folder = mkdtempSync(path.join(tmpdir(), 'helm-values-'));
  try {
    const values = path.join(folder, 'values.json');
    writeFileSync(values, JSON.stringify(options.values));
    const args = ['template', release, chart, '--namespace', namespace, '--values', values];
    const cluster = ['--kube-version', kubernetesVersion, ...apiVersions.flatMap((one) => ['--api-versions', one])];
    const { status, stdout, stderr, error } = spawnSync(helm, [...args, ...cluster], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    if (error !== undefined || status !== 0) {
      throw new Error(`helm template failed: ${error?.message ?? stderr}`, { cause: error });
    }
    return parseManifests(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** YAML 1.1 as Kubernetes reads it, which knows neither dates nor sexagesimal numbers such as 1:30. */
const KUBERNETES_SCHEMA = new Schema(YAML11_SCHEMA.tags.filter((tag) => tag !== timestampTag)).withTags(
  floatCoreTag,
  defineScalarTag<number>(intYaml11Tag.tagName, {
    ...intYaml11Tag,
    resolve: (text, ...tag) => (text.includes(':') ? NOT_RESOLVED : intYaml11Tag.resolve(text, ...tag)),
  }),
);

/** Reads a stream of YAML documents as Kubernetes does: YAML 1.1, where an unquoted `yes` is a Boolean. */
export function parseManifests(text: string): RenderedObject[] {
  const objects = loadAll(text, { schema: KUBERNETES_SCHEMA }) as (RenderedObject | null)[];
  return objects.filter((object) => object !== null);
}
