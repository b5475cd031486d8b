import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT, readPage } from '../docs/markdown';

/** The lines of Node that this package supports, each in its newest version. */
const LINES = [20, 22, 24, 26];

const MINUTE = 60_000;
const APP = readPage('README.md').blocks.find(({ text }) => text.includes('app.synth()'))!.text;
const TESTS = ['test/bin', 'test/examples', 'test/ros', 'test/stack/sample', 'test/stack/synthesize-file'];

const temporary = mkdtempSync(path.join(tmpdir(), 'nodes-test-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));
beforeAll(() => {
  run('node', [path.join(ROOT, 'scripts/build.js')], ROOT);
  // A user's project, with this checkout as the package.
  mkdirSync(path.join(temporary, 'node_modules'));
  symlinkSync(ROOT, path.join(temporary, 'node_modules/ros-cdk-gitlab-runner'));
  for (const peer of ['@alicloud', 'constructs']) {
    symlinkSync(path.join(ROOT, 'node_modules', peer), path.join(temporary, 'node_modules', peer));
  }
});

function run(program: string, args: readonly string[], cwd: string): string {
  return execFileSync(program, args, { cwd, encoding: 'utf8', stdio: 'pipe' });
}

function filesIn(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

/** What was written on the first of the lines. */
const expected: { program?: Record<string, string>; template?: string } = {};

describe.each(LINES)('Node %d', (line) => {
  let node: string;
  beforeAll(() => {
    node = run('npx', ['--yes', '-p', `node@${line}`, 'node', '-p', 'process.execPath'], temporary).trim();
    expect(run(node, ['-p', 'process.version'], temporary)).toMatch(`v${line}.`);
  }, MINUTE);

  test('runs the program, which writes the same bytes on all lines', () => {
    const folder = path.join(temporary, `program-${line}`);
    run(node, [path.join(ROOT, 'bin/ros-cdk-gitlab-runner.js'), '--outdir', folder], ROOT);
    expect(filesIn(folder)).toEqual((expected.program ??= filesIn(folder)));
  });

  test.each([
    ['in ESM', 'mjs', APP],
    ['in CommonJS', 'cjs', APP.replace(/^import (\{.*\}) from ('.*');$/gm, 'const $1 = require($2);')],
    [
      'in CommonJS that loads the library first',
      'cjs',
      `require('ros-cdk-gitlab-runner');\n${APP.replace(/^import (\{.*\}) from ('.*');$/gm, 'const $1 = require($2);')}`,
    ],
  ])("runs a user's app %s, which writes the same template on all lines", (_kind, extension, text) => {
    const folder = path.join(temporary, `app-${line}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    writeFileSync(path.join(folder, `app.${extension}`), text);
    run(node, [`app.${extension}`], folder);
    // core puts a random name into the list of assets that it writes beside it.
    const template = readFileSync(path.join(folder, 'cdk.out/ci.template.json'), 'utf8');
    expect(template).toBe((expected.template ??= template));
  });

  test(
    'runs the tests of what differs between versions of Node, and of the whole',
    () => {
      run(node, ['node_modules/vitest/vitest.mjs', 'run', ...TESTS], ROOT);
    },
    5 * MINUTE,
  );
});
