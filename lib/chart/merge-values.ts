import { deepmergeCustom } from 'deepmerge-ts';

const merge = deepmergeCustom({ mergeArrays: false, mergeMaps: false, mergeSets: false });

/**
 * Lays chart values over each other as Helm does: a later layer wins key by key, and lists are replaced. Null stays,
 * since Helm takes it to delete a default of the chart; undefined changes nothing. Deploy-time values are taken whole.
 */
export function mergeValues(...layers: readonly (object | undefined)[]): Record<string, unknown> {
  return merge({}, ...layers.filter((layer) => layer !== undefined));
}
