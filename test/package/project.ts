import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../docs/markdown';

const folder = mkdtempSync(path.join(tmpdir(), 'package-test-'));

/** Removes all projects and the archive. */
export function cleanUp(): void {
  rmSync(folder, { recursive: true, force: true });
}

/** The archive that would be published. */
export function pack(): string {
  const output = execFileSync('npm', ['pack', '--json', '--silent', '--pack-destination', folder], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  // What the scripts of the package print comes first.
  const [{ filename }] = JSON.parse(output.slice(output.search(/^\[/m))) as [{ filename: string }];
  return path.join(folder, filename);
}

/** A user's project. */
export class Project {
  /** One that a command has written. */
  static existing(name: string): Project {
    return new Project(path.join(folder, name));
  }

  static create(name: string, manifest: object = {}): Project {
    const project = Project.existing(name);
    project.write({ 'package.json': JSON.stringify({ name, private: true, ...manifest }) });
    return project;
  }

  private constructor(readonly folder: string) {}

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(this.folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }

  /** Runs a program in the folder. Returns what it printed; throws with that when it fails. */
  run(program: string, ...args: readonly string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      // As at the user's desk: in CI, a test runner writes no snapshot that is not there yet.
      const env = { ...process.env, CI: undefined };
      execFile(program, args, { cwd: this.folder, encoding: 'utf8', env }, (error, stdout, stderr) => {
        if (error === null) {
          resolve(stdout);
        } else {
          reject(new Error(`${program} ${args.join(' ')} failed:\n${stdout}${stderr}`));
        }
      });
    });
  }
}
