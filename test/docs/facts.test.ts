import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { CHECKS } from '../../bin/doctor/checks';
import { ChartVersion, GitLabRunnerStack } from '../../lib';
import type { GitLabRunnerConfig } from '../../lib';
import { synthesizeApp } from '../support/synth';
import { PAGES, ROOT } from './markdown';

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const codeIn = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);

/** The cells of the table rows in a text. */
function rows(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').slice(1, -1));
}

describe('docs/architecture.md', () => {
  const page = read('docs/architecture.md');
  const rooms = new Map(
    rows(page.slice(page.indexOf('## The rooms'), page.indexOf('## How a runner')))
      .slice(2)
      .map(([room = '', , imports = '']) => [codeIn(room)[0]!, imports]),
  );
  const folders = readdirSync(path.join(ROOT, 'lib'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .filter(({ name }) => sourcesOf(name).length > 0);

  test('names the folders of lib, and no others', () => {
    expect([...rooms.keys()].sort()).toEqual(folders.map(({ name }) => name).sort());
  });

  test.each([...rooms])('says what lib/%s imports', (room, allowed) => {
    const above = [...rooms.keys()].slice(0, [...rooms.keys()].indexOf(room));
    const expected = allowed.includes('all of the above') ? above : codeIn(allowed);
    expect(importsOf(room)).toEqual([...expected].sort());
  });

  test('names the files that depend on each other', () => {
    const named = codeIn(page.slice(page.indexOf('No file imports itself')).split('\n')[0]!);
    expect(filesInCircles()).toEqual(named.map((name) => `cluster/${name}.ts`).sort());
  });
});

/** The files of lib that import themselves by way of others: what is left when files without a way on or back are taken away. */
function filesInCircles(): string[] {
  const files = sourcesOf('.').map((file) => path.normalize(file));
  const imports = new Map(files.map((file) => [file, new Set(filesImportedBy(file))]));
  for (let before = -1; before !== imports.size;) {
    before = imports.size;
    const imported = new Set([...imports.values()].flatMap((targets) => [...targets]));
    for (const [file, targets] of imports) {
      if (!imported.has(file) || ![...targets].some((target) => imports.has(target))) {
        imports.delete(file);
      }
    }
  }
  return [...imports.keys()].sort();
}

function filesImportedBy(file: string): string[] {
  return [...read(path.join('lib', file)).matchAll(/from '(\.[^']+)'/g)].map(
    ([, target = '']) => `${path.join(path.dirname(file), target)}.ts`,
  );
}

function sourcesOf(room: string): string[] {
  return typeScriptIn(path.join('lib', room));
}

function typeScriptIn(folder: string, recursive = true): string[] {
  const files = readdirSync(path.join(ROOT, folder), { recursive, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.ts'));
}

describe('the program', () => {
  const page = read('docs/architecture.md');
  const table = rows(page.slice(page.indexOf('## The program'), page.indexOf('## What is built'))).slice(2);
  const folders = table.map(([folder = '']) => codeIn(folder)[0]!);

  test('has the folders that docs/architecture.md names, each of which imports from those above it', () => {
    const found = readdirSync(path.join(ROOT, 'bin'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect([...folders].sort()).toEqual(['bin', ...found.map(({ name }) => `bin/${name}`)].sort());
    const upwards = folders.flatMap((folder, index) =>
      typeScriptIn(folder, false)
        .filter((file) => file !== 'gitlab-runner.ts')
        .flatMap((file) =>
          [...read(path.join(folder, file)).matchAll(/from '(\.[^']+)'/g)]
            .map(([, target = '']) => path.dirname(path.join(folder, target)))
            .filter((target) => target.startsWith('bin') && !folders.slice(0, index + 1).includes(target))
            .map((target) => `${folder}/${file} imports ${target}`),
        ),
    );
    expect(upwards).toEqual([]);
  });

  test('alone uses the network', () => {
    const using = typeScriptIn('lib').filter((file) =>
      /from '(?:node:(?:https?|http2|tls|dns)|[^']*\/bin\/)|\bfetch\(/.test(read(path.join('lib', file))),
    );
    expect(using).toEqual([]);
  });
});

test('docs/command-line.md lists the checks of doctor in their order', () => {
  const page = read('docs/command-line.md');
  const named = rows(page.slice(page.indexOf('## doctor'))).slice(2);
  expect(named.flatMap(([titles = '']) => titles.trim().split(', '))).toEqual(CHECKS.map(({ title }) => title));
});

/** The other folders of lib that the files of one import from. */
function importsOf(room: string): string[] {
  const others = sourcesOf(room).flatMap((file) =>
    [...read(path.join('lib', room, file)).matchAll(/from '(\.[^']+)'/g)].map(
      ([, target = '']) => path.join(room, path.dirname(file), target).split(path.sep)[0]!,
    ),
  );
  // `lib/gitlab-runner.ts` is a room of one file, above the table.
  return [...new Set(others)].filter((other) => ![room, '..', 'gitlab-runner'].includes(other)).sort();
}

test('docs/architecture.md justifies every dependency, and names every peer with its floor', () => {
  const { dependencies, peerDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
  const page = read('docs/architecture.md');
  const tables = rows(page.slice(page.indexOf('## Dependencies'))).map((cells) => cells.map((cell) => cell.trim()));
  const named = tables.filter(([name]) => name?.startsWith('`'));
  expect(
    named
      .filter((cells) => cells.length === 2)
      .map(([name]) => name!.replace(/`/g, ''))
      .sort(),
  ).toEqual(Object.keys(dependencies!).sort());
  expect(
    Object.fromEntries(
      named.filter((cells) => cells.length === 3).map(([name, from]) => [codeIn(name!)[0]!, `^${from}`]),
    ),
  ).toEqual(peerDependencies);
});

test('docs/configuration-file.md names every key of the sections that it describes', () => {
  const { properties, definitions } = JSON.parse(read('gitlab-runner.schema.json')) as {
    properties: object;
    definitions: Record<string, { properties?: object }>;
  };
  const sections = [
    'ClusterSection ExistingClusterSection AckClusterSection AcsClusterSection NetworkPluginSection FlannelSection',
    'TerwaySection NodePoolSection NodeBillingSection NodeLoginSection NetworkSection NewNetworkSection',
    'ExistingNetworkSection CacheSection NewCacheSection ExistingCacheSection S3CacheSection OssKmsSection CacheGranteesSection CacheCredentialsSection MonitoringSection RunnerSection TokenSection',
    'CaCertificate ScalingSection ManagerAvailabilityOptions PlacementSection MetricsSection ChartSection WaitForSection',
    'SessionServerOptions ImageBuildsSection RunnerImages RegistryCredentialsSection',
  ].flatMap((names) => names.split(' '));
  const keys = [properties, ...sections.map((name) => definitions[name]?.properties ?? { [name]: 'is gone' })];
  const named = new Set(codeIn(read('docs/configuration-file.md')).flatMap((code) => code.split(/[^A-Za-z0-9]+/)));
  expect(keys.flatMap(Object.keys).filter((key) => !named.has(key))).toEqual([]);
});

test('docs/getting-started.md names every resource of the sample, with its type', () => {
  const config = load(read('gitlab-runner.yaml')) as GitLabRunnerConfig;
  const { template } = synthesizeApp((app) => new GitLabRunnerStack(app, 'gitlab-runner', { config }));
  const named = rows(read('docs/getting-started.md'))
    .filter(([, type = '']) => type.includes('ALIYUN::'))
    .flatMap(([ids = '', type = '']) => codeIn(ids).map((id) => [id, codeIn(type)[0]]));
  expect(Object.fromEntries(named)).toEqual(
    Object.fromEntries(Object.entries(template.Resources ?? {}).map(([id, { Type }]) => [id, Type])),
  );
});

test('docs/permissions.md names the service roles that the command policy knows, and no others', () => {
  const { types } = JSON.parse(read('spec/permissions.json')) as {
    types: Record<string, { serviceRoles?: { role: string }[] }>;
  };
  const roles = Object.values(types).flatMap(({ serviceRoles = [] }) => serviceRoles.map(({ role }) => role));
  const page = read('docs/permissions.md');
  const named = codeIn(page.slice(page.indexOf('### Service roles'), page.indexOf('## Inside an existing cluster')));
  expect(new Set(named.filter((code) => /^Aliyun.*Role/.test(code)))).toEqual(new Set(roles));
});

test.each(PAGES)('the copies that %s names are those of the default chart', (page) => {
  const { version, appVersion } = ChartVersion.DEFAULT;
  const copies = read(page).match(/(?<!cdk-)gitlab-runner-[\d.]+\.tgz|(alpine|x86_64)-v\d[\d.]+\d/g) ?? [];
  const expected = [`gitlab-runner-${version}.tgz`, `alpine-v${appVersion}`, `x86_64-v${appVersion}`];
  expect(copies.filter((copy) => !expected.includes(copy))).toEqual([]);
});
