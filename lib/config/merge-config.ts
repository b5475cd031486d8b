import { deepmergeCustom } from 'deepmerge-ts';

import type { RunnerConfig } from './runner-config.generated';

const merge = deepmergeCustom({ mergeArrays: false });

/**
 * Layers configurations: a later one wins, table by table. Arrays are replaced, since an added element is seldom what
 * a later layer wants; what is undefined leaves the earlier value, and deploy-time values are taken whole.
 */
export function mergeConfig(...layers: readonly (RunnerConfig | undefined)[]): RunnerConfig {
  return merge({}, ...layers.filter((layer) => layer !== undefined));
}
