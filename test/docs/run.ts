import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as core from '@alicloud/ros-cdk-core';
import ts from 'typescript';
import * as library from '../../lib';
import type { Template } from '../support/template';

type Program = (
  require: (id: string) => unknown,
  exports: object,
  test: (name: string, body: () => void) => void,
  expect: (value: unknown) => object,
) => void;

/** A snapshot would be one of this suite, so it is enough that there is something to take. */
function expectHere(value: unknown): object {
  return { ...expect(value), toMatchSnapshot: () => expect(value).toHaveProperty('Resources') };
}

/**
 * Runs a program as Node would, and the tests in it as jest would, apart from the folder it writes to. Returns the
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
  const modules: Record<string, unknown> = {
    '@alicloud/ros-cdk-core': { ...core, App },
    'ros-cdk-gitlab-runner': library,
  };
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  try {
    // Node's vm would run it in another realm, whose objects are no plain objects to the library.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    const evaluate = new Function('require', 'exports', 'test', 'expect', outputText) as Program;
    evaluate(
      (id) => modules[id] ?? jest.requireActual(id),
      {},
      (_name, body) => body(),
      expectHere,
    );
    return readdirSync(outdir)
      .filter((file) => file.endsWith('.template.json'))
      .map((file) => JSON.parse(readFileSync(path.join(outdir, file), 'utf8')) as Template);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
