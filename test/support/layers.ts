import type { RunnerConfig } from '../../lib';
import { option } from '../../lib/model/origin';
import type { Node } from '../../lib/model/tree';
import { over, plain, treeFrom } from '../../lib/model/tree';

/** Plain values laid over each other as the layers of a runner are, where later lists replace earlier ones. */
export function layered(...layers: readonly (object | undefined)[]): RunnerConfig {
  const trees = [{}, ...layers.filter((layer) => layer !== undefined)].map((layer) => treeFrom(option(), layer));
  return plain(trees.reduce<Node>((earlier, later) => over(earlier, later, 'replace'), trees[0]!)) as RunnerConfig;
}
