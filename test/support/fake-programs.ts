import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A call of a fake program. */
export interface ProgramCall {
  readonly args: readonly string[];
  readonly stdin: string;
  /** Whether it got the access token for GitLab. */
  readonly hasAccessToken: boolean;
}

/** What a fake program does: the text of a function of its arguments and its input. */
export interface FakeProgram {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode?: number;
}

const folders: string[] = [];
// Files of tests share this module.
process.on('exit', () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A folder with programs that note how they are called. */
export class FakePrograms {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'programs-'));
  private readonly log = path.join(this.folder, 'calls.jsonl');

  constructor() {
    folders.push(this.folder);
  }

  /** @param behavior what it does for arguments, all of them in one text, that match a pattern; `$STDIN` in a text is its input */
  add(name: string, behavior: Readonly<Record<string, FakeProgram>> = {}): this {
    const file = path.join(this.folder, name);
    writeFileSync(
      file,
      `#!${process.execPath}
const { appendFileSync, readFileSync } = require('node:fs');
const args = process.argv.slice(2);
const stdin = args.includes('--filename=-') ? readFileSync(0, 'utf8') : '';
appendFileSync(${JSON.stringify(this.log)}, JSON.stringify({ args, stdin, hasAccessToken: 'GITLAB_TOKEN' in process.env }) + '\\n');
const [, { stdout = '', stderr = '', exitCode = 0 } = {}] =
  Object.entries(${JSON.stringify(behavior)}).find(([pattern]) => new RegExp(pattern).test(args.join(' '))) ?? [];
process.stdout.write(stdout);
process.stderr.write(stderr.replace('$STDIN', stdin));
process.exitCode = exitCode;
`,
    );
    chmodSync(file, 0o755);
    return this;
  }

  /** How the programs were called, in order. */
  get calls(): ProgramCall[] {
    const lines = existsSync(this.log) ? readFileSync(this.log, 'utf8').trim().split('\n') : [];
    return lines.map((line) => JSON.parse(line) as ProgramCall);
  }
}
