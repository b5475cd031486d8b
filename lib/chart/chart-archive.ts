/**
 * The version of the chart that the name of its archive tells: 0.90.1 for a URL that ends in `/gitlab-runner-0.90.1.tgz`.
 * Undefined where it tells none, and where the version is a part that only the deployment knows.
 */
export function versionOfArchive(url: string): string | undefined {
  return /\/gitlab-runner-(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)(?:(?:\+|%2B)[0-9A-Za-z.-]+)?\.tgz$/.exec(url)?.[1];
}
