import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { load } from 'js-yaml';
import { checkFile } from '../../lib/stack/check-file';
import type { Run } from '../support/command';
import { runAll, runCommand } from '../support/command';

const temporary = mkdtempSync(path.join(tmpdir(), 'init-command-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));
const inFolder = (...steps: readonly string[]) => path.join(temporary, ...steps);
mkdirSync(inFolder('mine'));
writeFileSync(inFolder('mine/package.json'), '{ "name": "mine" }');

const KINDS = ['existing', 'ack', 'acs'] as const;
const init = (...args: readonly string[]) => runCommand(['init', ...args], { cwd: temporary });
const cases = {
  existing: () => init('existing', '--pipeline'),
  ack: () => init('My Ack', '--cluster', 'ack'),
  acs: () => init('acs', '--cluster', 'acs', '--typescript', '--pipeline'),
  mine: () => init('mine'),
  unknown: () => init('unknown', '--cluster', 'eks'),
};
let runs: Record<keyof typeof cases, Run>;
beforeAll(async () => {
  runs = await runAll(cases);
}, 60_000);

const filesIn = (folder: string) =>
  readdirSync(inFolder(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(inFolder(folder), path.join(entry.parentPath, entry.name)))
    .sort();
const json = (...steps: readonly string[]) => JSON.parse(readFileSync(inFolder(...steps), 'utf8')) as object;

test('a project with a configuration file', () => {
  expect(runs.existing.exitCode).toBe(0);
  expect(filesIn('existing')).toEqual([
    '.gitignore',
    '.gitlab-ci.yml',
    'cdk.json',
    'gitlab-runner.yaml',
    'package.json',
    'test/gitlab-runner.test.js',
  ]);
  expect(runs.existing.stdout.trim().split('\n').sort()).toEqual(
    filesIn('existing').map((file) => path.join('existing', file)),
  );
  expect(runs.existing.stderr).toMatch(/Next: .*cd existing && npm install && npm test, which/);
  expect(json('existing/cdk.json')).toEqual({ app: 'npx ros-cdk-gitlab-runner', languageInfo: 'typescript' });
});

test('the credentials of the ros-cdk CLI are not committed', () => {
  expect(readFileSync(inFolder('existing/.gitignore'), 'utf8').split('\n')).toEqual(
    expect.arrayContaining(['node_modules/', 'cdk.out/', 'account.config.json']),
  );
});

test('the package comes from where the program does, which is this checkout', () => {
  const { dependencies } = json('existing/package.json') as { dependencies: Record<string, string> };
  const specifier = dependencies['ros-cdk-gitlab-runner']!;
  expect(specifier).toMatch(/^file:.*\/ros-cdk-gitlab-runner-[\d.]+\.tgz$/);
  expect(path.resolve(inFolder('existing'), specifier.slice('file:'.length), '..')).toBe(path.join(__dirname, '../..'));
  expect(runs.existing.stderr).toMatch(
    /^package\.json asks for .*\.tgz, where this program comes from\. For a pipeline, /,
  );
});

test('a name for the package is made of that of the folder', () => {
  expect(json('My Ack/package.json')).toMatchObject({ name: 'my-ack', private: true });
  expect(filesIn('My Ack')).not.toContain('.gitlab-ci.yml');
});

test('a project with an app in TypeScript', () => {
  expect(filesIn('acs')).toEqual([
    '.gitignore',
    '.gitlab-ci.yml',
    'app.ts',
    'cdk.json',
    'package.json',
    'runner-stack.ts',
    'test/runner-stack.test.ts',
    'tsconfig.json',
  ]);
  expect(json('acs/package.json')).toHaveProperty('devDependencies.typescript');
});

test.each(KINDS)('the configuration for %s has no problems', (kind) => {
  expect(checkFile(path.join(__dirname, '../../assets/init', kind, 'gitlab-runner.yaml'))).toEqual([]);
});

test.each(['existing', 'acs'])('the pipeline of %s checks merge requests, and deploys what is merged', (folder) => {
  const { check, deploy } = load(readFileSync(inFolder(folder, '.gitlab-ci.yml'), 'utf8')) as Record<
    string,
    { rules: { if: string }[]; script: string[] }
  >;
  expect(check!.rules[0]!.if).toBe('$CI_PIPELINE_SOURCE == "merge_request_event"');
  expect(check!.script).toContain('npm test');
  expect(deploy!.rules).toEqual([{ if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH' }]);
});

describe('file-exists', () => {
  test('nothing is overwritten, and nothing is written beside what is there', () => {
    expect(runs.mine).toEqual({
      exitCode: 1,
      stdout: '',
      stderr:
        'mine has a problem:\n  - package.json: exists, and is not overwritten; name another folder, or move it away [file-exists]\n',
    });
    expect(filesIn('mine')).toEqual(['package.json']);
  });
});

test('a kind of cluster that there is not is wrong use', () => {
  expect(runs.unknown).toMatchObject({ exitCode: 2, stdout: '' });
  expect(runs.unknown.stderr).toMatch(/Allowed choices are existing, ack, acs/);
  expect(existsSync(inFolder('unknown'))).toBe(false);
});
