import type { Stack } from '@alicloud/ros-cdk-core';
import { dashboard } from '../../lib/monitoring/dashboard';
import { RunnerDashboard } from '../../lib/monitoring/runner-dashboard';
import type { RunnerDashboardOptions } from '../../lib/monitoring/runner-dashboard';
import { existingCluster, faultsOf, parameter } from '../cluster/fixtures';
import { onlyObject } from '../support/kubernetes';
import { appliedObjects, deploy } from '../support/releases';
import { synth, synthesize } from '../support/synth';
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

test.each([
  [{ uid: 'a b' }, 'uid', 'allowed are 1 to 40 letters'],
  [{ uid: 'u'.repeat(41) }, 'uid', 'allowed are 1 to 40 letters'],
  [{ labels: { 'a b': '1' } }, 'labels["a b"]', 'has the name "a b"'],
])('refuses %j', (options, at, message) => {
  expect(faultsOf((stack) => addDashboard(stack, options as RunnerDashboardOptions))).toEqual([
    { at, message: expect.stringContaining(message) as string },
  ]);
});
