import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { renderToml, toTomlTable } from '../../lib/config';
import { CONFIG_TOML, NEWEST_RUNNER, OLDEST_RUNNER } from '../../lib/schema/generated/config-toml.generated';
import generateConfig from '../../scripts/generate/config';
import {
  configWith,
  locatedKeys,
  newest,
  oldest,
  parsed,
  rank,
  sections,
  settableKeys,
  usableSince,
  type Located,
} from './support';
import { configProblems, tomlProblems } from '../support/config-problems';

const name = (key: Located) => [...key.path.map((step) => step.key), key.key].join('.');
const named = (keys: readonly Located[]) => keys.map((key) => [name(key), key] as const);
const newer = settableKeys.filter((key) => usableSince(key) !== oldest);
const gone = settableKeys.filter((key) => key.until !== undefined);

describe('the generated files', () => {
  it.each(Object.entries(generateConfig()))('%s is what the generator writes', (path, content) => {
    expect(readFileSync(join(__dirname, '../..', path), 'utf8')).toBe(content);
  });

  it('have every section and key of the data file', () => {
    const keysBySection = Object.entries(CONFIG_TOML).map(([section, { keys = {} }]) => [section, Object.keys(keys)]);
    expect(keysBySection).toEqual(Object.entries(sections).map(([section, { keys }]) => [section, Object.keys(keys)]));
    expect([OLDEST_RUNNER, NEWEST_RUNNER]).toEqual([oldest, newest]);
  });
});

describe('the data file', () => {
  it('reaches every section from the root, and no key names a section that is not there', () => {
    const reached = locatedKeys.flatMap((key) => (key.type.startsWith('table') ? [key.of] : []));
    expect(new Set(['RunnerConfig', ...reached])).toEqual(new Set(Object.keys(sections)));
  });

  it('gives no two keys of a section the same property', () => {
    for (const [section, { keys }] of Object.entries(sections)) {
      const properties = Object.values(keys).map((key) => key.property);
      expect([section, new Set(properties).size]).toEqual([section, properties.length]);
    }
  });

  it('names versions from the oldest to the newest runner only', () => {
    const versions = locatedKeys
      .flatMap(({ since, until }) => [since, until])
      .filter((version) => version !== undefined);
    expect(versions.filter((version) => rank(version) < rank(oldest) || rank(version) > rank(newest))).toEqual([]);
  });

  it('offers no secret', () => {
    const secrets = /^(token|bearer_token|AccessKey|SecretKey|SessionToken)$/;
    expect(settableKeys.filter(({ key }) => secrets.test(key)).map(name)).toEqual([]);
    expect(locatedKeys.filter(({ key }) => secrets.test(key))).toHaveLength(5);
  });

  it.each([
    ['poll_timeout', 'pollTimeoutSeconds'],
    ['retry_backoff_max', 'retryBackoffMaxMilliseconds'],
    ['cleanup_resources_timeout', 'cleanupResourcesTimeout'],
    ['service_ephemeral_storage_limit_overwrite_max_allowed', 'serviceEphemeralStorageLimitOverwriteMaxAllowed'],
    ['helper_image_autoset_arch_and_os', 'helperImageAutosetArchAndOs'],
    ['init_permissions_container_security_context', 'initPermissionsContainerSecurityContext'],
    ['use_service_account_image_pull_secrets', 'useServiceAccountImagePullSecrets'],
    ['pod_termination_grace_period_seconds', 'podTerminationGracePeriodSeconds'],
    ['resource_availability_check_max_attempts', 'resourceAvailabilityCheckMaxAttempts'],
    ['bearer_token_overwrite_allowed', 'bearerTokenOverwriteAllowed'],
    ['pod_spec', 'podSpec'],
    ['dns_config', 'dnsConfig'],
    ['retry_limits', 'retryLimits'],
    ['autoscaler', 'autoscaler'],
  ])('has %s of runners.kubernetes as %s', (key, property) => {
    expect(CONFIG_TOML.KubernetesConfig?.keys?.[key]?.property ?? key).toBe(property);
  });
});

describe('every key that can be set', () => {
  it.each(named(settableKeys))('%s is written at its level and is right there', (_name, key) => {
    const version = key.until ?? usableSince(key);
    const config = configWith(key);
    expect(configProblems(config, version)).toEqual([]);

    const table = parsed(renderToml(toTomlTable(config)));
    expect(table).toEqual(toTomlTable(config));
    expect(tomlProblems(table, version)).toEqual([]);

    let level: unknown = table;
    for (const step of [...key.path, key]) {
      const inner = (level as Record<string, unknown>)[step.key];
      level = Array.isArray(inner) ? inner[0] : inner;
    }
    expect(level).toBeDefined();
  });

  it.each(named(newer))('%s is refused by runners that are too old for it', (_name, key) => {
    const since = usableSince(key);
    const faults = configProblems(configWith(key), oldest);
    expect(faults).toHaveLength(1);
    expect(faults[0]?.message).toMatch(/^needs GitLab Runner \d+\.\d+ or later, and this is 17\.6\./);
    expect(configProblems(configWith(key), `${since}.0`)).toEqual([]);
    expect(tomlProblems(toTomlTable(configWith(key)), oldest)).toHaveLength(1);
  });

  it.each(named(gone))('%s is refused by runners that no longer have it', (_name, key) => {
    expect(configProblems(configWith(key), newest)).toMatchObject([
      {
        at: `runners.featureFlags.${key.key}`,
        message: expect.stringMatching(/has no effect after GitLab Runner/) as string,
      },
    ]);
  });
});

describe('every key that is reserved', () => {
  const reserved = locatedKeys.filter((key) => key.reserved !== undefined);
  it.each(named(reserved))('%s is refused with the reason, in either spelling', (_name, key) => {
    const message = `cannot be set here. ${key.reserved}`;
    const config = configWith(key, 'glrt-secret');
    const path = [...key.path, key];
    expect(configProblems(config, newest)).toMatchObject([{ at: pathOf(path.map((step) => step.property)), message }]);
    expect(tomlProblems(toTomlTable(config), newest)).toMatchObject([
      { at: pathOf(path.map((step) => step.key)), message },
    ]);

    function pathOf(names: string[]): string {
      return names.map((one, index) => (path[index]?.type === 'tables' ? `${one}[0]` : one)).join('.');
    }
  });
});
