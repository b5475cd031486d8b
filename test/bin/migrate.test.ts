import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Run } from '../support/command';
import { runAll, runCommand } from '../support/command';

const folder = mkdtempSync(path.join(tmpdir(), 'migrate-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FILES = {
  'values.yaml': 'gitlabUrl: https://gitlab.example.com\nconcurrent: many\nrunners: { secret: ci }\n',
  'old.yaml': 'cluster: { existing: {} }\nrunners:\n  Runner:\n    scaling: { fixed: 2 } # for now\n',
  'faulty.yaml': 'cluster: { existing: {} }\nrunners:\n  Runner:\n    scaling: { fixed: 2 }\n    colour: red\n',
  'other.yaml': 'replicas: 2\nwebsite: true\n',
  'written.yaml': 'something else\n',
};
Object.entries(FILES).forEach(([name, text]) => writeFileSync(path.join(folder, name), text));

const migrate = (...args: readonly string[]) => runCommand(['migrate', ...args], { cwd: folder });
let runs: Record<string, Run>;
beforeAll(async () => {
  runs = await runAll({
    values: () => migrate('values.yaml'),
    old: () => migrate('old.yaml'),
    faulty: () => migrate('faulty.yaml'),
    other: () => migrate('other.yaml'),
    missing: () => migrate('missing.yaml'),
    none: () => migrate(),
    json: () => migrate('values.yaml', '--json'),
    output: () => migrate('old.yaml', '--output', 'written.yaml'),
    folder: () => migrate('old.yaml', '--output', 'new/gitlab-runner.yaml'),
  });
}, 60_000);

test('the configuration goes to the standard output, and what became of values to the error output', () => {
  const { exitCode, stdout, stderr } = runs.values!;
  expect(exitCode).toBe(0);
  expect(stdout.split('\n').slice(0, 4)).toEqual([
    '# Made from values.yaml by ros-cdk-gitlab-runner migrate.',
    'cluster:',
    '  existing: {}',
    'cache:',
  ]);
  expect(stderr).toMatch(/^kept {4}runners\.secret: is token\.existingSecret$/m);
  expect(stderr).toMatch(/^refused concurrent: is "many"; allowed is/m);
});

test('a file of 0.1 keeps its comments', () => {
  expect(runs.old).toEqual({
    exitCode: 0,
    stdout: 'cluster: { existing: {} }\nrunners:\n  Runner:\n    managers:\n      scaling: { fixed: 2 } # for now\n',
    stderr: 'changed runners.Runner.scaling: is managers.scaling now\n',
  });
});

test('what is wrong with the configuration fails, and it is written all the same', () => {
  const { exitCode, stdout, stderr } = runs.faulty!;
  expect(exitCode).toBe(1);
  expect(stdout).toContain('colour: red');
  expect(stderr).toMatch(/^Problem: line 6, runners\.Runner\.colour: is not a key here.* \[unknown-key\]$/m);
});

test('files that cannot be migrated, or are none, fail', () => {
  expect(runs.other).toMatchObject({ exitCode: 1, stdout: '' });
  expect(runs.other!.stderr).toContain('[migrate-input]');
  expect(runs.missing).toMatchObject({ exitCode: 1, stdout: '' });
  expect(runs.missing!.stderr).toContain('[file-unreadable]');
  expect(runs.none).toMatchObject({ exitCode: 2, stdout: '' });
});

test('programs get all of it as JSON', () => {
  const { exitCode, stdout, stderr } = runs.json!;
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const result = JSON.parse(stdout) as { configuration: string; notes: object[]; problems: object[] };
  expect(result.configuration).toBe(runs.values!.stdout);
  expect(result.notes).toContainEqual({ outcome: 'kept', at: 'runners.secret', message: 'is token.existingSecret' });
  expect(result.problems).toEqual([]);
});

test('a file is written where it is asked for, and nowhere else', () => {
  expect(runs.output).toMatchObject({ exitCode: 0, stdout: '' });
  expect(readFileSync(path.join(folder, 'written.yaml'), 'utf8')).toBe(runs.old!.stdout);
  expect(readFileSync(path.join(folder, 'new/gitlab-runner.yaml'), 'utf8')).toBe(runs.old!.stdout);
  expect(readdirSync(folder).sort()).toEqual([...Object.keys(FILES), 'new'].sort());
});
