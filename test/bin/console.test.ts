import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { Run } from '../support/command';
import { runAll, runCommand } from '../support/command';

const temporary = mkdtempSync(join(tmpdir(), 'console-command-'));
const folder = (name: string) => join(temporary, name);
const text = (name: string) => readFileSync(folder(name), 'utf8');
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const archive = folder('gitlab-runner-0.90.1.tgz');
writeFileSync(archive, new Uint8Array([0x1f, 0x8b, 8]));

const CHART_URL = 'https://charts.example.com/gitlab-runner-0.90.1.tgz';

// What an earlier run with an artifact has left behind, and a file of the user's.
const CHARTS = 'again/resources/artifact_resources/helm_chart';
mkdirSync(folder(CHARTS), { recursive: true });
writeFileSync(folder(join(CHARTS, 'gitlab-runner-0.90.1.tgz')), new Uint8Array([0x1f, 0x8b, 8]));
writeFileSync(folder('again/notes.md'), 'mine');

const run = (...args: readonly string[]) => runCommand(args, { cwd: temporary });
const cases = {
  first: () => run('console', '--outdir', folder('first')),
  second: () => run('console', '--outdir', folder('second')),
  url: () => run('computenest', '--outdir', 'url', '--chart-url', CHART_URL, '--regions', 'cn-hangzhou,cn-hangzou'),
  artifact: () => run('computenest', '--outdir', 'artifact', '--chart', 'artifact', '--chart-file', archive),
  again: () => run('computenest', '--outdir', 'again'),
  otherVersion: () => run('computenest', '--outdir', 'other', '--chart-url', CHART_URL.replace('0.90.1', '0.71.0')),
  intoFile: () => run('console', '--outdir', archive),
  packageIntoFile: () => run('computenest', '--outdir', archive),
  wrong: () => run('computenest', '--outdir', 'wrong', '--chart', 'artifact'),
};

let runs: Record<keyof typeof cases, Run>;
beforeAll(async () => {
  runs = await runAll(cases);
}, 120_000);

test('console writes the same files at every run', () => {
  const content = (name: string) =>
    Object.fromEntries(readdirSync(folder(name)).map((file) => [file, text(join(name, file))]));
  expect(runs.first).toEqual({
    exitCode: 0,
    stdout: `${folder('first/gitlab-runner-console.template.json')}\n`,
    stderr: '',
  });
  expect(Object.keys(content('first'))).toContain('manifest.json');
  expect(content('second')).toEqual(content('first'));
});

test('computenest writes a service whose template is that of console, but for the chart', () => {
  expect(runs.url).toMatchObject({ exitCode: 0, stdout: `${join('url', 'config.yaml')}\n` });
  const form = JSON.parse(text('first/gitlab-runner-console.template.json')) as Record<string, unknown>;
  const template = load(text('url/ros_templates/template.yaml')) as typeof form;
  expect({ ...template, Resources: {} }).toEqual({ ...form, Resources: {} });
  expect(template).toMatchObject({ Resources: { RunnerRelease: { Properties: { ChartUrl: CHART_URL } } } });
});

test('a region that is not known is a warning', () => {
  expect(runs.url.stderr).toMatch(
    /^Warning: --regions: "cn-hangzou" .*Did you mean "cn-hangzhou"\? \[package-regions\]$/m,
  );
});

test('an artifact goes with the service, and the release is made from it', () => {
  expect(runs.artifact).toMatchObject({ exitCode: 0, stderr: '' });
  expect(readFileSync(folder('artifact/resources/artifact_resources/helm_chart/gitlab-runner-0.90.1.tgz'))).toEqual(
    readFileSync(archive),
  );
  expect(load(text('artifact/ros_templates/template.yaml'))).toMatchObject({
    Resources: { RunnerRelease: { Type: 'MODULE::ACS::ComputeNest::FluxOciHelmDeploy' } },
  });
});

test('a chart of an earlier run does not stay beside a service that uses none', () => {
  expect(runs.again).toMatchObject({ exitCode: 0, stderr: '' });
  expect(existsSync(folder(CHARTS))).toBe(false);
  expect(text('again/notes.md')).toBe('mine');
});

test('a chart of another version is refused', () => {
  expect(runs.otherVersion).toMatchObject({ exitCode: 1, stdout: '' });
  expect(runs.otherVersion.stderr).toMatch(/^computenest has a problem:\n {2}- --chart-url: .* is version 0\.71\.0/);
  expect(existsSync(folder('other'))).toBe(false);
});

test.each([
  ['intoFile', 'is a file'],
  ['packageIntoFile', 'is a file'],
] as const)('a file for a folder is refused, and stays as it was: %s', (name, reason) => {
  expect(runs[name]).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `${archive} has a problem:\n  - the folder: ${reason}; name another by --outdir [folder-unwritable]\n`,
  });
  expect(readFileSync(archive)).toEqual(Buffer.from([0x1f, 0x8b, 8]));
});

test('wrong arguments leave nothing behind but their faults', () => {
  expect(runs.wrong).toMatchObject({ exitCode: 1, stdout: '' });
  expect(runs.wrong.stderr).toMatch(/^computenest has a problem:\n {2}- --chart-file: is missing/);
  expect(readdirSync(temporary)).not.toContain('wrong');
});
