import config from './vitest.config.mjs';

/** The tests in a throw-away cluster, one after another: run them by `npm run test:cluster`, which looks at the cluster first. */
export default {
  ...config,
  test: {
    ...config.test,
    include: ['test/cluster-real/**/*.cluster.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
};
