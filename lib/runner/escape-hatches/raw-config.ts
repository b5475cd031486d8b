import { parse } from 'smol-toml';
import { ACTION } from '../../config/helm-template';
import type { TomlTable } from '../../config/toml-table';

/** A config.toml that a user writes as text, as far as it is known before Helm has read the template actions in it. */
export interface RawConfig {
  /** Undefined when the text is no TOML, or becomes TOML only by its actions. */
  readonly table?: TomlTable;
  /** Whether nothing in it depends on an action that may leave lines out or bring others. */
  readonly isCertain: boolean;
  /** Why the text is no TOML. */
  readonly fault?: string;
}

/** Stands for what Helm makes of an action. A number may be a bare value, a part of a string, and a key. */
const PLACEHOLDER = '314159265358979';
const LINE_OF_ACTIONS = new RegExp(`^[ \\t]*(?:(?:${ACTION.source})[ \\t]*)+$`, 'gm');
const CONTROL = /^\{\{-?\s*(?:if|else|end|range|with|define|block|break|continue)\b/;

export function readRawConfig(text: string): RawConfig {
  const withoutLines = text.replace(LINE_OF_ACTIONS, '');
  const toml = withoutLines.replace(ACTION, (action) => (CONTROL.test(action) ? '' : PLACEHOLDER));
  const hasControl = [...withoutLines.matchAll(ACTION)].some(([action]) => CONTROL.test(action));
  try {
    return { table: parse(toml), isCertain: withoutLines === text && !hasControl };
  } catch (error) {
    const fault = (error as Error).message.split('\n')[0];
    return text.includes('{{') ? { isCertain: false } : { isCertain: true, fault };
  }
}

/** Whether a value, or the path of one, is known only after Helm has read an action in it. */
export function isOfAction(value: unknown): boolean {
  return (typeof value === 'string' || typeof value === 'number') && String(value).includes(PLACEHOLDER);
}
