import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { YAMLException } from 'js-yaml';
import { findCharts, findHelm, parseManifests } from '../support/helm';
import { fileInTgz, fileInZip } from '../support/helm/archive';

/** Holds a folder, a deflated `helm/helm` with an extra field, a stored `notes.txt`, and a comment at its end. */
const ZIP = Buffer.from(
  'UEsDBBQAAAAAAAAAIVgAAAAAAAAAAAAAAAAFAAAAaGVsbS9QSwMEFAAAAAgAAAAhWFjzFYcMAAAAjAAAAAkABgBoZWxtL2hlbG2ZmQIAYWJLysxLLKpU' +
    'SBoMFABQSwMEFAAAAAAAAAAhWA82oiYNAAAADQAAAAkAAABub3Rlcy50eHRrZXB0IGFzIGl0IGlzUEsBAhQDFAAAAAAAAAAhWAAAAAAAAAAAAAAAAAUA' +
    'AAAAAAAAAAAAAIABAAAAAGhlbG0vUEsBAhQDFAAAAAgAAAAhWFjzFYcMAAAAjAAAAAkABgAAAAAAAAAAAIABIwAAAGhlbG0vaGVsbZmZAgBhYlBLAQIU' +
    'AxQAAAAAAAAAIVgPNqImDQAAAA0AAAAJAAAAAAAAAAAAAACAAVwAAABub3Rlcy50eHRQSwUGAAAAAAMAAwCnAAAAkAAAABQAYSBjb21tZW50IGF0IHRo' +
    'ZSBlbmQ=',
  'base64',
);
/** Holds gitlab-runner/Chart.yaml (version 1.2.3), a file that is longer than a block, and gitlab-runner/last.txt. */
const TGZ = Buffer.from(
  'H4sIAAAAAAACA+3WvQ6CMBDA8c48BS9gabFKwuo7uNeEIAkiKcXo21sd/GBxERLx/1uuuQ43XO/SsvK13S1c3zSFSzZ767y82EMtvkgFa2PuMRjGcLl+nm95' +
    'nRqzErESE+g7b10oL/5TYw9FHpevryA6Fa6rjk0ea5nKZWTbdvvIZFJJFQnMxFvnk11VjlDjw/xrvVSD+dc6Y/4ncQZGwGb9xf1f285Lf/aT7v/ADP9/qTbs' +
    '/yncOs4UAAAAAAAAAAAAAPNwBQ8G+7MAKAAA',
  'base64',
);

describe('archives', () => {
  test('a zip: deflated and stored files', () => {
    expect(fileInZip(ZIP, 'helm/helm')?.toString()).toBe('binary '.repeat(20));
    expect(fileInZip(ZIP, 'notes.txt')?.toString()).toBe('kept as it is');
    expect(fileInZip(ZIP, 'helm')).toBeUndefined();
  });

  test('something that is no zip', () => {
    expect(() => fileInZip(Buffer.from('not found'.repeat(10)), 'x')).toThrow('not a zip');
  });

  test('a tgz: files before and after a long one', () => {
    expect(fileInTgz(TGZ, 'gitlab-runner/big')?.toString()).toBe('x'.repeat(600));
    expect(fileInTgz(TGZ, 'gitlab-runner/last.txt')?.toString()).toBe('last');
    expect(fileInTgz(TGZ, 'last.txt')).toBeUndefined();
  });
});

describe('finding Helm and charts', () => {
  const environment = { ...process.env };
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'helm-test-'));
  });
  afterEach(() => {
    process.env = { ...environment };
    rmSync(folder, { recursive: true });
  });

  const executable = (path: string) => {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, '', { mode: 0o755 });
    return path;
  };

  test('HELM_BIN comes before the PATH', () => {
    process.env.PATH = join(folder, 'bin');
    const onPath = executable(join(folder, 'bin', 'helm'));
    process.env.HELM_BIN = '';
    expect(findHelm()).toBe(onPath);
    process.env.HELM_BIN = executable(join(folder, 'my-helm'));
    expect(findHelm()).toBe(join(folder, 'my-helm'));
  });

  test('a HELM_BIN that cannot be executed is an error', () => {
    process.env.HELM_BIN = join(folder, 'missing');
    expect(() => findHelm()).toThrow(/HELM_BIN names .*missing, which cannot be executed/);
  });

  const addChart = (path: string, name: string, version: string) => {
    mkdirSync(path);
    writeFileSync(join(path, 'Chart.yaml'), `name: ${name}\nversion: ${version}\nappVersion: 18.0.0\n`);
  };

  test('GITLAB_RUNNER_CHART may be a folder of archives and unpacked charts, sorted by version', () => {
    writeFileSync(join(folder, 'any-name.tgz'), TGZ);
    addChart(join(folder, 'new'), 'gitlab-runner', '1.10.0');
    addChart(join(folder, 'other'), 'redis', '9.0.0');
    writeFileSync(join(folder, 'README.md'), '');
    process.env.GITLAB_RUNNER_CHART = folder;
    expect(findCharts()).toEqual([
      { version: '1.2.3', appVersion: '17.0.0', path: join(folder, 'any-name.tgz') },
      { version: '1.10.0', appVersion: '18.0.0', path: join(folder, 'new') },
    ]);
  });

  test('GITLAB_RUNNER_CHART may be one archive or one unpacked chart', () => {
    addChart(join(folder, 'c'), 'gitlab-runner', '1.0.0');
    writeFileSync(join(folder, 'a.tgz'), TGZ);
    process.env.GITLAB_RUNNER_CHART = join(folder, 'c');
    expect(findCharts().map(({ version }) => version)).toEqual(['1.0.0']);
    process.env.GITLAB_RUNNER_CHART = join(folder, 'a.tgz');
    expect(findCharts().map(({ version }) => version)).toEqual(['1.2.3']);
  });

  test.each(['missing', '.'])('GITLAB_RUNNER_CHART without a chart (%s) is an error', (path) => {
    process.env.GITLAB_RUNNER_CHART = join(folder, path);
    expect(() => findCharts()).toThrow(/where no gitlab-runner chart is/);
  });
});

describe('rendered YAML', () => {
  test('is read as Kubernetes reads it', () => {
    const [object, ...others] = parseManifests(
      '# a comment\n---\nkind: A\nyes: yes\nquoted: "true"\ntime: 1:30\ndate: 2024-01-01\nmode: 0644\n---\n# nothing\n',
    );
    expect(others).toEqual([]);
    expect(object).toEqual({ kind: 'A', true: true, quoted: 'true', time: '1:30', date: '2024-01-01', mode: 420 });
  });

  test.each(['a: 1\na: 2\n', 'a: [1\n'])('is refused when it is broken: %j', (text) => {
    expect(() => parseManifests(text)).toThrow(YAMLException);
  });
});
