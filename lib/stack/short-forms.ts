import type { Schema } from '../schema/schema';
import { lookalikeInLine } from './yaml/lookalikes';

/**
 * What to write where a section is needed and something else or nothing is given: by path in gitlab-runner.yaml, with
 * `*` for names and positions.
 */
const IN_PLACE_OF_SHORT_FORMS: Readonly<Record<string, string>> = {
  cluster: 'existing: { clusterId: ... }, or ack or acs for a new one',
  'cluster.existing': 'clusterId: and the id of the cluster',
  network: 'new: { zones: [...] }, or existing: { vpcId: ..., vSwitchIds: [...] }',
  cache: 'none: true, or existing: { bucketName: ... }, or leave it out for a new bucket',
  'cache.existing': 'bucketName: and the name of the bucket',
  runners: 'Runner: {}, with a name of your choice',
  'runners.*.token':
    'existingSecret: and the name of the Secret that has the token, or leave it out: then a NoEcho parameter asks for the token at deployment',
  'runners.*.chart': 'version: 0.90.1, or url: and the address of an archive',
  'runners.*.waitFor': 'nothing: true, or managers: { timeoutSeconds: 900 }',
  'runners.*.metrics': 'none: true, or annotations: {}, or podMonitor: {}',
  'runners.*.managers.scaling': 'fixed: 2, or onCpu: {}',
  'runners.*.managers.placement': 'nodePool: {}, or eci: {}, or acs: {}',
  'runners.*.jobs.placement': 'nodePool: {}, or eci: {}, or acs: {}',
  'runners.*.jobs.placement.fallback.*': 'nodePool: {}, or eci: {}, or acs: {}',
  'runners.*.jobs.env': 'a key for each variable, as in NAME: value',
  'runners.*.managers.env': 'a key for each variable, as in NAME: value',
  'runners.*.imageBuilds': 'kaniko: {}, or buildkitRootless: {}',
  'runners.*.caCertificate': 'existingSecret: and the name of a Secret, or pem: and the text of the certificates',
  'runners.*.httpProxy': 'httpProxy: and the address of the proxy, or existingSecret: and the name of a Secret',
  'runners.*.config': 'runners: { kubernetes: { ... } }; a text in TOML goes into chartValues.runners.config',
  'runners.*.registryCredentials': '[{ registry: ... }] or [{ existingSecret: ... }]',
  'runners.*.registryCredentials.*': 'registry: and the host, or existingSecret: and the name of a Secret',
};

/** What to write in place of a value of the wrong type, as the end of a problem. */
export function inPlaceOfShortForm(value: unknown, at: string, { keys = {} }: Schema): string | undefined {
  const misread = typeof value === 'string' ? misreadText(value, Object.keys(keys)) : undefined;
  if (misread !== undefined) {
    return misread;
  }
  const path = at.replace(/^runners(\.[^.[]+|\["[^"]*"\])(?=\.)/, 'runners.*').replace(/\[\d+\]$/, '.*');
  const section = IN_PLACE_OF_SHORT_FORMS[path];
  return section && `. Write ${section}`;
}

/**
 * What makes a text of a key or of an item, so that the whole section is a text.
 *
 * @param keys those that the section may have
 */
function misreadText(text: string, keys: readonly string[]): string | undefined {
  const lookalike = lookalikeInLine(text);
  if (lookalike !== undefined) {
    return `. It ${lookalike}`;
  }
  const key = keys.find((one) => text.startsWith(`${one}:`));
  if (key !== undefined) {
    return `. Write ${key}: and a space before the value`;
  }
  return /^-[^\s-]/.test(text) ? '. Write a space after the `-` of each item' : undefined;
}
