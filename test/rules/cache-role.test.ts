import { CacheCredentials, OssCache } from '../../lib';
import { cacheRole } from '../../lib/rules/cache-role';
import type { RunnerOverrides } from '../support/runner';
import { problemsOf } from './support';

const found = (overrides: RunnerOverrides = {}, credentials = CacheCredentials.rrsa()) =>
  problemsOf(cacheRole, (stack) => ({
    on: { rrsa: true },
    cache: new OssCache(stack, 'Cache', { credentials }),
    ...overrides,
  })).map(({ rule, severity, at }) => [rule, severity, at]);
const beyondUnproven = (overrides?: RunnerOverrides) =>
  found(overrides).filter(([rule]) => rule !== 'cache-role-unproven');

test('cache-role-unproven: a role is a warning, and a pair is none', () => {
  expect(found()).toEqual([['cache-role-unproven', 'warning', 'cache.credentials']]);
  expect(found({}, CacheCredentials.newRamUser())).toEqual([]);
});

test.each([
  ['false', false, 'error'],
  ['not known', undefined, 'warning'],
] as const)('cache-role-cluster: RRSA of the cluster is %s', (_, rrsa, severity) => {
  expect(beyondUnproven({ on: { rrsa } })).toEqual([['cache-role-cluster', severity, 'cache.credentials']]);
});

describe('cache-role-legacy-adapter', () => {
  test.each<[string, RunnerOverrides, string]>([
    [
      'by the flag',
      { config: { runners: { featureFlags: { FF_USE_LEGACY_S3_CACHE_ADAPTER: true } } } },
      'config.runners.featureFlags.FF_USE_LEGACY_S3_CACHE_ADAPTER',
    ],
    [
      'by a variable',
      { config: { runners: { environment: ['FF_USE_LEGACY_S3_CACHE_ADAPTER=true'] } } },
      'config.runners.environment',
    ],
  ])('%s', (_, overrides, at) => {
    expect(beyondUnproven(overrides)).toEqual([['cache-role-legacy-adapter', 'error', at]]);
  });

  test('passes where it is off', () => {
    const featureFlags = { FF_USE_LEGACY_S3_CACHE_ADAPTER: false };
    expect(beyondUnproven({ config: { runners: { featureFlags } } })).toEqual([]);
  });
});

describe('cache-role-mount', () => {
  const mounts = (...names: string[]) => ({
    volumes: names.map((name) => ({ name, emptyDir: {} })),
    volumeMounts: names.map((name) => ({ name, mountPath: `/${name}` })),
  });

  test('a list that leaves the token out', () => {
    expect(beyondUnproven({ chartValues: mounts('a') })).toEqual([
      ['cache-role-mount', 'error', 'chartValues.volumeMounts'],
    ]);
  });

  test('passes a list that has it', () => {
    expect(beyondUnproven({ chartValues: mounts('a', 'rrsa-token') })).toEqual([]);
  });
});
