import { Token } from '@alicloud/ros-cdk-core';
import fc from 'fast-check';
import { DeployTimeChoice } from '../../lib/config/deploy-time-choice';
import { readConfigText } from '../../lib/model/config-text';
import type { Origin } from '../../lib/model/origin';
import { byDefault, from, option, pathText } from '../../lib/model/origin';
import { placeOf, Settings } from '../../lib/model/reading';
import type { Node } from '../../lib/model/tree';
import { over, plain, treeFrom, treeOf } from '../../lib/model/tree';

const LIBRARY = byDefault('it is so');
const USER: Origin = { layer: 'config', path: ['config'] };
const layers = (earlier: unknown, later: unknown, lists: 'add' | 'replace' = 'replace'): Node =>
  over(treeFrom(LIBRARY, earlier), treeFrom(USER, later), lists);

describe('layers', () => {
  test('win key by key, and keep the origin of what they leave', () => {
    const settings = new Settings(layers({ a: { x: 1, y: 2 } }, { a: { y: 3 } }));
    expect(plain(settings.root)).toEqual({ a: { x: 1, y: 3 } });
    expect(settings.origin('a.x')).toBe(LIBRARY);
    expect(settings.origin('a.y')).toBe(USER);
  });

  test('remember what they replace', () => {
    const leaf = new Settings(layers({ a: 1 }, { a: 2 })).find('a')!.node;
    expect(leaf).toMatchObject({ value: 2, under: { value: 1, origin: LIBRARY } });
  });

  test('add lists up, or replace them', () => {
    expect(plain(layers({ a: [1] }, { a: [2] }, 'add'))).toEqual({ a: [1, 2] });
    expect(plain(layers({ a: [1] }, { a: [2] }))).toEqual({ a: [2] });
  });

  test('change nothing by undefined, and take away by null', () => {
    expect(plain(layers({ a: 1, b: { c: 1 } }, { a: undefined, b: null }))).toEqual({ a: 1, b: null });
  });

  test('come onto either side of a choice between tables', () => {
    const choice = new DeployTimeChoice('If', { x: 1 }, undefined);
    const merged = layers({ labels: choice }, { labels: { y: 2 } });
    expect(plain(merged)).toEqual({ labels: new DeployTimeChoice('If', { x: 1, y: 2 }, { y: 2 }) });
  });

  test('take deploy-time values whole', () => {
    const token = Token.asAny({ Ref: 'X' });
    expect(plain(layers({ a: { x: 1 } }, { a: token }))).toEqual({ a: token });
    expect(plain(layers({ a: token }, { a: { x: 1 } }))).toEqual({ a: { x: 1 } });
  });

  test('do not reach Object.prototype', () => {
    layers({}, JSON.parse('{"__proto__": {"polluted": true}}'));
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  // Of one shape, as layers are: where a scalar lies between two tables, the order of laying over matters.
  const scalars = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(fc.string(), fc.integer(), fc.constant(null)));
  const tables = fc.dictionary(fc.constantFrom('x', 'y'), scalars);
  const value = fc.record({ runners: tables, values: scalars }, { requiredKeys: [] });

  test('are associative, and the same over themselves', () => {
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        const [x, y, z] = [a, b, c].map((one) => treeFrom(LIBRARY, one));
        const left = over(over(x, y!, 'replace'), z!, 'replace');
        const right = over(x, over(y, z!, 'replace'), 'replace');
        void expect(plain(left)).toEqual(plain(right));
        void expect(plain(over(x, x!, 'replace'))).toEqual(plain(x));
      }),
    );
  });

  test('leave their inputs alone', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [before, after] = [JSON.stringify([a, b]), () => JSON.stringify([a, b])];
        plain(layers(a, b));
        void expect(after()).toBe(before);
      }),
    );
  });
});

describe('origins', () => {
  test('of marked values go before those of their fragment', () => {
    const settings = new Settings(treeFrom(LIBRARY, { a: from(option('x'), { b: 1 }), c: 2 }));
    expect([settings.origin('a.b'), settings.origin('c')]).toEqual([option('x'), LIBRARY]);
  });

  test('may depend on the path', () => {
    const tree = treeOf({ a: [{ b: 1 }] }, (path) => ({ layer: 'config', path: ['config', ...path] }));
    expect(placeOf(new Settings(tree).origin(['a', 0, 'b'])!)).toEqual({ at: 'config.a[0].b' });
  });

  test('quote keys that are not plain words', () => {
    expect(pathText(['podLabels', 'a.b/c', 0, 'x'])).toBe('podLabels["a.b/c"][0].x');
  });
});

describe('settings', () => {
  const choice = new DeployTimeChoice('If', { on: true }, { on: false });

  test('are known when they are certain and known at synth', () => {
    const settings = new Settings(treeFrom(USER, { a: 1, token: Token.asString({ Ref: 'X' }), choice, empty: '' }));
    expect(['a', 'token', 'token.below', 'choice.on', 'empty', 'absent'].map((path) => settings.known(path))).toEqual([
      1,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(['a', 'token', 'token.below', 'choice.on', 'empty', 'absent'].map((path) => settings.has(path))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  test('are possible on each side of a choice', () => {
    const settings = new Settings(treeFrom(USER, { choice }));
    expect(settings.possible('choice.on')).toEqual([
      { value: true, origin: USER, isCertain: false },
      { value: false, origin: USER, isCertain: false },
    ]);
    expect([settings.isOn('choice.on'), settings.isOff('choice.on')]).toEqual([false, false]);
  });

  test('are neither on nor off when only the deployment knows', () => {
    const settings = new Settings(treeFrom(USER, { token: Token.asAny({ Ref: 'X' }), no: false }));
    expect(['token', 'no', 'absent'].map((path) => settings.isOff(path))).toEqual([false, true, true]);
  });

  test('name the sides of a choice as places that are only possible', () => {
    const { node, isCertain } = new Settings(treeFrom(option('jobs', 'placement'), { choice })).find('choice.on')!;
    expect(placeOf(node.origin, isCertain)).toEqual({ at: 'jobs.placement', isPossible: true });
  });
});

describe('the text of a config.toml', () => {
  const read = (text: string) => new Settings(readConfigText(text, ['chartValues', 'runners', 'config']).tree);

  test('is read by the names of typed config, with the line of each key', () => {
    const settings = read(
      [
        '[[runners]]',
        '  limit = 3',
        '  environment = [',
        '    "A=1",',
        '  ]',
        '  [runners.kubernetes]',
        '    privileged = true',
        '    [runners.kubernetes.pod_labels]',
        '      "a.b/c" = "d"',
        '  [[runners.kubernetes.services]]',
        '    name = "redis"',
        '  [[runners.kubernetes.services]]',
        '    name = "docker"',
      ].join('\n'),
    );
    const lineOf = (...path: (string | number)[]) => placeOf(settings.origin(path)!).line;
    expect(settings.isOn('runners.kubernetes.privileged')).toBe(true);
    expect(lineOf('runners', 'limit')).toBe(2);
    expect(lineOf('runners', 'environment')).toBe(3);
    expect(lineOf('runners', 'kubernetes', 'privileged')).toBe(7);
    expect(lineOf('runners', 'kubernetes', 'podLabels', 'a.b/c')).toBe(9);
    expect(lineOf('runners', 'kubernetes', 'services', 0, 'name')).toBe(11);
    expect(lineOf('runners', 'kubernetes', 'services', 1, 'name')).toBe(13);
    expect(placeOf(settings.origin('runners.kubernetes.privileged')!).at).toBe(
      'chartValues.runners.config, runners.kubernetes.privileged',
    );
  });

  test('knows nothing of what Helm fills in', () => {
    const settings = read(
      '[[runners]]\n  [runners.kubernetes]\n    namespace = "{{ .Release.Namespace }}"\n    image = "x"',
    );
    expect(settings.known('runners.kubernetes.namespace')).toBeUndefined();
    expect(settings.has('runners.kubernetes.namespace')).toBe(true);
    expect(settings.known('runners.kubernetes.image')).toBe('x');
  });

  test('is only possible where an action decides on lines', () => {
    const settings = read('[[runners]]\n{{- if .Values.fast }}\n  limit = 3\n{{- end }}\n');
    expect(settings.find('runners.limit')).toMatchObject({ isCertain: false, node: { value: 3 } });
    expect(placeOf(settings.origin('runners.limit')!).line).toBe(3);
  });

  test('is unknown as a whole when it is not TOML', () => {
    const text = readConfigText('[[runners]]\n  name = \n', ['chartValues', 'runners', 'config']);
    expect(text.fault).toMatchObject({ line: 2 });
    expect(new Settings(text.tree).known('runners.name')).toBeUndefined();
    expect(readConfigText('{{ include "x" . }} = [', []).fault).toBeUndefined();
  });
});
