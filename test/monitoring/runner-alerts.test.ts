import type { Stack } from '@alicloud/ros-cdk-core';
import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import { AcsCluster, Cache, GitLabRunner, Metrics, RunnerToken } from '../../lib';
import type { GitLabRunnerProps } from '../../lib';
import type { ICluster } from '../../lib/cluster/icluster';
import type { AlertRuleGroup } from '../../lib/monitoring/alert-rules';
import { alertRules } from '../../lib/monitoring/alert-rules';
import { RunnerAlerts } from '../../lib/monitoring/runner-alerts';
import type { RunnerAlertsProps } from '../../lib/monitoring/runner-alerts';
import { OTHER_CLUSTER_ID, existingCluster, existingNetwork, faultsOf } from '../cluster/fixtures';
import { problemsOf as problemsOfYaml } from '../stack/support';
import { onlyObject } from '../support/kubernetes';
import { appliedObjects, deploy } from '../support/releases';
import { addRunner } from '../support/runner';
import { synth, synthWarnings } from '../support/synth';
import { existingRunner } from './support';
import { checkKubernetes } from '../support/wellformed-k8s';

function monitoredCluster(stack: Stack, prometheusOperator: boolean, id = 'Monitored'): ICluster {
  return Object.assign(existingCluster(stack, id), { prometheusOperator });
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
  expect(groups).toEqual([alertRules({ runner: existingRunner({ namespace: 'test' }) })]);
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

test('reports problems by the names of its props', () => {
  const problems = faultsOf((stack) => addAlerts(stack, { saturationPercent: 0, ruleLabels: { 'a b': 'c' } }));
  expect(problems.map(({ at }) => at)).toEqual(['saturationPercent', 'ruleLabels["a b"]']);
});

test('prometheus-rule-kind: refuses a cluster that does not know PrometheusRule, which would fail the deployment', () => {
  const problems = faultsOf((stack) => addAlerts(stack, { cluster: monitoredCluster(stack, false) }));
  expect(problems).toMatchObject([
    {
      rule: 'prometheus-rule-kind',
      at: '',
      message: expect.stringContaining('does not know the kind PrometheusRule') as string,
    },
  ]);
});

test('is refused in a configuration file at a key that is there', () => {
  const problems = problemsOfYaml(
    `cluster: { existing: { clusterId: ${OTHER_CLUSTER_ID}, prometheusOperator: false } }`,
    'monitoring: { alerts: {} }',
    'runners: { Runner: {} }',
  );
  expect(problems).toEqual([
    expect.stringMatching(
      /monitoring\.alerts: the cluster does not know the kind PrometheusRule.* \[prometheus-rule-kind\]$/,
    ),
  ]);
});

test('prometheus-rule-kind: warns where it is not known', () => {
  expect(synthWarnings((stack) => addAlerts(stack, { cluster: existingCluster(stack) }))).toEqual([
    expect.stringMatching(
      /^the kind PrometheusRule is known only to clusters with a Prometheus Operator, .*State prometheusOperator: true/,
    ),
  ]);
  expect(synthWarnings((stack) => addAlerts(stack))).toEqual([]);
});

test('prometheus-rule-kind: promises nothing of the add-on arms-prometheus, and offers the rules as a file', () => {
  const build = (stack: Stack) => {
    const cluster = new AcsCluster(stack, 'New', { network: existingNetwork(stack), managedPrometheus: true });
    addAlerts(stack, { cluster });
  };
  expect(synthWarnings(build)).toEqual([
    expect.stringMatching(
      /^whether the add-on arms-prometheus brings the kind PrometheusRule is not documented, .*import monitoring\/gitlab-runner\.rules\.yaml/,
    ),
  ]);
});

describe('monitoring-object-twice: two of them', () => {
  const addTwo = (first: Partial<RunnerAlertsProps>, second: Partial<RunnerAlertsProps>) => (stack: Stack) => {
    const cluster = monitoredCluster(stack, true);
    new RunnerAlerts(stack, 'First', { ...first, cluster });
    new RunnerAlerts(stack, 'Second', { ...second, cluster });
  };

  test('would overwrite each other in one namespace', () => {
    const message =
      'the PrometheusRule "gitlab-runner" in the namespace "default" of one cluster is made twice, by Test/First and Test/Second, and one would overwrite the other; leave one of them out, or give it another namespace';
    expect(faultsOf(addTwo({}, { queueSeconds: 60 }))).toMatchObject([
      { rule: 'monitoring-object-twice', at: '', message },
    ]);
    const runner = existingRunner();
    expect(faultsOf(addTwo({ runner }, { runner }))).toHaveLength(1);
    const called = existingRunner({ managerName: 'gitlab-runner' });
    expect(faultsOf(addTwo({ runner: called }, { namespace: 'ci' }))).toHaveLength(1);
  });

  test('live in two namespaces, in two clusters, or watch two runners', () => {
    synth(addTwo({}, { namespace: 'monitoring' }));
    synth(addTwo({ runner: existingRunner({ releaseName: 'a' }) }, { runner: existingRunner({ releaseName: 'b' }) }));
    synth((stack) => {
      addAlerts(stack);
      const cluster = Object.assign(existingCluster(stack, 'Other', OTHER_CLUSTER_ID), { prometheusOperator: true });
      new RunnerAlerts(stack, 'OtherAlerts', { cluster });
    });
  });
});

describe('metrics-not-served: without metrics', () => {
  const NO_NUMBERS =
    /serves no metrics, so the alerts have no numbers, and GitLabRunnerManagersAbsent fires all the time; leave Metrics\.none\(\) out \[metrics-not-served\]$/;
  const none = { metrics: Metrics.none() };
  const addSecond = (stack: Stack, props: Partial<GitLabRunnerProps> = {}) =>
    new GitLabRunner(stack, 'Second', {
      cluster: existingCluster(stack, 'SecondCluster'),
      token: RunnerToken.fromExistingSecret('token'),
      cache: Cache.none(),
      ...props,
    });

  test('of the runner that they watch, alerts are warned of', () => {
    const warnings = synthWarnings((stack) => {
      addAlerts(stack, { runner: addRunner(stack, none) });
      addSecond(stack);
    });
    expect(warnings).toEqual([expect.stringMatching(NO_NUMBERS)]);
    const off = { chartValues: { metrics: { enabled: false } } };
    expect(synthWarnings((stack) => addAlerts(stack, { runner: addRunner(stack, off) }))).toHaveLength(1);
  });

  test('of any runner of the stack, alerts on all are warned of, whatever comes first', () => {
    const warnings = synthWarnings((stack) => {
      addAlerts(stack);
      addRunner(stack, none);
      addSecond(stack, none);
    });
    expect(warnings).toEqual([expect.stringMatching(/^no runner of the stack serves metrics, so the alerts/)]);
  });

  test('of some runners only, or of none that is known, there is no warning', () => {
    expect(synthWarnings((stack) => addAlerts(stack, { runner: existingRunner() }))).toEqual([]);
    const mixed = (stack: Stack) => {
      addAlerts(stack);
      addRunner(stack, none);
      addSecond(stack);
    };
    expect(synthWarnings(mixed)).toEqual([]);
    const chosen = (stack: Stack) => {
      const metrics = Metrics.annotations({
        enabled: new RosParameter(stack, 'Metrics', { type: RosParameterType.BOOLEAN }).value,
      });
      addAlerts(stack, { runner: addRunner(stack, { metrics }) });
    };
    expect(synthWarnings(chosen)).toEqual([]);
  });
});

test('asks for a cluster, where no compiler does', () => {
  expect(faultsOf((stack) => new RunnerAlerts(stack, 'Alerts', {} as never))).toMatchObject([
    { at: 'cluster', message: expect.stringContaining('is missing; give new AckCluster(...)') as string },
  ]);
});
