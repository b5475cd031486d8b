import { parse, TomlError } from 'smol-toml';
import { ACTION } from '../config/helm-template';
import { findKey } from '../config/key-table';
import { ROOT_SECTION } from '../schema/generated/config-toml.generated';
import { isMap } from '../diagnostics/is-map';
import type { Origin, Step } from './origin';
import type { Node } from './tree';
import { Items, Leaf, Table } from './tree';

/** Stands for a value that Helm has yet to fill in. */
export const FILLED_BY_HELM = Symbol('filled in by Helm');

/** A config.toml that a user writes as text, as far as it is known before Helm has read the template actions in it. */
export interface ConfigText {
  /** The settings by the names of typed `config`; one unknown leaf when the text cannot be read. */
  readonly tree: Node;
  /** The table as it was parsed, by the keys of config.toml; undefined when the text cannot be read. */
  readonly table?: Readonly<Record<string, unknown>>;
  /** Why the text is not TOML, and the line, from 1. */
  readonly fault?: { readonly reason: string; readonly line: number };
}

/** Stands for what Helm makes of an action. A number may be a bare value, a part of a string, and a key. */
const PLACEHOLDER = '314159265358979';
const PLACEHOLDERS = new RegExp(`(?:${PLACEHOLDER})+`, 'g');
const LINE_OF_ACTIONS = new RegExp(`^[ \\t]*(?:(?:${ACTION.source})[ \\t]*)+$`, 'gm');
const CONTROL = /^\{\{-?\s*(?:if|else|end|range|with|define|block|break|continue)\b/;

/**
 * Reads the text of `runners.config`. Template actions of Helm are set aside: what depends on them is unknown, and where
 * an action decides on lines everything is only possible.
 *
 * @param path of the text in the props
 */
export function readConfigText(text: string, path: readonly Step[]): ConfigText {
  const withoutLines = text.replace(LINE_OF_ACTIONS, linesOnly);
  const isConditional = withoutLines !== text || [...text.matchAll(ACTION)].some(([action]) => CONTROL.test(action));
  const toml = withoutLines
    .replace(ACTION, (action) => (CONTROL.test(action) ? linesOnly(action) : PLACEHOLDER + linesOnly(action)))
    .replace(PLACEHOLDERS, PLACEHOLDER);
  const whole: Origin = { layer: 'text', path, ...(isConditional && { isConditional }) };
  try {
    const table = parse(toml);
    const lines = linesOf(toml);
    return { tree: treeOf(table, ROOT_SECTION, whole, lines, []), table };
  } catch (error) {
    const tree = new Leaf(FILLED_BY_HELM, whole);
    return text.includes('{{') || !(error instanceof TomlError) ? { tree } : { tree, fault: faultOf(error) };
  }
}

/** Whether a value, or the path of one, is known only after Helm has read an action in it. */
export function isOfAction(value: unknown): boolean {
  return (typeof value === 'string' || typeof value === 'number') && String(value).includes(PLACEHOLDER);
}

function linesOnly(text: string): string {
  return text.replace(/[^\n]/g, '');
}

function faultOf(error: TomlError): { reason: string; line: number } {
  const [reason = ''] = error.message.replace(/^Invalid TOML document: /, '').split('\n');
  return { reason, line: error.line };
}

/** The entry of `[[runners]]` has no step of its own, as in typed `config`. */
function treeOf(
  value: unknown,
  section: string,
  whole: Origin,
  lines: ReadonlyMap<string, number>,
  within: readonly Step[],
): Node {
  const line = lines.get(JSON.stringify(within));
  const origin: Origin = { ...whole, within, ...(line !== undefined && { line }) };
  if (isOfAction(value)) {
    return new Leaf(FILLED_BY_HELM, origin);
  }
  if (Array.isArray(value)) {
    return new Items(
      value.map((item, index) => treeOf(item, section, whole, lines, [...within, index])),
      origin,
    );
  }
  if (!isMap(value)) {
    return new Leaf(value, origin);
  }
  const entries = Object.entries(value)
    .filter(([key]) => !isOfAction(key))
    .map(([key, inner]) => {
      const entry = findKey(section, key, 'key');
      const isRunner = section === ROOT_SECTION && key === 'runners' && Array.isArray(inner) && inner.length === 1;
      const item: unknown = isRunner ? inner[0] : inner;
      return [entry?.property ?? key, treeOf(item, entry?.of ?? '', whole, lines, [...within, key])] as const;
    });
  return new Table(new Map(entries), origin);
}

/**
 * The lines of the headers and keys of a text, by their paths. It knows as much of TOML as config.toml files use: keys
 * inside of inline tables have the line of their table.
 */
function linesOf(toml: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const counts = new Map<string, number>();
  let header: readonly Step[] = [];
  let isInText = false;
  toml.split('\n').forEach((line, index) => {
    const quotes = line.match(/"""|'''/g)?.length ?? 0;
    const [, brackets, name] = /^\s*(\[\[?)\s*([^\]]+?)\s*\]/.exec(line) ?? [];
    const [, key] =
      /^\s*((?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+))*)\s*=/.exec(line) ??
      [];
    if (!isInText && name !== undefined && key === undefined) {
      const path = keysOf(name);
      const count = counts.get(path.join('\0')) ?? 0;
      counts.set(path.join('\0'), count + 1);
      header = brackets === '[[' && path.join() !== 'runners' ? [...path, count] : path;
      set(lines, header, index + 1);
    } else if (!isInText && key !== undefined) {
      set(lines, [...header, ...keysOf(key)], index + 1);
    }
    isInText = quotes % 2 === 0 ? isInText : !isInText;
  });
  return lines;
}

/** All tables on the way are there from this line at the latest. */
function set(lines: Map<string, number>, path: readonly Step[], line: number): void {
  for (let length = 1; length <= path.length; length++) {
    const key = JSON.stringify(path.slice(0, length));
    lines.set(key, lines.get(key) ?? line);
  }
}

function keysOf(name: string): Step[] {
  const parts = name.match(/"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+/g) ?? [];
  return parts.map((part) => (part.startsWith('"') ? (JSON.parse(part) as string) : part.replace(/^'|'$/g, '')));
}
