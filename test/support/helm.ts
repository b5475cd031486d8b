import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { findHelm } from './helm/locate';
import type { KubernetesObject } from './kubernetes';

export { findCharts, findHelm } from './helm/locate';
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

/** Reads a stream of YAML documents as Kubernetes does: YAML 1.1, where an unquoted `yes` is a Boolean. */
export function parseManifests(text: string): KubernetesObject[] {
  const documents = parseAllDocuments(text, {
    version: '1.1',
    // Kubernetes knows neither dates nor sexagesimal numbers such as 1:30.
    customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || !(isTimestamp(tag) || isTime(tag))),
  });
  if (!Array.isArray(documents)) {
    return [];
  }
  return documents.flatMap((document) => {
    const [fault] = document.errors;
    if (fault !== undefined) {
      throw new Error(`not valid YAML: ${fault.message}`);
    }
    const object = document.toJS() as KubernetesObject | null;
    return object === null ? [] : [object];
  });
}

function isTimestamp(tag: { tag: string }): boolean {
  return tag.tag === 'tag:yaml.org,2002:timestamp';
}

function isTime(tag: object): boolean {
  return 'format' in tag && tag.format === 'TIME';
}
