import { Fn, Token } from '@alicloud/ros-cdk-core';
import { FaultList } from '../../lib/checks/faults';
import type { CpuScalingOptions, JobsScalingOptions, ManagerScalingConfig } from '../../lib/runner/manager-scaling';
import { ManagerScaling } from '../../lib/runner/manager-scaling';
import { checkScaling } from '../../lib/runner/scaling/check-scaling';
import type { ScaledRunner } from '../../lib/runner/scaling/check-scaling';

interface Autoscaler {
  readonly metadata: object;
  readonly spec: Readonly<Record<string, unknown>>;
}

function autoscalerOf(scaling: ManagerScaling, managerName = 'ci-gitlab-runner'): Autoscaler {
  const { extraObjects = [] } = scaling.configure({ managerName });
  expect(extraObjects).toHaveLength(1);
  return extraObjects[0] as Autoscaler;
}

function faultsOf(scaling: ManagerScaling): string[] {
  const faults = new FaultList();
  scaling.check(faults, 'scaling');
  return faults.faults.map(({ at, message }) => `${at} ${message}`);
}

const deployTimeNumber = () => Token.asNumber(Fn.add([1, 2]));

describe('a fixed number', () => {
  test('is the replicas of the chart, without an autoscaler', () => {
    expect(ManagerScaling.fixed(3).configure({ managerName: 'm' })).toEqual({
      values: { replicas: 3 },
      needsCpuRequest: false,
      maxReplicas: 3,
    });
  });

  test.each([0, -1, 1.5, NaN])('fails for %p', (replicas) => {
    expect(faultsOf(ManagerScaling.fixed(replicas))).toEqual([
      `scaling.fixed is ${replicas}; allowed is a whole number of at least 1`,
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
    const { values, needsCpuRequest } = ManagerScaling.onCpu().configure({ managerName: 'm' });
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
    expect(onJobs().configure({ managerName: 'm' }).needsCpuRequest).toBe(false);
  });

  test.each(['9jobs', 'jobs-running', '{{ .Release.Name }}', ''])('fails for the metric name %p', (metricName) => {
    expect(faultsOf(onJobs({ metricName }))).toEqual([
      `scaling.onJobs.metricName is "${metricName}"; allowed are letters, digits, "_" and ":", and no digit at the beginning`,
    ]);
  });

  test('fails for a fraction of a job', () => {
    expect(faultsOf(onJobs({ jobsPerManager: 0.5 }))).toEqual([
      'scaling.onJobs.jobsPerManager is 0.5; allowed is a whole number of at least 1',
    ]);
  });
});

describe('the numbers of an autoscaler', () => {
  test.each<[CpuScalingOptions, string]>([
    [{ minReplicas: 0 }, 'scaling.onCpu.minReplicas is 0;'],
    [{ maxReplicas: 2.5 }, 'scaling.onCpu.maxReplicas is 2.5;'],
    [{ minReplicas: 5, maxReplicas: 2 }, 'scaling.onCpu has minReplicas 5 above maxReplicas 2;'],
    [{ minReplicas: 11 }, 'scaling.onCpu has minReplicas 11 above maxReplicas 10;'],
    [{ targetUtilizationPercent: 0 }, 'scaling.onCpu.targetUtilizationPercent is 0;'],
    [{ scaleDown: { maxPodsPerPeriod: 0 } }, 'scaling.onCpu.scaleDown.maxPodsPerPeriod is 0;'],
    [{ scaleDown: { periodSeconds: 0 } }, 'scaling.onCpu.scaleDown.periodSeconds is 0;'],
    [{ scaleDown: { periodSeconds: 1801 } }, 'seconds from 1 to 1800'],
    [{ scaleDown: { stabilizationWindowSeconds: -1 } }, 'scaling.onCpu.scaleDown.stabilizationWindowSeconds is -1;'],
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

describe('scaling beside the other props', () => {
  function findingsOf(runner: Partial<ScaledRunner>) {
    const findings = { errors: new FaultList(), warnings: new FaultList() };
    const ownValues = { concurrent: 10, metrics: { enabled: true }, resources: { requests: { cpu: '250m' } } };
    checkScaling(
      { scaling: ManagerScaling.onCpu(), ...runner, ownValues: { ...ownValues, ...runner.ownValues } },
      findings,
    );
    const text = ({ faults }: FaultList) => faults.map(({ at, message }) => `${at}: ${message}`);
    return { errors: text(findings.errors), warnings: text(findings.warnings) };
  }

  test.each([ManagerScaling.fixed(2), ManagerScaling.onCpu()])('passes by default', (scaling) => {
    expect(findingsOf({ scaling })).toEqual({ errors: [], warnings: [] });
  });

  test('includes the numbers themselves', () => {
    expect(findingsOf({ scaling: ManagerScaling.fixed(0) }).errors).toEqual([
      expect.stringMatching(/^scaling\.fixed: is 0/),
    ]);
  });

  describe('a CPU request', () => {
    const withoutCpu = { resources: { requests: { memory: '256Mi' } } };

    test('is asked for where the autoscaler measures against it', () => {
      expect(findingsOf({ ownValues: withoutCpu }).errors).toEqual([
        expect.stringContaining('managerResources.cpu: is missing'),
      ]);
    });

    test.each([
      ['managers are fixed', { scaling: ManagerScaling.fixed(2), ownValues: withoutCpu }],
      ['a limit stands for it', { ownValues: { resources: { limits: { cpu: '1' } } } }],
      ['chartValues give it', { ownValues: withoutCpu, chartValues: { resources: { requests: { cpu: '1' } } } }],
    ])('is not asked for where %s', (_, runner) => {
      expect(findingsOf(runner).errors).toEqual([]);
    });
  });

  describe('the metric of the jobs', () => {
    const scaling = ManagerScaling.onJobs({ jobsPerManager: 7 });

    test('comes with a word on what must be installed', () => {
      const { errors, warnings } = findingsOf({ scaling });
      expect(errors).toEqual([]);
      expect(warnings).toEqual([
        expect.stringMatching(
          /^scaling: reads gitlab_runner_jobs .*arms-prometheus.*ack-alibaba-cloud-metrics-adapter/,
        ),
      ]);
    });

    test.each([
      ['metrics', { scaling, ownValues: { metrics: { enabled: false } } }],
      ['chartValues', { scaling, chartValues: { metrics: { enabled: false } } }],
    ])('fails where %s turn it off', (_, runner) => {
      const { errors, warnings } = findingsOf(runner);
      expect(errors).toEqual([expect.stringContaining('scaling: reads the metric gitlab_runner_jobs')]);
      expect(warnings).toEqual([]);
    });
  });

  describe('jobs per manager', () => {
    const errorsOf = (jobsPerManager: number, concurrent: number) =>
      findingsOf({ scaling: ManagerScaling.onJobs({ jobsPerManager }), ownValues: { concurrent } }).errors;

    test.each([
      [9, 10],
      [18, 20],
      [1, 2],
      [90, 100],
    ])('%d pass where a manager runs %d', (jobsPerManager, concurrent) => {
      expect(errorsOf(jobsPerManager, concurrent)).toEqual([]);
    });

    // Kubernetes tolerates a tenth above the target.
    test.each([
      [10, 10, 'lower it to 9 or less, or raise `concurrent`'],
      [10, 11, 'lower it to 9 or less, or raise `concurrent`'],
      [30, 20, 'lower it to 18 or less, or raise `concurrent`'],
      [1, 1, '; raise `concurrent`'],
    ])('%d fail where a manager runs %d', (jobsPerManager, concurrent, remedy) => {
      expect(errorsOf(jobsPerManager, concurrent)).toEqual([expect.stringContaining(remedy)]);
    });

    test('are not judged where the deployment decides', () => {
      expect(errorsOf(deployTimeNumber(), 10)).toEqual([]);
      expect(errorsOf(10, deployTimeNumber())).toEqual([]);
    });
  });

  describe('chart values that scale too', () => {
    test('fail beside an autoscaler', () => {
      const chartValues = { replicas: 3, hpa: { minReplicas: 1, maxReplicas: 5 } };
      expect(findingsOf({ chartValues }).errors).toEqual([
        expect.stringMatching(/^chartValues\.hpa: /),
        expect.stringMatching(/^chartValues\.replicas: .*ManagerScaling\.fixed/),
      ]);
    });

    test('pass where they say nothing', () => {
      expect(findingsOf({ chartValues: { replicas: null, hpa: {} } }).errors).toEqual([]);
    });

    test('pass beside scaling without an autoscaler of its own', () => {
      expect(findingsOf({ scaling: ManagerScaling.fixed(2), chartValues: { replicas: 3 } }).errors).toEqual([]);
    });
  });

  describe('the session server', () => {
    const chartValues = { sessionServer: { enabled: true } };

    test('fails where the autoscaler may start a second manager', () => {
      expect(findingsOf({ chartValues }).errors).toEqual([
        expect.stringMatching(/^chartValues\.sessionServer\.enabled: .*may start 10/),
      ]);
    });

    test('is left to its own check where a prop turns it on', () => {
      expect(findingsOf({ ownValues: { sessionServer: { enabled: true } } }).errors).toEqual([]);
    });

    test('is left to the check of the chart with a fixed number', () => {
      expect(findingsOf({ chartValues, scaling: ManagerScaling.fixed(2) }).errors).toEqual([]);
    });

    test('passes with one manager', () => {
      expect(
        findingsOf({ chartValues, scaling: ManagerScaling.onCpu({ minReplicas: 1, maxReplicas: 1 }) }).errors,
      ).toEqual([]);
    });
  });

  test('may be a class of the user', () => {
    class Keda extends ManagerScaling {
      configure({ managerName }: { managerName: string }): ManagerScalingConfig {
        return {
          extraObjects: [{ apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata: { name: managerName } }],
          needsCpuRequest: false,
        };
      }

      check(): void {
        // Nothing to check.
      }
    }
    expect(findingsOf({ scaling: new Keda(), chartValues: { sessionServer: { enabled: true } } })).toEqual({
      errors: [],
      warnings: [],
    });
  });
});
