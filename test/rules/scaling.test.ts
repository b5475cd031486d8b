import { Fn, Token } from '@alicloud/ros-cdk-core';
import { Metrics } from '../../lib';
import { scaling as rules } from '../../lib/rules/scaling';
import type { IManagerScaling } from '../../lib/runner/managers/scaling-config';
import { ManagerScaling } from '../../lib/runner/managers/manager-scaling';
import { faultsOf } from '../cluster/fixtures';
import type { RunnerOverrides } from '../support/runner';
import { addRunner } from '../support/runner';
import { problemsOf } from './support';
import { modelOf } from './support';

const found = (props: RunnerOverrides) => problemsOf(rules, props);
const containing = (text: string) => expect.stringContaining(text) as unknown;
const matching = (pattern: RegExp) => expect.stringMatching(pattern) as unknown;
const deployTimeNumber = () => Token.asNumber(Fn.add([1, 2]));

const CPU = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 10 } } };

/** Scaling of a user by an object that nothing is known of. */
const OWN: IManagerScaling = {
  bind: (_, { managerName }) => ({
    extraObjects: [{ apiVersion: 'example.com/v1', kind: 'Fleet', metadata: { name: managerName } }],
  }),
};

const NIGHTS = ManagerScaling.onSchedule({
  timeZone: 'Asia/Shanghai',
  windows: [{ start: '0 8 * * 1-5', end: '0 20 * * 1-5', replicas: 4 }],
});

test.each([ManagerScaling.fixed(2), ManagerScaling.onCpu(), OWN])('%o passes', (scaling) => {
  expect(found({ managers: { scaling } })).toEqual([]);
});

describe('scaling-needs-keda', () => {
  const keda: IManagerScaling = {
    bind: () => ({ extraObjects: [{ apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject' }] }),
  };

  test.each([NIGHTS, keda])('where the scaling makes a ScaledObject: %#', (scaling) => {
    expect(found({ managers: { scaling } })).toMatchObject([
      { rule: 'scaling-needs-keda', at: 'managers.scaling', severity: 'warning' },
    ]);
  });
});

test('the numbers themselves are included', () => {
  expect(found({ managers: { scaling: ManagerScaling.fixed(0) } })).toMatchObject([{ at: 'managers.scaling.fixed' }]);
});

describe('manager-count-set-twice', () => {
  const rule = 'manager-count-set-twice';
  const hpa = { maxReplicas: 5, metrics: [CPU] };
  const [fixed, cpu] = [ManagerScaling.fixed(2), ManagerScaling.onCpu()];

  test.each<[string, RunnerOverrides, string, RegExp]>([
    [
      'hpa',
      { managers: { scaling: cpu }, chartValues: { hpa } },
      'hpa',
      /^is a second autoscaler beside the one of `managers.scaling`/,
    ],
    [
      'replicas',
      { managers: { scaling: cpu }, chartValues: { replicas: 3 } },
      'replicas',
      /autoscaler of `managers.scaling` would change.*fixed\(/,
    ],
    ['both', { managers: { scaling: cpu }, chartValues: { replicas: 3, hpa } }, 'hpa', /^is a second autoscaler/],
    [
      'hpa beside a schedule',
      { managers: { scaling: NIGHTS }, chartValues: { hpa } },
      'hpa',
      /^is a second autoscaler/,
    ],
    [
      'replicas beside a schedule',
      { managers: { scaling: NIGHTS }, chartValues: { replicas: 3 } },
      'replicas',
      /autoscaler of `managers.scaling` would change/,
    ],
    [
      'hpa, which is incomplete',
      { managers: { scaling: cpu }, chartValues: { hpa: { minReplicas: 1 } } },
      'hpa',
      /^is a second autoscaler/,
    ],
    [
      'hpa beside a number',
      { managers: { scaling: fixed }, chartValues: { hpa } },
      'hpa',
      /`managers.scaling` fixes.*\.onCpu/,
    ],
  ])('is one problem for %s', (_, props, key, message) => {
    expect(found(props).filter((problem) => problem.severity === 'error')).toMatchObject([
      { rule, at: `chartValues.${key}`, message: matching(message) },
    ]);
  });

  test.each<[string, RunnerOverrides]>([
    ['in place of a number', { managers: { scaling: fixed }, chartValues: { hpa, replicas: 3 } }],
    ['beside a class of the user', { managers: { scaling: OWN }, chartValues: { hpa, replicas: 3 } }],
    ['by chart values alone', { chartValues: { hpa, replicas: 3 } }],
  ])('warns of a number that has no effect beside `hpa`: %s', (_, props) => {
    expect(found(props)).toMatchObject([{ rule, severity: 'warning', at: 'chartValues.replicas' }]);
  });

  test.each<[string, RunnerOverrides]>([
    ['they alone say the number', { chartValues: { replicas: 3 } }],
    ['they alone say the number, at deployment', { chartValues: { replicas: deployTimeNumber() } }],
    ['they alone bring an autoscaler', { chartValues: { hpa } }],
    ['they say nothing', { chartValues: { replicas: null, hpa: {} } }],
    ['only the number is another', { managers: { scaling: fixed }, chartValues: { replicas: 3 } }],
    ['the number is taken out', { managers: { scaling: fixed }, chartValues: { replicas: null, hpa } }],
    ['a class of the user leaves it to them', { managers: { scaling: OWN }, chartValues: { replicas: 3 } }],
  ])('leaves chart values alone where %s', (_, props) => {
    expect(found(props)).toEqual([]);
  });

  test('chart values alone take the place of the default', () => {
    const objects = (chartValues: object) => modelOf({ chartValues }).values.items('extraObjects');
    const kinds = (chartValues: object) => objects(chartValues).map((one) => one.known('kind'));
    expect(kinds({})).toContain('HorizontalPodAutoscaler');
    expect(kinds({ replicas: 3 })).toEqual(['PodDisruptionBudget']);
    expect(kinds({ replicas: 1 })).toEqual([]);
    expect(kinds({ hpa })).toEqual(['PodDisruptionBudget']);
  });

  test('leaves a number that is none to the one problem with its type', () => {
    const chartValues = { replicas: '3', hpa } as never;
    expect(found({ chartValues })).toEqual([]);
    expect(faultsOf((stack) => addRunner(stack, { chartValues }))).toMatchObject([{ at: 'chartValues.replicas' }]);
  });

  const scaledObject = (kind: string, name: string) => ({
    chartValues: { extraObjects: [{ kind: 'ConfigMap' }, { kind, spec: { scaleTargetRef: { name } } }] },
  });

  test.each(['ScaledObject', 'HorizontalPodAutoscaler'])('warns of a %s of the managers', (kind) => {
    for (const scaling of [ManagerScaling.fixed(2), ManagerScaling.onCpu()]) {
      expect(found({ managers: { scaling }, ...scaledObject(kind, 'runner-gitlab-runner') })).toMatchObject([
        {
          rule,
          severity: 'warning',
          at: 'chartValues.extraObjects[1]',
          message: containing(`is a ${kind} of the managers`),
        },
      ]);
    }
  });

  test('does not warn of one that scales something else, or alone', () => {
    expect(found({ managers: { scaling: fixed }, ...scaledObject('ScaledObject', 'shop') })).toEqual([]);
    expect(found({ managers: { scaling: OWN }, ...scaledObject('ScaledObject', 'runner-gitlab-runner') })).toEqual([]);
    expect(found({ managers: { scaling: fixed }, ...scaledObject('Deployment', 'runner-gitlab-runner') })).toEqual([]);
  });
});

describe('hpa-without-metrics', () => {
  const withHpa = (hpa: object) => found({ managers: { scaling: OWN }, chartValues: { hpa } });

  test.each([[undefined], [null], [[]]])('refuses metrics that are %p', (metrics) => {
    expect(withHpa({ maxReplicas: 3, metrics })).toMatchObject([
      { rule: 'hpa-without-metrics', at: 'chartValues.hpa', message: containing('which breaks the chart') },
    ]);
  });

  test('passes with metrics, with those of the deployment, and without an autoscaler', () => {
    expect(withHpa({ maxReplicas: 3, metrics: [CPU] })).toEqual([]);
    expect(withHpa({ maxReplicas: 3, metrics: Fn.listMerge([[CPU]]) })).toEqual([]);
    expect(withHpa({})).toEqual([]);
  });
});

describe('autoscaler-without-cpu-request', () => {
  const rule = 'autoscaler-without-cpu-request';
  const managerResources = { memory: '256Mi' };

  test.each<[RunnerOverrides, string, string]>([
    [{ managers: { resources: managerResources } }, 'managers.resources.cpu', 'is missing'],
    [{ managers: { resources: { cpu: '0', limits: { cpu: '1' } } } }, 'managers.resources.cpu', 'is "0"'],
    [{ managers: { resources: { limits: { cpu: '0m' } } } }, 'managers.resources.cpu', 'is missing'],
    [{ chartValues: { resources: { requests: { cpu: 0 } } } }, 'chartValues.resources.requests.cpu', 'is 0'],
    [
      {
        managers: { resources: managerResources, scaling: OWN },
        chartValues: { hpa: { maxReplicas: 3, metrics: [CPU] } },
      },
      'managers.resources.cpu',
      'is missing',
    ],
  ])('refuses %j', (props, at, message) => {
    expect(found(props)).toMatchObject([{ rule, at, message: containing(message) }]);
  });

  test.each<[string, RunnerOverrides]>([
    ['managers are fixed', { managers: { scaling: ManagerScaling.fixed(2), resources: managerResources } }],
    ['a limit stands for it', { managers: { resources: { limits: { cpu: '1' } } } }],
    [
      'chart values give it',
      { managers: { resources: managerResources }, chartValues: { resources: { requests: { cpu: '1' } } } },
    ],
    ['only the deployment knows it', { managers: { resources: { cpu: Token.asString(Fn.add([1, 2])) } } }],
  ])('passes where %s', (_, props) => {
    expect(found(props)).toEqual([]);
  });
});

describe('scaling by the metric of the jobs', () => {
  const scaling = ManagerScaling.onJobs({ jobsPerManager: 7 });

  test('scaling-metric-adapter says what must be installed', () => {
    const pattern = /^reads the metric gitlab_runner_jobs .*arms-prometheus.*ack-alibaba-cloud-metrics-adapter/;
    expect(found({ managers: { scaling } })).toMatchObject([
      { rule: 'scaling-metric-adapter', severity: 'warning', at: 'managers.scaling', message: matching(pattern) },
    ]);
  });

  test('scaling-metric-adapter does not ask for a Prometheus that is there', () => {
    const [warning, ...others] = found({ managers: { scaling }, on: { prometheusOperator: true } });
    expect(others).toEqual([]);
    expect(warning!.message).toContain('Install ack-alibaba-cloud-metrics-adapter with the rule');
    expect(warning!.message).not.toContain('Managed Service for Prometheus');
  });

  test.each<[string, RunnerOverrides]>([
    ['an option turns it off', { metrics: Metrics.none() }],
    ['chart values turn it off', { chartValues: { metrics: { enabled: false } } }],
  ])('scaling-metric-not-served refuses it where %s', (_, props) => {
    expect(found({ managers: { scaling }, ...props })).toMatchObject([
      { rule: 'scaling-metric-not-served', severity: 'error', at: 'managers.scaling' },
    ]);
  });
});

describe('scaling-target-out-of-reach', () => {
  const rule = 'scaling-target-out-of-reach';
  const withTarget = (jobsPerManager: number, props: RunnerOverrides) =>
    found({ managers: { scaling: ManagerScaling.onJobs({ jobsPerManager }) }, ...props }).filter(
      ({ severity }) => severity === 'error',
    );

  test.each([
    [9, 10],
    [18, 20],
    [1, 2],
    [90, 100],
  ])('takes %d where a manager runs %d', (jobsPerManager, concurrent) => {
    expect(withTarget(jobsPerManager, { concurrent })).toEqual([]);
  });

  // Kubernetes tolerates a tenth above the target.
  test.each([
    [10, 10, 'lower it to 9 or less, or raise `concurrent`'],
    [10, 11, 'lower it to 9 or less, or raise `concurrent`'],
    [30, 20, 'lower it to 18 or less, or raise `concurrent`'],
    [1, 1, '; raise `concurrent`'],
  ])('refuses %d where a manager runs %d', (jobsPerManager, concurrent, remedy) => {
    expect(withTarget(jobsPerManager, { concurrent })).toMatchObject([{ rule, message: containing(remedy) }]);
  });

  test('goes by chart values too', () => {
    expect(withTarget(10, { concurrent: 20, chartValues: { concurrent: 10 } })).toMatchObject([
      { rule, message: containing('`chartValues.concurrent` stops each at 10') },
    ]);
  });

  const limited = (limit: number) => ({ concurrent: 20, config: { runners: { limit } } });

  test('goes by the limit of the runner, which is what stops a manager first', () => {
    const message = containing(
      '`config.runners.limit` stops each at 10; lower it to 9 or less, or raise `config.runners.limit`',
    );
    expect(withTarget(14, limited(10))).toMatchObject([{ rule, message }]);
    expect(withTarget(14, { ...limited(10), concurrent: deployTimeNumber() })).toMatchObject([{ rule, message }]);
    expect(withTarget(14, { ...limited(50), concurrent: 12 })).toMatchObject([
      { rule, message: containing('`concurrent` stops each at 12') },
    ]);
  });

  test('goes by the limit in a text', () => {
    const chartValues = { runners: { config: '[[runners]]\nlimit = 10\n' } };
    expect(withTarget(14, { concurrent: 20, chartValues })).toMatchObject([
      { rule, message: containing('`chartValues.runners.config, runners.limit` stops each at 10') },
    ]);
  });

  test.each<[string, RunnerOverrides]>([
    ['it is large enough', limited(16)],
    ['0 stands for none', limited(0)],
    ['only the deployment knows it', limited(deployTimeNumber())],
    ['a text takes its place', { ...limited(10), chartValues: { runners: { config: '[[runners]]' } } }],
  ])('takes a limit where %s', (_, props) => {
    expect(withTarget(14, props)).toEqual([]);
  });

  test('is silent where the deployment decides', () => {
    expect(withTarget(deployTimeNumber(), { concurrent: 10 })).toEqual([]);
    expect(withTarget(10, { concurrent: deployTimeNumber() })).toEqual([]);
  });
});

describe('availability-of-one-manager', () => {
  const rule = 'availability-of-one-manager';
  const scaling = ManagerScaling.fixed(1);

  test('warns of what keeps several running, if that is asked for', () => {
    const availability = { podDisruptionBudget: true, spread: true };
    expect(found({ managers: { scaling, availability } })).toMatchObject([
      {
        rule,
        severity: 'warning',
        at: 'managers.availability.podDisruptionBudget',
        message: containing('has no effect'),
      },
      { rule, severity: 'warning', at: 'managers.availability.spread', message: containing('has no effect') },
    ]);
    expect(found({ managers: { scaling: ManagerScaling.onCpu({ maxReplicas: 2 }), availability } })).toEqual([]);
    expect(found({ managers: { scaling, availability: { podDisruptionBudget: false, spread: false } } })).toEqual([]);
  });

  test('warns of chart values that make several of it', () => {
    const pattern = /^is 5.*no PodDisruptionBudget and are not spread.*ManagerScaling\.fixed\(5\)/;
    expect(found({ managers: { scaling }, chartValues: { replicas: 5 } })).toMatchObject([
      { rule, severity: 'warning', at: 'chartValues.replicas', message: matching(pattern) },
    ]);
    expect(found({ managers: { scaling }, chartValues: { replicas: 1 } })).toEqual([]);
    expect(found({ managers: { scaling: ManagerScaling.fixed(2) }, chartValues: { replicas: 5 } })).toEqual([]);
  });
});
