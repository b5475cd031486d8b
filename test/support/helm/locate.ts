import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { load } from 'js-yaml';
import { findHelm as findHelmOfMachine, isExecutable } from '../../../lib/testing/helm';
import { fileInTgz } from './archive';

const CACHE = resolve(__dirname, '../../../.cache');
export const CACHED_HELM = join(CACHE, 'helm', 'helm');
export const CACHED_CHARTS = join(CACHE, 'charts');

/** A gitlab-runner chart on this machine. */
export interface Chart {
  readonly version: string;
  /** The version of GitLab Runner that the chart installs. */
  readonly appVersion: string;
  /** An archive, or the unpacked folder. */
  readonly path: string;
}

/** The Helm of the machine, else the one that `npm run test:chart` put into `.cache`. */
export function findHelm(): string | undefined {
  return findHelmOfMachine() ?? [CACHED_HELM].find(isExecutable);
}

/**
 * The charts to test with, by version: those that `GITLAB_RUNNER_CHART` names (an archive, an unpacked chart, or a folder
 * of such), else those in `.cache/charts`.
 */
export function findCharts(): Chart[] {
  const named = process.env.GITLAB_RUNNER_CHART;
  const given = named !== undefined && named !== '';
  const charts = chartsIn(given ? named : CACHED_CHARTS);
  if (given && charts.length === 0) {
    throw new Error(`GITLAB_RUNNER_CHART names ${named}, where no gitlab-runner chart is`);
  }
  return charts.sort((a, b) => a.version.localeCompare(b.version, 'en', { numeric: true }));
}

function chartsIn(path: string): Chart[] {
  const chart = readChart(path);
  if (chart !== undefined) {
    return [chart];
  }
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  return isFolder ? readdirSync(path).flatMap((name) => readChart(join(path, name)) ?? []) : [];
}

function readChart(path: string): Chart | undefined {
  const text = fileOf(path, 'Chart.yaml');
  const { name, version, appVersion } = (text === undefined ? {} : load(text)) as Record<string, unknown>;
  return name === 'gitlab-runner' ? { version: String(version), appVersion: String(appVersion), path } : undefined;
}

/** The values.yaml of a chart, as users copy it. */
export function valuesYaml({ path }: Chart): string {
  return fileOf(path, 'values.yaml') ?? '';
}

function fileOf(path: string, name: string): string | undefined {
  if (path.endsWith('.tgz') && existsSync(path)) {
    return fileInTgz(readFileSync(path), `gitlab-runner/${name}`)?.toString('utf8');
  }
  const file = join(path, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
