import { RosParameter, RosParameterType, Stack } from '@alicloud/ros-cdk-core';
import { HelmTemplate, GitLabRunner, RunnerToken } from '../../lib';
import type { GitLabRunnerAttributes, IGitLabRunner } from '../../lib';
import { faultsOf } from '../cluster/fixtures';
import type { RunnerOverrides } from '../support/runner';
import { addRunner } from '../support/runner';
import { synth } from '../support/synth';

/** What a runner tells of itself, in a stack that can be synthesized. */
function made(props: RunnerOverrides | ((stack: Stack) => RunnerOverrides) = {}): GitLabRunner {
  let runner: GitLabRunner | undefined;
  synth((stack) => {
    runner = addRunner(stack, typeof props === 'function' ? props(stack) : props);
  });
  return runner!;
}

function existing(attributes: Partial<GitLabRunnerAttributes> = {}): IGitLabRunner {
  const stack = new Stack(undefined, 'Other');
  return GitLabRunner.fromRunnerAttributes(stack, 'Runner', { namespace: 'ci', releaseName: 'runner', ...attributes });
}

const EVERYWHERE = { rbac: { clusterWideAccess: true } };

describe('the namespace of jobs', () => {
  test.each<[string, RunnerOverrides, string]>([
    ['is that of the managers', {}, 'ci'],
    [
      'is that of the configuration',
      { config: { runners: { kubernetes: { namespace: 'jobs' } } }, chartValues: EVERYWHERE },
      'jobs',
    ],
    ['is that of the chart values', { chartValues: { runners: { jobNamespace: 'jobs' } } }, 'jobs'],
    [
      'is that of a text',
      { chartValues: { runners: { config: '[[runners]]\n[runners.kubernetes]\nnamespace = "jobs"' }, ...EVERYWHERE } },
      'jobs',
    ],
    [
      'is that of the managers where Helm makes it',
      { config: { runners: { kubernetes: { namespace: HelmTemplate.string('{{ .Release.Namespace }}') } } } },
      'ci',
    ],
  ])('%s', (_, props, namespace) => {
    expect(made({ namespace: 'ci', ...props })).toMatchObject({ namespace: 'ci', jobNamespace: namespace });
  });

  test('may be a deploy-time value', () => {
    const runner = made((stack) => {
      const namespace = new RosParameter(stack, 'Jobs', { type: RosParameterType.STRING }).valueAsString;
      return { config: { runners: { kubernetes: { namespace } } } };
    });
    expect(runner.jobNamespace).toMatch(/^\$\{Token/);
  });
});

describe('the ServiceAccount of the managers', () => {
  test.each<[RunnerOverrides, string]>([
    [{}, 'runner-gitlab-runner'],
    [{ releaseName: 'ci' }, 'ci-gitlab-runner'],
    [{ chartValues: { serviceAccount: { name: 'managers' } } }, 'managers'],
    [{ chartValues: { serviceAccount: { create: false, name: 'managers' } } }, 'managers'],
    [{ chartValues: { serviceAccount: { create: false } } }, 'runner-gitlab-runner'],
    [
      { chartValues: { serviceAccount: { create: false }, rbac: { create: false, serviceAccountName: 'other' } } },
      'other',
    ],
  ])('of %j is %s', (props, name) => {
    expect(made(props).serviceAccountName).toBe(name);
  });
});

test.each<[RunnerOverrides, string]>([
  [{ token: RunnerToken.fromExistingSecret('own') }, 'own'],
  [{ token: RunnerToken.unsafePlainText('glrt-0123456789abcdefghij'), releaseName: 'ci' }, 'ci-token'],
])('the Secret with the token of %# is %s', (props, name) => {
  expect(made(props).tokenSecretName).toBe(name);
});

describe('a runner that exists', () => {
  test('has the names that this library and the chart give by default', () => {
    expect(existing()).toMatchObject({
      namespace: 'ci',
      jobNamespace: 'ci',
      releaseName: 'runner',
      managerName: 'runner-gitlab-runner',
      serviceAccountName: 'runner-gitlab-runner',
      tokenSecretName: 'runner-token',
    });
  });

  test('has the names that are given', () => {
    const names = { jobNamespace: 'jobs', managerName: 'm', serviceAccountName: 'sa', tokenSecretName: 's' };
    expect(existing(names)).toMatchObject(names);
  });

  test('has the same names and queries as the one that was made', () => {
    const [here, there] = [
      made({ namespace: 'ci', token: RunnerToken.fromExistingSecret('runner-token') }),
      existing(),
    ];
    for (const name of ['namespace', 'jobNamespace', 'managerName', 'serviceAccountName', 'tokenSecretName'] as const) {
      expect(here[name]).toBe(there[name]);
    }
    expect(there.metricSaturationPercent()).toBe(here.metricSaturationPercent());
  });

  test('cannot have a name that Helm or Kubernetes refuse', () => {
    const build = (stack: Stack) =>
      GitLabRunner.fromRunnerAttributes(stack, 'Existing', { namespace: 'My CI', releaseName: '-' });
    expect(faultsOf(build)).toMatchObject([
      { rule: 'release-name', at: 'releaseName' },
      { rule: 'namespace', at: 'namespace' },
    ]);
  });
});

describe('metric-window', () => {
  const metricStartedJobs = (window?: string) => existing().metricStartedJobs({ window });

  test.each(['5m', '1h30m', '500ms', '1w', '$__rate_interval'])('%s is a window', (window) => {
    expect(metricStartedJobs(window)).toContain(`[${window}]`);
  });

  test('is an hour by default', () => {
    expect(metricStartedJobs()).toBe(metricStartedJobs('1h'));
  });

  test.each<unknown>(['', '5', '5 m', 'm', '0m', 'PT5M', 300])('%j is none', (window) => {
    expect(() => metricStartedJobs(window as string)).toThrow(
      /window: is .*; allowed is a duration such as "5m" .*\[metric-window\]/,
    );
  });
});
