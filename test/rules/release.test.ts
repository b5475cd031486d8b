import { ChartVersion, RunnerChart } from '../../lib';
import { release as rules } from '../../lib/rules/release';
import { problemsOf } from './support';

test('what is right passes', () => {
  expect(problemsOf(rules)).toEqual([]);
  expect(
    problemsOf(rules, { chart: RunnerChart.fromVersion(ChartVersion.V0_71_0), concurrent: 1, checkIntervalSeconds: 3 }),
  ).toEqual([]);
});

test('chart-version-old warns of runners that settings are not checked against', () => {
  expect(problemsOf(rules, { chart: RunnerChart.fromVersion('0.66.0') })).toMatchObject([
    { rule: 'chart-version-old', severity: 'warning', at: 'chart.version' },
  ]);
});

test('numbers of managers are whole, and such as Helm prints', () => {
  expect(problemsOf(rules, { concurrent: 0.5, requestConcurrency: 0, checkIntervalSeconds: 2 })).toMatchObject([
    { at: 'concurrent', message: 'is 0.5; allowed is a whole number of at least 1' },
    { at: 'requestConcurrency', message: 'is 0; allowed is a whole number of at least 1' },
    { at: 'checkIntervalSeconds', message: 'is 2; allowed is a whole number of at least 3' },
  ]);
  expect(problemsOf(rules, { concurrent: 1_000_000 })).toMatchObject([{ rule: 'printed-number', at: 'concurrent' }]);
});
