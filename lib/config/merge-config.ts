import { deepmergeCustom } from 'deepmerge-ts';

import { DeployTimeChoice } from './deploy-time-choice';
import type { RunnerConfig } from './runner-config.generated';
import { isTable } from './toml-table';

const merge = deepmergeCustom({ mergeArrays: false, mergeOthers: mergeChoices });

/**
 * Layers configurations: a later one wins, table by table. Arrays are replaced, since an added element is seldom what
 * a later layer wants; what is undefined leaves the earlier value, and deploy-time values are taken whole.
 */
export function mergeConfig(...layers: readonly (RunnerConfig | undefined)[]): RunnerConfig {
  return merge({}, ...layers.filter((layer) => layer !== undefined));
}

/**
 * How values are merged that are not all tables, for deepmerge-ts: the last one wins, but a table is laid over either
 * side of a choice of tables.
 */
export function mergeChoices(values: readonly unknown[]): unknown {
  return values.reduce((earlier, later) => layOver(earlier, later));
}

function layOver(earlier: unknown, later: unknown): unknown {
  if (earlier instanceof DeployTimeChoice && isTable(later)) {
    const { condition, whenTrue, whenFalse } = earlier as DeployTimeChoice<unknown>;
    return new DeployTimeChoice(condition, layOver(whenTrue, later), layOver(whenFalse, later));
  }
  return isTable(earlier) && isTable(later) ? merge(earlier, later) : later;
}
