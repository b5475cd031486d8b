import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from './program';
import type { Template } from './template';

const FOLDER = join(__dirname, '../../examples');

/** The names of all examples. */
export const EXAMPLES = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** Runs an example as a user would, and returns the files it writes by name. */
export function runExample(name: string): Record<string, string> {
  const outdir = mkdtempSync(join(tmpdir(), 'example-'));
  const previous = process.env.CDK_OUTDIR;
  const listeners = process.listeners('beforeExit');
  process.env.CDK_OUTDIR = outdir;
  try {
    const file = join(FOLDER, name, 'app.ts');
    runProgram(file, readFileSync(file, 'utf8'));
    return Object.fromEntries(readdirSync(outdir).map((file) => [file, readFileSync(join(outdir, file), 'utf8')]));
  } finally {
    // With CDK_OUTDIR core also synthesizes when the process ends, which the example has done already.
    process
      .listeners('beforeExit')
      .filter((listener) => !listeners.includes(listener))
      .forEach((listener) => process.off('beforeExit', listener));
    if (previous === undefined) {
      delete process.env.CDK_OUTDIR;
    } else {
      process.env.CDK_OUTDIR = previous;
    }
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** The templates that an example writes. */
export function exampleTemplates(name: string): Template[] {
  return Object.entries(runExample(name))
    .filter(([file]) => file.endsWith('.template.json'))
    .map(([, text]) => JSON.parse(text) as Template);
}
