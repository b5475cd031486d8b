import type { Stack } from '@alicloud/ros-cdk-core';
import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { ICluster } from '../../lib/cluster/cluster';
import type { AlertRuleGroup } from '../../lib/monitoring/alert-rules';
import { alertRules } from '../../lib/monitoring/alert-rules';
import { RunnerAlerts } from '../../lib/monitoring/runner-alerts';
import type { RunnerAlertsProps } from '../../lib/monitoring/runner-alerts';
import { existingCluster, faultsOf } from '../cluster/fixtures';
import { onlyObject } from '../support/kubernetes';
import { appliedObjects, deploy } from '../support/releases';
import { addRunner } from '../support/runner';
import { synth, synthWarnings } from '../support/synth';
import { checkKubernetes } from '../support/wellformed-k8s';

function monitoredCluster(stack: Stack, prometheusOperator: boolean): ICluster {
  const { clusterId, kind, dependencies } = existingCluster(stack, 'Monitored');
  return { clusterId, kind, dependencies, prometheusOperator };
}

function addAlerts(stack: Stack, props: Partial<RunnerAlertsProps> = {}) {
  return new RunnerAlerts(stack, 'Alerts', { ...props, cluster: props.cluster ?? monitoredCluster(stack, true) });
}

/** The PrometheusRule as the cluster gets it. */
function ruleOf(build: (stack: Stack) => void, { namespace = 'default', parameters = {} } = {}) {
  const objects = appliedObjects(deploy(synth(build), { parameters }), namespace);
  expect(checkKubernetes(objects)).toEqual([]);
  const rule = onlyObject(objects, 'PrometheusRule');
  return { ...rule, groups: (rule.spec as { groups: AlertRuleGroup[] }).groups };
}

test('watches all runners of the cluster', () => {
  const { apiVersion, metadata, groups } = ruleOf((stack) => addAlerts(stack));
  expect({ apiVersion, metadata }).toEqual({
    apiVersion: 'monitoring.coreos.com/v1',
    metadata: { name: 'gitlab-runner', labels: {} },
  });
  expect(groups).toEqual([alertRules()]);
});

test('watches one runner, beside it', () => {
  const { metadata, groups } = ruleOf((stack) => addAlerts(stack, { runner: addRunner(stack) }), { namespace: 'test' });
  expect(metadata.name).toBe('runner-gitlab-runner');
  expect(groups).toEqual([alertRules({ runner: { namespace: 'test', managerName: 'runner-gitlab-runner' } })]);
});

test('takes thresholds, labels of the rule and a namespace', () => {
  const { metadata, groups } = ruleOf(
    (stack) =>
      addAlerts(stack, {
        namespace: 'monitoring',
        ruleLabels: { release: 'kube-prometheus-stack' },
        labels: { team: 'build' },
        queueSeconds: 60,
      }),
    { namespace: 'monitoring' },
  );
  expect(metadata.labels).toEqual({ release: 'kube-prometheus-stack' });
  expect(groups).toEqual([alertRules({ labels: { team: 'build' }, queueSeconds: 60 })]);
});

test('takes thresholds that only the deployment knows', () => {
  const { groups } = ruleOf(
    (stack) => {
      const parameter = (id: string) => new RosParameter(stack, id, { type: RosParameterType.NUMBER }).valueAsNumber;
      addAlerts(stack, { queueSeconds: parameter('Queue'), saturationMinutes: parameter('Minutes') });
    },
    { parameters: { Queue: '42', Minutes: '7' } },
  );
  expect(groups).toEqual([alertRules({ queueSeconds: 42, saturationMinutes: 7 })]);
});

test('reports faults by the names of its props', () => {
  const faults = faultsOf((stack) => addAlerts(stack, { saturationPercent: 0, ruleLabels: { 'a b': 'c' } }));
  expect(faults.map(({ at }) => at)).toEqual(['saturationPercent', 'ruleLabels["a b"]']);
});

test('refuses a cluster that does not know PrometheusRule, which would fail the deployment', () => {
  const faults = faultsOf((stack) => addAlerts(stack, { cluster: monitoredCluster(stack, false) }));
  expect(faults).toEqual([
    { at: 'cluster', message: expect.stringContaining('does not know the kind PrometheusRule') as string },
  ]);
});

test('warns where it is not known', () => {
  expect(synthWarnings((stack) => addAlerts(stack, { cluster: existingCluster(stack) }))).toEqual([
    expect.stringContaining('the kind PrometheusRule is known only to clusters with'),
  ]);
  expect(synthWarnings((stack) => addAlerts(stack))).toEqual([]);
});
