import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { findHelm } from './helm/locate';
import type { KubernetesObject } from './kubernetes';

export { findCharts, findHelm, valuesYaml } from './helm/locate';
export type { Chart } from './helm/locate';

/** What a cluster offers that has the Prometheus operator's custom resources; without them the chart renders no monitors. */
export const PROMETHEUS_APIS = ['', '/PodMonitor', '/ServiceMonitor'].map((kind) => `monitoring.coreos.com/v1${kind}`);

const KUBERNETES_VERSION = '1.34.0';

export interface HelmTemplateOptions {
  /** A chart of `findCharts`, or any chart by its path. */
  readonly chart: { readonly path: string };
  readonly release: string;
  readonly namespace: string;
  /** The values as ROS hands them over: plain data. */
  readonly values: object;
  /** Further API versions that the cluster has, for instance `PROMETHEUS_APIS`. @default - none */
  readonly apiVersions?: readonly string[];
}

/** The objects that Helm would create, in the chart's order. Throws Helm's own message when the chart does not render. */
export function helmTemplate(options: HelmTemplateOptions): KubernetesObject[] {
  const helm = findHelm();
  if (helm === undefined) {
    throw new Error('no Helm found; run this test by "npm run test:chart"');
  }
  const folder = mkdtempSync(join(tmpdir(), 'helm-values-'));
  try {
    const values = join(folder, 'values.json');
    writeFileSync(values, JSON.stringify(options.values));
    const args = [
      'template',
      options.release,
      options.chart.path,
      '--namespace',
      options.namespace,
      '--values',
      values,
    ];
    const apis = (options.apiVersions ?? []).flatMap((version) => ['--api-versions', version]);
    const { status, stdout, stderr, error } = spawnSync(
      helm,
      [...args, '--kube-version', KUBERNETES_VERSION, ...apis],
      { encoding: 'utf8', maxBuffer: 2 ** 26 },
    );
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
export function parseManifests(text: string): KubernetesObject[] {
  const objects = loadAll(text, { schema: KUBERNETES_SCHEMA }) as (KubernetesObject | null)[];
  return objects.filter((object) => object !== null);
}
