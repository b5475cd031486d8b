/**
 * Orders two dotted version numbers: negative when `a` is the older one, zero when they are equal.
 * A missing part counts as zero, and a suffix such as `-rc1` is left out of account.
 */
export function compareVersions(a: string, b: string): number {
  const left = numbersOf(a);
  const right = numbersOf(b);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

function numbersOf(version: string): number[] {
  const [release = ''] = version.split('-');
  return release.split('.').map(Number);
}
