import { engines } from '../../package.json';
import type { Check } from './check';
import { ok, problem, warning } from './finding';

const OLDEST = Number(/\d+/.exec(engines.node)?.[0]);

/** Even versions are those with long-term support. */
export const node: Check = {
  id: 'node',
  title: 'Node.js',
  run: () => {
    const { node: version } = process.versions;
    const line = Number.parseInt(version, 10);
    if (line < OLDEST) {
      return [problem(`is ${version}; allowed is ${OLDEST} or later`)];
    }
    return line % 2 === 1
      ? [warning(`is ${version}, a line without long-term support, which nothing here is tested with`)]
      : [ok(version)];
  },
};
