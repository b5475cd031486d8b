import { parseQuantity } from '../../lib/config/quantity';
import { isMap } from '../../lib/diagnostics/is-map';

/**
 * What was sent to an API server and is not stored as it was, each with its path; an empty list when nothing was dropped
 * or changed. What the server adds, such as defaults, and volumes and tolerations of pods, does not count.
 */
export function differences(sent: unknown, stored: unknown, path = ''): string[] {
  if (isMap(sent)) {
    return Object.entries(sent).flatMap(([key, value]) =>
      differences(value, isMap(stored) ? stored[key] : undefined, `${path}.${key}`),
    );
  }
  if (Array.isArray(sent)) {
    const items: readonly unknown[] = Array.isArray(stored) ? stored : [];
    return items.length < sent.length
      ? [`${path}: ${sent.length} items became ${items.length}`]
      : sent.flatMap((item, index) => differences(item, items[index], `${path}[${index}]`));
  }
  return isSame(sent, stored) ? [] : [`${path}: ${JSON.stringify(sent)} became ${JSON.stringify(stored)}`];
}

/** Kubernetes leaves out what is empty, and writes amounts in one way: 0.5 is 500m. */
function isSame(sent: unknown, stored: unknown): boolean {
  if (sent === stored) {
    return true;
  }
  if (stored === undefined) {
    return sent === null || sent === '' || sent === false || sent === 0;
  }
  const amount = parseQuantity(String(sent));
  return typeof stored === 'string' && amount !== undefined && parseQuantity(stored) === amount;
}
