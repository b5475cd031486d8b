import { shown } from '../../diagnostics/shown';
import { goRegexpFault } from '../../config/go-regexp';
import { goRegexpMatchesAll } from '../../config/go-regexp-match';
import { PatternAnchors } from './pattern-anchors';

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
  const isForEmpty = kind === 'toleration' && goRegexpMatchesAll(pattern, ['']) === true;
  return (
    opennessWarning(pattern) ??
    (isForEmpty
      ? `is ${shown(pattern)}, which allows the empty text too, and with that a pod tolerates every taint; let it demand a key`
      : undefined)
  );
}

/** Says where a pattern leaves texts open. What may come there cannot be told from it, so both ways are shown. */
function opennessWarning(pattern: string): string | undefined {
  const anchors = new PatternAnchors(pattern);
  const { isAtStart, isAtEnd } = anchors;
  if (isAtStart && isAtEnd) {
    return undefined;
  }
  const whole = `so that it allows more than it seems to; write it as ${shown(anchors.anchored())}`;
  if (isAtStart) {
    return `${shown(pattern)} is open at the end, ${whole}, or as ${shown(anchors.anchored({ after: '.*' }))} if anything may follow`;
  }
  return isAtEnd
    ? `${shown(pattern)} is open at the beginning, ${whole}, or as ${shown(anchors.anchored({ before: '.*' }))} if anything may stand before it`
    : `${shown(pattern)} matches anywhere in the text, ${whole}`;
}
