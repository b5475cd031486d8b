import { ChartVersion } from '../../lib/chart/chart-version';
import { compareVersions } from '../../lib/chart/compare-versions';
import { InvalidInputError } from '../../lib/diagnostics/problem';
import { NEWEST_KNOWN_CHART } from '../../lib/schema/generated/chart-values.generated';

describe('ChartVersion', () => {
  test.each([
    ['0.65.0', '17.0'],
    ['0.71.1', '17.6'],
    ['0.76.3', '17.11'],
    ['0.77.0', '18.0'],
    ['0.82.0', '18.5'],
    ['0.88.3', '18.11'],
    ['0.89.0', '19.0'],
    ['0.93.0', '19.4'],
    ['0.100.0', '19.11'],
    ['0.92.0-rc1', '19.3'],
  ])('chart %s holds GitLab Runner %s', (version, runnerVersion) => {
    const chart = ChartVersion.of(version);
    expect(chart.runnerVersion).toBe(runnerVersion);
    expect(chart.appVersion).toBeUndefined();
    expect(chart.tested).toBe(false);
  });

  test('knows the tested versions in full', () => {
    expect(ChartVersion.of('0.71.0')).toBe(ChartVersion.V0_71_0);
    expect(ChartVersion.of('0.90.1')).toBe(ChartVersion.V0_90_1);
    expect(ChartVersion.V0_71_0).toMatchObject({ runnerVersion: '17.6', appVersion: '17.6.0', tested: true });
    expect(ChartVersion.V0_90_1).toMatchObject({ runnerVersion: '19.1', appVersion: '19.1.1', tested: true });
  });

  test('takes the version of the runner for charts of one’s own', () => {
    const chart = ChartVersion.of('3.0.0', { appVersion: '20.2.1' });
    expect(chart).toMatchObject({ runnerVersion: '20.2', appVersion: '20.2.1', tested: false });
  });

  test.each(['0.90', 'v0.90.1', 'latest', '', '0.90.1 ', '19.1.1.0', '>=0.90.0'])('refuses %p', (version) => {
    expect(() => ChartVersion.of(version)).toThrow(InvalidInputError);
    expect(() => ChartVersion.of(version)).toThrow('allowed are three numbers with dots');
  });

  test.each(['0.64.4', '0.101.0', '1.0.0'])(
    'refuses %s, whose runner it cannot know, and says what helps',
    (version) => {
      expect(() => ChartVersion.of(version)).toThrow(
        `version: is "${version}", whose version of GitLab Runner is not known; allowed are 0.65 to 0.76 (GitLab Runner 17), ` +
          '0.77 to 0.88 (GitLab Runner 18), 0.89 to 0.100 (GitLab Runner 19). A chart of another numbering takes TypeScript, ' +
          'where ChartVersion.of(version, { appVersion }) says which runner is in it',
      );
    },
  );

  test('refuses a malformed version of the runner', () => {
    expect(() => ChartVersion.of('1.0.0', { appVersion: '20' })).toThrow('appVersion: is "20"');
  });

  test.each([
    ['0.85.0', false],
    ['0.86.0', true],
    ['0.87.1', true],
    ['0.88.1', true],
    ['0.88.2', false],
    ['0.90.1', false],
    ['0.71.0', false],
  ])('chart %s has the broken S3 checksums: %s', (version, broken) => {
    expect(ChartVersion.of(version).brokenS3Checksums).toBe(broken);
  });

  test('the default works with an OSS cache and is the newest known', () => {
    expect(ChartVersion.DEFAULT.brokenS3Checksums).toBe(false);
    expect(ChartVersion.DEFAULT.newerThan).toBeUndefined();
    expect(ChartVersion.DEFAULT.tested).toBe(true);
    expect(ChartVersion.of('0.100.99').newerThan).toBe(`chart ${NEWEST_KNOWN_CHART}`);
  });

  test.each([
    ['metrics.podMonitor', '0.84.2', '0.85.0'],
    ['metrics.podMonitor.enabled', '0.84.2', '0.85.0'],
    ['runners.jobNamespace', '0.83.3', '0.84.0'],
    ['extraEnvFromRefs', '0.82.0', '0.83.0'],
    ['extraContainers', '0.73.0', '0.74.0'],
    ['runners.configOverride', '0.88.2', '0.88.3'],
    ['configMapLabels', '0.88.3', '0.89.0'],
  ])('%s is not in chart %s, and is in %s', (path, before, from) => {
    expect(ChartVersion.of(before).knowsKey(path)).toBe(false);
    expect(ChartVersion.of(from).knowsKey(path)).toBe(true);
  });

  test.each(['nonsense', 'metrics.nonsense', 'concurrent.x', 'constructor', 'metrics.toString'])(
    'no chart knows %s',
    (path) => {
      expect(ChartVersion.DEFAULT.knowsKey(path)).toBe(false);
    },
  );

  test('names the archive in the official repository', () => {
    expect(ChartVersion.V0_90_1.downloadUrl).toBe('https://gitlab-charts.s3.amazonaws.com/gitlab-runner-0.90.1.tgz');
  });

  test('orders versions', () => {
    expect(ChartVersion.V0_71_0.compareTo(ChartVersion.V0_90_1)).toBeLessThan(0);
    expect(ChartVersion.of('0.100.0').compareTo(ChartVersion.V0_90_1)).toBeGreaterThan(0);
    expect(ChartVersion.V0_90_1.isAtLeast('0.90.1')).toBe(true);
  });
});

test.each([
  ['17.6', '17.6.0', 0],
  ['17.10', '17.9', 1],
  ['0.9.0', '0.10.0', -1],
  ['0.90.1-rc1', '0.90.1', 0],
  ['18', '17.11.4', 1],
])('compareVersions(%s, %s) has the sign of %i', (a, b, sign) => {
  expect(Math.sign(compareVersions(a, b))).toBe(sign);
  expect(Math.sign(compareVersions(b, a))).toBe(sign === 0 ? 0 : -sign);
});
