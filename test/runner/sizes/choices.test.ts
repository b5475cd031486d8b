import type { JobOptions } from '../../../lib';
import { ComputeQos, JobPlacement } from '../../../lib';
import type { InvalidInputError } from '../../../lib/diagnostics/problem';
import { declareCondition, equals } from '../../../lib/ros/conditions';
import { parameter } from '../../cluster/fixtures';
import type { RunnerOverrides } from '../../support/runner';
import { addRunner } from '../../support/runner';
import { synth, synthWarnings } from '../../support/synth';

const [eci, spot, acs, nodes] = [
  JobPlacement.eci(),
  JobPlacement.eci({ spot: {} }),
  JobPlacement.acs({ qos: ComputeQos.DEFAULT }),
  JobPlacement.nodePool(),
];

/** The places of errors, or the warnings if there are none, where the deployment chooses from two placements. */
function found(a: JobPlacement, b: JobPlacement, props: (placement: JobPlacement) => RunnerOverrides) {
  try {
    const warnings = synthWarnings((stack) => {
      const condition = declareCondition(stack, 'Any', equals('a', 'b'));
      addRunner(stack, { on: { virtualNode: true, edition: 'pro' }, ...props(JobPlacement.choose(condition, a, b)) });
    });
    return { warnings };
  } catch (error) {
    return { errors: (error as InvalidInputError).problems.map(({ at, message }) => `${at}: ${message}`) };
  }
}

const withJobs = (jobs: JobOptions) => (placement: JobPlacement) => ({ placement, jobs });
const HUGE = { cpu: '65', memory: '600Gi', ephemeralStorage: '40000Gi' };
const AMOUNTS = 'build and helper container together may use';

describe('jobs that no pod is large enough for', () => {
  test('are refused where both placements have none', () => {
    expect(found(spot, eci, withJobs({ resources: HUGE, serviceResources: { cpu: '65' } })).errors).toEqual([
      `jobs.resources: ${AMOUNTS} 65 vCPUs and 600 GiB; the largest pod of ECI spot has 64 vCPUs and 512 GiB`,
      'jobs.serviceResources.cpu: each service container may use 65 vCPUs; the largest pod of ECI spot has 64 vCPUs and 512 GiB',
      `jobs.resources.ephemeralStorage: ${AMOUNTS} 40000 GiB; ECI spot has at most 32768 GiB, so mount a volume for more`,
    ]);
  });

  test('are warned of where one has none', () => {
    const jobs = { resources: HUGE, overrides: { maxCpu: '65' } };
    expect(found(eci, nodes, withJobs(jobs)).warnings).toEqual([
      expect.stringMatching(/^jobs\.resources: .* 512 GiB\. The deployment may choose ECI$/),
      expect.stringMatching(/^jobs\.resources\.ephemeralStorage: .* for more\. The deployment may choose ECI$/),
      expect.stringMatching(/^jobs\.overrides\.maxCpu: is "65", .* Lower it\. The deployment may choose ECI$/),
    ]);
  });

  test('are warned of for the smaller of two serverless placements', () => {
    const jobs = { resources: { cpu: '2', memory: '4Gi', ephemeralStorage: '600Gi' } };
    expect(found(acs, eci, withJobs(jobs)).warnings).toEqual([
      `jobs.resources.ephemeralStorage: ${AMOUNTS} 600 GiB; ACS has at most 512 GiB, so mount a volume for more. The deployment may choose ACS`,
    ]);
  });

  test('are not found by default, nor in amounts of the deployment', () => {
    for (const [a, b] of [
      [spot, eci],
      [acs, nodes],
      [eci, nodes],
    ] as const) {
      expect(found(a, b, withJobs({}))).toEqual({ warnings: [] });
    }
    synth((stack) => {
      const cpu = parameter.text(stack, 'Cpu');
      const condition = declareCondition(stack, 'Any', equals('a', 'b'));
      addRunner(stack, {
        on: { virtualNode: true },
        placement: JobPlacement.choose(condition, eci, spot),
        jobs: { resources: { cpu, memory: cpu, ephemeralStorage: cpu } },
      });
    });
  });
});

describe('managers that no pod is large enough for', () => {
  const managers = (managerPlacement: JobPlacement) => ({
    placement: nodes,
    managerPlacement,
    managerResources: { cpu: '65', memory: '1Gi' },
  });

  test('are refused where both placements have none, once', () => {
    expect(found(acs, eci, managers).errors).toEqual([
      'managerResources.cpu: a manager may use 65 vCPUs; the largest pod of ACS has 64 vCPUs and 512 GiB',
    ]);
  });

  test('are warned of where one has none', () => {
    expect(found(nodes, eci, managers).warnings).toContainEqual(
      'managerResources.cpu: a manager may use 65 vCPUs; the largest pod of ECI has 64 vCPUs and 512 GiB. The deployment may choose ECI',
    );
  });
});
