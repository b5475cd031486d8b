import type { Stack } from '@alicloud/ros-cdk-core';
import { dashboard } from '../../lib/monitoring/dashboard';
import { Metrics } from '../../lib/monitoring/runner-metrics';
import { RunnerDashboard } from '../../lib/monitoring/runner-dashboard';
import type { RunnerDashboardOptions } from '../../lib/monitoring/runner-dashboard';
import { existingCluster, faultsOf, parameter } from '../cluster/fixtures';
import { onlyObject } from '../support/kubernetes';
import { appliedObjects, deploy } from '../support/releases';
import { addRunner } from '../support/runner';
import { synth, synthWarnings, synthesize } from '../support/synth';
import { checkKubernetes } from '../support/wellformed-k8s';

function addDashboard(stack: Stack, options: RunnerDashboardOptions = {}) {
  return new RunnerDashboard(stack, 'Dashboard', { cluster: existingCluster(stack), ...options });
}

function configMapOf(build: (stack: Stack) => void, namespace = 'default', parameters: Record<string, string> = {}) {
  const objects = appliedObjects(deploy(synth(build), { parameters }), namespace);
  expect(checkKubernetes(objects)).toEqual([]);
  return onlyObject(objects, 'ConfigMap');
}

test('is a ConfigMap that the sidecar of Grafana finds', () => {
  const { metadata, data } = configMapOf((stack) => addDashboard(stack));
  expect(metadata).toEqual({ name: 'gitlab-runner-dashboard', labels: { grafana_dashboard: '1' } });
  expect(Object.keys(data!)).toEqual(['gitlab-runner.json']);
  expect(JSON.parse(data!['gitlab-runner.json']!)).toEqual(dashboard());
});

test('goes into a folder and a namespace, with other labels', () => {
  const options = {
    namespace: 'monitoring',
    labels: { grafana: 'yes' },
    folder: 'CI',
    title: 'Runners',
    uid: 'runners',
  };
  const { metadata, data } = configMapOf((stack) => addDashboard(stack, options), 'monitoring');
  expect(metadata).toEqual({
    name: 'gitlab-runner-dashboard',
    labels: { grafana: 'yes' },
    annotations: { grafana_folder: 'CI' },
  });
  expect(JSON.parse(data!['gitlab-runner.json']!)).toEqual(dashboard({ title: 'Runners', uid: 'runners' }));
});

test('takes a title that only the deployment knows', () => {
  const { data } = configMapOf((stack) => addDashboard(stack, { title: parameter.text(stack, 'Title') }), 'default', {
    Title: 'CI',
  });
  expect(JSON.parse(data!['gitlab-runner.json']!)).toEqual(dashboard({ title: 'CI' }));
});

test('leaves most of the room in a template to others', () => {
  const { text } = synthesize((stack) => addDashboard(stack));
  expect(text.length).toBeLessThan(524288 / 8);
});

test('monitoring-object-twice: would be overwritten by a second one in its namespace', () => {
  const addTwo = (stack: Stack, options: RunnerDashboardOptions) => {
    addDashboard(stack);
    new RunnerDashboard(stack, 'Second', { cluster: existingCluster(stack, 'Again'), ...options });
  };
  const message = expect.stringMatching(
    /the ConfigMap "gitlab-runner-dashboard" in the namespace "default" .* made twice, by Test\/Dashboard and Test\/Second/,
  ) as string;
  expect(faultsOf((stack) => addTwo(stack, { uid: 'other', title: 'Other' }))).toMatchObject([
    { rule: 'monitoring-object-twice', at: '', message },
  ]);
  synth((stack) => addTwo(stack, { uid: 'other', namespace: 'monitoring' }));
});

test('metrics-not-served: is said to stay empty where no runner serves metrics', () => {
  const warningsWith = (metrics: Metrics) =>
    synthWarnings((stack) => {
      new RunnerDashboard(stack, 'Dashboard', { cluster: existingCluster(stack, 'Shown') });
      addRunner(stack, { metrics });
    });
  expect(warningsWith(Metrics.none())).toEqual([
    'no runner of the stack serves metrics, so the dashboard stays empty; leave Metrics.none() out [metrics-not-served]',
  ]);
  expect(warningsWith(Metrics.annotations())).toEqual([]);
});

test.each([
  ['dashboard-uid', { uid: 'a b' }, 'uid', 'allowed are 1 to 40 letters'],
  ['dashboard-uid', { uid: 'u'.repeat(41) }, 'uid', 'allowed are 1 to 40 letters'],
  ['', { labels: { 'a b': '1' } }, 'labels["a b"]', 'has the name "a b"'],
])('%s: refuses %j', (rule, options, at, message) => {
  expect(faultsOf((stack) => addDashboard(stack, options as RunnerDashboardOptions))).toMatchObject([
    { ...(rule !== '' && { rule }), at, message: expect.stringContaining(message) as string },
  ]);
});
