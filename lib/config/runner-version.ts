/** Whether runner version `version` (`17.6`, `17.6.0`, `v17.6.0`) is of minor `minor` or a later one. */
export function isAtLeast(version: string, minor: string): boolean {
  return rank(version) >= rank(minor);
}

function rank(version: string): number {
  const match = /^v?(\d+)\.(\d+)/.exec(version);
  if (match === null) {
    throw new Error(`"${version}" is not a version of GitLab Runner: write it like "17.6".`);
  }
  return Number(match[1]) * 1000 + Number(match[2]);
}
