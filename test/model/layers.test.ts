import fc from 'fast-check';

import { HelmTemplate, type RunnerConfig } from '../../lib/config';
import { anyConfig } from '../config/support';
import { layered } from '../support/layers';

describe('layers of configuration', () => {
  it('let the later one win, table by table', () => {
    const merged = layered(
      { runners: { name: 'a', kubernetes: { image: 'alpine', pollTimeoutSeconds: 600 } } },
      { runners: { kubernetes: { image: 'debian', podLabels: { app: 'ci' } } } },
    );
    expect(merged).toEqual({
      runners: { name: 'a', kubernetes: { image: 'debian', pollTimeoutSeconds: 600, podLabels: { app: 'ci' } } },
    });
  });

  it('replace arrays', () => {
    const merged = layered({ runners: { environment: ['A=1', 'B=2'] } }, { runners: { environment: ['C=3'] } });
    expect(merged).toEqual({ runners: { environment: ['C=3'] } });
  });

  it('leave the earlier value where the later is undefined, and take false, 0 and empty text', () => {
    const merged = layered(
      { runners: { limit: 5, name: 'a', kubernetes: { privileged: true, image: 'alpine' } } },
      undefined,
      { runners: { limit: 0, name: '', kubernetes: { privileged: false, image: undefined } } },
    );
    expect(merged).toEqual({ runners: { limit: 0, name: '', kubernetes: { privileged: false, image: 'alpine' } } });
  });

  it('take objects of a class whole, in either direction', () => {
    const template = new HelmTemplate('{{ .Release.Namespace }}') as unknown as string;
    const typed = { runners: { kubernetes: { namespace: template, podLabels: { app: template } } } };
    const merged = layered({ runners: { kubernetes: { namespace: 'ci', podLabels: { app: 'ci' } } } }, typed);
    expect(merged.runners?.kubernetes?.namespace).toBe(template);
    expect(merged.runners?.kubernetes?.podLabels?.app).toBe(template);

    const asTable = { runners: { kubernetes: { podLabels: template } } } as unknown as RunnerConfig;
    const replaced = layered(typed, asTable);
    expect(replaced.runners?.kubernetes?.podLabels).toBe(template);
  });

  it('cannot reach the prototype of objects', () => {
    layered({}, JSON.parse('{"__proto__": {"polluted": true}}') as RunnerConfig);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('are nothing when there are none', () => {
    expect(layered()).toEqual({});
    expect(layered(undefined)).toEqual({});
  });

  it('change nothing when they are empty or repeated', () => {
    fc.assert(
      fc.property(anyConfig, (config) => {
        expect(layered({}, config)).toEqual(config);
        expect(layered(config, {})).toEqual(config);
        expect(layered(config, config)).toEqual(config);
      }),
    );
  });

  it('can be merged in any grouping', () => {
    fc.assert(
      fc.property(anyConfig, anyConfig, anyConfig, (a, b, c) => {
        const whole = layered(a, b, c);
        expect(layered(layered(a, b), c)).toEqual(whole);
        expect(layered(a, layered(b, c))).toEqual(whole);
      }),
    );
  });

  it('stay as they were', () => {
    fc.assert(
      fc.property(anyConfig, anyConfig, (a, b) => {
        const before = structuredClone([a, b]);
        layered(frozen(a), frozen(b));
        expect([a, b]).toEqual(before);
      }),
    );
  });
});

const imageOf = (...layers: object[]) => (layered(...layers) as { readonly image?: unknown }).image;

class Token {
  constructor(readonly inner: string) {}
}

const json = fc.dictionary(fc.string({ minLength: 1, maxLength: 3 }), fc.jsonValue({ maxDepth: 2 }), {
  maxKeys: 4,
  noNullPrototype: true,
});

describe('layers of chart values', () => {
  test('keeps null, which deletes a default of the chart, and ignores undefined', () => {
    expect(layered({ hpa: { maxReplicas: 10 }, a: 1, b: null }, { hpa: null, a: undefined }, undefined)).toEqual({
      hpa: null,
      a: 1,
      b: null,
    });
    expect(layered({ hpa: null }, { hpa: { maxReplicas: 3 } })).toEqual({ hpa: { maxReplicas: 3 } });
  });

  test('takes deploy-time values whole', () => {
    const [below, above] = [new Token('below'), new Token('above')];
    expect(imageOf({ image: below }, { image: above })).toBe(above);
    expect(imageOf({ image: { tag: 'x' } }, { image: above })).toBe(above);
    expect(imageOf({ image: below }, { image: { tag: 'x' } })).toEqual({ tag: 'x' });
  });

  test('is associative, and a layer over itself changes nothing', () => {
    fc.assert(
      fc.property(json, json, json, (a, b, c) => {
        expect(layered(layered(a, b), c)).toEqual(layered(a, layered(b, c)));
        expect(layered(a, a)).toEqual(a);
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
