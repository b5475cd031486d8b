import { createRequire } from 'node:module';
import path from 'node:path';
import ts from 'typescript';
import * as library from '../../lib';
import * as forms from '../../lib/forms';
import * as testing from '../../lib/testing';

/** What a program finds in place of what Node would give it. */
export interface Surroundings {
  /** Packages by name. */
  readonly modules?: Readonly<Record<string, unknown>>;
  /** Global variables. */
  readonly globals?: Readonly<Record<string, unknown>>;
}

/** Runs a program in TypeScript that stands in `file` as Node would, with the sources of this library as the package. */
export function runProgram(file: string, text: string, { modules = {}, globals = {} }: Surroundings = {}): void {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  const requireHere = createRequire(file);
  const packages: Readonly<Record<string, unknown>> = {
    'ros-cdk-gitlab-runner': library,
    'ros-cdk-gitlab-runner/forms': forms,
    'ros-cdk-gitlab-runner/testing': testing,
    ...modules,
  };
  const scope = {
    require: (id: string) => packages[id] ?? (requireHere(id) as unknown),
    exports: {},
    __dirname: path.dirname(file),
    ...globals,
  };
  // Node's vm would run it in another realm, whose objects are no plain objects to the library.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const evaluate = new Function(...Object.keys(scope), outputText) as (...values: unknown[]) => void;
  evaluate(...Object.values(scope));
}
