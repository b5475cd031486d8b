import { MOVED_KEYS } from '../../lib/checks/moved-keys';
import { upgradeConfig } from '../../lib/migrate/upgrade-config';
import { CLUSTER_ID, problemsOf, templateOf } from '../stack/support';

const lines = (text: string) => text.replace(/^\n/, '').split('\n');
const upgraded = (text: string) => upgradeConfig(lines(text).join('\n')).text;

const CLUSTER = `cluster: { existing: { clusterId: ${CLUSTER_ID}, kind: ACK, virtualNode: true, edition: pro } }`;

/** Every key of a runner that has moved, in three runners, since some exclude each other. */
const RUNNERS = `
runners:
  Builder:
    scaling: { fixed: 2 }
    placement: { nodePool: {} }
    managerPlacement: { nodePool: {} }
    managerResources: { cpu: '1' }
    availability: { spread: false }
    chartVersion: 0.90.1
    chartUrl: https://charts.example.com/gitlab-runner-0.90.1.tgz
    chartLogin: true
    monitoring: { port: 9300, podMonitor: { intervalSeconds: 15 } }
    waitForManagers: false
    jobs:
      overrides:
        images: [alpine:*]
        services: [postgres:*]
        pullPolicies: [always]
        users: [1000]
        groups: [1000]
        podLabels: ^team=
        podAnnotations: ^team=
        nodeSelector: ^disk=
        tolerations: ^disk=
        serviceAccount: ^builder$
        maxCpu: '8'
        maxMemory: 16Gi
        maxEphemeralStorage: 50Gi
        maxHelperResources: { cpu: '2' }
        maxServiceResources: { cpu: '2' }
    registryCredentials: [{ registry: registry.example.com }]
    images: { pullSecrets: { managers: [pull, managers], jobs: [pull] } }
    imageBuilds: { kaniko: { registrySecret: push } }
  Test:
    images: { acrInstanceIds: [cri-0123456789abcdef], serviceAccountPullSecrets: true }
    imageBuilds: { buildkitRootless: { registrySecret: push } }
    monitoring: { enabled: false }
  Docker:
    placement: { nodePool: {} }
    imageBuilds: { privilegedDockerInDocker: {} }
`;

const CACHES = {
  'a new bucket': `
cache:
  enabled: true
  bucketName: ci-cache
  expirationDays: 7
  removalPolicy: destroy
  prefix: ci
  shared: true
  endpoint: oss-cn-beijing-internal.aliyuncs.com
  kms: true
  credentials: { parameters: true }`,
  'a bucket that exists': `
cache:
  existingBucket: ci-cache
  region: cn-beijing
  prefix: ci
  shared: true
  endpoint: oss-cn-beijing-internal.aliyuncs.com
  kms: 11111111-2222-3333-4444-555555555555
  credentials: { existingSecret: oss }`,
  'no cache': `
cache:
  enabled: false
  prefix: ci`,
};

/** Rows of 0.1 are those before the first that is for a key at a wrong place; props have two that files never had. */
const keys = Object.keys(MOVED_KEYS);
const MOVED = keys
  .slice(0, keys.indexOf('cluster.clusterId'))
  .filter((path) => !['chartSource', 'waitUntil'].includes(path.replace('runners.*.', '')));

describe('a file of 0.1 with every key that has moved', () => {
  test('is one of today', () => {
    for (const cache of Object.values(CACHES)) {
      expect(problemsOf(upgraded(`${CLUSTER}${cache}${RUNNERS}`))).toEqual([]);
    }
  });

  test('leaves none of them out', () => {
    const notes = Object.values(CACHES).flatMap((cache) => upgradeConfig(`${CLUSTER}${cache}${RUNNERS}`).notes);
    const told = notes.map(({ at }) => at.replace(/^runners\.\w+\./, 'runners.*.'));
    expect(MOVED.filter((path) => !told.some((at) => at === path || at.startsWith(`${path}.`)))).toEqual([]);
  });

  test('has what it had', () => {
    const parameters = Object.keys(templateOf(upgraded(`${CLUSTER}${CACHES['a new bucket']}${RUNNERS}`)).Parameters!);
    expect(parameters.sort()).toEqual([
      'BuilderChartPassword',
      'BuilderChartUserName',
      'BuilderRegistryPassword',
      'BuilderRegistryUserName',
      'BuilderToken',
      'CacheAccessKeyId',
      'CacheAccessKeySecret',
      'DockerToken',
      'TestToken',
    ]);
  });
});

test('comments, empty lines, quotes and the order of keys stay', () => {
  const given = `
# Of the platform team.
cluster: { existing: {} }   # ours

runners:
  Small:
    gitlabUrl: "https://gitlab.example.com"

    # Two are enough.
    scaling: { fixed: 2 } # for now
    managerResources:
      cpu: '1'   # a core
    jobs:
      overrides:
        # Of the company.
        images: [registry.example.com/*]
      image: alpine:3
    concurrent: 20
`;
  const expected = `
# Of the platform team.
cluster: { existing: {} } # ours

runners:
  Small:
    gitlabUrl: "https://gitlab.example.com"

    managers:
      # Two are enough.
      scaling: { fixed: 2 } # for now
      resources:
        cpu: '1' # a core
    jobs:
      # Of the company.
      allowedImages: [registry.example.com/*]
      image: alpine:3
    concurrent: 20
`;
  expect(upgraded(given)).toBe(lines(expected).join('\n'));
});

test('what runners share by aliases and merges stays what it was for each', () => {
  const text = upgraded(`
${CLUSTER}
runners:
  Small: &small
    jobs: &jobs { image: alpine:3, overrides: { images: [alpine:*] } }
    placement: { eci: {} }
    scaling: { fixed: 2 }
  Large:
    <<: *small
    placement: { nodePool: {} }
  Other:
    jobs: *jobs
    placement: { eci: {} }
`);
  const written = `
${CLUSTER}
runners:
  Small:
    jobs: { image: alpine:3, allowedImages: [alpine:*], placement: { eci: {} } }
    managers: { scaling: { fixed: 2 } }
  Large:
    jobs: { image: alpine:3, allowedImages: [alpine:*], placement: { nodePool: {} } }
    managers: { scaling: { fixed: 2 } }
  Other:
    jobs: { image: alpine:3, allowedImages: [alpine:*], placement: { eci: {} } }
`;
  expect(templateOf(text)).toEqual(templateOf(written));
});

test('a file of today stays as it is, to the byte', () => {
  const text = `${CLUSTER}\ncache:   {new: {}}\nrunners:   {Runner: {jobs: {image:   alpine:3}}}\n`;
  expect(upgradeConfig(text)).toEqual({ text, notes: [] });
});
