import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A program in a process of its own, with a URL parser like that of Node 24.20 or of an older Node. */
function run(parser: 'old' | 'new', program: string): string {
  const outdir = mkdtempSync(path.join(tmpdir(), 'manifest-schema-'));
  const newParser = `
    const { URL: NodeUrl } = globalThis;
    const refused = (url, base) => String(url).startsWith('/') && base === 'thismessage::/';
    globalThis.URL = class URL extends NodeUrl {
      constructor(url, base) {
        if (refused(url, base)) throw new TypeError('Invalid URL');
        super(url, base);
      }
      static canParse(url, base) { return !refused(url, base) && NodeUrl.canParse(url, base); }
    };`;
  const code = `${parser === 'new' ? newParser : ''}
    const app = (ros) => new ros.App({ outdir: ${JSON.stringify(outdir)}, stackTraces: false });
    ${program}`;
  try {
    return execFileSync(process.execPath, ['-r', require.resolve('tsx/cjs'), '-e', code], {
      cwd: path.join(__dirname, '../..'),
      encoding: 'utf8',
    });
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const CORE = "const ros = require('@alicloud/ros-cdk-core');";
const LIBRARY = "require('./lib');";
const SYNTH = "const a = app(ros); new ros.Stack(a, 'S'); a.synth(); console.log('written');";

test('where the URL parser refuses what the validator asks for, core alone fails', () => {
  const program = `${CORE} try { ${SYNTH} } catch (error) { console.log(error.message); }`;
  expect(run('new', program)).toBe('Invalid URL\n');
});

test.each([
  ['core first', CORE + LIBRARY],
  ['the library first', LIBRARY + CORE],
])('an app synthesizes there when it imports %s', (_order, imports) => {
  expect(run('new', imports + SYNTH)).toBe('written\n');
});

// Where this very Node refuses it, both runs are of the new kind.
test('a manifest that is wrong is refused there in the same words', () => {
  const program = `${CORE} ${LIBRARY}
    const a = app(ros);
    const stack = new ros.Stack(a, 'S');
    Object.defineProperty(stack.node, 'metadata', { get: () => [{ type: 7, data: 'y' }] });
    try { a.synth(); console.log('written'); } catch (error) { console.log(error.message); }`;
  expect(run('old', program)).toMatch(/^Invalid assembly manifest:\n.*is not of a type/);
  expect(run('new', program)).toBe(run('old', program));
});
