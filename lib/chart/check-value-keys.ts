import type { FaultList } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';
import { CHART_VALUE_KEYS, KEYS_ELSEWHERE, NEWEST_KNOWN_CHART } from './chart-values.generated';
import type { ChartVersion } from './chart-version';
import { checkValueType } from './check-value-type';
import {
  isEmpty,
  isPlainObject,
  ownKey,
  type IsUnresolved,
  type JsonObject,
  type ValueKey,
  type ValueKeys,
} from './value-key';

/** What is found in values: errors stop the synthesis, warnings do not. */
export interface Findings {
  readonly errors: FaultList;
  readonly warnings: FaultList;
}

/** Judges each value by itself: whether the chart reads its key, and whether it takes the value. */
export function checkValueKeys(
  values: JsonObject,
  version: ChartVersion,
  isUnresolved: IsUnresolved,
  findings: Findings,
): void {
  const { errors, warnings } = findings;

  function checkSection(section: JsonObject, keys: ValueKeys, path: string): void {
    for (const [name, value] of Object.entries(section)) {
      const at = path === '' ? name : `${path}.${name}`;
      const key = ownKey(keys, name);
      if (value === undefined) {
        continue;
      }
      if (key === undefined) {
        unknownKey(at, name, keys);
      } else {
        checkValue(value, key, at);
      }
    }
  }

  function unknownKey(at: string, name: string, keys: ValueKeys): void {
    if (Object.hasOwn(KEYS_ELSEWHERE, at)) {
      errors.add(at, `is not read by the chart. ${KEYS_ELSEWHERE[at]}`);
      return;
    }
    const hint = didYouMean(name, Object.keys(keys)) || ownValueHint(at);
    if (version.mayHaveUnknownKeys) {
      const limit = `this library knows the keys up to chart ${NEWEST_KNOWN_CHART}`;
      warnings.add(at, `is a key that may be new in chart ${version.version}: ${limit}.${hint}`);
    } else {
      errors.add(at, `is not a value of chart ${version.version}, which would ignore it.${hint}`);
    }
  }

  function checkValue(value: unknown, key: ValueKey, at: string): void {
    if (key.since !== undefined && !version.isAtLeast(key.since)) {
      errors.add(at, `is read by chart ${key.since} and later, and this is chart ${version.version}`);
      return;
    }
    if (isUnresolved(value)) {
      return;
    }
    if (value === null) {
      nullValue(key, at);
    } else if (key.reserved !== undefined && !isEmpty(value)) {
      errors.add(at, `is refused: ${key.reserved}`);
    } else {
      if (key.deprecated !== undefined && value !== false && !isEmpty(value)) {
        warnings.add(at, `is out of date: ${key.deprecated}`);
      }
      errors.addAll(checkValueType(value, key, at, isUnresolved));
      if (key.keys !== undefined && isPlainObject(value)) {
        checkSection(value, key.keys, at);
      }
    }
  }

  function nullValue(key: ValueKey, at: string): void {
    if (key.notNull !== undefined) {
      errors.add(at, `is null, by which Helm deletes the chart's default: ${key.notNull}. Leave it out`);
    }
  }

  checkSection(values, CHART_VALUE_KEYS, '');
}

/** A chart that has this one as a dependency keeps the values for it below its name. */
function ownValueHint(at: string): string {
  if (at === 'gitlab-runner') {
    return ` Move what stands below ${shown(at)} one level up.`;
  }
  return at.includes('.') ? '' : ` Values of your own, for Helm templates in values, belong under ${shown('global')}.`;
}
