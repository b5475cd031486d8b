import type { Fault } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';
import { checkAnnotations, checkLabels } from './kubernetes-labels';
import { isPlainObject, type IsUnresolved, type JsonObject, type ValueKey } from './value-key';

/** From here on, Helm prints numbers as `1e+06`, which neither TOML nor Kubernetes takes for an integer. */
const HELM_EXPONENT_FROM = 1_000_000;

/** What is wrong with a value by the type of its key. `at` is its path. */
export function checkValueType(
  value: unknown,
  key: ValueKey,
  at: string,
  isUnresolved: IsUnresolved,
): readonly Fault[] {
  const fault = (message: string | undefined): Fault[] => (message === undefined ? [] : [{ at, message }]);
  switch (key.type) {
    case 'string':
      return fault(stringFault(value, key));
    case 'integer':
      return fault(integerFault(value, key));
    case 'boolean':
      return fault(booleanFault(value));
    case 'strings':
      return listFaults(value, at, 'a list of strings', isUnresolved, (item) => typeof item === 'string');
    case 'objects':
      return listFaults(value, at, 'a list of objects', isUnresolved, isPlainObject);
    default:
      return isPlainObject(value)
        ? mapFaults(value, key, at, isUnresolved)
        : fault(`is ${shown(value)}; allowed is ${whatMap(key)}`);
  }
}

function stringFault(value: unknown, { values }: ValueKey): string | undefined {
  if (typeof value !== 'string') {
    const quotes = typeof value === 'number' || typeof value === 'boolean' ? ', so put it in quotes' : '';
    return `is ${shown(value)}; allowed is a string${quotes}`;
  }
  // The chart takes an empty string for unset.
  return values === undefined || value === '' || values.includes(value)
    ? undefined
    : `is ${shown(value)}; allowed are ${values.map(shown).join(', ')}.${didYouMean(value, values)}`;
}

function integerFault(value: unknown, { min = -Infinity, max = HELM_EXPONENT_FROM - 1 }: ValueKey): string | undefined {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) {
    return undefined;
  }
  const isQuoted = typeof value === 'string' && /^\d+$/.test(value);
  return `is ${shown(value)}; allowed is a whole number from ${min} to ${max}${isQuoted ? ', without quotes' : ''}`;
}

function booleanFault(value: unknown): string | undefined {
  if (typeof value === 'boolean') {
    return undefined;
  }
  const isQuoted = value === 'true' || value === 'false';
  return `is ${shown(value)}; allowed is true or false${isQuoted ? ', without quotes' : ''}`;
}

function listFaults(
  value: unknown,
  at: string,
  allowed: string,
  isUnresolved: IsUnresolved,
  isItem: (item: unknown) => boolean,
): Fault[] {
  // The chart's own default of some lists is `{}`, and it takes every empty value for unset.
  if (isPlainObject(value) && Object.keys(value).length === 0) {
    return [];
  }
  if (!Array.isArray(value)) {
    return [{ at, message: `is ${shown(value)}; allowed is ${allowed}` }];
  }
  return value.flatMap((item: unknown, index) =>
    isItem(item) || isUnresolved(item)
      ? []
      : [{ at: `${at}[${index}]`, message: `is ${shown(item)}; allowed is ${allowed}` }],
  );
}

function mapFaults(map: JsonObject, key: ValueKey, at: string, isUnresolved: IsUnresolved): Fault[] {
  // Null deletes an entry of the chart's default, so that only the others count.
  const entries = Object.entries(map).filter(([, value]) => value !== null && value !== undefined);
  const given = Object.fromEntries(entries);
  return [
    ...entries
      .filter(([name]) => key.reservedNames?.includes(name))
      .map(([name]) => ({
        at: `${at}[${shown(name)}]`,
        message: 'is written by the chart itself; choose another name',
      })),
    ...entryFaults(given, key, at, isUnresolved),
  ];
}

function entryFaults(map: JsonObject, key: ValueKey, at: string, isUnresolved: IsUnresolved): readonly Fault[] {
  const eachMust = (be: string, isGood: (value: unknown) => boolean): Fault[] =>
    Object.entries(map)
      .filter(([, value]) => !isUnresolved(value) && !isGood(value))
      .map(([name, value]) => ({ at: `${at}[${shown(name)}]`, message: `is ${shown(value)}; allowed is ${be}` }));
  switch (key.type) {
    case 'labels':
      return checkLabels(withoutTemplates(map), at, { isUnresolved });
    case 'annotations':
      return checkAnnotations(map, at, { isUnresolved });
    case 'files':
      return eachMust('a string', (value) => typeof value === 'string');
    case 'objectMap':
      return eachMust('an object', isPlainObject);
    case 'scalars':
      return eachMust('a string, a boolean, or a number below a million; put it in quotes', isScalar);
    default:
      return [];
  }
}

function isScalar(value: unknown): boolean {
  return (
    ['string', 'boolean'].includes(typeof value) || (typeof value === 'number' && Math.abs(value) < HELM_EXPONENT_FROM)
  );
}

/** Leaves out the labels that Helm templates make up, since what they yield cannot be judged here. */
function withoutTemplates(map: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(map).filter((entry) => !entry.some((text) => String(text).includes('{{'))));
}

function whatMap({ type, keys }: ValueKey): string {
  const names = type === 'section' ? ` with the keys ${Object.keys(keys ?? {}).join(', ')}` : '';
  return `an object${names}`;
}
