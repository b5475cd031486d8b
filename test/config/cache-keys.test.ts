import { renderToml } from '../../lib/config/render-toml';
import type { RunnerConfig } from '../../lib/config/runner-config.generated';
import { toTomlTable } from '../../lib/config/toml-table';
import { configProblems } from '../support/config-problems';

const options = { raw: () => undefined, choose: () => '' };

describe('a cache elsewhere than in OSS', () => {
  test.each<[string, RunnerConfig, string]>([
    [
      'Google Cloud Storage',
      { runners: { cache: { type: 'gcs', gcs: { bucketName: 'caches', credentialsFile: '/secrets/key.json' } } } },
      '[runners.cache.gcs]\nCredentialsFile = "/secrets/key.json"\nBucketName = "caches"',
    ],
    [
      'Azure',
      { runners: { cache: { type: 'azure', azure: { accountName: 'ci', containerName: 'caches' } } } },
      '[runners.cache.azure]\nAccountName = "ci"\nContainerName = "caches"',
    ],
  ])('may be in %s', (_, config, toml) => {
    expect(configProblems(config, '19.1')).toEqual([]);
    expect(renderToml(toTomlTable(config), options)).toContain(toml);
  });

  test.each([
    ['gcs', 'accessId'],
    ['gcs', 'privateKey'],
    ['azure', 'accountKey'],
  ])('has no secret in the configuration: %s.%s', (kind, key) => {
    const config = { runners: { cache: { [kind]: { [key]: 'x' } } } } as RunnerConfig;
    expect(configProblems(config, '19.1')).toMatchObject([
      { at: `runners.cache.${kind}.${key}`, message: expect.stringContaining('runners.cache.secretName') as string },
    ]);
  });

  test('is told of keys that its runner does not know', () => {
    const config: RunnerConfig = { runners: { cache: { gcs: { universeDomain: 'example.com' } } } };
    expect(configProblems(config, '17.6')).toMatchObject([
      { at: 'runners.cache.gcs.universeDomain', message: expect.stringContaining('18.9') as string },
    ]);
  });
});
