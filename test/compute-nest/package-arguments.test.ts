import type { PackageArguments } from '../../lib/compute-nest/package-arguments';
import { checkPackageArguments } from '../../lib/compute-nest/package-arguments';
import { ACS_REGIONS } from '../../lib/compute-nest/regions';

const check = (given: Partial<PackageArguments>) => () =>
  checkPackageArguments({ regions: ACS_REGIONS, chart: 'url', ...given });

test.each([
  ['nothing in particular', {}],
  ['a chart of one’s own', { chartUrl: 'https://charts.example.com/gitlab-runner-0.90.1.tgz' }],
  ['a chart that does not tell its version', { chartUrl: 'https://charts.example.com/0.71.0/runner.tgz' }],
  ['an artifact', { chart: 'artifact', chartFile: 'gitlab-runner-0.90.1.tgz' }],
  ['other regions', { regions: ['cn-zhangjiakou', 'me-east-1', 'cn-wuhan-lr'] }],
])('%s is fine', (_case, given) => {
  expect(check(given)).not.toThrow();
});

test.each<[string, Partial<PackageArguments>, RegExp]>([
  [
    'another kind of chart',
    { chart: 'artefact' },
    /--chart: is "artefact"; .*Did you mean "artifact"\? \[package-chart\]$/,
  ],
  ['an artifact without its archive', { chart: 'artifact' }, /--chart-file: is missing; .* \[package-chart\]$/],
  ['an archive without an artifact', { chartFile: 'a.tgz' }, /--chart-file: goes with --chart artifact/],
  [
    'an artifact with a URL',
    { chart: 'artifact', chartFile: 'a.tgz', chartUrl: 'https://x.example/a.tgz' },
    /--chart-url: goes with --chart url/,
  ],
  ['a URL of no archive', { chartUrl: 'charts.example.com' }, /--chart-url: "charts\.example\.com" is not the http or/],
  [
    'another version of the chart',
    { chartUrl: 'https://charts.example.com/gitlab-runner-0.71.0.tgz' },
    /--chart-url: ".*" is version 0\.71\.0 of the chart, and the template is made for 0\.90\.1 \[package-chart-version\]$/,
  ],
  [
    'what is not a region',
    { regions: ['Hangzhou', ''] },
    /has 2 problems:\n.*"Hangzhou" is not the id of a region.* \[package-regions\]\n.*""/,
  ],
])('%s is refused', (_case, given, message) => {
  expect(check(given)).toThrow(message);
});

test('all problems are told at once', () => {
  expect(check({ regions: ['x'], chart: 'oci', chartFile: 'a.tgz' })).toThrow(/^computenest has 2 problems:/);
});

test('package-regions: a region that is not known is probably a typing error', () => {
  expect(checkPackageArguments({ regions: ['cn-hangzhou', 'cn-hangzou'], chart: 'url' })).toMatchObject([
    {
      rule: 'package-regions',
      severity: 'warning',
      at: '--regions',
      message: '"cn-hangzou" is not among the regions with ACS that are known. Did you mean "cn-hangzhou"?',
    },
  ]);
});

test('by default the service is for the mainland and abroad, and no region is named twice', () => {
  expect(checkPackageArguments({ regions: ACS_REGIONS, chart: 'url' })).toEqual([]);
  expect(new Set(ACS_REGIONS).size).toBe(ACS_REGIONS.length);
  expect(ACS_REGIONS).toEqual(expect.arrayContaining(['cn-hangzhou', 'cn-beijing', 'ap-southeast-1', 'eu-central-1']));
});
