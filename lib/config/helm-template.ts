import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { configRules } from './config-rules';
import { HALF_A_CHARACTER, isWellFormed } from './toml-text';

/** A template action, with the string constants in it that may hold braces. */
export const ACTION = /\{\{(?:"(?:\\.|[^"\\])*"|`[^`]*`|[^"`}]|\}(?!\}))*\}\}/g;

const COMMENT = /\{\{-?\s*\/\*[^]*?\*\/\s*-?\}\}/g;
const STRING = /"(?:\\.|[^"\\])*"|`[^`]*`/g;

/** Why Helm cannot read the actions in a text, and the index of the one; what actions call is not judged. */
export function templateFault(text: string): { readonly reason: string; readonly index: number } | undefined {
  const blank = (part: string) => ' '.repeat(part.length);
  const code = text.replace(COMMENT, blank);
  const unclosed = code.replace(ACTION, blank).indexOf('{{');
  const blocks: number[] = [];
  for (const { 0: action, index } of code.matchAll(ACTION)) {
    const inner = action.slice(2, -2).replace(STRING, '""');
    const [, word = ''] = /^-?\s*(\w*)/.exec(inner) ?? [];
    if (inner.includes('{{')) {
      return { reason: 'an action is not closed', index };
    }
    if (/^-?\s*-?$/.test(inner)) {
      return { reason: 'an action is empty', index };
    }
    if (['else', 'end'].includes(word) && blocks.length === 0) {
      return { reason: `there is no block for "${word}"`, index };
    }
    if (word === 'end') {
      blocks.pop();
    } else if (['if', 'range', 'with', 'define', 'block'].includes(word)) {
      blocks.push(index);
    }
  }
  if (unclosed >= 0) {
    return { reason: 'an action is not closed', index: unclosed };
  }
  return blocks[0] === undefined ? undefined : { reason: 'a block has no "end"', index: blocks[0] };
}

/**
 * A string whose Helm template actions are meant: the chart runs its `tpl` over config.toml. All other strings are
 * escaped, so that `{{` in them stays as it is.
 *
 * @example HelmTemplate.string('{{ .Release.Namespace }}-jobs')
 */
export class HelmTemplate {
  /** The template for a place in the typed configuration, which takes strings. */
  static string(text: string): string {
    return new HelmTemplate(text) as unknown as string;
  }

  constructor(
    /** The text with its template actions. */
    readonly text: string,
  ) {
    const isOpen = text.replace(ACTION, '').includes('{{');
    const open = isOpen ? 'an action is not closed: every "{{" needs a "}}" after it.' : undefined;
    const fault = isWellFormed(text) ? open : HALF_A_CHARACTER;
    if (fault !== undefined) {
      throw new InvalidInputError('HelmTemplate', [problemOf(configRules['helm-template'], 'text', fault)]);
    }
  }

  /** The template as a TOML string. Helm reads it before any TOML parser, so the quotes in an action stay bare. */
  toToml(): string {
    let toml = '';
    let end = 0;
    for (const action of this.text.matchAll(ACTION)) {
      toml += escapedForToml(this.text.slice(end, action.index)) + action[0];
      end = action.index + action[0].length;
    }
    return `"${toml}${escapedForToml(this.text.slice(end))}"`;
  }
}

/**
 * Text that `tpl` turns back into the given one. The backquotes are safe in a TOML string, where double quotes in the
 * action would be escaped and so break it.
 */
export function escapedForHelm(text: string): string {
  return text.replaceAll('{{', '{{ `{{` }}');
}

function escapedForToml(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
