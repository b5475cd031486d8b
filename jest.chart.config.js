/** The tests that render the Helm chart: run them by `npm run test:chart`, which sees to Helm and the charts. */
/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.js'),
  testMatch: ['**/chart-rendering/**/*.chart.ts'],
};
