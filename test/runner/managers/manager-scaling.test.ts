import { Fn, Stack, Token } from '@alicloud/ros-cdk-core';
import type { Problem } from '../../../lib/diagnostics/problem';
import { Report } from '../../../lib/diagnostics/report';
import type { CpuScalingOptions } from '../../../lib/runner/managers/on-cpu';
import type { JobsScalingOptions } from '../../../lib/runner/managers/on-jobs';
import { ManagerScaling } from '../../../lib/runner/managers/manager-scaling';

interface Autoscaler {
  readonly metadata: object;
  readonly spec: Readonly<Record<string, unknown>>;
}

function autoscalerOf(scaling: ManagerScaling, managerName = 'ci-gitlab-runner'): Autoscaler {
  const { extraObjects = [] } = scaling.bind(new Stack(), { managerName, gitlabUrl: 'https://gitlab.com' });
  expect(extraObjects).toHaveLength(1);
  return extraObjects[0] as Autoscaler;
}

function problemsOf(scaling: ManagerScaling): readonly Problem[] {
  const report = new Report();
  scaling.check({ managerName: 'm', gitlabUrl: 'https://gitlab.com' }, report, 'managers.scaling');
  return report.problems;
}

function faultsOf(scaling: ManagerScaling): string[] {
  return problemsOf(scaling).map(({ at, message }) => `${at} ${message}`);
}

const deployTimeNumber = () => Token.asNumber(Fn.add([1, 2]));

describe('a fixed number', () => {
  test('is the replicas of the chart, without an autoscaler', () => {
    expect(ManagerScaling.fixed(3).bind(new Stack(), { managerName: 'm', gitlabUrl: 'https://gitlab.com' })).toEqual({
      values: { replicas: 3 },
      maxReplicas: 3,
    });
  });

  test.each([0, -1, 1.5, NaN])('fails for %p', (replicas) => {
    expect(faultsOf(ManagerScaling.fixed(replicas))).toEqual([
      `managers.scaling.fixed is ${replicas}; allowed is a whole number of at least 1`,
    ]);
  });
});

describe('autoscaling on CPU', () => {
  test('holds 2 to 10 managers at 10 % by default', () => {
    expect(autoscalerOf(ManagerScaling.onCpu())).toMatchObject({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      spec: {
        minReplicas: 2,
        maxReplicas: 10,
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 10 } } },
        ],
      },
    });
  });

  test('scales the Deployment of the managers, in the namespace of the release', () => {
    const { metadata, spec } = autoscalerOf(ManagerScaling.onCpu(), 'fleet');
    expect(metadata).toEqual({ name: 'fleet' });
    expect(spec.scaleTargetRef).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'fleet' });
  });

  test('takes managers away one by one, after ten minutes of low load', () => {
    expect(autoscalerOf(ManagerScaling.onCpu()).spec.behavior).toEqual({
      scaleDown: {
        stabilizationWindowSeconds: 600,
        policies: [{ type: 'Pods', value: 1, periodSeconds: 300 }],
      },
    });
  });

  test('takes managers away as it is told, with the defaults for the rest', () => {
    const scaleDown = { stabilizationWindowSeconds: 0, maxPodsPerPeriod: 4, periodSeconds: undefined };
    expect(autoscalerOf(ManagerScaling.onCpu({ scaleDown })).spec.behavior).toEqual({
      scaleDown: { stabilizationWindowSeconds: 0, policies: [{ type: 'Pods', value: 4, periodSeconds: 300 }] },
    });
  });

  test('leaves the autoscaler of the chart off, and the number of managers to its own', () => {
    const { values, needsCpuRequest } = ManagerScaling.onCpu().bind(new Stack(), {
      managerName: 'm',
      gitlabUrl: 'https://gitlab.com',
    });
    expect(values).toBeUndefined();
    expect(needsCpuRequest).toBe(true);
  });
});

describe('autoscaling on jobs', () => {
  const onJobs = (options: Partial<JobsScalingOptions> = {}) =>
    ManagerScaling.onJobs({ jobsPerManager: 7, ...options });

  test('averages the jobs over the managers of this release', () => {
    expect(autoscalerOf(onJobs()).spec).toMatchObject({
      minReplicas: 2,
      maxReplicas: 10,
      metrics: [
        {
          type: 'Pods',
          pods: { metric: { name: 'gitlab_runner_jobs' }, target: { type: 'AverageValue', averageValue: '7' } },
        },
      ],
    });
  });

  test('takes the metric by the name that the adapter gives it', () => {
    expect(autoscalerOf(onJobs({ metricName: 'ci_jobs' })).spec.metrics).toMatchObject([
      { pods: { metric: { name: 'ci_jobs' } } },
    ]);
  });

  test('takes bounds and scale-down like every autoscaler', () => {
    const { spec } = autoscalerOf(onJobs({ minReplicas: 1, maxReplicas: 4, scaleDown: { periodSeconds: 60 } }));
    expect(spec).toMatchObject({
      minReplicas: 1,
      maxReplicas: 4,
      behavior: { scaleDown: { stabilizationWindowSeconds: 600, policies: [{ value: 1, periodSeconds: 60 }] } },
    });
  });

  test('needs no CPU request', () => {
    expect(onJobs().bind(new Stack(), { managerName: 'm', gitlabUrl: 'https://gitlab.com' }).needsCpuRequest).not.toBe(
      true,
    );
  });

  test.each(['9jobs', 'jobs-running', '{{ .Release.Name }}', ''])('fails for the metric name %p', (metricName) => {
    expect(faultsOf(onJobs({ metricName }))).toEqual([
      `managers.scaling.onJobs.metricName is "${metricName}"; allowed are letters, digits, "_" and ":", and no digit at the beginning`,
    ]);
  });

  test('fails for a fraction of a job', () => {
    expect(faultsOf(onJobs({ jobsPerManager: 0.5 }))).toEqual([
      'managers.scaling.onJobs.jobsPerManager is 0.5; allowed is a whole number of at least 1',
    ]);
  });
});

describe('the numbers of an autoscaler', () => {
  test.each<[CpuScalingOptions, string]>([
    [{ minReplicas: 0 }, 'managers.scaling.onCpu.minReplicas is 0;'],
    [{ maxReplicas: 2.5 }, 'managers.scaling.onCpu.maxReplicas is 2.5;'],
    [{ minReplicas: 5, maxReplicas: 2 }, 'managers.scaling.onCpu has minReplicas 5 above maxReplicas 2;'],
    [{ minReplicas: 11 }, 'managers.scaling.onCpu has minReplicas 11 above maxReplicas 10;'],
    [{ targetUtilizationPercent: 0 }, 'managers.scaling.onCpu.targetUtilizationPercent is 0;'],
    [{ scaleDown: { maxPodsPerPeriod: 0 } }, 'managers.scaling.onCpu.scaleDown.maxPodsPerPeriod is 0;'],
    [{ scaleDown: { periodSeconds: 0 } }, 'managers.scaling.onCpu.scaleDown.periodSeconds is 0;'],
    [{ scaleDown: { periodSeconds: 1801 } }, 'seconds from 1 to 1800'],
    [
      { scaleDown: { stabilizationWindowSeconds: -1 } },
      'managers.scaling.onCpu.scaleDown.stabilizationWindowSeconds is -1;',
    ],
    [{ scaleDown: { stabilizationWindowSeconds: 3601 } }, 'seconds from 0 to 3600'],
  ])('%j fails', (options, message) => {
    expect(faultsOf(ManagerScaling.onCpu(options))).toEqual([expect.stringContaining(message)]);
  });

  test('are reported all at once', () => {
    const scaleDown = { stabilizationWindowSeconds: 0.5, maxPodsPerPeriod: 0, periodSeconds: 0 };
    expect(
      faultsOf(ManagerScaling.onJobs({ minReplicas: 0, maxReplicas: 0, jobsPerManager: 0, scaleDown })),
    ).toHaveLength(6);
  });

  test('pass at their limits', () => {
    expect(
      faultsOf(
        ManagerScaling.onCpu({
          minReplicas: 1,
          maxReplicas: 1,
          targetUtilizationPercent: 200,
          scaleDown: { stabilizationWindowSeconds: 3600, maxPodsPerPeriod: 100, periodSeconds: 1800 },
        }),
      ),
    ).toEqual([]);
  });

  test('pass when only the deployment knows them, and reach the autoscaler', () => {
    const number = deployTimeNumber();
    const scaling = ManagerScaling.onJobs({
      minReplicas: number,
      maxReplicas: number,
      jobsPerManager: number,
      metricName: Token.asString(Fn.add([1, 2])),
      scaleDown: { stabilizationWindowSeconds: number, maxPodsPerPeriod: number, periodSeconds: number },
    });
    expect(faultsOf(scaling)).toEqual([]);
    const { spec } = autoscalerOf(scaling);
    expect(spec.minReplicas).toBe(number);
    const [metric] = spec.metrics as { pods: { target: { averageValue: string } } }[];
    // A number token inside a text would print its encoding.
    expect(Token.isUnresolved(metric!.pods.target.averageValue)).toBe(true);
    expect(metric!.pods.target.averageValue).not.toContain(String(number));
  });
});

test.each([
  ['scaling-range', { minReplicas: 5, maxReplicas: 2 }],
  ['scale-down-seconds', { scaleDown: { periodSeconds: 0 } }],
  ['printed-number', { maxReplicas: 1_000_000 }],
])('the rule %s is named', (rule, options) => {
  expect(problemsOf(ManagerScaling.onCpu(options))).toMatchObject([{ rule, severity: 'error' }]);
});

test('scaling-metric-name is named', () => {
  expect(problemsOf(ManagerScaling.onJobs({ jobsPerManager: 1, metricName: '9' }))).toMatchObject([
    { rule: 'scaling-metric-name' },
  ]);
});
