import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { dryRunRules } from '../rules/dry-run-rules';
import type { RenderedObject } from '../testing/helm';
import { helmTemplate } from '../testing/helm';
import { demandProgram, run } from './programs';

/** A release as the template has it. */
export interface Release {
  /** Logical id of the resource. */
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly chartUrl: string;
  readonly values: object;
}

/** The cluster that a chart is rendered for. */
export interface RenderTarget {
  readonly version: string;
  readonly apiVersions: readonly string[];
}

/** The charts of releases, rendered by the user's Helm. To be removed afterwards. */
export class Charts {
  private readonly helm = demandProgram('helm', 'HELM_BIN');
  /** Of what Helm has fetched, once it has. */
  private folder: string | undefined;
  private readonly fetched = new Map<string, string>();

  /** @param file the archive that all releases are rendered from; without one, Helm fetches that of each */
  constructor(private readonly file: string | undefined) {
    if (file !== undefined && !existsSync(file)) {
      throw chartFault('--chart', `there is no file ${file}; give the archive of the chart`);
    }
  }

  /** What Helm makes of a release, each object with the namespace of the release unless it has its own. */
  render({ id, name, namespace, chartUrl, values }: Release, { version, apiVersions }: RenderTarget): RenderedObject[] {
    const chart = this.file ?? this.archiveOf(chartUrl);
    try {
      const cluster = { kubernetesVersion: version, apiVersions };
      return helmTemplate({ helm: this.helm, chart, release: name, namespace, values, ...cluster });
    } catch (error) {
      throw chartFault(id, `does not render: ${(error as Error).message.trim()}`);
    }
  }

  remove(): void {
    if (this.folder !== undefined) {
      rmSync(this.folder, { recursive: true, force: true });
    }
  }

  private archiveOf(url: string): string {
    const known = this.fetched.get(url);
    if (known !== undefined) {
      return known;
    }
    this.folder ??= mkdtempSync(path.join(tmpdir(), 'charts-'));
    const folder = path.join(this.folder, String(this.fetched.size));
    const { isSuccess, stderr } = run(this.helm, ['pull', url, '--destination', folder]);
    const [archive] = isSuccess ? readdirSync(folder) : [];
    if (archive === undefined) {
      throw chartFault(url, `cannot be fetched by Helm; give its archive by --chart FILE. Helm says: ${stderr.trim()}`);
    }
    this.fetched.set(url, path.join(folder, archive));
    return path.join(folder, archive);
  }
}

function chartFault(at: string, message: string): InvalidInputError {
  return new InvalidInputError('the chart', [problemOf(dryRunRules['dry-run-chart'], at, message)]);
}
