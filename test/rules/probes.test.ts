import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import { RunnerChart } from '../../lib';
import type { RunnerOverrides } from '../support/runner';
import { renderRunner } from '../support/runner';
import { probes as rules } from '../../lib/rules/probes';
import { problemsOf } from './support';

const V0_94 = RunnerChart.fromVersion('0.94.0');

/** What is uncommented in the values.yaml of the chart by some users. */
const PASTED = {
  livenessProbe: { initialDelaySeconds: 60, periodSeconds: 60, successThreshold: 1, failureThreshold: 3 },
  readinessProbe: { initialDelaySeconds: 60, periodSeconds: 60, successThreshold: 1, failureThreshold: 3 },
};

const foundIn = (props: RunnerOverrides) => problemsOf(rules, props).map(({ rule, at }) => [rule, at]);

test.each(['0.71.0', '0.90.1', '0.94.0'])('the defaults are fine with chart %s', (version) => {
  const chart = RunnerChart.fromVersion(version);
  expect(foundIn({ chart })).toEqual([]);
  expect(foundIn({ chart, chartValues: { livenessProbe: {}, readinessProbe: {} } })).toEqual([]);
});

test('there is no liveness probe where the chart can do without, unless it is asked for', () => {
  const livenessProbeOf = (props: RunnerOverrides) => renderRunner(props).values.livenessProbe;
  expect(livenessProbeOf({ chart: V0_94 })).toMatchObject({ enabled: false, failureThreshold: 120 });
  expect(livenessProbeOf({ chart: RunnerChart.fromVersion('0.93.0') })).not.toHaveProperty('enabled');
  expect(livenessProbeOf({ chart: V0_94, chartValues: { livenessProbe: { enabled: true } } })).toMatchObject({
    enabled: true,
    failureThreshold: 120,
  });
});

describe('liveness-probe-outage', () => {
  test.each([
    [{ failureThreshold: 3 }, 'failureThreshold', 180],
    [{ periodSeconds: 10 }, 'periodSeconds', 1200],
    [{ failureThreshold: 59 }, 'failureThreshold', 3540],
    // What the chart has by itself.
    [{ failureThreshold: null }, 'failureThreshold', 180],
  ])('warns of %o', (livenessProbe, key, seconds) => {
    expect(problemsOf(rules, { chartValues: { livenessProbe: livenessProbe as object } })).toMatchObject([
      {
        rule: 'liveness-probe-outage',
        severity: 'warning',
        at: `chartValues.livenessProbe.${key}`,
        message: `restarts the managers after ${seconds} seconds without GitLab, and their jobs are lost`,
      },
    ]);
  });

  test.each([
    { failureThreshold: 60 },
    { periodSeconds: 30 },
    { initialDelaySeconds: 60 },
    { terminationGracePeriodSeconds: 30 },
  ])('takes %o', (livenessProbe) => {
    expect(foundIn({ chartValues: { livenessProbe } })).toEqual([]);
  });

  test('is not said of a probe that is off, nor of what the deployment knows', () => {
    const chartValues = { livenessProbe: { failureThreshold: 3 } };
    expect(foundIn({ chart: V0_94, chartValues })).toEqual([]);
    expect(foundIn({ chart: V0_94, chartValues: { livenessProbe: { enabled: true, failureThreshold: 3 } } })).toEqual([
      ['liveness-probe-outage', 'chartValues.livenessProbe.failureThreshold'],
    ]);
    expect(
      problemsOf(rules, (stack) => {
        const failures = new RosParameter(stack, 'Failures', { type: RosParameterType.NUMBER });
        return { chartValues: { livenessProbe: { failureThreshold: failures.valueAsNumber } } };
      }),
    ).toEqual([]);
  });
});

describe('readiness-probe-registration', () => {
  test.each([
    [{ periodSeconds: 60 }, 'periodSeconds'],
    [{ periodSeconds: 5 }, 'periodSeconds'],
    [{ successThreshold: 1 }, 'successThreshold'],
    [{ periodSeconds: 2 }, 'periodSeconds'],
  ])('warns of %o', (readinessProbe, key) => {
    expect(foundIn({ chartValues: { readinessProbe } })).toEqual([
      ['readiness-probe-registration', `chartValues.readinessProbe.${key}`],
    ]);
  });

  test.each([{ periodSeconds: 4 }, { periodSeconds: 2, successThreshold: 21 }, { failureThreshold: 1 }])(
    'takes %o',
    (readinessProbe) => {
      expect(foundIn({ chartValues: { readinessProbe } })).toEqual([]);
    },
  );
});

test('both are said of the numbers in the comments of the chart', () => {
  expect(foundIn({ chartValues: PASTED })).toEqual([
    ['liveness-probe-outage', 'chartValues.livenessProbe.periodSeconds'],
    ['readiness-probe-registration', 'chartValues.readinessProbe.periodSeconds'],
  ]);
});
