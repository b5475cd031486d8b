import { Report } from '../../lib/diagnostics/report';
import { checkRunnerNamespace } from '../../lib/cluster/release-names';
import type { GitLabRunnerOptions } from '../../lib/runner/gitlab-runner-props';
import { GitLabRunner } from '../../lib/gitlab-runner';
import { RunnerToken } from '../../lib/runner/credentials/runner-token';
import { Cache } from '../../lib/cache/cache';
import { synth } from '../support/synth';
import { OTHER_CLUSTER_ID, existingCluster, faultsOf, parameter } from './fixtures';
import type { Stack } from '@alicloud/ros-cdk-core';

describe('manager-name-taken', () => {
  type Options = Omit<GitLabRunnerOptions, 'token'>;
  const addRunner = (stack: Stack, id: string, options: Options, clusterId?: string) =>
    new GitLabRunner(stack, id, {
      cluster: existingCluster(stack, `${id}Cluster`, clusterId),
      token: RunnerToken.fromExistingSecret('token'),
      cache: Cache.none(),
      namespace: 'ci',
      ...options,
    });
  const named = (fullnameOverride: string): Options => ({ chartValues: { fullnameOverride } });

  test('two releases that make one Deployment are refused, with both of them and what to do', () => {
    const problems = faultsOf((stack) => ['A', 'B'].forEach((id) => addRunner(stack, id, named('mgr'))));
    expect(problems).toMatchObject([
      {
        rule: 'manager-name-taken',
        at: 'chartValues.fullnameOverride',
        message:
          'makes the Deployment "mgr" in the namespace "ci", as Test/A does in the same cluster, and Helm refuses the second; give one of the two runners another name',
      },
    ]);
  });

  test('one that is named by its release is placed at the name of the release', () => {
    const problems = faultsOf((stack) => {
      addRunner(stack, 'A', named('gitlab-runner-b'));
      addRunner(stack, 'B', { releaseName: 'gitlab-runner-b' });
    });
    expect(problems).toMatchObject([{ rule: 'manager-name-taken', at: 'releaseName' }]);
  });

  test('two releases of one name are one problem, that of the releases', () => {
    const problems = faultsOf((stack) => ['A', 'B'].forEach((id) => addRunner(stack, id, { releaseName: 'runner' })));
    expect(problems).toMatchObject([{ rule: 'release-name-taken' }]);
  });

  test('other names, namespaces and clusters are fine, and what only the deployment knows', () => {
    expect(() =>
      synth((stack) => {
        addRunner(stack, 'A', named('mgr'));
        addRunner(stack, 'B', named('mgr-b'));
        addRunner(stack, 'C', { ...named('mgr'), namespace: 'builds' });
        addRunner(stack, 'D', named('mgr'), OTHER_CLUSTER_ID);
        addRunner(stack, 'E', { ...named('mgr'), namespace: parameter.text(stack, 'Namespace') });
      }),
    ).not.toThrow();
  });
});

describe('runner-namespace-reserved', () => {
  const problemsOf = (namespace: string) => {
    const report = new Report();
    checkRunnerNamespace(namespace, report);
    return report.problems;
  };

  test('refuses a namespace of Kubernetes itself', () => {
    expect(problemsOf('kube-system')).toMatchObject([{ rule: 'runner-namespace-reserved', at: 'namespace' }]);
  });

  test('accepts others', () => {
    expect(problemsOf('kubernetes-jobs')).toEqual([]);
  });
});
