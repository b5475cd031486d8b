import { ChartVersion } from '../../lib/chart/chart-version';
import { checkChartValues } from '../../lib/chart/check-values';
import { check } from './support';

const CPU = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 10 } } };

test('gives all faults at once, errors and warnings apart', () => {
  const { errors, warnings } = checkChartValues(
    { foo: 1, concurrent: 0, rbac: { generatedServiceAccountName: 'a' } },
    ChartVersion.DEFAULT,
  );
  expect(errors.map(({ at }) => at)).toEqual(['foo', 'concurrent']);
  expect(warnings.map(({ at }) => at)).toEqual(['rbac.generatedServiceAccountName']);
});

test('hpa drops behavior, so that it is refused', () => {
  expect(check({ hpa: { maxReplicas: 3, metrics: [CPU], behavior: { scaleDown: {} } } }).errors).toEqual({
    'hpa.behavior': expect.stringContaining('is not read by the chart. Use ManagerScaling; or') as string,
  });
});
