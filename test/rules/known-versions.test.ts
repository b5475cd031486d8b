import { ChartVersion, OssCache, RunnerChart, S3Cache } from '../../lib';
import { KNOWN_ISSUES } from '../../lib/chart/known-issues';
import { knownVersions as rules } from '../../lib/rules/known-versions';
import type { RunnerOverrides } from '../support/runner';
import { renderRunner } from '../support/runner';
import { problemsOf } from './support';

const chartOf = (version: string) => RunnerChart.fromVersion(version);
const inOss = (overrides: RunnerOverrides) =>
  problemsOf(rules, (stack) => ({ cache: OssCache.fromBucketName(stack, 'Cache', 'ci-cache'), ...overrides }));
const idsOf = (overrides: RunnerOverrides) => inOss(overrides).map(({ rule }) => rule);

test('there is one rule for each known issue, as bad as its answer', () => {
  const severities = Object.values(rules.rules).map(({ id, severity }) => [id, severity]);
  const answers = Object.entries(KNOWN_ISSUES).map(([id, { answer }]) => [
    id,
    answer === 'refused' ? 'error' : 'warning',
  ]);
  expect(severities).toEqual(answers);
});

test('what is right passes', () => {
  expect(problemsOf(rules)).toEqual([]);
  expect(inOss({})).toEqual([]);
  expect(inOss({ chart: chartOf('0.95.0') })).toEqual([]);
});

test('chart-version-without-oss refuses a cache with a runner that cannot use it', () => {
  const chart = RunnerChart.fromVersion('0.87.0');
  const inStore = (endpoint: string, region?: string) =>
    problemsOf(rules, (stack) => ({
      chart,
      cache: new S3Cache(stack, 'Cache', { endpoint, region, bucketName: 'ci-cache' }),
    }));
  expect(inStore('minio:9000')).toMatchObject([{ rule: 'chart-version-without-oss' }]);
  expect(inStore('s3.eu-west-1.amazonaws.com', 'eu-west-1')).toEqual([]);
  expect(
    problemsOf(rules, (stack) => ({ chart, cache: OssCache.fromBucketName(stack, 'Cache', 'ci-cache') })),
  ).toMatchObject([
    {
      rule: 'chart-version-without-oss',
      severity: 'error',
      at: 'chart.version',
      message: expect.stringContaining('use "0.90.1", or Cache.none()') as unknown,
    },
  ]);
  expect(problemsOf(rules, { chart })).toEqual([]);
});

describe('chart-version-without-oss', () => {
  const chart = chartOf('0.87.0');
  const env = {
    AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
    AWS_RESPONSE_CHECKSUM_VALIDATION: 'WHEN_REQUIRED',
  };

  test.each<[string, RunnerOverrides]>([
    ['managers.env', { managers: { env } }],
    ['extraEnv', { chartValues: { extraEnv: env } }],
    ['envVars', { chartValues: { envVars: Object.entries(env).map(([name, value]) => ({ name, value })) } }],
    ['the older S3 client', { config: { runners: { featureFlags: { FF_USE_LEGACY_S3_CACHE_ADAPTER: true } } } }],
  ])('takes a runner that leaves the checksums out by %s', (_, overrides) => {
    expect(inOss({ chart, ...overrides })).toEqual([]);
  });

  test('does not take half of the variables', () => {
    const { AWS_REQUEST_CHECKSUM_CALCULATION: half } = env;
    expect(idsOf({ chart, managers: { env: { AWS_REQUEST_CHECKSUM_CALCULATION: half } } })).toEqual([
      'chart-version-without-oss',
    ]);
  });

  test('judges what config says of the cache too', () => {
    const cache = (serverAddress?: string) => ({
      chart,
      config: { runners: { cache: { type: 's3', s3: { serverAddress, bucketName: 'b' } } } },
    });
    expect(problemsOf(rules, cache('minio:9000'))).toMatchObject([{ rule: 'chart-version-without-oss' }]);
    // Without an address it is Amazon S3.
    expect(problemsOf(rules, cache())).toEqual([]);
  });

  test('goes by the version of the runner for charts of another numbering', () => {
    const own = (version: string) => ({
      chart: RunnerChart.fromVersion(ChartVersion.of('3.0.0', { appVersion: version })),
    });
    expect(idsOf(own('18.10.1'))).toEqual(['chart-version-without-oss']);
    expect(idsOf(own('18.8.0'))).toEqual([]);
  });
});

describe('chart-version-s3-leak', () => {
  const memory = (limit: string, version = '0.90.1') => ({
    chart: chartOf(version),
    managers: { resources: { memory: '100Mi', limits: { memory: limit } } },
  });

  test('warns of managers that soon run out of memory', () => {
    expect(inOss(memory('200Mi'))).toEqual([
      {
        rule: 'chart-version-s3-leak',
        severity: 'warning',
        at: 'managers.resources.limits.memory',
        message:
          'is "200Mi", and GitLab Runner 19.1.1 keeps about 11 KB for each job with a cache until the manager stops; give at least "256Mi"',
      },
    ]);
  });

  test.each(['0.88.2', '0.89.2', '0.91.0'])('knows the issue of chart %s', (version) => {
    expect(idsOf(memory('200Mi', version))).toEqual(['chart-version-s3-leak']);
  });

  test('says nothing of enough memory, of runners without a cache, and of versions that are mended', () => {
    expect(inOss(memory('256Mi'))).toEqual([]);
    expect(problemsOf(rules, memory('200Mi'))).toEqual([]);
    for (const version of ['0.71.0', '0.89.3', '0.90.2', '0.91.1', '0.92.0']) {
      expect([version, inOss(memory('200Mi', version))]).toEqual([version, []]);
    }
  });
});

describe('chart-version-event-lists', () => {
  const chart = chartOf('0.93.0');
  const on = { runners: { kubernetes: { printPodWarningEvents: true } } };

  test('is worked around', () => {
    expect(problemsOf(rules, { chart })).toEqual([]);
    expect(renderRunner({ chart }).kubernetes.print_pod_warning_events).toBe(false);
    for (const version of ['0.92.0', '0.93.1', '0.90.1']) {
      expect(renderRunner({ chart: chartOf(version) }).kubernetes).not.toHaveProperty('print_pod_warning_events');
    }
  });

  test('warns where config has the lists on', () => {
    expect(problemsOf(rules, { chart, config: on })).toMatchObject([
      {
        rule: 'chart-version-event-lists',
        severity: 'warning',
        at: 'config.runners.kubernetes.printPodWarningEvents',
        message: expect.stringContaining('is on, and the chart has GitLab Runner 19.4.0') as unknown,
      },
    ]);
    expect(problemsOf(rules, { chart: chartOf('0.93.1'), config: on })).toEqual([]);
  });

  test('warns of a text of config.toml that leaves them on, and of none that has them off', () => {
    const config = (line: string) => ({
      chart,
      chartValues: { runners: { config: `[[runners]]\n  [runners.kubernetes]\n    ${line}\n` } },
    });
    expect(problemsOf(rules, config('image = "alpine:3"'))).toMatchObject([
      { rule: 'chart-version-event-lists', at: 'chart.version' },
    ]);
    expect(problemsOf(rules, config('print_pod_warning_events = false'))).toEqual([]);
  });
});

describe('chart-image-key', () => {
  const chartValues = { image: { image: 'ci/gitlab-runner' } };

  test('warns of the key that is out of date from chart 0.94.0 on', () => {
    expect(problemsOf(rules, { chart: chartOf('0.94.0'), chartValues })).toEqual([
      {
        rule: 'chart-image-key',
        severity: 'warning',
        at: 'chartValues.image.image',
        message: 'is out of date in chart 0.94.0; write it as image.repository',
      },
    ]);
    expect(problemsOf(rules, { chart: chartOf('0.93.1'), chartValues })).toEqual([]);
  });

  test('says nothing of the default of the chart, and of what the library writes', () => {
    const pasted = { image: { image: 'gitlab-org/gitlab-runner' } };
    expect(problemsOf(rules, { chart: chartOf('0.94.0'), chartValues: pasted })).toEqual([]);
    const images = { manager: { repository: 'registry.example.com/gitlab-runner', tag: 'alpine-v19.5.1' } };
    expect(problemsOf(rules, { chart: chartOf('0.94.1'), images })).toEqual([]);
  });
});
