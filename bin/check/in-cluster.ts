import { checkInCluster, readFileToTry } from '../../lib/dry-run/check-in-cluster';
import { ReachableCluster } from '../../lib/dry-run/kubectl';
import { missingParameters } from '../../lib/dry-run/parameters';
import { canAsk, saying } from '../terminal';
import type { Checked } from './checked';
import { isError } from './checked';
import type { ClusterOptions } from './cluster-options';
import { askForParameters } from './parameter-questions';

/**
 * Has the cluster try the files without errors, after it has asked on a terminal for the parameters that they need.
 * Throws where the cluster cannot be asked; undefined when whoever is asked gives up.
 */
export async function tryInCluster(
  checked: readonly Checked[],
  options: ClusterOptions,
): Promise<readonly Checked[] | undefined> {
  const isRight = ({ problems }: Checked) => !problems.some(isError);
  if (!checked.some(isRight)) {
    return checked;
  }
  const cluster = saying('Asking the cluster', () => ReachableCluster.connect(options.context));
  const files = checked.map((one) => (isRight(one) ? readFileToTry(one.file) : undefined));
  const declared = Object.assign({}, ...files.map((file) => file?.template.Parameters)) as object;
  const { parameter: given = {} } = options;
  const asked = canAsk()
    ? await askForParameters(missingParameters({ ...declared }, given), {
        input: process.stdin,
        output: process.stderr,
      })
    : {};
  if (asked === undefined) {
    return undefined;
  }
  const parameters = { ...asked, ...given };
  return checked.map((one, index) => {
    const file = files[index];
    if (file === undefined) {
      return one;
    }
    const own = Object.fromEntries(
      Object.entries(parameters).filter(([name]) => name in given || name in (file.template.Parameters ?? {})),
    );
    const { problems, objects, notes } = saying(`Trying ${one.file} in the cluster`, () =>
      checkInCluster(file, { cluster, chart: options.chart, parameters: own }),
    );
    const answer = { context: cluster.context, version: cluster.version, objects, notes };
    return { ...one, problems: [...one.problems, ...problems], cluster: answer };
  });
}
