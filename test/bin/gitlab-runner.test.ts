import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { version } from '../../package.json';
import type { Run } from '../support/command';
import { runAll, runCommand as run } from '../support/command';

const root = join(__dirname, '../..');
const sample = join(root, 'gitlab-runner.yaml');

function content(folder: string): Record<string, string> {
  const names = readdirSync(folder).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

const temporary = mkdtempSync(join(tmpdir(), 'gitlab-runner-bin-'));
const folder = (name: string) => join(temporary, name);
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const BAD = 'cluster: { existing: {} }\nrunners:\n  Runner:\n    concurrent: 0\n    colour: red\n';
const WITH_WARNING =
  'stackName: ci\ncluster: { existing: {} }\nrunners: { Runner: { gitlabUrl: "http://git.example" } }\n';

/** Fails late, when everything is built: two resources get the same logical id. */
const LATE = 'cluster: { existing: {} }\nrunners: { A: { token: { parameter: ARelease } } }\n';

const COMMANDS = ['synth', 'check', 'explain', 'policy', 'console', 'computenest', 'init'] as const;
const help = Object.fromEntries(
  COMMANDS.map((command) => [`${command}Help`, () => run([command, '--help'], { cwd: root })]),
) as Record<`${(typeof COMMANDS)[number]}Help`, () => Promise<Run>>;

const cases = {
  ...help,
  sample: () => run(['--outdir', folder('out')], { cwd: root }),
  elsewhere: () => run(['--config', sample], { cwd: folder('elsewhere') }),
  bad: () => run(['--config', 'bad.yaml', '--outdir', 'earlier'], { cwd: folder('bad') }),
  late: () => run(['--config', 'late.yaml', '--outdir', 'earlier'], { cwd: folder('bad') }),
  file: () => run(['--config', sample, '--outdir', 'late.yaml'], { cwd: folder('bad') }),
  context: () =>
    run([], {
      cwd: folder('context'),
      env: { CDK_CONTEXT_JSON: JSON.stringify({ config: 'mine.yaml' }), CDK_OUTDIR: folder('context/chosen') },
    }),
  missing: () => run([], { cwd: folder('missing') }),
  help: () => run(['--help'], { cwd: folder('missing') }),
  directory: () => run(['--config', '/'], { cwd: folder('missing') }),
  contextFault: () => run([], { cwd: folder('missing'), env: { CDK_CONTEXT_JSON: '{' } }),
  mapAsKey: () => run(['--config', 'map-as-key.yaml', '--outdir', 'earlier'], { cwd: folder('bad') }),
  unknown: () => run(['--outdri', 'x'], { cwd: folder('missing') }),
  unknownCommand: () => run(['explian'], { cwd: folder('missing') }),
  explain: () => run(['explain', '--config', sample], { cwd: folder('missing') }),
  explainJson: () => run(['explain', '--config', sample, '--json'], { cwd: folder('missing') }),
  version: () => run(['--version'], { cwd: folder('missing') }),
};
let runs: Record<keyof typeof cases, Run>;

beforeAll(async () => {
  ['elsewhere', 'bad/earlier', 'context', 'missing'].forEach((name) => mkdirSync(folder(name), { recursive: true }));
  writeFileSync(folder('bad/bad.yaml'), BAD);
  writeFileSync(folder('bad/late.yaml'), LATE);
  writeFileSync(folder('bad/map-as-key.yaml'), 'cluster: {}\n? {a: b}\n: c\n');
  writeFileSync(folder('bad/earlier/gitlab-runner.template.json'), 'of an earlier run');
  writeFileSync(folder('context/mine.yaml'), WITH_WARNING);
  runs = await runAll(cases);
}, 60_000);

test('the app writes the template to --outdir and prints its path', () => {
  const template = folder('out/gitlab-runner.template.json');
  expect(runs.sample).toEqual({ exitCode: 0, stdout: `${template}\n`, stderr: '' });
  expect(JSON.parse(readFileSync(template, 'utf8'))).toHaveProperty('Resources.RunnerRelease');
});

test('without --outdir it writes to cdk.out in the working folder', () => {
  expect(runs.elsewhere).toEqual({ exitCode: 0, stdout: 'cdk.out/gitlab-runner.template.json\n', stderr: '' });
  expect(existsSync(folder('elsewhere/cdk.out/gitlab-runner.template.json'))).toBe(true);
});

test('every file is the same at every run, wherever it is started', () => {
  expect(Object.keys(content(folder('out')))).toEqual(expect.arrayContaining(['manifest.json', 'tree.json']));
  expect(content(folder('elsewhere/cdk.out'))).toEqual(content(folder('out')));
});

test('no file knows the machine', () => {
  for (const text of Object.values(content(folder('out')))) {
    expect(text).not.toContain(root);
    expect(text).not.toContain(temporary);
  }
});

test('the ros-cdk CLI names configuration and folder by its own means', () => {
  expect(runs.context).toMatchObject({ exitCode: 0, stdout: `${folder('context/chosen/ci.template.json')}\n` });
  expect(readdirSync(folder('context')).sort()).toEqual(['chosen', 'mine.yaml']);
});

test('warnings go to the error stream, and do not fail the run', () => {
  expect(runs.context.stderr).toMatch(
    /^Warning: line 3, runners\.Runner\.gitlabUrl: "http:\/\/git\.example" is not encrypted.*\n$/,
  );
});

test('bad input fails the run, with every fault and no stack trace', () => {
  expect(runs.bad).toMatchObject({ exitCode: 1, stdout: '' });
  expect(runs.bad.stderr.split('\n')).toEqual([
    'bad.yaml has 2 problems:',
    '  - line 4, runners.Runner.concurrent: is 0; allowed is a whole number of at least 1 [whole-number]',
    expect.stringMatching(/^ {2}- line 5, runners\.Runner\.colour: is not a key here\./),
    '',
  ]);
});

test('bad input that shows late fails the run in the same way', () => {
  expect(runs.late).toMatchObject({ exitCode: 1, stdout: '' });
  expect(runs.late.stderr).toMatch(/^late\.yaml has a problem:\n {2}- [^\n]*"ARelease" is taken twice[^\n]*\n$/);
});

test('a folder that is a file fails the run in the same way, and leaves the file', () => {
  expect(runs.file).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: 'late.yaml has a problem:\n  - the folder: is a file; name another by --outdir [folder-unwritable]\n',
  });
  expect(readFileSync(folder('bad/late.yaml'), 'utf8')).toBe(LATE);
});

test('bad input leaves an earlier outcome as it was', () => {
  expect(content(folder('bad/earlier'))).toEqual({ 'gitlab-runner.template.json': 'of an earlier run' });
});

test('a missing configuration fails the run, and makes no folder', () => {
  expect(runs.missing).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: expect.stringMatching(
      /^gitlab-runner\.yaml has a problem:\n {2}- the file: does not exist; give its path/,
    ) as string,
  });
  expect(readdirSync(folder('missing'))).toEqual([]);
});

test.each([
  [
    'directory',
    '/ has a problem:\n  - the file: is a folder; give its path by --config, or by the context key config [file-unreadable]\n',
  ],
  [
    'contextFault',
    /^the environment variable CDK_CONTEXT_JSON has a problem:\n {2}- its text: is not a map in JSON[^\n]*\n$/,
  ],
  ['mapAsKey', /^map-as-key\.yaml has a problem:\n {2}- line 2: has a key that is a map[^\n]*\n$/],
] as const)('%s fails the run by its fault, without a stack trace or a warning', (name, stderr) => {
  expect(runs[name]).toMatchObject({ exitCode: 1, stdout: '' });
  expect(runs[name].stderr).toMatch(stderr);
});

test('--help tells the commands and the exit codes', () => {
  expect(runs.help).toMatchObject({ exitCode: 0, stderr: '' });
  for (const command of COMMANDS) {
    expect(runs.help.stdout).toMatch(new RegExp(`^  ${command} \\[options\\]`, 'm'));
  }
  expect(runs.help.stdout).toMatch(/Exit codes: 0 .*; 1 .*; 2 /);
});

test.each(COMMANDS)('%s --help tells its options', (command) => {
  expect(runs[`${command}Help`]).toMatchObject({ exitCode: 0, stderr: '' });
  expect(runs[`${command}Help`].stdout).toMatch(new RegExp(`^Usage: ros-cdk-gitlab-runner ${command} [^]*--`));
});

test('an unknown option fails the run, without a stack trace', () => {
  expect(runs.unknown).toMatchObject({ exitCode: 2, stdout: '' });
  expect(runs.unknown.stderr).toBe("error: unknown option '--outdri'\n(Did you mean --outdir?)\n");
});

test('an unknown command fails the run with the one that was meant', () => {
  expect(runs.unknownCommand).toMatchObject({ exitCode: 2, stdout: '' });
  expect(runs.unknownCommand.stderr).toMatch(/^error: unknown command 'explian'\. Did you mean "explain"\?/);
});

test('explain shows where values come from, as text and as JSON', () => {
  expect(runs.explain).toMatchObject({ exitCode: 0, stderr: '' });
  expect(runs.explain.stdout).toMatch(/^\[runners\.kubernetes\]\n(.+ # .+\n)+/m);
  const explained = JSON.parse(runs.explainJson.stdout) as Record<string, { configToml: unknown[] }>;
  expect(Object.values(explained)[0]!.configToml.length).toBeGreaterThan(10);
});

test('--version is that of the package', () => {
  expect(runs.version).toMatchObject({ exitCode: 0, stdout: `${version}\n` });
});
