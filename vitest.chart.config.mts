import config from './vitest.config.mjs';

/** The tests that render the Helm chart: run them by `npm run test:chart`, which sees to Helm and the charts. */
export default { ...config, test: { ...config.test, include: ['test/chart-rendering/**/*.chart.ts'] } };
