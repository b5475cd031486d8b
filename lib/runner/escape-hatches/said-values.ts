import type { ChartValues } from '../../chart/chart-values.generated';
import { isEmpty } from '../../chart/value-key';
import { isMap } from '../../diagnostics/is-map';
import { isUnresolved } from '../../ros/tokens';

/** The texts of `runners.config` in the values.yaml of the chart, before and from 0.84.0, without white space. */
const DEFAULT_CONFIG = ['.Release.Namespace', 'default.Release.Namespace.Values.runners.jobNamespace'].map(
  (namespace) => `[[runners]][runners.kubernetes]namespace="{{${namespace}}}"image="alpine"`,
);

/**
 * The values that say something. A values file that is pasted as a whole also has what stands in the chart's own
 * values.yaml for "nothing said": empty lists and maps, a config.toml of two lines, and no Role, although managers
 * without a service account of their own need one. These leave what the library says in place.
 */
export function saidValues(values: ChartValues): ChartValues {
  if (!isPlainMap(values)) {
    return values;
  }
  const said = withoutEmpty(values, 2) as Readonly<Record<string, unknown>>;
  const { rbac, runners, serviceAccount } = said;
  const isNamed = !isEmpty(valueAt(serviceAccount, 'name')) || !isEmpty(valueAt(rbac, 'serviceAccountName'));
  const createsRole = valueAt(rbac, 'create');
  const config = valueAt(runners, 'config');
  const unsaid = [
    ...([false, null].includes(createsRole as null) && !isNamed ? ['create'] : []),
    // Without any, the chart grants everything.
    ...(isEmpty(valueAt(rbac, 'rules')) ? ['rules'] : []),
  ];
  return {
    ...said,
    ...(isPlainMap(rbac) && { rbac: without(rbac, unsaid) }),
    // The chart by itself makes no account where it makes no Role.
    ...(createsRole === false && isNamed && { serviceAccount: { create: false, ...(serviceAccount as object) } }),
    ...(typeof config === 'string' &&
      DEFAULT_CONFIG.includes(config.replace(/\s/g, '')) && { runners: without(runners, ['config']) }),
  };
}

/** What stands under `global` is for templates of the user's, which may count on it. */
function withoutEmpty(map: object, depth: number): object {
  const entries = Object.entries(map).map(([key, value]: [string, unknown]) => {
    const isSection = depth > 1 && key !== 'global' && isPlainMap(value);
    return [key, isSection ? withoutEmpty(value, depth - 1) : value] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value === null || value === '' || !isEmpty(value))) as object;
}

/** Deploy-time maps may look like maps. */
function isPlainMap(value: unknown): value is object {
  return isMap(value) && !isUnresolved(value);
}

function valueAt(section: unknown, key: string): unknown {
  return isPlainMap(section) ? (section as Readonly<Record<string, unknown>>)[key] : undefined;
}

function without(section: unknown, keys: readonly string[]): object {
  return Object.fromEntries(Object.entries(section as object).filter(([name]) => !keys.includes(name)));
}
