import type { ValueKey, ValueType } from '../../lib/chart/value-key';
import spec from '../../spec/chart-values.json';

/** One entry of `keys` in spec/chart-values.json. */
interface SpecKey extends Omit<ValueKey, 'keys'> {
  readonly path: string;
  readonly doc: string;
  readonly default: string;
  readonly unlisted?: boolean;
}

interface Node {
  readonly name: string;
  readonly key: SpecKey;
  readonly children: Node[];
}

const VALUES_YAML = 'https://gitlab.com/gitlab-org/charts/gitlab-runner/-/blob/main/values.yaml';

const TYPESCRIPT: Record<Exclude<ValueType, 'section'>, string> = {
  string: 'string',
  integer: 'number',
  boolean: 'boolean',
  strings: 'readonly string[]',
  object: 'JsonObject',
  objects: 'readonly JsonObject[]',
  objectMap: 'Readonly<Record<string, JsonObject | null>>',
  labels: 'Readonly<Record<string, string | null>>',
  annotations: 'Readonly<Record<string, string | null>>',
  scalars: 'Readonly<Record<string, string | number | boolean | null>>',
  files: 'Readonly<Record<string, string | null>>',
};

/** What the checks need at run time; the rest of an entry is documentation. */
const RUNTIME_FIELDS = [
  'type',
  'since',
  'values',
  'min',
  'max',
  'notNull',
  'reserved',
  'deprecated',
  'reservedNames',
] as const;

/** Writes the typed values and the key tree of the chart from spec/chart-values.json. */
export default function generateChart(): Record<string, string> {
  const tree = toTree(spec.keys as SpecKey[]);
  const parts = [
    '// Generated from spec/chart-values.json. Do not edit.',
    "import type { DeployTimeValue, JsonObject, ValueKeys } from './value-key';",
    rootInterface(tree),
    ...sections(tree).map(sectionInterface),
    `/** The newest chart version whose keys are all known. */\nexport const NEWEST_KNOWN_CHART = '${spec.versions.at(-1)}';`,
    `/** Every value key that the templates of the chart read. */\nexport const CHART_VALUE_KEYS: ValueKeys = ${keysLiteral(tree, '')};`,
    elsewhereLiteral(),
  ];
  return { 'lib/chart/chart-values.generated.ts': `${parts.join('\n\n')}\n` };
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
    'export interface ChartValues<D = DeployTimeValue> {',
    ...tree.map(property),
    '}',
  ].join('\n');
}

function sectionInterface(node: Node): string {
  return [
    `/** ${node.key.doc} */`,
    `export interface ${interfaceName(node)}<D = DeployTimeValue> {`,
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

function keysLiteral(nodes: readonly Node[], indent: string): string {
  const lines = nodes.map((node) => `${indent}  ${node.name}: ${keyLiteral(node, `${indent}  `)},`);
  return `{\n${lines.join('\n')}\n${indent}}`;
}

function keyLiteral(node: Node, indent: string): string {
  const fields = RUNTIME_FIELDS.filter((field) => node.key[field] !== undefined).map(
    (field) => `${field}: ${JSON.stringify(node.key[field])}`,
  );
  const keys = node.key.type === 'section' ? [`keys: ${keysLiteral(node.children, indent)}`] : [];
  return `{ ${[...fields, ...keys].join(', ')} }`;
}

function elsewhereLiteral(): string {
  const lines = spec.elsewhere.map(({ path, instead }) => `  ${JSON.stringify(path)}: ${JSON.stringify(instead)},`);
  return [
    '/** Keys that people write although no template of the chart reads them, and what to write instead. */',
    'export const KEYS_ELSEWHERE: Readonly<Record<string, string>> = {',
    ...lines,
    '};',
  ].join('\n');
}
