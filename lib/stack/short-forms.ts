/**
 * What to write where a map is needed and people write a text, a number or a boolean: by path in gitlab-runner.yaml,
 * with `*` for names and positions.
 */
const IN_PLACE_OF_SHORT_FORMS: Readonly<Record<string, string>> = {
  cluster: 'existing: { clusterId: ... }, or ack or acs for a new one',
  network: 'new: {}, or existing: { vpcId: ..., vSwitchIds: [...] }',
  cache: 'none: true, or existing: { bucketName: ... }, or leave it out for a new bucket',
  'runners.*.token':
    'existingSecret: and the name of the Secret that has the token, or leave it out: then a NoEcho parameter asks for the token at deployment',
  'runners.*.chart': 'version: 0.90.1, or url: and the address of an archive',
  'runners.*.waitFor': 'nothing: true, or managers: { timeoutSeconds: 900 }',
  'runners.*.metrics': 'none: true, or annotations: {}, or podMonitor: {}',
  'runners.*.managers.scaling': 'fixed: 2, or onCpu: {}',
  'runners.*.managers.placement': 'nodePool: {}, or eci: {}, or acs: {}',
  'runners.*.jobs.placement': 'nodePool: {}, or eci: {}, or acs: {}',
  'runners.*.imageBuilds': 'kaniko: {}, or buildkitRootless: {}',
  'runners.*.registryCredentials.*': 'registry: and the host, or existingSecret: and the name of a Secret',
};

/** The map to write in place of a value that is none, as the end of a problem. */
export function inPlaceOfShortForm(value: unknown, at: string): string | undefined {
  const path = at.replace(/^runners(\.[^.[]+|\["[^"]*"\])(?=\.)/, 'runners.*').replace(/\[\d+\]$/, '.*');
  const map = IN_PLACE_OF_SHORT_FORMS[path];
  return map === undefined || value === null || typeof value === 'object' ? undefined : `. Write ${map}`;
}
