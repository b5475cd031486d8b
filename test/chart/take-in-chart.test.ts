import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChartFiles, ChartSpec } from '../../scripts/take-in-chart';
import { specWithChart, takeInChart } from '../../scripts/take-in-chart';

const SPEC: ChartSpec = {
  versions: [{ version: '0.90.1', runner: '19.1.1' }],
  keys: [
    { path: 'concurrent', type: 'integer' },
    { path: 'resources', type: 'object' },
    { path: 'metrics', type: 'section' },
    { path: 'metrics.enabled', type: 'boolean' },
  ],
  elsewhere: [{ path: 'check_interval' }],
};

const FILES: ChartFiles = {
  chart: 'name: gitlab-runner\nversion: 0.95.0\nappVersion: 19.6.0\n',
  values: 'concurrent: 10\nresources: { limits: { cpu: 1 } }\nmetrics: { enabled: true }\n',
  templates: ['{{ .Values.concurrent }} {{ .Values.resources.limits.memory }} {{ .Values.check_interval }}'],
};

const taken = (files: Partial<ChartFiles>, spec: ChartSpec = SPEC) => takeInChart(spec, { ...FILES, ...files });
const added = (files: Partial<ChartFiles>) => taken(files).newKeys.map(({ path, type, since }) => [path, type, since]);

test('a chart adds its version, and nothing that is known', () => {
  const { versions, newKeys, notes } = taken({});
  expect(versions).toEqual([...SPEC.versions, { version: '0.95.0', runner: '19.6.0' }]);
  expect([newKeys, notes]).toEqual([[], []]);
});

test('the archive of a known version can be read again', () => {
  const { versions } = taken({ chart: 'name: gitlab-runner\nversion: 0.90.1\nappVersion: v19.1.1\n' });
  expect(versions).toEqual(SPEC.versions);
});

test('keys of its values.yaml are new from this version on, with the type that the default tells', () => {
  const values = [
    FILES.values,
    'text: a',
    'number: 8080',
    'flag: false',
    'names: [a, b]',
    'empty: ""',
    'list: []',
    'nothing:',
    'map: {}',
    'proxy: { enabled: false, hosts: { a: b } }',
  ].join('\n');
  expect(added({ values })).toEqual([
    ['text', 'string', '0.95.0'],
    ['number', 'integer', '0.95.0'],
    ['flag', 'boolean', '0.95.0'],
    ['names', 'strings', '0.95.0'],
    ['empty', 'any', '0.95.0'],
    ['list', 'any', '0.95.0'],
    ['nothing', 'any', '0.95.0'],
    ['map', 'object', '0.95.0'],
    ['proxy', 'section', '0.95.0'],
    ['proxy.enabled', 'boolean', undefined],
    ['proxy.hosts', 'section', undefined],
    ['proxy.hosts.a', 'string', undefined],
  ]);
});

test('so are keys in sections that are known', () => {
  expect(added({ values: 'metrics: { enabled: true, path: /metrics }' })).toEqual([
    ['metrics.path', 'string', '0.95.0'],
  ]);
});

test('keys that only templates read are taken for anything, from their first part on that is new', () => {
  const templates = ['{{ if .Values.metrics.hidden.deep }}{{ .Values.other }}{{ end }}{{ .Values.resources.a }}'];
  expect(added({ templates })).toEqual([
    ['metrics.hidden', 'any', '0.95.0'],
    ['other', 'any', '0.95.0'],
  ]);
});

test('tells which keys are gone', () => {
  expect(taken({ values: 'concurrent: 1\nmetrics: {}', templates: ['{{ .Values.resources }}'] }).notes).toEqual([
    'gone: metrics.enabled is mentioned nowhere in the chart',
  ]);
});

test.each([
  ['an older chart', 'name: gitlab-runner\nversion: 0.80.0\nappVersion: 18.3.0', 'chart 0.80.0 is older than 0.90.1'],
  ['another chart', 'name: nginx\nversion: 1.0.0\nappVersion: 1.0.0', 'is not that of the chart gitlab-runner'],
  ['a chart without the version of its runner', 'name: gitlab-runner\nversion: 0.95.0', 'needs the name, a version'],
])('refuses %s', (_, chart, message) => {
  expect(() => taken({ chart })).toThrow(message);
});

test('the spec keeps its text but for what is added', () => {
  const text = readFileSync(join(__dirname, '../../spec/chart-values.json'), 'utf8');
  const spec = JSON.parse(text) as ChartSpec;
  const chart = 'name: gitlab-runner\nversion: 9.0.0\nappVersion: 30.0.0\n';
  const after = specWithChart(text, taken({ chart, values: 'brandNew: true', templates: [] }, spec));
  const parsed = JSON.parse(after) as ChartSpec;
  expect(parsed.versions.at(-1)).toEqual({ version: '9.0.0', runner: '30.0.0' });
  expect(parsed.keys.slice(0, spec.keys.length)).toEqual(spec.keys);
  expect(parsed.keys.slice(spec.keys.length)).toMatchObject([{ path: 'brandNew', type: 'boolean', since: '9.0.0' }]);
  const lines = new Set(after.split('\n'));
  expect(text.split('\n').filter((line) => !lines.has(line) && !/"(version|runner)"|\},?$/.test(line))).toEqual([]);
});
