import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Construct } from '@alicloud/ros-cdk-core';
import type {
  Cache,
  CacheCredentials,
  GitLabRunnerProps,
  ImageBuilds,
  ManagerOptions,
  ManagerScaling,
  Metrics,
  OssCache,
  Placement,
  RegistryCredentials,
  RunnerToken,
} from '../../lib';

/** Options that Kubernetes sees nothing of. */
type OfRosAlone = 'acknowledge' | 'cluster' | 'waitFor';

/**
 * Where each option of a runner is shown as what it becomes in Kubernetes. A new one does not compile until it stands
 * here; options of options do not until they stand in the files, where all are given at once as `Required<…>`.
 */
const SHOWN_IN: Record<Exclude<keyof GitLabRunnerProps, OfRosAlone | 'managers'> | keyof ManagerOptions, string> = {
  availability: 'scaling.chart.ts',
  caCertificate: 'certificates.chart.ts',
  cache: 'cache.chart.ts',
  chartValues: 'managers.chart.ts',
  chart: 'render.ts',
  checkIntervalSeconds: 'managers.chart.ts',
  concurrent: 'managers.chart.ts',
  config: 'managers.chart.ts',
  deployTimeChartValues: 'managers.chart.ts',
  env: 'managers.chart.ts',
  gitlabUrl: 'managers.chart.ts',
  httpProxy: 'http-proxy.chart.ts',
  imageBuilds: 'image-builds.chart.ts',
  images: 'images.chart.ts',
  jobs: 'jobs.chart.ts',
  logLevel: 'managers.chart.ts',
  metrics: 'metrics.chart.ts',
  namespace: 'managers.chart.ts',
  peakLoad: 'managers.chart.ts',
  placement: 'placement.chart.ts',
  priorityClassName: 'managers.chart.ts',
  registryCredentials: 'images.chart.ts',
  requestConcurrency: 'managers.chart.ts',
  releaseName: 'managers.chart.ts',
  resources: 'managers.chart.ts',
  scaling: 'scaling.chart.ts',
  serviceAccount: 'managers.chart.ts',
  sessionServer: 'session-server.chart.ts',
  token: 'tokens.chart.ts',
};

/** The ways that a class offers, by its static methods. */
type Ways<Class> = Record<Exclude<keyof Class, keyof typeof Construct | 'defaultFor' | `_${string}`>, string>;

const WAYS = {
  Cache: { none: 'cache.chart.ts' } satisfies Ways<typeof Cache>,
  CacheCredentials: {
    fromAccessKey: 'cache.chart.ts',
    fromExistingSecret: 'cache.chart.ts',
    fromParameters: 'cache.chart.ts',
    newRamUser: 'cache.chart.ts',
    rrsa: 'cache.chart.ts',
  } satisfies Ways<typeof CacheCredentials>,
  ImageBuilds: {
    buildkitRootless: 'image-builds.chart.ts',
    kaniko: 'image-builds.chart.ts',
    unsafeDockerInDocker: 'image-builds.chart.ts',
  } satisfies Ways<typeof ImageBuilds>,
  ManagerScaling: {
    fixed: 'scaling.chart.ts',
    onCpu: 'scaling.chart.ts',
    onJobs: 'scaling.chart.ts',
    onQueue: 'scaling.chart.ts',
    onSchedule: 'scaling.chart.ts',
  } satisfies Ways<typeof ManagerScaling>,
  Metrics: {
    annotations: 'metrics.chart.ts',
    none: 'metrics.chart.ts',
    podMonitor: 'metrics.chart.ts',
  } satisfies Ways<typeof Metrics>,
  OssCache: {
    fromBucketAttributes: 'cache.chart.ts',
    fromBucketName: 'cache.chart.ts',
  } satisfies Ways<typeof OssCache>,
  Placement: {
    acs: 'placement.chart.ts',
    eci: 'placement.chart.ts',
    fallback: 'fallback.chart.ts',
    nodePool: 'placement.chart.ts',
  } satisfies Ways<typeof Placement>,
  RegistryCredentials: {
    fromAcrInstance: 'images.chart.ts',
    fromExistingSecret: 'images.chart.ts',
    fromLogin: 'images.chart.ts',
    fromParameters: 'images.chart.ts',
    fromServiceAccount: 'images.chart.ts',
  } satisfies Ways<typeof RegistryCredentials>,
  RunnerToken: {
    fromExistingSecret: 'tokens.chart.ts',
    fromOosSecret: 'tokens.chart.ts',
    fromParameter: 'tokens.chart.ts',
    fromRosParameter: 'tokens.chart.ts',
    unsafeLegacyRegistrationToken: 'tokens.chart.ts',
    unsafePlainText: 'tokens.chart.ts',
  } satisfies Ways<typeof RunnerToken>,
};

/** What only a form needs: choices at deployment. */
const CHOICES = {
  cacheOnlyIf: 'cache.chart.ts',
  chooseCacheCredentials: 'cache.chart.ts',
  choosePlacement: 'fallback.chart.ts',
  chooseScaling: 'scaling.chart.ts',
};

const textOf = (file: string) => readFileSync(join(__dirname, file), 'utf8');

test.each(Object.entries(SHOWN_IN))('the option %s is given in %s', (option, file) => {
  expect(new RegExp(`[ {]${option}(:|,| \\})`).test(textOf(file))).toBe(true);
});

const calls = Object.entries(WAYS).flatMap(([name, ways]) =>
  Object.entries(ways).map(([way, file]) => [`${name}.${way}`, file] as const),
);

test.each([...calls, ...Object.entries(CHOICES)])('%s is called in %s', (call, file) => {
  expect(textOf(file).includes(`${call}(`)).toBe(true);
});
