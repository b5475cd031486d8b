import { deepmergeCustom } from 'deepmerge-ts';
import { isPlainObject } from './value-key';

const merge = deepmergeCustom({ mergeArrays: false, mergeMaps: false, mergeSets: false, mergeOthers: lastOf });

/** A deploy-time value that is not replaced by a map laid over it, such as a choice of maps, which it comes into. */
export interface LayeredValue {
  withLayer(layer: object): unknown;
}

/**
 * Lays chart values over each other as Helm does: a later layer wins key by key, and lists are replaced. Null stays,
 * since Helm takes it to delete a default of the chart; undefined changes nothing. Deploy-time values are taken whole,
 * unless they take layers themselves.
 */
export function mergeValues(...layers: readonly (object | undefined)[]): Record<string, unknown> {
  return merge({}, ...layers.filter((layer) => layer !== undefined));
}

/** For values that are not all maps. */
function lastOf(values: readonly unknown[]): unknown {
  return values.reduce((earlier, later) =>
    isPlainObject(later) && isLayered(earlier) ? earlier.withLayer(later) : later,
  );
}

function isLayered(value: unknown): value is LayeredValue {
  return typeof (value as Partial<LayeredValue> | null | undefined)?.withLayer === 'function';
}
