import type { Stack } from '@alicloud/ros-cdk-core';
import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { PeakLoad } from '../../lib';
import { ClusterKind, ManagerScaling, Placement } from '../../lib';
import { peakLoad } from '../../lib/rules/peak-load';
import { problemsOf } from '../rules/support';
import type { RunnerOverrides } from '../support/runner';
import { renderRunner } from '../support/runner';

const numberParameter = (stack: Stack, id: string, defaultValue: number) =>
  new RosParameter(stack, id, { type: RosParameterType.NUMBER, defaultValue }).valueAsNumber;

function settingsOf(load: PeakLoad | undefined, props: RunnerOverrides = {}) {
  const { values, toml, kubernetes } = renderRunner({ peakLoad: load, ...props });
  const [runner] = toml.runners;
  return [values.concurrent, runner!.request_concurrency, kubernetes.poll_interval];
}

test('without a load, and with one that the defaults bear, nothing changes', () => {
  expect(settingsOf(undefined)).toEqual([10, 4, undefined]);
  expect(settingsOf({ jobsPerMinute: 5 })).toEqual([10, 4, undefined]);
});

test('the managers take the jobs that run at once, with some room', () => {
  // 60 jobs a minute of 5 minutes are 300 at once, over ten managers.
  expect(settingsOf({ jobsPerMinute: 60 })).toEqual([36, 4, undefined]);
  // 60 of 10 minutes are 600, over two.
  const managers = { scaling: ManagerScaling.fixed(2) };
  expect(settingsOf({ jobsPerMinute: 60, jobMinutes: 10 }, { managers })).toEqual([360, 4, undefined]);
});

test('many starts need more requests, and fewer looks at pods that wait', () => {
  const managers = { scaling: ManagerScaling.fixed(2) };
  expect(settingsOf({ jobsPerMinute: 240, jobMinutes: 1 }, { managers })).toEqual([144, 5, 12]);
  expect(settingsOf({ jobsPerMinute: 6000, jobMinutes: 1 })).toEqual([720, 24, 15]);
});

test('what options say goes before the load', () => {
  const given = {
    concurrent: 50,
    requestConcurrency: 2,
    config: { runners: { kubernetes: { pollIntervalSeconds: 4 } } },
  };
  expect(settingsOf({ jobsPerMinute: 240, jobMinutes: 1 }, given)).toEqual([50, 2, 4]);
});

test('a load that the deployment knows leaves the defaults', () => {
  const { values } = renderRunner((stack) => ({
    peakLoad: { jobsPerMinute: numberParameter(stack, 'Starts', 100) },
  }));
  expect(values.concurrent).toBe(10);
});

const found = (props: RunnerOverrides) => problemsOf(peakLoad, props).map(({ rule, at }) => [rule, at]);

test.each([
  [{ jobsPerMinute: 0 }, 'jobsPerMinute'],
  [{ jobsPerMinute: -1 }, 'jobsPerMinute'],
  [{ jobsPerMinute: 1, jobMinutes: 0 }, 'jobMinutes'],
])('peak-load-number: %j', (load, key) => {
  expect(found({ peakLoad: load })).toEqual([['peak-load-number', `peakLoad.${key}`]]);
});

describe('peak-load-capacity', () => {
  const load = { jobsPerMinute: 60, jobMinutes: 5 };

  test('fewer jobs than run at once', () => {
    expect(problemsOf(peakLoad, { peakLoad: load, concurrent: 20 })).toMatchObject([
      {
        rule: 'peak-load-capacity',
        severity: 'warning',
        at: 'concurrent',
        message: 'is 20, so that 10 managers have at most 200 jobs; at the peak about 300 run at once',
      },
    ]);
  });

  test('passes what is just enough, and what the load decides', () => {
    expect(found({ peakLoad: load, concurrent: 30 })).toEqual([]);
    expect(found({ peakLoad: load })).toEqual([]);
  });
});

describe('peak-load-eci', () => {
  const jobs = { placement: Placement.eci() };
  const on = { kind: ClusterKind.ACK, virtualNode: true };

  test('more pods than ECI creates', () => {
    expect(found({ on, jobs, peakLoad: { jobsPerMinute: 1001, jobMinutes: 1 } })).toEqual([
      ['peak-load-eci', 'peakLoad.jobsPerMinute'],
    ]);
  });

  test('passes as many as it creates, and other compute', () => {
    expect(found({ on, jobs, peakLoad: { jobsPerMinute: 1000, jobMinutes: 1 } })).toEqual([]);
    expect(found({ peakLoad: { jobsPerMinute: 5000, jobMinutes: 1 } })).toEqual([]);
  });
});
