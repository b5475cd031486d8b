import fc from 'fast-check';
import { mergeValues } from '../../lib/chart/merge-values';

class Token {
  constructor(readonly inner: string) {}
}

const json = fc.dictionary(fc.string({ minLength: 1, maxLength: 3 }), fc.jsonValue({ maxDepth: 2 }), {
  maxKeys: 4,
  noNullPrototype: true,
});

describe('mergeValues', () => {
  test('lets the later layer win, key by key', () => {
    const defaults = { metrics: { enabled: true, port: 9252 }, replicas: 1 };
    expect(mergeValues(defaults, { metrics: { port: 9000 } }, { replicas: 0 })).toEqual({
      metrics: { enabled: true, port: 9000 },
      replicas: 0,
    });
  });

  test('replaces lists', () => {
    expect(mergeValues({ tolerations: [{ key: 'a' }, { key: 'b' }] }, { tolerations: [{ key: 'c' }] })).toEqual({
      tolerations: [{ key: 'c' }],
    });
  });

  test('keeps null, which deletes a default of the chart, and ignores undefined', () => {
    expect(mergeValues({ hpa: { maxReplicas: 10 }, a: 1, b: null }, { hpa: null, a: undefined }, undefined)).toEqual({
      hpa: null,
      a: 1,
      b: null,
    });
    expect(mergeValues({ hpa: null }, { hpa: { maxReplicas: 3 } })).toEqual({ hpa: { maxReplicas: 3 } });
  });

  test('takes deploy-time values whole', () => {
    const [below, above] = [new Token('below'), new Token('above')];
    expect(mergeValues({ image: below }, { image: above }).image).toBe(above);
    expect(mergeValues({ image: { tag: 'x' } }, { image: above }).image).toBe(above);
    expect(mergeValues({ image: below }, { image: { tag: 'x' } }).image).toEqual({ tag: 'x' });
  });

  test('lays maps over a deploy-time value that takes them, and replaces it by all else', () => {
    class Layered {
      constructor(readonly layers: readonly object[] = []) {}
      withLayer(layer: object): Layered {
        return new Layered([...this.layers, layer]);
      }
    }
    const merged = mergeValues({ labels: new Layered() }, { labels: { a: 1 } }, { labels: { b: 2 } }).labels;
    expect(merged).toEqual(new Layered([{ a: 1 }, { b: 2 }]));
    const token = new Token('above');
    expect(mergeValues({ labels: new Layered() }, { labels: token }).labels).toBe(token);
    expect(mergeValues({ labels: new Layered() }, { labels: null }).labels).toBeNull();
  });

  test('leaves the layers as they were', () => {
    const layers = [
      Object.freeze({ a: Object.freeze({ b: 1 }) }),
      Object.freeze({ a: Object.freeze({ c: Object.freeze([2]) }) }),
    ];
    expect(mergeValues(...layers)).toEqual({ a: { b: 1, c: [2] } });
    expect(layers).toEqual([{ a: { b: 1 } }, { a: { c: [2] } }]);
  });

  test('is associative, and a layer over itself changes nothing', () => {
    fc.assert(
      fc.property(json, json, json, (a, b, c) => {
        expect(mergeValues(mergeValues(a, b), c)).toEqual(mergeValues(a, mergeValues(b, c)));
        expect(mergeValues(a, a)).toEqual(mergeValues(a));
      }),
    );
  });
});
