import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { checkConfig, checkTomlTable, renderToml, toTomlTable } from '../../lib/config';
import { NEWEST_RUNNER, OLDEST_RUNNER, SECTIONS } from '../../lib/config/key-table.generated';
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

const name = (key: Located) => [...key.path.map((step) => step.key), key.key].join('.');
const named = (keys: readonly Located[]) => keys.map((key) => [name(key), key] as const);
const newer = settableKeys.filter((key) => usableSince(key) !== oldest);
const gone = settableKeys.filter((key) => key.until !== undefined);

describe('the generated files', () => {
  it.each(Object.entries(generateConfig()))('%s is what the generator writes', (path, content) => {
    expect(readFileSync(join(__dirname, '../..', path), 'utf8')).toBe(content);
  });

  it('have every section and key of the data file', () => {
    const keysBySection = Object.entries(SECTIONS).map(([section, keys]) => [section, Object.keys(keys)]);
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
    expect(SECTIONS.KubernetesConfig?.[key]?.property).toBe(property);
  });
});

describe('every key that can be set', () => {
  it.each(named(settableKeys))('%s is written at its level and is right there', (_name, key) => {
    const version = key.until ?? usableSince(key);
    const config = configWith(key);
    expect(checkConfig(config, version)).toEqual([]);

    const table = parsed(renderToml(toTomlTable(config)));
    expect(table).toEqual(toTomlTable(config));
    expect(checkTomlTable(table, version)).toEqual([]);

    let level: unknown = table;
    for (const step of [...key.path, key]) {
      const inner = (level as Record<string, unknown>)[step.key];
      level = Array.isArray(inner) ? inner[0] : inner;
    }
    expect(level).toBeDefined();
  });

  it.each(named(newer))('%s is refused by runners that are too old for it', (_name, key) => {
    const since = usableSince(key);
    const faults = checkConfig(configWith(key), oldest);
    expect(faults).toHaveLength(1);
    expect(faults[0]?.message).toMatch(/^needs GitLab Runner \d+\.\d+ or later, and this is 17\.6\./);
    expect(checkConfig(configWith(key), `${since}.0`)).toEqual([]);
    expect(checkTomlTable(toTomlTable(configWith(key)), oldest)).toHaveLength(1);
  });

  it.each(named(gone))('%s is refused by runners that no longer have it', (_name, key) => {
    expect(checkConfig(configWith(key), newest)).toMatchObject([
      {
        at: `runners.featureFlags.${key.key}`,
        message: expect.stringMatching(/has no effect after GitLab Runner/) as string,
      },
    ]);
  });
});

describe('every key that is reserved', () => {
  const reserved = locatedKeys.filter((key) => key.reserved !== undefined);
  /** Of those that the runner has, in place of the chart's values. */
  const PROPS: Readonly<Record<string, string>> = {
    concurrent: 'concurrent',
    check_interval: 'checkIntervalSeconds',
    log_level: 'logLevel',
    session_server: 'sessionServer',
    url: 'gitlabUrl',
  };

  it.each(named(reserved))('%s is refused with the reason, in either spelling', (_name, key) => {
    const prop = PROPS[key.key];
    const message = `cannot be set here. ${prop === undefined ? key.reserved : `Set ${prop} of the runner itself.`}`;
    const config = configWith(key, 'glrt-secret');
    const path = [...key.path, key];
    expect(checkConfig(config, newest)).toMatchObject([{ at: pathOf(path.map((step) => step.property)), message }]);
    expect(checkTomlTable(toTomlTable(config), newest)).toMatchObject([
      { at: pathOf(path.map((step) => step.key)), message },
    ]);

    function pathOf(names: string[]): string {
      return names.map((one, index) => (path[index]?.type === 'tables' ? `${one}[0]` : one)).join('.');
    }
  });
});
