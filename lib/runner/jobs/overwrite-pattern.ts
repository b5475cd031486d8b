import { shown } from '../../checks/faults';
import { goRegexpFault } from '../../config/go-regexp';
import { goRegexpMatchesAll } from '../../config/go-regexp-match';

/** What a pattern is for: `key=value` of labels and the like, `key=value:effect` of tolerations, or a name. */
export type OverwriteKind = 'pair' | 'toleration' | 'name';

/**
 * Texts that nobody would put on a list on purpose. A pattern that allows all of them allows everything. They are short,
 * for JavaScript may try every way of dividing one up.
 */
const NONSENSE: Readonly<Record<OverwriteKind, readonly string[]>> = {
  pair: ['q/w=j', 'k/v=z'],
  toleration: ['q/w=j:NoExecute', 'k/v=z:NoSchedule'],
  name: ['qzwv', 'kjxq'],
};

/** What a pattern of what jobs may set allows and should perhaps not, or undefined. What is malformed is a fault. */
export function overwritePatternWarning(pattern: string, kind: OverwriteKind): string | undefined {
  if (pattern === '' || goRegexpFault(pattern) !== undefined) {
    return undefined;
  }
  if (goRegexpMatchesAll(pattern, NONSENSE[kind]) === true) {
    return `is ${shown(pattern)}: every pipeline may set any of them, also those that decide where its pods run, as what, and at what price. List what pipelines need`;
  }
  if (!isAnchored(pattern)) {
    return `${shown(pattern)} matches anywhere in the text, so that it allows more than it seems to; write it as ${shown(`^(${pattern})$`)}`;
  }
  const isForEmpty = kind === 'toleration' && goRegexpMatchesAll(pattern, ['']) === true;
  return isForEmpty
    ? `is ${shown(pattern)}, which allows the empty text too, and with that a pod tolerates every taint; let it demand a key`
    : undefined;
}

/** Whether a pattern must match the whole text: it begins with `^`, ends with `$`, and offers no way around them. */
function isAnchored(pattern: string): boolean {
  // Escapes and character classes hold no syntax of interest.
  const bare = pattern.replace(/\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]/g, 'x');
  let depth = 0;
  for (const character of bare) {
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    if (character === '|' && depth === 0) {
      return false;
    }
  }
  return bare.startsWith('^') && bare.endsWith('$');
}
