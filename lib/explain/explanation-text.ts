import { stringify } from 'smol-toml';
import { readableYaml } from '../cluster/yaml';
import type { Step } from '../model/origin';
import { pathText } from '../model/origin';
import type { ExplainedOrigin, ExplainedValue, Explanation } from './explain';

/** Says where an origin is in the user's file, for instance `gitlab-runner.yaml line 31`; undefined where it is not there. */
export type LineOf = (origin: ExplainedOrigin) => string | undefined;

const COMMENT_COLUMN = 56;

/** An explanation as text: config.toml and the chart values, each line with a comment on where it comes from. */
export function explanationText({ configToml, chartValues }: Explanation, lineOf: LineOf = () => undefined): string {
  return [
    '# config.toml',
    ...tomlLines(configToml, lineOf),
    '',
    '# chart values',
    ...yamlLines(chartValues, lineOf),
    '',
  ].join('\n');
}

function tomlLines(values: readonly ExplainedValue[], lineOf: LineOf): string[] {
  let header = '[[runners]]';
  const lines = values.flatMap((one) => {
    const table = one.path.slice(0, -1);
    const own = headerOf(table);
    const isNew = own !== header;
    header = own;
    const key = tomlKey(one.path.at(-1)!);
    return [...(isNew ? ['', own] : []), line(`${key} = ${tomlValue(one.value)}`, one, lineOf)];
  });
  return ['', '[[runners]]', ...lines];
}

/** The one runner, and the items of lists of tables, have double brackets. */
function headerOf(table: readonly Step[]): string {
  const isItem = typeof table.at(-1) === 'number' || (table.length === 1 && table[0] === 'runners');
  const name = table
    .filter((step) => typeof step === 'string')
    .map(tomlKey)
    .join('.');
  return isItem ? `[[${name}]]` : `[${name}]`;
}

function tomlKey(step: Step): string {
  return /^[\w-]+$/.test(String(step)) ? String(step) : JSON.stringify(step);
}

/** Values of one origin as one piece of YAML below their common path. */
function yamlLines(values: readonly ExplainedValue[], lineOf: LineOf, depth = 1): string[] {
  return groupsOf(values, depth).flatMap((group) => {
    const [first] = group;
    const comments = new Set(group.map((one) => commentOf(one, lineOf)));
    if (comments.size > 1 && group.some(({ path }) => path.length > depth)) {
      return yamlLines(group, lineOf, depth + 1);
    }
    const [head = '', ...rest] = readableYaml({ [PLACE]: valueOf(group, depth) })
      .trimEnd()
      .split('\n');
    return [
      commented(
        head.replace(PLACE, () => pathText(first!.path.slice(0, depth))),
        [...comments][0]!,
      ),
      ...rest,
    ];
  });
}

/** Stands for a path, which YAML would put in quotes. */
const PLACE = 'PLACE';

function groupsOf(values: readonly ExplainedValue[], depth: number): (readonly ExplainedValue[])[] {
  const groups = new Map<string, ExplainedValue[]>();
  for (const one of values) {
    const key = JSON.stringify(one.path.slice(0, depth));
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** The value that values stand for together, each at the rest of its path. */
function valueOf(values: readonly ExplainedValue[], depth: number): unknown {
  const [first] = values;
  if (values.length === 1 && first!.path.length === depth) {
    return first!.value;
  }
  const inner = groupsOf(values, depth + 1).map(
    (group) => [group[0]!.path[depth]!, valueOf(group, depth + 1)] as const,
  );
  return typeof inner[0]?.[0] === 'number' ? inner.map(([, value]) => value) : Object.fromEntries(inner);
}

/** What only the deployment knows is no TOML, and is shown as the function of ROS that it is. */
function tomlValue(value: unknown): string {
  const isFunction = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isFunction
    ? JSON.stringify(value)
    : stringify({ value })
        .trimEnd()
        .replace(/^value = /, '');
}

function line(text: string, value: ExplainedValue, lineOf: LineOf): string {
  return commented(text, commentOf(value, lineOf));
}

function commented(text: string, comment: string): string {
  return `${text.padEnd(COMMENT_COLUMN)} # ${comment}`;
}

function commentOf({ origin, insteadOf = [], isPossible }: ExplainedValue, lineOf: LineOf): string {
  const [before] = insteadOf;
  return [
    originText(origin, lineOf),
    ...(before === undefined ? [] : [`instead of ${short(before.value)} of ${originText(before.origin, lineOf)}`]),
    ...(isPossible === true ? ['if the deployment chooses so'] : []),
  ].join('; ');
}

function originText(origin: ExplainedOrigin, lineOf: LineOf): string {
  const { layer, path, reason } = origin;
  if (layer === 'default') {
    return `default${reason === undefined ? '' : `: ${reason}`}${path === undefined ? '' : ` (${path})`}`;
  }
  const place = lineOf(origin) ?? (origin.line === undefined ? undefined : `line ${origin.line} of the text`);
  return [path ?? 'this library', place].filter((part) => part !== undefined).join(', ');
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
