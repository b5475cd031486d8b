import { ChartVersion, CacheCredentials, OssCache } from '../../../lib';
import type { ChartValues } from '../../../lib';
import type { RunnerOverrides } from '../../support/runner';
import { addRunner } from '../../support/runner';
import { synth, synthWarnings } from '../../support/synth';

const refused =
  (chartValues: ChartValues, props: RunnerOverrides = {}) =>
  () =>
    synth((stack) => addRunner(stack, { ...props, chartValues }));
const warnings = (chartValues: ChartValues, props: RunnerOverrides = {}) =>
  synthWarnings((stack) => addRunner(stack, { ...props, chartValues }));

describe('chart values that undo a prop', () => {
  test.each([['other'], [''], [null]])('give the token another Secret: %p', (secret) => {
    expect(refused({ runners: { secret } })).toThrow(
      `chartValues.runners.secret: is ${JSON.stringify(secret)}, which takes the place of the Secret of \`token\``,
    );
  });

  test.each([['other'], [null]])('give the cache another Secret: %p', (secretName) => {
    const withCache = () =>
      synth((stack) =>
        addRunner(stack, {
          cache: new OssCache(stack, 'Cache', { credentials: CacheCredentials.fromExistingSecret('keys') }),
          chartValues: { runners: { cache: { secretName } } },
        }),
      );
    expect(withCache).toThrow('chartValues.runners.cache.secretName');
    expect(withCache).toThrow('takes the place of the Secret of `cache`');
  });

  test('may name the Secret of a cache that the library does not know', () => {
    expect(refused({ runners: { cache: { secretName: 'my-s3' } } })).not.toThrow();
  });

  test('are checked as the prop is: the address of GitLab', () => {
    expect(refused({ gitlabUrl: 'gitlab.example.com' })).toThrow(
      'chartValues.gitlabUrl: "gitlab.example.com" is not a URL',
    );
    expect(refused({ gitlabUrl: '' })).toThrow('chartValues.gitlabUrl');
    expect(refused({ gitlabUrl: null } as never)).toThrow('chartValues.gitlabUrl: is null');
  });

  test('cut short the time that managers have to finish', () => {
    expect(warnings({ terminationGracePeriodSeconds: 10 })).toEqual([
      expect.stringContaining('is 10, and jobs may take 3600 seconds (jobs.maxDurationSeconds)'),
    ]);
    expect(warnings({ terminationGracePeriodSeconds: 3600 })).toEqual([]);
  });
});

test.each([['fullnameOverride'], ['nameOverride']])('%s must be a name in Kubernetes', (key) => {
  expect(refused({ [key]: 'Foo_Bar' })).toThrow(`chartValues.${key}: "Foo_Bar" has "F", "_", "B"`);
});

describe('a config.toml as text', () => {
  const PLACE = 'takes the place of everything that the other props write into config.toml';

  test('is warned of', () => {
    expect(warnings({ runners: { config: '[[runners]]\n  [runners.kubernetes]\n    image = "alpine:3"\n' } })).toEqual([
      expect.stringContaining(PLACE),
    ]);
  });

  test('is held against the keys of the runner', () => {
    const config = '[[runners]]\n[runners.kubernetes]\npoll_timout = 600\npoll_timeout = "600"\n';
    expect(refused({ runners: { config } })).toThrow('chartValues.runners.config, runners.kubernetes.poll_timout');
    expect(refused({ runners: { config } })).toThrow('chartValues.runners.config, runners.kubernetes.poll_timeout');
  });

  test('may have keys that a newer runner may know', () => {
    const config = '[[runners]]\n[runners.kubernetes]\nbrand_new = 1\n';
    expect(warnings({ runners: { config } }, { chartVersion: ChartVersion.of('0.99.0') })).toEqual([
      expect.stringContaining(PLACE),
      expect.stringContaining('runners.kubernetes.brand_new'),
    ]);
  });

  test.each(['not toml [[', '[[runners]]\n[[runners]]\n'])('is refused when it cannot work: %j', (config) => {
    expect(refused({ runners: { config } })).toThrow('chartValues.runners.config');
  });

  test('is not judged where Helm has yet to fill it in', () => {
    const config = '[[runners]]\n  [runners.kubernetes]\n    {{ if true }}image = "alpine:3"{{ end }}\n';
    expect(warnings({ runners: { config } })).toEqual([expect.stringContaining(PLACE)]);
  });
});
