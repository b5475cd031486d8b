import { isDeepStrictEqual } from 'node:util';
import type { PlainFunction } from './arguments';
import { asJson, asList, asMap, asText, takeArguments } from './arguments';
import type { Data } from '../../template/intrinsics';
import { isMap } from '../../template/intrinsics';

export const LIST_FUNCTIONS: Readonly<Record<string, PlainFunction>> = {
  'Fn::Select': (argument) => {
    const [key, collection, fallback = ''] = takeArguments(argument, 2, 3);
    const values = collection === '' ? null : asJson(collection);
    if (values === null) {
      return fallback;
    }
    // What is not there gives the default, which is an empty text, and no error.
    return (isMap(values) ? values[asText(key)] : asList(values).at(toIndex(key))) ?? fallback;
  },

  'Fn::Length': (argument) => {
    if (argument === null) {
      return 0;
    }
    return typeof argument === 'string' || Array.isArray(argument)
      ? argument.length
      : Object.keys(asMap(argument)).length;
  },

  'Fn::Index': (argument) => {
    const [wanted, list] = takeArguments(argument, 2);
    const index = asList(list ?? []).findIndex((item) => isDeepStrictEqual(item, wanted));
    return index < 0 ? null : index;
  },

  'Fn::ListMerge': (argument) => asList(argument).flatMap((list) => (list === null ? [] : asList(list))),

  // Of two maps exactly, and deep: maps under one key are merged in turn, anything else is taken from the second.
  'Fn::MergeMap': (argument) => {
    const [first, second] = takeArguments(argument, 2);
    return mergeMaps(asMap(first), asMap(second));
  },

  'Fn::MergeMapToList': (argument) => {
    const columns = asList(argument).map((map) => onlyColumn(asMap(map)));
    const length = Math.max(0, ...columns.map(([, values]) => values.length));
    return Array.from({ length }, (_unused, row) =>
      Object.fromEntries(columns.map(([key, values]) => [key, values[Math.min(row, values.length - 1)]])),
    );
  },

  'Fn::SelectMapList': (argument) => {
    const [key, maps] = takeArguments(argument, 2);
    const holders = asList(maps).filter((map) => map !== null && Object.hasOwn(asMap(map), asText(key)));
    return holders.map((map) => asMap(map)[asText(key)]);
  },

  'Fn::Any': (argument) => asList(argument).some(Boolean),

  'Fn::Contains': (argument) => {
    const [list, wanted] = takeArguments(argument, 2);
    return contains(asList(list), wanted);
  },

  'Fn::EachMemberIn': (argument) => {
    const [members, list] = takeArguments(argument, 2);
    return asList(members).every((member) => contains(asList(list), member));
  },

  // No conversion: the number 1 and the text "1" differ, and so do true and "true".
  'Fn::Equals': (argument) => {
    const [left, right] = takeArguments(argument, 2);
    return isDeepStrictEqual(left, right);
  },
};

function contains(list: readonly unknown[], wanted: unknown): boolean {
  return list.some((item) => isDeepStrictEqual(item, wanted));
}

function toIndex(key: unknown): number {
  const index = typeof key === 'string' && /^-?\d+$/.test(key) ? Number(key) : key;
  if (typeof index !== 'number' || !Number.isInteger(index)) {
    throw new Error(`an index is a whole number, not ${JSON.stringify(key)} (slices are beyond this evaluator)`);
  }
  return index;
}

function mergeMaps(first: Data, second: Data): Data {
  const merged = { ...first };
  for (const [key, value] of Object.entries(second)) {
    const old = merged[key];
    merged[key] = isMap(old) && isMap(value) ? mergeMaps(old, value) : value;
  }
  return merged;
}

function onlyColumn(map: Data): [string, unknown[]] {
  const [column, ...others] = Object.entries(map);
  if (column === undefined || others.length > 0) {
    throw new Error(`needs maps of one key each, not ${JSON.stringify(map)}`);
  }
  return [column[0], asList(column[1])];
}
