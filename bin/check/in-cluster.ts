import { InvalidArgumentError } from 'commander';
import { checkInCluster } from '../../lib/dry-run/check-in-cluster';
import { ReachableCluster } from '../../lib/dry-run/kubectl';
import type { Checked } from './checked';
import { isError } from './checked';

/** Options that are for `--cluster` only. */
export interface ClusterOptions {
  readonly context?: string;
  readonly chart?: string;
  readonly parameter?: Readonly<Record<string, string>>;
}

/** Has the cluster try the files without errors. Throws where it cannot be asked. */
export function tryInCluster(checked: readonly Checked[], options: ClusterOptions): Checked[] {
  const { context, chart, parameter: parameters = {} } = options;
  const isRight = ({ problems }: Checked) => !problems.some(isError);
  if (!checked.some(isRight)) {
    return [...checked];
  }
  const cluster = ReachableCluster.connect(context);
  return checked.map((one) => {
    if (!isRight(one)) {
      return one;
    }
    const { problems, objects, notes } = checkInCluster(one.file, { cluster, chart, parameters });
    const answer = { context: cluster.context, version: cluster.version, objects, notes };
    return { ...one, problems: [...one.problems, ...problems], cluster: answer };
  });
}

/** Gathers values that are given as `NAME=VALUE`. */
export function parameterOption(text: string, earlier: ClusterOptions['parameter'] = {}): ClusterOptions['parameter'] {
  const [, name, value] = /^(\w+)=([^]*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new InvalidArgumentError('Give the name of a parameter and its value, as NAME=VALUE.');
  }
  return { ...earlier, [name]: value };
}
