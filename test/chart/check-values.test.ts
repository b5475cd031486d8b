import { check } from './support';

const CPU = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 10 } } };

test('gives all problems at once, errors and warnings apart', () => {
  const { errors, warnings } = check({ foo: 1, concurrent: 0, rbac: { generatedServiceAccountName: 'a' } });
  expect(Object.keys(errors)).toEqual(['foo', 'concurrent']);
  expect(Object.keys(warnings)).toEqual(['rbac.generatedServiceAccountName']);
});

test('hpa drops behavior, so that it is refused', () => {
  expect(check({ hpa: { maxReplicas: 3, metrics: [CPU], behavior: { scaleDown: {} } } }).errors).toEqual({
    'hpa.behavior': expect.stringContaining('is not a value of chart 0.90.1. Use `managers.scaling`; or') as string,
  });
});

test.each([
  [
    { type: 'Resource', resource: { name: 'cpu', targetAverageUtilization: 10 } },
    'hpa.metrics[0].resource.targetAverageUtilization',
    'is not a key of ResourceMetricSource in Kubernetes. Known are name, target',
  ],
  [{ type: 'Resource', resource: { name: 'cpu' } }, 'hpa.metrics[0].resource.target', 'is missing'],
  [{}, 'hpa.metrics[0].type', 'is missing'],
])('hpa takes metrics in the form of autoscaling/v2 only, and not %j', (metric, at, message) => {
  const { errors } = check({ hpa: { maxReplicas: 3, metrics: [metric] } });
  expect(errors).toEqual({ [at]: expect.stringContaining(message) as string });
});

test.each([
  ['securityContext.fsGroup', { securityContext: { fsGroup: 999 } }, 'Write it under `podSecurityContext`.'],
  [
    'podSecurityContext.capabilities',
    { podSecurityContext: { capabilities: {} } },
    'Write it under `securityContext`.',
  ],
  [
    'extraContainers[0].securityContext.fsGroup',
    { extraContainers: [{ name: 'a', securityContext: { fsGroup: 999 } }] },
    'Write it under the `securityContext` of the pod.',
  ],
])('%s is told where it belongs', (at, values, hint) => {
  expect(check(values).errors).toEqual({ [at]: expect.stringContaining(`in Kubernetes. ${hint}`) as string });
});
