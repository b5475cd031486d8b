import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isMap } from '../../lib/diagnostics/is-map';
import { name, version } from '../../package.json';

/** Where a project gets this package from. */
export interface PackageSource {
  /** What stands in package.json: a range of versions, or an archive or repository. */
  readonly specifier: string;
  /** The command that makes the archive, where there is none yet. */
  readonly prepare?: string;
  /** The archive, which only this machine has. */
  readonly archive?: string;
}

/**
 * The same source that this program comes from: the registry, an archive or a repository that npm has installed it from,
 * or the archive of a checkout. What is in no registry could not be installed by its version.
 *
 * @param project folder of the project
 * @param root folder of this package
 */
export function packageSource(project: string, root: string): PackageSource {
  if (existsSync(path.join(root, 'lib/index.ts'))) {
    const archive = path.join(root, `${name}-${version}.tgz`);
    const isPacked = existsSync(archive);
    return { ...fromArchive(project, archive), ...(!isPacked && { prepare: `(cd ${root} && npm pack)` }) };
  }
  const installed = installedFrom(root);
  if (installed?.startsWith('file:') === true) {
    return fromArchive(project, path.resolve(root, '../..', installed.slice('file:'.length)));
  }
  return { specifier: installed?.startsWith('git') === true ? installed : `^${version}` };
}

function fromArchive(project: string, archive: string): PackageSource {
  const relative = path.relative(path.resolve(project), archive).split(path.sep).join('/');
  return { specifier: `file:${relative}`, archive };
}

/** What npm has noted of the package in its folder. Other installers note it elsewhere. */
function installedFrom(root: string): string | undefined {
  const modules = path.dirname(root);
  const note = path.join(modules, '.package-lock.json');
  if (path.basename(modules) !== 'node_modules' || !existsSync(note)) {
    return undefined;
  }
  const { packages = {} } = JSON.parse(readFileSync(note, 'utf8')) as { readonly packages?: Record<string, unknown> };
  const entry = packages[`node_modules/${path.basename(root)}`];
  return isMap(entry) && typeof entry.resolved === 'string' ? entry.resolved : undefined;
}
