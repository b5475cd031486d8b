import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareVersions } from '../../lib/chart/compare-versions';
import generateChart from '../../scripts/generate/chart';
import spec from '../../spec/chart-values.json';

interface SpecKey {
  readonly path: string;
  readonly type: string;
  readonly since?: string;
  readonly values?: readonly string[];
  readonly doc: string;
  readonly default: string;
}

const keys: readonly SpecKey[] = spec.keys;
const byPath = new Map(keys.map((key) => [key.path, key]));
const parentOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('.')));

describe('spec/chart-values.json', () => {
  test('names every key once', () => {
    expect(byPath.size).toBe(keys.length);
  });

  test('describes the section of every key, and keys of every section', () => {
    for (const { path } of keys.filter((key) => key.path.includes('.'))) {
      expect([path, byPath.get(parentOf(path))?.type]).toEqual([path, 'section']);
    }
    for (const { path } of keys.filter((key) => key.type === 'section')) {
      expect([path, keys.some((key) => parentOf(key.path) === path)]).toEqual([path, true]);
    }
  });

  test.each(keys.map((key) => [key.path, key] as const))('documents %s', (_path, key) => {
    expect(key.doc).toMatch(/^[A-Z].*\.$/);
    expect(key.default.trim()).not.toBe('');
    expect(key.default).not.toMatch(/\.$/);
  });

  test('writes versions with three numbers, and never an older one than that of the section', () => {
    for (const { path, since } of keys) {
      expect(since ?? '0.0.0').toMatch(/^\d+\.\d+\.\d+$/);
      if (since !== undefined && path.includes('.')) {
        expect(compareVersions(since, byPath.get(parentOf(path))?.since ?? '0')).toBeGreaterThan(0);
      }
    }
  });

  test('gives fixed choices to strings only', () => {
    expect(keys.filter((key) => key.values !== undefined && key.type !== 'string')).toEqual([]);
  });

  test('sends nobody from a key that the chart reads to another', () => {
    const elsewhere = spec.elsewhere.map(({ path }) => path);
    expect(elsewhere.filter((path) => byPath.has(path))).toEqual([]);
    expect(new Set(elsewhere).size).toBe(elsewhere.length);
  });

  test('names only keys that exist where it says what to use', () => {
    const advice = spec.elsewhere
      .filter(({ instead }) => !instead.includes('config.toml'))
      .map(({ instead }) => instead);
    const named = advice.flatMap((text) => [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1]!));
    expect(named.length).toBeGreaterThan(20);
    const options = ['managers.scaling', 'token'];
    expect(named.filter((path) => !byPath.has(path) && !options.includes(path))).toEqual([]);
  });
});

test('the generated file is up to date', () => {
  for (const [path, content] of Object.entries(generateChart())) {
    expect(readFileSync(join(__dirname, '../..', path), 'utf8')).toBe(content);
  }
});
