import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { Stack } from '@alicloud/ros-cdk-core';
import type { InvalidInputError, Problem } from '../../lib';
import { ChartVersion, HelmTemplate, RunnerChart } from '../../lib';
import type { RunnerOverrides } from '../support/runner';
import { addRunner } from '../support/runner';
import { synth, synthWarnings } from '../support/synth';

const jobsIn = (namespace: string) => ({ runners: { kubernetes: { namespace } } });
const text = (stack: Stack, id: string) => new RosParameter(stack, id, { type: RosParameterType.STRING }).valueAsString;
function problems(props: RunnerOverrides): readonly Problem[] {
  try {
    synthesized(props)();
    return [];
  } catch (error) {
    return (error as InvalidInputError).problems;
  }
}
const synthesized = (props: RunnerOverrides) => () => synth((stack) => addRunner(stack, { namespace: 'ci', ...props }));

describe('job-namespace-without-role', () => {
  test.each<[string, RunnerOverrides]>([
    ['the configuration alone says so', { config: jobsIn('jobs') }],
    ['the chart is too old for more', { chart: RunnerChart.fromVersion(ChartVersion.V0_71_0), config: jobsIn('jobs') }],
  ])('refuses jobs where the Role stays behind: %s', (_, props) => {
    expect(problems(props)).toMatchObject([
      {
        rule: 'job-namespace-without-role',
        at: 'config.runners.kubernetes.namespace',
        message: expect.stringContaining(
          'jobs are to run in "jobs", and the Role of the managers holds in "ci"',
        ) as string,
      },
    ]);
  });

  test.each<[string, RunnerOverrides]>([
    ['a text names none', { chartValues: { runners: { jobNamespace: 'jobs', config: '[[runners]]\n' } } }],
    ['both move, apart', { config: jobsIn('build'), chartValues: { runners: { jobNamespace: 'jobs' } } }],
  ])('are refused where the Role goes elsewhere: %s', (_, props) => {
    expect(synthesized(props)).toThrow(
      /chartValues\.runners\.jobNamespace: jobs are to run in "(ci|build)", and the Role of the managers holds in "jobs"/,
    );
  });

  test.each<[string, RunnerOverrides]>([
    ['jobs follow the Role', { chartValues: { runners: { jobNamespace: 'jobs' } } }],
    ['Role and jobs move together', { config: jobsIn('jobs'), chartValues: { runners: { jobNamespace: 'jobs' } } }],
    ['the namespace is the same', { config: jobsIn('ci') }],
    ['a Helm template says so', { config: jobsIn(HelmTemplate.string('{{ .Release.Namespace }}')) }],
    [
      'the permissions are another’s',
      { config: jobsIn('jobs'), chartValues: { rbac: { create: false }, serviceAccount: { name: 'ci' } } },
    ],
    ['the permissions hold everywhere', { config: jobsIn('jobs'), chartValues: { rbac: { clusterWideAccess: true } } }],
  ])('are fine where %s', (_, props) => {
    expect(synthesized(props)).not.toThrow();
  });

  test.each<[string, RunnerOverrides]>([
    ['the Role moves with them', { chartValues: { runners: { jobNamespace: 'kube-system' } } }],
    ['the permissions hold everywhere', { chartValues: { rbac: { clusterWideAccess: true } } }],
    ['the permissions are another’s', { chartValues: { rbac: { create: false }, serviceAccount: { name: 'ci' } } }],
  ])('refuses jobs among the components of the cluster, also where %s', (_, props) => {
    expect(problems({ config: jobsIn('kube-system'), ...props })).toMatchObject([
      { rule: 'jobs-in-kube-namespace', at: 'config.runners.kubernetes.namespace' },
    ]);
  });

  test('finds the namespace in a text, at its line', () => {
    const config = '[[runners]]\n  [runners.kubernetes]\n    namespace = "jobs"\n';
    expect(problems({ chartValues: { runners: { config } } })).toMatchObject([
      {
        rule: 'job-namespace-without-role',
        at: 'chartValues.runners.config, runners.kubernetes.namespace',
        line: 3,
      },
    ]);
    expect(problems({ chartValues: { runners: { config, jobNamespace: 'jobs' } } })).toEqual([]);
  });

  test('are not refused twice where the runner itself is', () => {
    expect(synthesized({ namespace: 'kube-system' })).toThrow(/has a problem:\n.*- namespace: "kube-system"/);
  });

  test('are taken as they are when only the deployment knows the namespace', () => {
    const withParameters = (props: (stack: Stack) => RunnerOverrides) => () =>
      synth((stack) => addRunner(stack, props(stack)));
    expect(withParameters((stack) => ({ namespace: 'ci', config: jobsIn(text(stack, 'Jobs')) }))).not.toThrow();
    expect(withParameters((stack) => ({ namespace: text(stack, 'Own'), config: jobsIn('jobs') }))).not.toThrow();
  });
});

test('managers-namespace-moved', () => {
  expect(problems({ chartValues: { namespace: 'ops' } })).toMatchObject([{ rule: 'managers-namespace-moved' }]);
  expect(synthesized({ chartValues: { namespace: 'ops' } })).toThrow(
    'chartValues.namespace: is "ops", where managers would not find their Secrets, which are in "ci"; use the option `namespace`',
  );
  expect(synthesized({ chartValues: { namespace: 'ci' } })).not.toThrow();
});

test('namespace-overwrite-without-role', () => {
  const warnings = (chartValues: RunnerOverrides['chartValues']) =>
    synthWarnings((stack) =>
      addRunner(stack, {
        namespace: 'ci',
        config: { runners: { kubernetes: { namespaceOverwriteAllowed: '^team-.*$' } } },
        chartValues,
      }),
    );
  expect(warnings({})).toEqual([expect.stringMatching(/holds in "ci" only.*\[namespace-overwrite-without-role\]$/)]);
  expect(warnings({ rbac: { clusterWideAccess: true } })).toEqual([]);
});

describe('cluster-scope-without-cluster-role', () => {
  const perJob = { config: { runners: { kubernetes: { namespacePerJob: true } } } };

  test.each<[string, RunnerOverrides]>([
    ['namespacePerJob', perJob],
    ['autoscaler', { config: { runners: { kubernetes: { autoscaler: { maxPausePods: 2 } } } } }],
  ])('is refused where the permissions hold in one namespace: %s', (key, props) => {
    expect(synthesized(props)).toThrow(
      new RegExp(
        `config\\.runners\\.kubernetes\\.${key}: .*\\\`rbac\\.clusterWideAccess: true\\\` \\[cluster-scope-without-cluster-role\\]`,
      ),
    );
  });

  test('is had by a ClusterRole, or by the permissions of another', () => {
    expect(synthesized({ ...perJob, chartValues: { rbac: { clusterWideAccess: true } } })).not.toThrow();
    expect(
      synthesized({ ...perJob, chartValues: { rbac: { create: false }, serviceAccount: { name: 'ci' } } }),
    ).not.toThrow();
  });
});
