import { load } from 'js-yaml';
import { RunnerChart } from '../../lib';
import { problemsOf } from '../rules/support';
import { RUNNER_LINES, synthesizeYaml } from '../stack/support';
import { findCharts, valuesYaml } from '../support/helm';
import type { Rendered } from './render';
import { render } from './render';

/** The values.yaml of each chart, for the chart of each version. */
const PASTED = findCharts().flatMap((chart) =>
  findCharts().map((other) => ({ version: chart.version, of: other.version, values: valuesYaml(other), chart })),
);

describe.each(PASTED)(
  'the values.yaml of chart $of, pasted as chartValues for $version',
  ({ version, values, chart }) => {
    const runnerChart = RunnerChart.fromVersion(version);
    const chartValues = load(values) as object;

    test('has no fault and no warning as YAML', () => {
      const lines = values.split('\n').map((line) => `      ${line}`);
      const { warnings } = synthesizeYaml(
        ...RUNNER_LINES,
        `    chart: { version: ${version} }`,
        '    chartValues:',
        ...lines,
      );
      expect(warnings).toEqual([]);
    });

    test('has no fault and no warning as props', () => {
      expect(problemsOf('all', { chart: runnerChart, chartValues })).toEqual([]);
    });

    test('leaves the managers their rights, and the jobs their configuration', () => {
      const [pasted, bare] = [{ chart: runnerChart, chartValues }, { chart: runnerChart }].map((props) =>
        render(chart, props),
      );
      const roles = ({ objects }: Rendered) => objects.filter(({ kind }) => /^(Role|ServiceAccount)/.test(kind));
      expect(pasted!.runner).toEqual(bare!.runner);
      expect(roles(pasted!)).toEqual(roles(bare!));
      expect(roles(pasted!)).toHaveLength(3);
      expect(pasted!.faults).toEqual([]);
    });
  },
);
