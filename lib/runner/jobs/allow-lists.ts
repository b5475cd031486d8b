import type { FaultList } from '../../diagnostics/report';
import { isUnresolved } from '../../ros/tokens';
import { checkText } from '../check-text';
import { imagePatternFault } from './image-pattern';
import { knownItems } from '../known-items';

/** Adds that a list of what jobs may use is empty: it allows everything. */
export function checkNotEmpty(list: readonly unknown[] | undefined, errors: FaultList, at: string): void {
  if (Array.isArray(list) && !isUnresolved(list) && list.length === 0) {
    errors.add(at, 'is empty, which the runner takes for no restriction at all; list what is allowed');
  }
}

/** Adds patterns of images by which the runner would allow nothing. */
export function checkImagePatterns(patterns: readonly string[] | undefined, errors: FaultList, at: string): void {
  knownItems(patterns).forEach((pattern, index) => {
    const text = typeof pattern === 'string' ? pattern : undefined;
    checkText(text, imagePatternFault, errors, `${at}[${index}]`);
  });
}
