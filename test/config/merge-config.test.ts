import fc from 'fast-check';

import { HelmTemplate, mergeConfig, type RunnerConfig } from '../../lib/config';
import { anyConfig } from './support';

describe('layers of configuration', () => {
  it('let the later one win, table by table', () => {
    const merged = mergeConfig(
      { runners: { name: 'a', kubernetes: { image: 'alpine', pollTimeoutSeconds: 600 } } },
      { runners: { kubernetes: { image: 'debian', podLabels: { app: 'ci' } } } },
    );
    expect(merged).toEqual({
      runners: { name: 'a', kubernetes: { image: 'debian', pollTimeoutSeconds: 600, podLabels: { app: 'ci' } } },
    });
  });

  it('replace arrays', () => {
    const merged = mergeConfig({ runners: { environment: ['A=1', 'B=2'] } }, { runners: { environment: ['C=3'] } });
    expect(merged).toEqual({ runners: { environment: ['C=3'] } });
  });

  it('leave the earlier value where the later is undefined, and take false, 0 and empty text', () => {
    const merged = mergeConfig(
      { runners: { limit: 5, name: 'a', kubernetes: { privileged: true, image: 'alpine' } } },
      undefined,
      { runners: { limit: 0, name: '', kubernetes: { privileged: false, image: undefined } } },
    );
    expect(merged).toEqual({ runners: { limit: 0, name: '', kubernetes: { privileged: false, image: 'alpine' } } });
  });

  it('take objects of a class whole, in either direction', () => {
    const template = new HelmTemplate('{{ .Release.Namespace }}') as unknown as string;
    const typed = { runners: { kubernetes: { namespace: template, podLabels: { app: template } } } };
    const merged = mergeConfig({ runners: { kubernetes: { namespace: 'ci', podLabels: { app: 'ci' } } } }, typed);
    expect(merged.runners?.kubernetes?.namespace).toBe(template);
    expect(merged.runners?.kubernetes?.podLabels?.app).toBe(template);

    const asTable = { runners: { kubernetes: { podLabels: template } } } as unknown as RunnerConfig;
    const replaced = mergeConfig(typed, asTable);
    expect(replaced.runners?.kubernetes?.podLabels).toBe(template);
  });

  it('cannot reach the prototype of objects', () => {
    mergeConfig({}, JSON.parse('{"__proto__": {"polluted": true}}') as RunnerConfig);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('are nothing when there are none', () => {
    expect(mergeConfig()).toEqual({});
    expect(mergeConfig(undefined)).toEqual({});
  });

  it('change nothing when they are empty or repeated', () => {
    fc.assert(
      fc.property(anyConfig, (config) => {
        expect(mergeConfig({}, config)).toEqual(config);
        expect(mergeConfig(config, {})).toEqual(config);
        expect(mergeConfig(config, config)).toEqual(config);
      }),
    );
  });

  it('can be merged in any grouping', () => {
    fc.assert(
      fc.property(anyConfig, anyConfig, anyConfig, (a, b, c) => {
        const whole = mergeConfig(a, b, c);
        expect(mergeConfig(mergeConfig(a, b), c)).toEqual(whole);
        expect(mergeConfig(a, mergeConfig(b, c))).toEqual(whole);
      }),
    );
  });

  it('stay as they were', () => {
    fc.assert(
      fc.property(anyConfig, anyConfig, (a, b) => {
        const before = structuredClone([a, b]);
        mergeConfig(frozen(a), frozen(b));
        expect([a, b]).toEqual(before);
      }),
    );
  });
});

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}
