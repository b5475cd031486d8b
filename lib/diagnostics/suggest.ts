import { closest, distance } from 'fastest-levenshtein';

/** The candidate that the user most likely meant, or undefined when none is near. */
export function nearest(given: string, candidates: readonly string[]): string | undefined {
  // Plain JavaScript may give anything.
  if (candidates.length === 0 || typeof given !== 'string') {
    return undefined;
  }
  const lower = given.toLowerCase();
  const sameButForCase = candidates.find((candidate) => candidate.toLowerCase() === lower);
  const best = sameButForCase ?? closest(given, candidates);
  const tolerance = Math.max(2, Math.floor(given.length / 3));
  return distance(lower, best.toLowerCase()) <= tolerance ? best : undefined;
}

/** ` Did you mean "x"?`, or an empty string when no candidate is near. */
export function didYouMean(given: string, candidates: readonly string[]): string {
  const best = nearest(given, candidates);
  return best === undefined ? '' : ` Did you mean "${best}"?`;
}
