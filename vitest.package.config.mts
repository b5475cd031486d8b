import config from './vitest.config.mjs';

/** The tests of the package as users have it: run them by `npm run test:package` and `npm run test:nodes`. */
export default { ...config, test: { ...config.test, include: ['test/package/*.package.ts'] } };
