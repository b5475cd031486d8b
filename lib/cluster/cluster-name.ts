import { shown } from '../diagnostics/shown';
import { known } from '../ros/tokens';

/** What is wrong with a cluster's name, or undefined. */
export function clusterNameFault(name: string | undefined): string | undefined {
  const text = known(name);
  return text === undefined || /^[\p{Script=Han}A-Za-z0-9][\p{Script=Han}A-Za-z0-9-]{0,62}$/u.test(text)
    ? undefined
    : `${shown(text)} is not a cluster name; use 1 to 63 letters, digits, Chinese characters and hyphens, not beginning with a hyphen`;
}
