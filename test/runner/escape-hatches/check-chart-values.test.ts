import { ChartVersion } from '../../../lib';
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
