import config from './vitest.config.mjs';

/** What others have written to judge such things with: run it by `npm run test:oracles`. What is not there is skipped. */
export default {
  ...config,
  test: { ...config.test, include: ['test/oracles/**/*.oracle.ts'], testTimeout: 300_000, hookTimeout: 300_000 },
};
