import { Placement } from '../../lib';
import type { JobOptions } from '../../lib';
import type { KubernetesConfig } from '../../lib/config/runner-config.generated';
import { declareCondition, equals } from '../../lib/ros/conditions';
import { jobOptions } from '../../lib/rules/job-options';
import { parameter } from '../cluster/fixtures';
import { addRunner } from '../support/runner';
import { synth } from '../support/synth';
import type { Props } from './support';
import { problemsOf } from './support';
import { choosePlacement } from '../../lib/forms';

const found = (props: Props) => problemsOf(jobOptions, props);
const ofJobs = (jobs: JobOptions) => found({ jobs });
const configured = (kubernetes: KubernetesConfig) => ({ config: { runners: { kubernetes } } });
const text = (...lines: string[]) => ({
  chartValues: { runners: { config: ['[[runners]]', '[runners.kubernetes]', ...lines].join('\n') } },
});

describe('job-image-name', () => {
  test('finds what is not the name of an image', () => {
    expect(ofJobs({ image: 'https://registry.example.com/alpine' })).toMatchObject([
      { rule: 'job-image-name', severity: 'error', at: 'jobs.image' },
    ]);
  });

  test('takes names, variables and deploy-time values', () => {
    expect(ofJobs({ image: 'registry.example.com/ci/alpine:3' })).toEqual([]);
    expect(found((stack) => ({ jobs: { image: parameter.text(stack, 'Image') } }))).toEqual([]);
  });
});

describe('job-duration', () => {
  test.each([
    [30, 'at least 60'],
    [90.5, 'a whole number'],
    [864_001, 'at most 864000, ten days'],
  ])('finds %j', (maxDurationSeconds, message) => {
    expect(ofJobs({ maxDurationSeconds })).toMatchObject([
      {
        rule: 'job-duration',
        severity: 'error',
        at: 'jobs.maxDurationSeconds',
        message: expect.stringContaining(message) as string,
      },
    ]);
  });

  test('takes a minute, ten days and deploy-time values', () => {
    expect(ofJobs({ maxDurationSeconds: 60 })).toEqual([]);
    expect(ofJobs({ maxDurationSeconds: 864_000 })).toEqual([]);
    expect(found((stack) => ({ jobs: { maxDurationSeconds: parameter.number(stack, 'Seconds') } }))).toEqual([]);
  });
});

describe('poll-timeout-short', () => {
  const onEci = { on: { virtualNode: true }, jobs: { placement: Placement.eci() } };
  const SHORT = { rule: 'poll-timeout-short', severity: 'warning' };

  test('finds little time to start on virtual nodes', () => {
    expect(found({ ...onEci, ...configured({ pollTimeoutSeconds: 30 }) })).toEqual([
      {
        ...SHORT,
        at: 'config.runners.kubernetes.pollTimeoutSeconds',
        message:
          'is 30 seconds, in which a pod on ECI must find capacity and pull its images, or the job fails; the library sets 600 where nothing else is said',
      },
    ]);
    expect(found({ jobs: { placement: Placement.acs() }, ...configured({ pollTimeoutSeconds: 180 }) })).toMatchObject([
      SHORT,
    ]);
  });

  test('finds it in a text, also where that leaves it to the runner', () => {
    const labels = ['[runners.kubernetes.pod_labels]', '"alibabacloud.com/eci" = "true"'];
    expect(found({ ...onEci, ...text('poll_timeout = 60', ...labels) })).toMatchObject([{ ...SHORT, line: 3 }]);
    expect(found({ ...onEci, ...text(...labels) })).toMatchObject([
      {
        ...SHORT,
        at: 'chartValues.runners.config',
        message: expect.stringMatching(/^has no poll_timeout, .* 180/) as string,
      },
    ]);
    expect(found({ ...onEci, ...text('poll_timeout = 600', ...labels) })).toEqual([]);
  });

  test('says so where the deployment may choose virtual nodes', () => {
    expect(
      found((stack) => {
        const condition = declareCondition(stack, 'Any', equals('a', 'b'));
        const placement = choosePlacement(condition, Placement.eci(), Placement.nodePool());
        return { jobs: { placement }, ...configured({ pollTimeoutSeconds: 30 }) };
      }),
    ).toMatchObject([{ ...SHORT, message: expect.stringMatching(/The deployment may choose ECI$/) as string }]);
  });

  test('takes the default, more, less on nodes, and deploy-time values', () => {
    expect(found(onEci)).toEqual([]);
    expect(found({ ...onEci, ...configured({ pollTimeoutSeconds: 300 }) })).toEqual([]);
    expect(found(configured({ pollTimeoutSeconds: 30 }))).toEqual([]);
    expect(
      found((stack) => ({ ...onEci, ...configured({ pollTimeoutSeconds: parameter.number(stack, 'Timeout') }) })),
    ).toEqual([]);
  });
});

test('what is wrong with the options of jobs is told at once', () => {
  const jobs = { maxDurationSeconds: 1, overwrites: { podLabels: '[', maxResources: { cpu: 'x' } } };
  expect(() => synth((stack) => addRunner(stack, { jobs }))).toThrow(/has 3 problems:/);
});
