import path from 'node:path';
import { compareVersions } from '../../lib/chart/compare-versions';
import { run } from '../programs';
import type { Check } from './check';
import { ok, problem, skipped, warning } from './finding';

interface Program {
  readonly name: string;
  readonly title: string;
  /** What makes it print its version. */
  readonly args: readonly string[];
  /** What it is for, and so what does without it. */
  readonly use: string;
  /** The version that the documents are about. */
  readonly since?: string;
}

const PROGRAMS: readonly Program[] = [
  {
    name: 'ros-cdk',
    title: 'ros-cdk CLI',
    args: ['--version'],
    use: 'only `ros-cdk deploy` needs it, which `npm install --global @alicloud/ros-cdk-cli` installs',
    since: '1.10.0',
  },
  { name: 'helm', title: 'Helm', args: ['version', '--short'], use: 'only tests that render releases need it' },
  {
    name: 'kubectl',
    title: 'kubectl',
    args: ['version', '--client'],
    use: 'only looking into the cluster and --to-secret need it',
  },
];

export const programs: readonly Check[] = PROGRAMS.map(({ name, title, args, use, since = '0' }) => ({
  id: name,
  title,
  run: async () => {
    const local = await run(path.resolve('node_modules/.bin', name), args);
    const { exitCode, isFound, stdout } = local.isFound ? local : await run(name, args);
    if (!isFound) {
      return [skipped(`is not on the PATH; ${use}`)];
    }
    const version = /\d+\.\d+\.\d+/.exec(stdout)?.[0];
    if (exitCode !== 0 || version === undefined) {
      return [problem(`\`${[name, ...args].join(' ')}\` fails or prints no version; install it again`)];
    }
    return compareVersions(version, since) < 0
      ? [warning(`is ${version}; the documents are about ${since} and later, so update it`)]
      : [ok(version)];
  },
}));
