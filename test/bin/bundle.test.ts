import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const LAUNCHER = 'bin/ros-cdk-gitlab-runner.js';

const temporary = mkdtempSync(path.join(tmpdir(), 'bundle-test-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** A checkout of its own, whose program has not been built yet. */
const checkout = path.join(temporary, 'checkout');
beforeAll(() => {
  for (const source of ['bin', 'lib', 'spec', 'scripts/build.js', 'package.json', 'gitlab-runner.yaml']) {
    cpSync(path.join(ROOT, source), path.join(checkout, source), { recursive: true, preserveTimestamps: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(checkout, 'node_modules'));
});

function run(cwd: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [LAUNCHER, ...args], { cwd, encoding: 'utf8' });
  return { status, stdout, stderr };
}

function change(file: string, from: string, to: string): void {
  const text = readFileSync(path.join(checkout, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(path.join(checkout, file), text.replace(from, to));
}

/** The files of the published package that the program consists of. */
function published(folder: string): string {
  mkdirSync(folder);
  for (const file of [LAUNCHER, 'dist/bin', 'gitlab-runner.yaml']) {
    cpSync(path.join(checkout, file), path.join(folder, file), { recursive: true });
  }
  return folder;
}

test('a checkout builds the program when it is started, and anew when a source has changed', () => {
  expect(run(checkout)).toEqual({ status: 0, stdout: 'cdk.out/gitlab-runner.template.json\n', stderr: '' });
  change('bin/gitlab-runner.ts', 'GitLab Runner on Alibaba Cloud, from', 'Changed, from');
  expect(run(checkout, '--help').stdout).toMatch(/Changed, from/);
  change('bin/gitlab-runner.ts', 'Changed, from', 'GitLab Runner on Alibaba Cloud, from');
  expect(run(checkout, '--help').stdout).toMatch(/GitLab Runner on Alibaba Cloud, from/);
});

test('a source that does not compile ends with its place, and the next start tries again', () => {
  change('bin/gitlab-runner.ts', 'function commands(): Command {', 'function commands(: Command {');
  expect(run(checkout)).toEqual({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/bin\/gitlab-runner\.ts:\d+:\d+: ERROR: /) as string,
  });
  change('bin/gitlab-runner.ts', 'function commands(: Command {', 'function commands(): Command {');
  expect(run(checkout)).toMatchObject({ status: 0, stderr: '' });
});

test('the published program needs no package to synthesize a file', () => {
  const folder = published(path.join(temporary, 'alone'));
  expect(run(folder)).toMatchObject({ status: 0, stderr: '' });
  const template = 'cdk.out/gitlab-runner.template.json';
  const golden = path.join(ROOT, 'test/golden/gitlab-runner.template.json');
  expect(readFileSync(path.join(folder, template), 'utf8')).toBe(readFileSync(golden, 'utf8').trimEnd());
});

test('the licenses of all packages in the program stand beside it', () => {
  const text = readFileSync(path.join(checkout, 'dist/bin/LICENSES.txt'), 'utf8');
  expect(text).toMatch(/^@alicloud\/ros-cdk-core \S+, Apache-2\.0\n\n\s*Apache License/m);
  expect(text).toMatch(/^smol-toml \S+, BSD-3-Clause\n\nCopyright/m);
});

test('the program is ASCII, which Node reads and compiles in less time', () => {
  const folder = path.join(checkout, 'dist/bin');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.js'))) {
    expect(/.{0,20}[^\0-\x7f].{0,20}/.exec(readFileSync(path.join(folder, file), 'latin1'))?.[0]).toBeUndefined();
  }
});

test('a synthesis loads neither the SDK nor what migrates', () => {
  const list = 'process.on("exit", () => console.log(JSON.stringify(Object.keys(require.cache))))';
  const preload = path.join(temporary, 'loaded.js');
  writeFileSync(preload, list);
  const { stdout } = spawnSync(process.execPath, ['-r', preload, 'dist/bin/gitlab-runner.js'], {
    cwd: checkout,
    encoding: 'utf8',
  });
  const loaded = JSON.parse(stdout.split('\n').find((line) => line.startsWith('['))!) as string[];
  const texts = loaded.filter((file) => file !== preload).map((file) => readFileSync(file, 'utf8'));
  expect(texts.length).toBeGreaterThan(3);
  expect(loaded.map((file) => path.basename(file))).not.toContain('vpc.generated.js');
  for (const ofOthers of ['@alicloud/credentials/dist', '@clack/prompts/dist', 'node_modules/yaml/dist']) {
    expect(texts.some((text) => text.includes(ofOthers))).toBe(false);
  }
});

test('a fault of ours shows files and lines of the sources', () => {
  change(
    'lib/stack/synthesize-file.ts',
    '  checkSurroundings();\n',
    "  checkSurroundings();\n  throw new Error('ours');\n",
  );
  const { status, stderr } = run(checkout);
  const lines = readFileSync(path.join(checkout, 'lib/stack/synthesize-file.ts'), 'utf8').split('\n');
  const place = `lib/stack/synthesize-file.ts:${lines.indexOf("  throw new Error('ours');") + 1}:`;
  expect(status).toBe(1);
  expect(stderr).toMatch(/^Error: ours\n/);
  expect(stderr.split('\n')[1]).toContain(`synthesizeInStaging (${path.join(checkout, place)}`);
  expect(stderr).toMatch(/bin\/commands\/synth\.ts:\d+:\d+/);
  expect(stderr).not.toMatch(/dist\/bin/);
});
