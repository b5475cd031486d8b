import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as core from '@alicloud/ros-cdk-core';
import { runProgram } from '../support/program';
import type { Template } from '../support/template';
import { ROOT } from './markdown';

/** A snapshot would be one of this suite, so it is enough that there is something to take. */
function expectHere(value: unknown): object {
  return Object.assign(expect(value), { toMatchSnapshot: () => expect(value).toHaveProperty('Resources') });
}

/**
 * Runs a program as Node would, and the tests in it as a test runner would, apart from the folder it writes to. Returns the
 * templates that it writes.
 */
export function run(program: string): Template[] {
  const outdir = mkdtempSync(path.join(tmpdir(), 'docs-'));
  class App extends core.App {
    constructor(props?: core.AppProps) {
      const own = props?.outdir?.startsWith(tmpdir());
      // Otherwise every app would synthesize once more when the process ends.
      super({ ...props, outdir: own ? props?.outdir : outdir, autoSynth: false });
    }
  }
  try {
    runProgram(path.join(ROOT, 'program.ts'), program, {
      modules: { '@alicloud/ros-cdk-core': { ...core, App } },
      globals: { test: (_name: string, body: () => void) => body(), expect: expectHere },
    });
    return readdirSync(outdir)
      .filter((file) => file.endsWith('.template.json'))
      .map((file) => JSON.parse(readFileSync(path.join(outdir, file), 'utf8')) as Template);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
