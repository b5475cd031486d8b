import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

const ROOT = path.join(__dirname, '../..');

/** Fails a whole run in which a rule of docs/rules.md has no test that is titled by its id. Parts of the tests are let be. */
export const rulesHaveTests: Reporter = {
  onTestRunEnd: (modules) => {
    const files = readdirSync(path.join(ROOT, 'test'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.test.ts'),
    );
    const missing = modules.length < files.length ? [] : rulesWithoutTest(modules);
    if (missing.length > 0) {
      console.error(`These rules have no test that is titled by their id: ${missing.join(', ')}`);
      process.exitCode = 1;
    }
  },
};

function rulesWithoutTest(modules: readonly TestModule[]): string[] {
  // Tests of the table and of the documents go by every rule there is.
  const own = modules.filter(({ moduleId }) => !/\/test\/(rules\/table|docs\/.*)\.test\.ts$/.test(moduleId));
  const tests = own.flatMap((module) => [...module.children.allTests()]);
  // A run by a pattern of names skips the others.
  if (tests.filter((test) => test.result().state === 'skipped').length > tests.length / 2) {
    return [];
  }
  const words = new Set(tests.flatMap((test) => test.fullName.split(/[^\w-]+/)));
  const ids = [...readFileSync(path.join(ROOT, 'docs/rules.md'), 'utf8').matchAll(/^### ([a-z0-9-]+)$/gm)];
  return ids.map(([, id = '']) => id).filter((id) => !words.has(id));
}
