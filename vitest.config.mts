import { fileURLToPath } from 'node:url';
import type { Reporter } from 'vitest/node';
import { defineConfig } from 'vitest/config';
import { rulesHaveTests } from './test/support/rules-have-tests.ts';

/** The result once more, in a plain line without colours that a script can read. */
const closingLine: Reporter = {
  onTestRunEnd: (modules, unhandledErrors) => {
    let [passed, failed] = [0, unhandledErrors.length];
    for (const module of modules) {
      const results = [...module.children.allTests()].map((test) => test.result().state);
      const failures = results.filter((state) => state === 'failed').length;
      passed += results.filter((state) => state === 'passed').length;
      // A file can also fail outside its tests, when it is loaded or in a hook.
      failed += module.state() === 'failed' ? Math.max(failures, 1) : 0;
    }
    console.log(`${passed} passed, ${failed} failed`);
  },
};

export default defineConfig({
  resolve: {
    alias: [
      { find: /^ros-cdk-gitlab-runner$/, replacement: fileURLToPath(new URL('lib/index.ts', import.meta.url)) },
      { find: /^ros-cdk-gitlab-runner\//, replacement: fileURLToPath(new URL('lib/', import.meta.url)) },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    globals: true,
    // Tests that import no entry of the library need it too.
    setupFiles: ['lib/ros/manifest-schema.ts'],
    // Loading the official packages and this library takes longer than most test files: each worker does it once.
    isolate: false,
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', rulesHaveTests, closingLine],
  },
});
