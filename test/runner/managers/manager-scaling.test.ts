import { Fn, Token } from '@alicloud/ros-cdk-core';
import type { FaultList } from '../../../lib/diagnostics/report';
import { Report } from '../../../lib/diagnostics/report';
import type {
  CpuScalingOptions,
  JobsScalingOptions,
  ManagerScalingConfig,
} from '../../../lib/runner/managers/manager-scaling';
import { ManagerScaling } from '../../../lib/runner/managers/manager-scaling';
import { checkScaling } from '../../../lib/runner/managers/scaling/check-scaling';
import type { ScaledRunner } from '../../../lib/runner/managers/scaling/check-scaling';
import { faultsOf as constructFaults } from '../../cluster/fixtures';
import type { RunnerOverrides } from '../../support/runner';
import { addRunner } from '../../support/runner';

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
  const faults = new Report();
  scaling.check(faults, 'scaling');
  return faults.problems.map(({ at, message }) => `${at} ${message}`);
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
    const findings = new Report();
    const ownValues = { concurrent: 10, metrics: { enabled: true }, resources: { requests: { cpu: '250m' } } };
    checkScaling(
      {
        cluster: {},
        scaling: ManagerScaling.onCpu(),
        mergedConfig: {},
        ...runner,
        ownValues: { ...ownValues, ...runner.ownValues },
      },
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
      [{ ownValues: { resources: { requests: { cpu: '0' }, limits: { cpu: '1' } } } }, 'managerResources.cpu: is "0"'],
      [{ ownValues: { resources: { limits: { cpu: '0m' } } } }, 'managerResources.cpu: is missing'],
      [{ chartValues: { resources: { requests: { cpu: 0 } } } }, 'chartValues.resources.requests.cpu: is 0'],
    ])('is none where it is zero: %j', (runner, message) => {
      expect(findingsOf(runner as Partial<ScaledRunner>).errors).toEqual([expect.stringContaining(message)]);
    });

    test('may be one that only the deployment knows', () => {
      const cpu = Token.asString(Fn.add([1, 2]));
      expect(findingsOf({ ownValues: { resources: { requests: { cpu } } } }).errors).toEqual([]);
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
          /^scaling: reads the metric gitlab_runner_jobs .*arms-prometheus.*ack-alibaba-cloud-metrics-adapter/,
        ),
      ]);
    });

    test('does not ask for a Prometheus that is there', () => {
      const { warnings } = findingsOf({ scaling, cluster: { prometheusOperator: true } });
      expect(warnings).toEqual([expect.stringMatching(/Install ack-alibaba-cloud-metrics-adapter with the rule/)]);
      expect(warnings[0]).not.toContain('Managed Service for Prometheus');
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

    describe('below the limit of the runner', () => {
      const errorsWith = (limit: number, runner: Partial<ScaledRunner> = {}) =>
        findingsOf({
          scaling: ManagerScaling.onJobs({ jobsPerManager: 14 }),
          ownValues: { concurrent: 20 },
          mergedConfig: { runners: { limit } },
          ...runner,
        }).errors;

      test('must be, which is what stops a manager first', () => {
        expect(errorsWith(10)).toEqual([
          expect.stringContaining(
            '`config.runners.limit` stops each at 10; lower it to 9 or less, or raise `config.runners.limit`',
          ),
        ]);
        expect(errorsWith(10, { ownValues: { concurrent: deployTimeNumber() } })).toHaveLength(1);
      });

      test.each([
        ['it is large enough', 16, {}],
        ['0 stands for none', 0, {}],
        ['only the deployment knows it', deployTimeNumber(), {}],
        ['a text of the user takes its place', 10, { chartValues: { runners: { config: '[[runners]]' } } }],
      ])('need not be where %s', (_, limit, runner) => {
        expect(errorsWith(limit, runner)).toEqual([]);
      });

      test('must be below `concurrent` too', () => {
        expect(errorsWith(50, { ownValues: { concurrent: 12 } })).toEqual([
          expect.stringContaining('`concurrent` stops each at 12'),
        ]);
      });
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

    test('are told what to do instead', () => {
      expect(findingsOf({ chartValues: { hpa: { minReplicas: 1 }, replicas: 3 } }).errors).toEqual([
        'chartValues.hpa: is a second autoscaler beside the one of `scaling`, and they would undo each other; say what you want by `scaling`',
        'chartValues.replicas: is a number that the autoscaler of `scaling` would change; for a fixed number of managers use ManagerScaling.fixed(...)',
      ]);
    });

    test('pass where they say nothing', () => {
      expect(findingsOf({ chartValues: { replicas: null, hpa: {} } }).errors).toEqual([]);
    });

    test('pass beside scaling without an autoscaler of its own', () => {
      expect(findingsOf({ scaling: ManagerScaling.fixed(2), chartValues: { replicas: 3 } }).errors).toEqual([]);
    });
  });

  describe('a single manager', () => {
    const scaling = ManagerScaling.fixed(1);

    test('has no use for what keeps several running, if that is asked for', () => {
      const availability = { podDisruptionBudget: true, spread: true };
      expect(findingsOf({ scaling, availability }).warnings).toEqual([
        expect.stringMatching(/^availability\.podDisruptionBudget: .*has no effect/),
        expect.stringMatching(/^availability\.spread: .*has no effect/),
      ]);
      expect(findingsOf({ scaling: ManagerScaling.onCpu({ maxReplicas: 2 }), availability }).warnings).toEqual([]);
      const none = { podDisruptionBudget: false, spread: false };
      expect(findingsOf({ scaling, availability: none }).warnings).toEqual([]);
    });

    test('is not what chart values make several of', () => {
      expect(findingsOf({ scaling, chartValues: { replicas: 5 } }).warnings).toEqual([
        expect.stringMatching(
          /^chartValues\.replicas: is 5.*no PodDisruptionBudget and are not spread.*ManagerScaling\.fixed\(5\)/,
        ),
      ]);
      expect(findingsOf({ scaling, chartValues: { replicas: 1 } }).warnings).toEqual([]);
      expect(findingsOf({ scaling: ManagerScaling.fixed(2), chartValues: { replicas: 5 } }).warnings).toEqual([]);
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

describe('the faults of a runner', () => {
  const refused = (props: RunnerOverrides) =>
    constructFaults((stack) => addRunner(stack, props)).map(({ at, message }) => `${at}: ${message}`);

  test('go by the limit in its configuration', () => {
    const scaling = ManagerScaling.onJobs({ jobsPerManager: 14 });
    expect(refused({ scaling, concurrent: 20, config: { runners: { limit: 10 } } })).toEqual([
      expect.stringMatching(/^scaling: .*`config\.runners\.limit` stops each at 10/),
    ]);
  });

  test('name the chart value that was given, and not the one that a prop yields', () => {
    const metrics = [
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 10 } } },
    ];
    const hpa = { maxReplicas: 5, metrics };
    expect(refused({ scaling: ManagerScaling.fixed(2), chartValues: { hpa } })).toEqual([
      expect.stringMatching(/^chartValues\.hpa: .*ManagerScaling\.onCpu/),
    ]);
    expect(refused({ sessionServer: {}, chartValues: { replicas: 3 } })).toEqual([
      expect.stringMatching(/^chartValues\.replicas: is 3, and the session server works with a single manager only/),
    ]);
  });
});
