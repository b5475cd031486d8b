import type { KeySchema, Schema } from '../../lib/schema/schema';
import spec from '../../spec/chart-values.json';
import { compact } from './json-schema';

/**
 * Shape of a chart value: anything, where nobody has looked at it yet; a map with keys of the chart's own; a string, whole number, boolean or list of strings; an
 * object of Kubernetes, a list of them, or a map of them by name; labels; annotations, copied as they are; strings,
 * numbers and booleans by name, which the chart quotes; a list of the same with `name` and `value`; texts by file name.
 */
type ValueType = keyof typeof TYPESCRIPT | 'section';

/** One entry of `keys` in spec/chart-values.json. */
interface SpecKey extends Pick<KeySchema, 'since' | 'notNull' | 'deprecated' | 'reserved' | 'min' | 'max' | 'secret'> {
  readonly path: string;
  readonly type: ValueType;
  readonly doc: string;
  readonly default: string;
  readonly unlisted?: boolean;
  readonly values?: readonly string[];
  readonly kubernetes?: string;
  /** Names in a map that the chart writes itself. */
  readonly reservedNames?: readonly string[];
}

interface Node {
  readonly name: string;
  readonly key: SpecKey;
  readonly children: Node[];
}

const VALUES_YAML = 'https://gitlab.com/gitlab-org/charts/gitlab-runner/-/blob/main/values.yaml';

const TYPESCRIPT = {
  any: 'any',
  string: 'string',
  integer: 'number',
  boolean: 'boolean',
  strings: 'string[]',
  object: 'JsonObject',
  objects: 'JsonObject[]',
  objectMap: 'Readonly<Record<string, JsonObject | null>>',
  labels: 'Readonly<Record<string, string | null>>',
  annotations: 'Readonly<Record<string, string | null>>',
  scalars: 'Readonly<Record<string, string | number | boolean | null>>',
  variables: 'JsonObject[]',
  files: 'Readonly<Record<string, string | null>>',
};

/** From here on, Helm prints numbers as `1e+06`, which neither TOML nor Kubernetes takes for an integer. */
const HELM_EXPONENT_FROM = 1_000_000;

/** What the chart quotes. */
const SCALAR: Schema = {
  type: ['string', 'boolean', 'number'],
  min: 1 - HELM_EXPONENT_FROM,
  max: HELM_EXPONENT_FROM - 1,
  give: 'a string, a boolean, or a number below a million',
};

/** Writes the typed values and the schema of the chart from spec/chart-values.json. */
export default function generateChart(): Record<string, string> {
  const tree = toTree(spec.keys as SpecKey[]);
  const parts = [
    '// Generated from spec/chart-values.json. Do not edit.',
    "import type { IDeployTimeValue, JsonObject } from './value-key';",
    rootInterface(tree),
    ...sections(tree).map(sectionInterface),
  ];
  return {
    'lib/chart/chart-values.generated.ts': `${parts.join('\n\n')}\n`,
    'lib/schema/generated/chart-values.generated.ts': schemaFile(tree),
  };
}

function schemaFile(tree: readonly Node[]): string {
  const schema: Schema = { keys: keysOf(tree) };
  const elsewhere = Object.fromEntries(spec.elsewhere.map(({ path, instead }) => [path, instead]));
  return [
    '// Generated from spec/chart-values.json. Do not edit.',
    "import type { Schema } from '../schema';\n",
    `/** The newest chart version whose keys are all known. */\nexport const NEWEST_KNOWN_CHART = '${spec.versions.at(-1)?.version}';\n`,
    '/** The charts whose keys are all known, the oldest first, each with the version of GitLab Runner in it. */',
    `export const KNOWN_CHARTS: readonly { readonly version: string; readonly runner: string }[] = JSON.parse('${JSON.stringify(spec.versions)}');\n`,
    `/** Every value that the templates of the chart read. */\nexport const CHART_VALUES = JSON.parse('${compact(JSON.stringify(schema))}') as Schema;\n`,
    '/** Keys that people write although no template of the chart reads them, and what to write instead. */',
    `export const KEYS_ELSEWHERE = JSON.parse('${compact(JSON.stringify(elsewhere))}') as Readonly<Record<string, string>>;`,
    '',
  ].join('\n');
}

function keysOf(nodes: readonly Node[]): Record<string, KeySchema> {
  return Object.fromEntries(nodes.map((node) => [node.name, keySchema(node)]));
}

function keySchema({ key, children }: Node): KeySchema {
  const { since, notNull, deprecated, reserved, secret } = key;
  return {
    ...(key.type === 'section' ? { keys: keysOf(children) } : valueSchema(key)),
    ...(since !== undefined && { since }),
    ...(notNull !== undefined && { notNull }),
    ...(deprecated !== undefined && { deprecated }),
    ...(reserved !== undefined && { reserved: `${reserved.charAt(0).toUpperCase()}${reserved.slice(1)}.` }),
    ...(secret && { secret }),
  };
}

function valueSchema({ type, values, min, max, kubernetes, reservedNames = [] }: SpecKey): Schema {
  const object: Schema = kubernetes === undefined ? { type: 'map' } : { kubernetes };
  const reserved = 'The chart writes it itself; choose another name.';
  const own = { keys: Object.fromEntries(reservedNames.map((name) => [name, { reserved }])) };
  switch (type) {
    case 'section':
      throw new Error('a section has keys of its own');
    case 'any':
      return {};
    case 'string':
      return { type, ...(values && { values }) };
    case 'boolean':
      return { type };
    case 'integer':
      return { type, ...(min !== undefined && { min }), max: max ?? HELM_EXPONENT_FROM - 1 };
    case 'strings':
      return { items: { type: 'string' } };
    case 'object':
      return object;
    case 'objects':
      return { items: object };
    case 'objectMap':
      return { entries: object };
    case 'labels':
      return { names: 'label-key', entries: { format: 'label' }, ...(reservedNames.length > 0 && own) };
    case 'annotations':
      return { names: 'label-key', entries: { type: 'string' } };
    case 'scalars':
      return { entries: SCALAR };
    case 'variables':
      return { items: { keys: { name: { type: 'string', required: true }, value: SCALAR } } };
    case 'files':
      return { entries: { type: 'string' }, ...own };
  }
}

function toTree(keys: readonly SpecKey[]): Node[] {
  const roots: Node[] = [];
  const byPath = new Map<string, Node>();
  for (const key of keys) {
    const at = key.path.lastIndexOf('.');
    const node: Node = { name: key.path.slice(at + 1), key, children: [] };
    byPath.set(key.path, node);
    const siblings = at < 0 ? roots : byPath.get(key.path.slice(0, at))?.children;
    if (siblings === undefined) {
      throw new Error(`spec/chart-values.json: ${key.path} stands before its section`);
    }
    siblings.push(node);
  }
  return roots;
}

function sections(nodes: readonly Node[]): Node[] {
  return nodes.filter((node) => node.key.type === 'section').flatMap((node) => [node, ...sections(node.children)]);
}

function rootInterface(tree: readonly Node[]): string {
  return [
    '/**',
    " * Values of the GitLab Runner Helm chart, by the chart's own names.",
    ' *',
    ` * \`D\` is what may stand for a value that only the deployment knows; \`ChartValues<never>\` is what a YAML file can hold.`,
    ' *',
    ` * @see ${VALUES_YAML}`,
    ' */',
    'export interface ChartValues<D = IDeployTimeValue> {',
    ...tree.map(property),
    '}',
  ].join('\n');
}

function sectionInterface(node: Node): string {
  return [
    `/** ${node.key.doc} */`,
    `export interface ${interfaceName(node)}<D = IDeployTimeValue> {`,
    ...node.children.map(property),
    '}',
  ].join('\n');
}

function property(node: Node): string {
  return [
    '  /**',
    ...docLines(node.key).map((line) => `   *${line === '' ? '' : ` ${line}`}`),
    '   */',
    `  readonly ${node.name}?: ${typeScriptType(node)};`,
  ].join('\n');
}

function docLines(key: SpecKey): string[] {
  const notes = [
    ...(key.since === undefined ? [] : [`Chart ${key.since} and later.`]),
    ...(key.unlisted === true ? ["Not listed in the chart's values.yaml."] : []),
    ...(key.reserved === undefined ? [] : [`Refused: ${key.reserved}.`]),
  ];
  return [
    [key.doc, ...notes].join(' '),
    '',
    `@default - ${key.default}`,
    ...(key.deprecated === undefined ? [] : [`@deprecated ${key.deprecated}`]),
  ];
}

function typeScriptType(node: Node): string {
  const { key } = node;
  const type =
    key.type === 'section'
      ? `${interfaceName(node)}<D>`
      : (key.values?.map((value) => `'${value}'`).join(' | ') ?? TYPESCRIPT[key.type]);
  return [type, ...(key.notNull === undefined ? ['null'] : []), 'D'].join(' | ');
}

function interfaceName(node: Node): string {
  const words = node.key.path.split('.').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `Chart${words.join('')}Values`;
}
