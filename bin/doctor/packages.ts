import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compareVersions } from '../../lib/chart/compare-versions';
import { name as PACKAGE, peerDependencies } from '../../package.json';
import type { Check } from './check';
import type { Finding } from './finding';
import { ok, problem, skipped } from './finding';
import { shortPath } from './surroundings';

/** Packages whose classes must be the same for all that use them. */
const SINGLE = ['@alicloud/ros-cdk-core', 'constructs'];

/** For apps in TypeScript: the peers, their versions, and whether there is one copy of each. */
export const packages: Check = {
  id: 'packages',
  title: 'Packages',
  run: () => {
    const project = path.resolve('package.json');
    const own = folderOf(PACKAGE, project);
    if (own === undefined) {
      return [skipped(`${PACKAGE} is not installed in this folder, and the program needs no other package`)];
    }
    const findings = Object.entries(peerDependencies).flatMap(([name, range]) =>
      peerFindings(name, range, project, own),
    );
    return findings.length > 0 ? findings : [ok(`${PACKAGE} and its peers, one copy of each`)];
  },
};

function peerFindings(name: string, range: string, project: string, own: string): Finding[] {
  const folder = folderOf(name, project);
  if (folder === undefined) {
    return [problem(`${name} is not installed; run \`npm install ${name}@${range}\``)];
  }
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string };
  const floor = range.slice(1);
  const isAllowed = compareVersions(version, floor) >= 0 && Number.parseInt(version) === Number.parseInt(floor);
  const findings = isAllowed ? [] : [problem(`${name} is ${version}; allowed is ${range}`)];
  const copies = SINGLE.includes(name) ? copiesOf(name, project, own) : [];
  return copies.length < 2
    ? findings
    : [
        ...findings,
        problem(
          `there are ${copies.length} copies of ${name}, so that constructs of one are none to the other: ${copies.map(shortPath).join(', ')}; let all packages ask for versions that one copy serves, and run \`npm dedupe\``,
        ),
      ];
}

/** The folders that a package is loaded from by the project, this package and the official ones. */
function copiesOf(name: string, project: string, own: string): string[] {
  const users = [own, ...Object.keys(peerDependencies).map((peer) => folderOf(peer, project))];
  const origins = [project, ...users.filter((folder) => folder !== undefined).map((folder) => path.join(folder, 'x'))];
  return [...new Set(origins.map((origin) => folderOf(name, origin)).filter((folder) => folder !== undefined))];
}

/** The folder that a file gets a package from; undefined when it gets none. */
function folderOf(name: string, file: string): string | undefined {
  for (const folder of createRequire(file).resolve.paths(name) ?? []) {
    if (existsSync(path.join(folder, name, 'package.json'))) {
      return realpathSync(path.join(folder, name));
    }
  }
  return undefined;
}
