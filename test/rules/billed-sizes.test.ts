import type { IPlacement } from '../../lib/placement/pod-placement';
import * as fc from 'fast-check';
import { ClusterKind, ComputeClass, ComputeQos, JobSize, Placement } from '../../lib';
import type { ContainerResources, JobOptions } from '../../lib';
import type { JsonObject } from '../../lib/chart/value-key';
import { DeployTimeChoice } from '../../lib/config/deploy-time-choice';
import type { KubernetesConfig } from '../../lib/config/runner-config.generated';
import { billedSizes } from '../../lib/rules/billed-sizes';
import { declareCondition, equals } from '../../lib/ros/conditions';
import { parameter } from '../cluster/fixtures';
import type { RunnerOverrides } from '../support/runner';
import { addRunner } from '../support/runner';
import { synth } from '../support/synth';
import type { Props } from './support';
import { problemsOf } from './support';
import { choosePlacement } from '../../lib/forms';

function foundIn(props: Props) {
  const problems = problemsOf(billedSizes, props);
  const lines = (wanted: string) =>
    problems.filter(({ severity }) => severity === wanted).map(({ rule, at, message }) => `${rule} ${at}: ${message}`);
  return { errors: lines('error'), warnings: lines('warning') };
}
const found = (jobs: JobOptions, placement: Placement, kubernetes: KubernetesConfig = {}) =>
  foundIn({ jobs: { ...jobs, placement }, config: { runners: { kubernetes } } });
const text = (toml: string) => ({ chartValues: { runners: { config: toml } } });

const NOTHING = { errors: [], warnings: [] };
const TOGETHER = 'build and helper container together may use';
const resources = { cpu: '2', memory: '4Gi' };
const helperResources = { cpu: '100m', memory: '128Mi' };
const SERVERLESS = [
  ['ECI', Placement.eci()],
  ['ECI spot', Placement.eci({ spot: {} })],
  ['ACS', Placement.acs()],
] as const;

describe('job-size-rounded', () => {
  test('says what is billed, and what to change', () => {
    expect(found({ resources, helperResources }, Placement.eci())).toEqual({
      errors: [],
      warnings: [
        `job-size-rounded jobs.resources: ${TOGETHER} 2.1 vCPUs and 4.125 GiB, which ECI rounds up to 4 vCPUs and 8 GiB in most regions and bills so. Have them add up to 2 vCPUs and 4 GiB, or use what is billed`,
      ],
    });
  });

  test('says nothing where it is little', () => {
    expect(found({ resources, helperResources }, Placement.acs())).toEqual(NOTHING);
    expect(found({ resources: { cpu: '2', memory: '7Gi' } }, Placement.eci())).toEqual(NOTHING);
  });

  test.each(SERVERLESS)('says nothing by default, nor of any size, on %s', (_, placement) => {
    expect(found({}, placement)).toEqual(NOTHING);
    for (const size of Object.values(JobSize)) {
      expect(found({ size }, placement)).toEqual(NOTHING);
    }
  });

  test('goes by what jobs may use, not by what they ask for', () => {
    const burst = { cpu: '1', memory: '2Gi', limits: { cpu: '3', memory: '6Gi' } };
    expect(found({ resources: burst }, Placement.eci({ spot: {} })).warnings).toEqual([
      expect.stringMatching(
        /^job-size-rounded jobs\.resources\.limits: .* may use 3 vCPUs and 6 GiB, which ECI spot rounds up to 4 vCPUs and 8 GiB and bills so/,
      ),
    ]);
  });

  test('knows no smaller size at the very bottom', () => {
    const tiny = { cpu: '100m', memory: '64Mi' };
    expect(found({ resources: tiny }, Placement.acs()).warnings).toEqual([
      expect.stringMatching(/rounds up to 0.25 vCPUs and 0.5 GiB and bills so. Use what is billed$/),
    ]);
  });

  test('judges each compute that jobs may land on', () => {
    const either = Placement.fallback([Placement.acs(), Placement.eci()]);
    expect(found({ resources: { cpu: '3', memory: '6Gi' } }, either).warnings).toEqual([
      expect.stringContaining('ECI rounds up to 4 vCPUs and 8 GiB'),
    ]);
  });

  test('judges the configuration, where it says so', () => {
    expect(found({ resources: { cpu: '2', memory: '100Ti' } }, Placement.eci(), { memoryLimit: '4Gi' })).toEqual(
      NOTHING,
    );
    expect(found({}, Placement.eci(), { helperCpuLimit: '100m', helperMemoryLimit: '128Mi' }).warnings).toEqual([
      expect.stringMatching(
        /^job-size-rounded config\.runners\.kubernetes\.helperCpuLimit: .* may use 2.1 vCPUs and 4.125 GiB, which ECI rounds up to 4 vCPUs/,
      ),
    ]);
  });

  test.each<[string, JobOptions, Placement]>([
    ['on nodes', { resources: { cpu: '100', memory: '1000Gi' } }, Placement.nodePool()],
    [
      'when instance types are named',
      { resources: { cpu: '100', memory: '1000Gi' } },
      Placement.eci({ useSpecs: ['ecs.c7.large'] }),
    ],
    ['on GPUs', { resources: { cpu: '100', memory: '1000Gi' } }, Placement.acs({ computeClass: ComputeClass.GPU })],
    ['when the memory is left to the platform', { resources: { cpu: '3' } }, Placement.eci()],
    ['when an amount is malformed', { resources: { cpu: '3', memory: 'much' } }, Placement.eci()],
  ])('does not judge jobs %s', (_, jobs, placement) => {
    expect(found(jobs, placement)).toEqual(NOTHING);
  });

  test('does not judge amounts of the deployment', () => {
    const withToken = (jobs: (cpu: string) => JobOptions, kubernetes: (cpu: string) => KubernetesConfig = () => ({})) =>
      foundIn((stack) => {
        const cpu = parameter.text(stack, 'Cpu');
        return {
          jobs: { ...jobs(cpu), placement: Placement.eci() },
          config: { runners: { kubernetes: kubernetes(cpu) } },
        };
      });
    expect(withToken((cpu) => ({ resources: { cpu, memory: '4Gi' } }))).toEqual(NOTHING);
    expect(withToken((cpu) => ({ resources, helperResources: { cpu } }))).toEqual(NOTHING);
    expect(
      withToken(
        () => ({}),
        (cpuLimit) => ({ cpuLimit }),
      ),
    ).toEqual(NOTHING);
  });
});

describe('pod-above-maximum', () => {
  test.each([
    ['ECI', Placement.eci(), { cpu: '65', memory: '128Gi' }],
    ['ECI', Placement.eci(), { cpu: '32', memory: '600Gi' }],
    ['ACS', Placement.acs(), { cpu: '65', memory: '128Gi' }],
  ])('finds jobs too large for %s', (name, placement, large) => {
    expect(found({ resources: large }, placement)).toEqual({
      errors: [expect.stringContaining(`the largest pod of ${name} has 64 vCPUs and 512 GiB`)],
      warnings: [],
    });
  });

  describe.each(SERVERLESS)('finds a single amount that no pod of %s has', (name, placement) => {
    const LIMIT = `the largest pod of ${name} has 64 vCPUs and 512 GiB`;

    test('without the other', () => {
      expect(found({ resources: { cpu: '500' } }, placement)).toEqual({
        errors: [`pod-above-maximum jobs.resources.cpu: ${TOGETHER} 500 vCPUs; ${LIMIT}`],
        warnings: [],
      });
      expect(found({ resources: { memory: '99Ti' } }, placement)).toEqual({
        errors: [`pod-above-maximum jobs.resources.memory: ${TOGETHER} 101376 GiB; ${LIMIT}`],
        warnings: [],
      });
    });

    test('of the helper container', () => {
      expect(found({ resources: {}, helperResources: { cpu: '65', memory: '513Gi' } }, placement).errors).toEqual([
        `pod-above-maximum jobs.helperResources.cpu: ${TOGETHER} 65 vCPUs; ${LIMIT}`,
        `pod-above-maximum jobs.helperResources.memory: ${TOGETHER} 513 GiB; ${LIMIT}`,
      ]);
    });

    test('beside a deploy-time value', () => {
      const withToken = (jobs: (token: string) => JobOptions) =>
        foundIn((stack) => ({ jobs: { ...jobs(parameter.text(stack, 'Amount')), placement } })).errors;
      expect(withToken((token) => ({ resources: { cpu: '65', memory: token } }))).toEqual([
        `pod-above-maximum jobs.resources.cpu: ${TOGETHER} 65 vCPUs; ${LIMIT}`,
      ]);
      expect(withToken((token) => ({ resources: { cpu: token, memory: '513Gi' } }))).toEqual([
        `pod-above-maximum jobs.resources.memory: ${TOGETHER} 513 GiB; ${LIMIT}`,
      ]);
      expect(
        withToken((token) => ({ resources: { cpu: '65', memory: '4Gi' }, helperResources: { cpu: token } })),
      ).toEqual([`pod-above-maximum jobs.resources.cpu: ${TOGETHER} at least 65 vCPUs; ${LIMIT}`]);
    });

    test('in the configuration, by its key there', () => {
      expect(found({}, placement, { helperMemoryLimit: '600Gi', helperMemoryRequest: '1Gi' }).errors).toEqual([
        `pod-above-maximum config.runners.kubernetes.helperMemoryLimit: ${TOGETHER} 2 vCPUs and 604 GiB; ${LIMIT}`,
      ]);
      expect(found({ resources: {} }, placement, { cpuRequest: '65' }).errors).toEqual([
        `pod-above-maximum config.runners.kubernetes.cpuRequest: ${TOGETHER} 65 vCPUs; ${LIMIT}`,
      ]);
    });

    test('wherever it comes from, and whatever else is given', () => {
      const none = fc.constant(undefined);
      const amounts = fc.record({ build: fc.nat({ max: 500 }), helper: fc.nat({ max: 500 }) });
      fc.assert(
        fc.property(
          amounts,
          fc.oneof(none, fc.constant('4Gi')),
          fc.boolean(),
          ({ build, helper }, memory, inConfig) => {
            const jobs = { resources: { cpu: `${build}`, memory }, helperResources: { cpu: `${helper}` } };
            const { errors } = inConfig
              ? found({ resources: { memory } }, placement, { cpuLimit: `${build}`, helperCpuLimit: `${helper}` })
              : found(jobs, placement);
            expect(errors).toHaveLength(build + helper > 64 ? 1 : 0);
          },
        ),
        { numRuns: 25 },
      );
    });
  });

  test('takes limits before requests, and requests for want of limits', () => {
    expect(found({ resources: { cpu: '1', limits: { cpu: '65' } } }, Placement.eci()).errors).toEqual([
      expect.stringMatching(/^pod-above-maximum jobs\.resources\.limits\.cpu: .* 65 vCPUs;/),
    ]);
    expect(found({ resources: { cpu: '65' } }, Placement.eci(), { cpuLimit: '' }).errors).toEqual([
      expect.stringMatching(/^pod-above-maximum jobs\.resources\.cpu: .* 65 vCPUs/),
    ]);
  });

  test('is a warning for what is only possible', () => {
    const cpuLimit = new DeployTimeChoice({}, '500') as unknown as string;
    expect(found({}, Placement.eci(), { cpuLimit })).toEqual({
      errors: [],
      warnings: [expect.stringMatching(/^pod-above-maximum config\.runners\.kubernetes\.cpuLimit: .* 500 vCPUs/)],
    });
  });

  test('is found in a text, where the text sends jobs to ECI', () => {
    const toml = [
      '[[runners]]',
      '[runners.kubernetes]',
      'cpu_limit = "65"',
      '[runners.kubernetes.pod_labels]',
      '"alibabacloud.com/eci" = "true"',
    ].join('\n');
    expect(problemsOf(billedSizes, { ...text(toml), jobs: { placement: Placement.eci() } })).toMatchObject([
      {
        rule: 'pod-above-maximum',
        severity: 'error',
        at: 'chartValues.runners.config, runners.kubernetes.cpu_limit',
        line: 3,
      },
    ]);
  });

  describe('of ephemeral storage', () => {
    const jobsOf = (build: string, helper?: string): JobOptions => ({
      resources: { ephemeralStorage: build },
      helperResources: { ephemeralStorage: helper },
    });
    const TOO_MUCH = `pod-above-maximum jobs.resources.ephemeralStorage: ${TOGETHER}`;

    test('is at most 512 GiB on ACS', () => {
      expect(found(jobsOf('500Gi', '12Gi'), Placement.acs())).toEqual(NOTHING);
      expect(found(jobsOf('500Gi', '20Gi'), Placement.acs()).errors).toEqual([
        `${TOO_MUCH} 520 GiB; ACS has at most 512 GiB, so mount a volume for more`,
      ]);
    });

    test('is at most a disk on ECI', () => {
      expect(found(jobsOf('30Ti', '2Ti'), Placement.eci())).toEqual(NOTHING);
      expect(found(jobsOf('30Ti', '3Ti'), Placement.eci()).errors).toEqual([
        `${TOO_MUCH} 33792 GiB; ECI has at most 32768 GiB, so mount a volume for more`,
      ]);
      expect(found(jobsOf('99Ti'), Placement.eci({ spot: {} })).errors).toEqual([
        expect.stringContaining('ECI spot has at most 32768 GiB'),
      ]);
    });

    test('must fit wherever a job may land', () => {
      const either = Placement.fallback([Placement.acs(), Placement.eci()]);
      expect(found(jobsOf('1Ti'), either).errors).toEqual([expect.stringContaining('ACS has at most')]);
      expect(found(jobsOf('99Ti'), Placement.nodePool())).toEqual(NOTHING);
    });

    test('is that of the configuration, where it says so', () => {
      expect(found({}, Placement.acs(), { helperEphemeralStorageLimit: '500Gi' }).errors).toEqual([
        `pod-above-maximum config.runners.kubernetes.helperEphemeralStorageLimit: ${TOGETHER} 530 GiB; ACS has at most 512 GiB, so mount a volume for more`,
      ]);
      expect(found(jobsOf('1Ti'), Placement.acs(), { ephemeralStorageLimit: '30Gi' })).toEqual(NOTHING);
    });

    test('is judged by what is known', () => {
      const withToken = (helper: string) =>
        foundIn((stack) => ({
          jobs: { ...jobsOf(parameter.text(stack, 'Storage'), helper), placement: Placement.acs() },
        }));
      expect(withToken('30Gi')).toEqual(NOTHING);
      expect(withToken('513Gi').errors).toEqual([
        expect.stringMatching(/ jobs\.helperResources\.ephemeralStorage: .* may use at least 513 GiB/),
      ]);
    });
  });

  describe('of extra storage on ECI', () => {
    const KEY = 'k8s.aliyun.com/eci-extra-ephemeral-storage';
    const extra = (value: string) => found({}, Placement.eci(), { podAnnotations: { [KEY]: value } });

    test('is at most a disk with what comes free', () => {
      expect(extra('32738Gi')).toEqual(NOTHING);
      expect(extra('40Ti').errors).toEqual([
        `pod-above-maximum config.runners.kubernetes.podAnnotations["${KEY}"]: adds "40Ti" to the 30 GiB that come free; ECI has at most 32768 GiB, so mount a volume for more`,
      ]);
    });

    test('is left to the placement where that says so, and to ECI where it is not a quantity', () => {
      expect(found({}, Placement.eci({ extraEphemeralStorageGiB: 50_000 }))).toEqual(NOTHING);
      expect(extra('much')).toEqual(NOTHING);
      synth((stack) => {
        expect(extra(parameter.text(stack, 'Extra'))).toEqual(NOTHING);
      });
    });
  });

  describe('of services', () => {
    const services = (serviceResources: ContainerResources, placement: Placement, kubernetes?: KubernetesConfig) =>
      found({ serviceResources }, placement, kubernetes);

    test.each(SERVERLESS)('each must fit into the largest pod of %s', (name, placement) => {
      const largest = `the largest pod of ${name} has 64 vCPUs and 512 GiB`;
      expect(services({ cpu: '100', memory: '1Ti' }, placement)).toEqual({
        errors: [
          `pod-above-maximum jobs.serviceResources.cpu: each service container may use 100 vCPUs; ${largest}`,
          `pod-above-maximum jobs.serviceResources.memory: each service container may use 1024 GiB; ${largest}`,
        ],
        warnings: [],
      });
      expect(services({ cpu: '1', memory: '1Gi', ephemeralStorage: '30Gi' }, placement)).toEqual(NOTHING);
    });

    test('each has the storage of its pod at most', () => {
      expect(services({ ephemeralStorage: '600Gi' }, Placement.acs())).toEqual({
        errors: [
          'pod-above-maximum jobs.serviceResources.ephemeralStorage: each service container may use 600 GiB; ACS has at most 512 GiB, so mount a volume for more',
        ],
        warnings: [],
      });
      expect(services({ ephemeralStorage: '600Gi' }, Placement.eci())).toEqual(NOTHING);
    });

    test('are judged by their limits, and by the configuration', () => {
      expect(services({ cpu: '1', limits: { cpu: '65' } }, Placement.eci()).errors).toEqual([
        expect.stringMatching(/ jobs\.serviceResources\.limits\.cpu: /),
      ]);
      expect(services({}, Placement.eci(), { serviceMemoryLimit: '513Gi' }).errors).toEqual([
        expect.stringMatching(/ config\.runners\.kubernetes\.serviceMemoryLimit: /),
      ]);
      expect(services({ cpu: '65' }, Placement.eci(), { serviceCpuLimit: '2' })).toEqual(NOTHING);
    });

    test('are not judged on nodes, nor by what the deployment alone knows', () => {
      expect(services({ cpu: '100' }, Placement.nodePool())).toEqual(NOTHING);
      synth((stack) => {
        expect(services({ cpu: parameter.text(stack, 'Cpu') }, Placement.eci())).toEqual(NOTHING);
      });
    });
  });

  describe('of managers', () => {
    const managers = (
      managerResources: ContainerResources | undefined,
      managerPlacement: Placement,
      overrides: JsonObject = {},
    ) =>
      foundIn({
        managers: { resources: managerResources, placement: managerPlacement },
        chartValues: { resources: overrides },
      });

    test('is found on ECI, and on ACS', () => {
      expect(managers({ cpu: '100', memory: '1Ti' }, Placement.eci()).errors).toEqual([
        'pod-above-maximum managers.resources.cpu: a manager may use 100 vCPUs; the largest pod of ECI has 64 vCPUs and 512 GiB',
        'pod-above-maximum managers.resources.memory: a manager may use 1024 GiB; the largest pod of ECI has 64 vCPUs and 512 GiB',
      ]);
      const large = { cpu: '1', memory: '1Gi', ephemeralStorage: '600Gi', limits: { cpu: '100' } };
      expect(managers(large, Placement.acs()).errors).toEqual([
        expect.stringMatching(/ managers\.resources\.limits\.cpu: a manager may use 100 vCPUs/),
        expect.stringMatching(/ managers\.resources\.ephemeralStorage: a manager may use 600 GiB/),
      ]);
    });

    test('is found in the clusters of ACS by default', () => {
      const on = { kind: ClusterKind.ACS, virtualNode: undefined };
      expect(foundIn({ on, managers: { resources: { cpu: '100', memory: '1Gi' } } }).errors).toHaveLength(1);
    });

    test('is found in what chart values make of them', () => {
      expect(managers(undefined, Placement.eci(), { limits: { memory: '1Ti' } }).errors).toEqual([
        expect.stringContaining('chartValues.resources.limits.memory: a manager may use 1024 GiB'),
      ]);
    });

    test('is not known on nodes', () => {
      expect(managers({ cpu: '100', memory: '1Ti' }, Placement.nodePool())).toEqual(NOTHING);
    });
  });

  describe('where the deployment chooses the placement', () => {
    const HUGE = { cpu: '65', memory: '600Gi', ephemeralStorage: '40000Gi' };
    const [eci, spot, acs, nodes] = [
      Placement.eci(),
      Placement.eci({ spot: {} }),
      Placement.acs({ qos: ComputeQos.DEFAULT }),
      Placement.nodePool(),
    ];
    const choosing = (a: IPlacement, b: IPlacement, props: (placement: IPlacement) => RunnerOverrides) =>
      foundIn((stack) => {
        const condition = declareCondition(stack, 'Any', equals('a', 'b'));
        return { on: { virtualNode: true, edition: 'pro' }, ...props(choosePlacement(condition, a, b)) };
      });
    const withJobs = (jobs: JobOptions) => (placement: IPlacement) => ({ jobs: { ...jobs, placement } });

    test('is an error where both have none', () => {
      expect(choosing(spot, eci, withJobs({ resources: HUGE, serviceResources: { cpu: '65' } })).errors).toEqual([
        `pod-above-maximum jobs.resources: ${TOGETHER} 65 vCPUs and 600 GiB; the largest pod of ECI spot has 64 vCPUs and 512 GiB`,
        'pod-above-maximum jobs.serviceResources.cpu: each service container may use 65 vCPUs; the largest pod of ECI spot has 64 vCPUs and 512 GiB',
        `pod-above-maximum jobs.resources.ephemeralStorage: ${TOGETHER} 40000 GiB; ECI spot has at most 32768 GiB, so mount a volume for more`,
      ]);
    });

    test('is a warning where one has none', () => {
      expect(choosing(eci, nodes, withJobs({ resources: HUGE })).warnings).toEqual([
        expect.stringMatching(/ jobs\.resources: .* 512 GiB\. The deployment may choose ECI$/),
        expect.stringMatching(/ jobs\.resources\.ephemeralStorage: .* for more\. The deployment may choose ECI$/),
      ]);
    });

    test('is a warning for the smaller of two', () => {
      const jobs = { resources: { cpu: '2', memory: '4Gi', ephemeralStorage: '600Gi' } };
      expect(choosing(acs, eci, withJobs(jobs))).toEqual({
        errors: [],
        warnings: [
          `pod-above-maximum jobs.resources.ephemeralStorage: ${TOGETHER} 600 GiB; ACS has at most 512 GiB, so mount a volume for more. The deployment may choose ACS`,
        ],
      });
    });

    test('is not found by default, nor in amounts of the deployment', () => {
      for (const [a, b] of [
        [spot, eci],
        [acs, nodes],
        [eci, nodes],
      ] as const) {
        expect(choosing(a, b, withJobs({}))).toEqual(NOTHING);
      }
      expect(
        foundIn((stack) => {
          const cpu = parameter.text(stack, 'Cpu');
          const condition = declareCondition(stack, 'Any', equals('a', 'b'));
          const placement = choosePlacement(condition, eci, spot);
          return { jobs: { placement, resources: { cpu, memory: cpu, ephemeralStorage: cpu } } };
        }),
      ).toEqual(NOTHING);
    });

    test('is told once of managers, or as a warning', () => {
      const managers = (managerPlacement: IPlacement) => ({
        jobs: { placement: nodes },
        managers: { placement: managerPlacement, resources: { cpu: '65', memory: '1Gi' } },
      });
      expect(choosing(acs, eci, managers).errors).toEqual([
        'pod-above-maximum managers.resources.cpu: a manager may use 65 vCPUs; the largest pod of ACS has 64 vCPUs and 512 GiB',
      ]);
      expect(choosing(nodes, eci, managers).warnings).toEqual([
        'pod-above-maximum managers.resources.cpu: a manager may use 65 vCPUs; the largest pod of ECI has 64 vCPUs and 512 GiB. The deployment may choose ECI',
      ]);
    });
  });

  test('fails a runner', () => {
    const jobs = { serviceResources: { cpu: '100' } };
    expect(() =>
      synth((stack) => addRunner(stack, { on: { virtualNode: true }, jobs: { ...jobs, placement: Placement.eci() } })),
    ).toThrow(/jobs\.serviceResources\.cpu: each service container may use 100 vCPUs; .* \[pod-above-maximum\]$/);
  });
});

describe('acs-size-needs-ticket', () => {
  const TICKET = 'more than 16 vCPUs and 128 GiB must be allowed for the account by ticket';

  test('finds what ACS does not give to everyone', () => {
    expect(found({ resources: { cpu: '24', memory: '96Gi' } }, Placement.acs())).toEqual({
      errors: [],
      warnings: [`acs-size-needs-ticket jobs.resources: ${TOGETHER} 24 vCPUs and 96 GiB; ${TICKET}`],
    });
    expect(found({ resources: { cpu: '16', memory: '128Gi' } }, Placement.acs())).toEqual(NOTHING);
  });

  test('finds it in one amount alone', () => {
    expect(found({ resources: { cpu: '17' } }, Placement.acs()).warnings).toEqual([
      `acs-size-needs-ticket jobs.resources.cpu: ${TOGETHER} 17 vCPUs; ${TICKET}`,
    ]);
    const helper = { resources: { cpu: '1' }, helperResources: { memory: '129Gi' } };
    expect(found(helper, Placement.acs()).warnings).toEqual([
      `acs-size-needs-ticket jobs.helperResources.memory: ${TOGETHER} 129 GiB; ${TICKET}`,
    ]);
    expect(found({ resources: { cpu: '16' } }, Placement.acs())).toEqual(NOTHING);
    expect(found({ resources: { cpu: '17' } }, Placement.eci())).toEqual(NOTHING);
  });

  test('finds it in services and managers', () => {
    expect(found({ serviceResources: { cpu: '17' } }, Placement.acs()).warnings).toEqual([
      expect.stringContaining(`may use 17 vCPUs; ${TICKET}`),
    ]);
    const managers = { placement: Placement.acs(), resources: { cpu: '17', memory: '32Gi' } };
    expect(foundIn({ managers }).warnings).toEqual([
      `acs-size-needs-ticket managers.resources.cpu: a manager may use 17 vCPUs; ${TICKET}`,
    ]);
  });
});
