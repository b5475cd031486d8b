import { ChartVersion, OssCache, RunnerChart, S3Cache } from '../../lib';
import { release as rules } from '../../lib/rules/release';
import { problemsOf } from './problems';

test('what is right passes', () => {
  expect(problemsOf(rules)).toEqual([]);
  expect(
    problemsOf(rules, { chart: RunnerChart.fromVersion(ChartVersion.V0_71_0), concurrent: 1, checkIntervalSeconds: 3 }),
  ).toEqual([]);
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

test('chart-version-old warns of runners that settings are not checked against', () => {
  expect(problemsOf(rules, { chart: RunnerChart.fromVersion('0.66.0') })).toMatchObject([
    { rule: 'chart-version-old', severity: 'warning', at: 'chart.version' },
  ]);
});

test('numbers of managers are whole, and such as Helm prints', () => {
  expect(problemsOf(rules, { concurrent: 0.5, requestConcurrency: 0, checkIntervalSeconds: 2 })).toMatchObject([
    { at: 'concurrent', message: 'is 0.5; allowed is a whole number of at least 1' },
    { at: 'requestConcurrency', message: 'is 0; allowed is a whole number of at least 1' },
    { at: 'checkIntervalSeconds', message: 'is 2; allowed is a whole number of at least 3' },
  ]);
  expect(problemsOf(rules, { concurrent: 1_000_000 })).toMatchObject([{ rule: 'printed-number', at: 'concurrent' }]);
});
