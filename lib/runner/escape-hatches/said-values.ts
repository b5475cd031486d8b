import type { ChartValues } from '../../chart/chart-values.generated';
import { isEmpty } from '../../chart/value-key';
import { isMap } from '../../diagnostics/is-map';
import { isUnresolved } from '../../ros/tokens';

/** The texts of `runners.config` in the values.yaml of the chart, before and from 0.84.0, without white space. */
const DEFAULT_CONFIG = ['.Release.Namespace', 'default.Release.Namespace.Values.runners.jobNamespace'].map(
  (namespace) => `[[runners]][runners.kubernetes]namespace="{{${namespace}}}"image="alpine"`,
);

/** What the library gives itself, so that an empty text is that of a values.yaml. */
const GIVEN = [
  'gitlabUrl',
  'certsSecretName',
  'priorityClassName',
  'serviceAccount.name',
  'runners.secret',
  'runners.cache.secretName',
];

/**
 * The values that say something. A values file that is pasted as a whole also has what stands in the chart's own
 * values.yaml for "nothing said": empty lists and maps, a config.toml of two lines, and neither Role nor account, although
 * managers without an account of their own need both. These leave what the library says in place.
 */
export function saidValues(values: ChartValues): ChartValues {
  if (!isPlainMap(values)) {
    return values;
  }
  const at = (path: string) => valueAt(values, path.split('.'));
  const isNamed = ['serviceAccount.name', 'rbac.serviceAccountName'].some((path) => !isEmpty(at(path)));
  const config = at('runners.config');
  const unsaid = [
    ...GIVEN.filter((path) => at(path) === ''),
    // Without any, the chart grants everything.
    ...['rbac.rules'].filter((path) => isEmpty(at(path))),
    ...['rbac.create', 'serviceAccount.create'].filter((path) => !isNamed && [false, null].includes(at(path) as null)),
    ...(typeof config === 'string' && DEFAULT_CONFIG.includes(config.replace(/\s/g, '')) ? ['runners.config'] : []),
  ];
  const said: ChartValues = withoutEmpty(
    unsaid.reduce<object>((map, path) => without(map, path.split('.')), values),
    2,
  );
  // The chart by itself makes no account where it makes no Role.
  return at('rbac.create') === false && isNamed && !isUnresolved(said.serviceAccount)
    ? { ...said, serviceAccount: { create: false, ...said.serviceAccount } }
    : said;
}

/** What stands under `global` is for templates of the user's, which may count on it. */
function withoutEmpty(map: object, depth: number): object {
  const entries = Object.entries(map).map(([key, value]: [string, unknown]) => {
    const isSection = depth > 1 && key !== 'global' && isPlainMap(value);
    return [key, isSection ? withoutEmpty(value, depth - 1) : value] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value === null || value === '' || !isEmpty(value)));
}

/** Deploy-time maps may look like maps. */
function isPlainMap(value: unknown): value is object {
  return isMap(value) && !isUnresolved(value);
}

function valueAt(map: unknown, [key = '', ...rest]: readonly string[]): unknown {
  const value = isPlainMap(map) ? (map as Readonly<Record<string, unknown>>)[key] : undefined;
  return rest.length === 0 ? value : valueAt(value, rest);
}

function without(map: object, [key = '', ...rest]: readonly string[]): object {
  const entries = Object.entries(map).map(
    ([name, value]: [string, unknown]) =>
      [name, name === key && isPlainMap(value) ? without(value, rest) : value] as const,
  );
  return Object.fromEntries(entries.filter(([name]) => name !== key || rest.length > 0));
}
