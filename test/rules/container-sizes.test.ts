import * as fc from 'fast-check';
import { Cluster, ClusterKind, HelmTemplate, JobSize, Placement } from '../../lib';
import type { ContainerResources, JobOptions } from '../../lib';
import type { JsonObject } from '../../lib/chart/value-key';
import { DeployTimeChoice } from '../../lib/config/deploy-time-choice';
import type { KubernetesConfig } from '../../lib/config/runner-config.generated';
import { containerSizes } from '../../lib/rules/container-sizes';
import { parameter } from '../cluster/fixtures';
import type { RunnerOverrides } from '../support/runner';
import { addRunner, CLUSTER_ID } from '../support/runner';
import { synth, synthWarnings } from '../support/synth';
import type { Props } from './support';
import { problemsOf } from './support';

const shownOf = (props: Props) =>
  problemsOf(containerSizes, props).map(
    ({ rule, at, message }) => `${rule} ${at.replace('config.runners.kubernetes.', '')}: ${message}`,
  );
const configured = (kubernetes: KubernetesConfig) => ({ config: { runners: { kubernetes } } });
const found = (jobs: JobOptions, kubernetes: KubernetesConfig = {}) => shownOf({ jobs, ...configured(kubernetes) });
const text = (toml: string) => ({ chartValues: { runners: { config: toml } } });
const refused = (props: RunnerOverrides) => () => synth((stack) => addRunner(stack, props));

const jobs: JobOptions = { resources: { cpu: '2', memory: '2Gi', limits: { cpu: '4' } } };

describe('resource-quantity', () => {
  const quantities = (resources: ContainerResources) => found({ resources });

  test('takes what is well-formed', () => {
    expect(quantities({ cpu: '1.5', memory: '1536Mi', limits: { cpu: '1500m', memory: '1.5Gi' } })).toEqual([]);
  });

  test('judges each amount in its place, once', () => {
    expect(quantities({ cpu: '2 cores', memory: '512m', limits: { ephemeralStorage: '30GB' } })).toEqual([
      expect.stringMatching(/^resource-quantity jobs\.resources\.cpu: .*Did you mean "2"/),
      expect.stringMatching(/^resource-quantity jobs\.resources\.memory: .*Did you mean "512Mi"/),
      expect.stringMatching(/^resource-quantity jobs\.resources\.limits\.ephemeralStorage: .*Did you mean "30Gi"/),
    ]);
  });

  test.each<[JobOptions, string]>([
    [{ serviceResources: { memory: '512mb' } }, 'jobs.serviceResources.memory: is "512mb"'],
    [{ overwrites: { maxResources: { cpu: '4 cores' } } }, 'jobs.overwrites.maxResources.cpu: is "4 cores"'],
    [
      { overwrites: { maxHelperResources: { memory: '512m' } } },
      'jobs.overwrites.maxHelperResources.memory: is "512m", a fraction of a byte: "m" means thousandths. Did you mean "512Mi"?',
    ],
    [{ overwrites: { maxServiceResources: { cpu: '2000' } } }, 'jobs.overwrites.maxServiceResources.cpu: is "2000"'],
  ])('judges %j', (options, problem) => {
    expect(found(options)).toEqual([expect.stringContaining(`resource-quantity ${problem}`)]);
  });

  test.each<[JsonObject, string]>([
    [{ requests: { memory: '512m' } }, 'requests.memory: is "512m", a fraction of a byte'],
    [{ limits: { cpu: '2Gi' } }, 'limits.cpu: is "2Gi", an amount of memory'],
    [{ requests: { memory: 512 } }, 'requests.memory: is "512", which are bytes'],
  ])('judges chart values %j', (resources, message) => {
    expect(shownOf({ chartValues: { resources } })).toEqual([
      expect.stringContaining(`resource-quantity chartValues.resources.${message}`),
    ]);
  });

  test('leaves what is no quantity at all to the check of its shape', () => {
    expect(shownOf({ chartValues: { resources: { limits: { 'ephemeral-storage': '30GB' } } } })).toEqual([]);
  });

  test('leaves config.toml to the check of its keys', () => {
    expect(found(jobs, { memoryLimit: '512m' })).toEqual([]);
    expect(found(jobs, { memoryLimit: 4 as never })).toEqual([]);
  });

  test('takes deploy-time values', () => {
    expect(
      shownOf((stack) => {
        const amount = parameter.text(stack, 'Amount');
        return { jobs: { resources: { cpu: amount } }, chartValues: { resources: { limits: { cpu: amount } } } };
      }),
    ).toEqual([]);
  });
});

describe('limit-below-request', () => {
  test('finds what jobs say by themselves', () => {
    expect(found({ resources: { cpu: '2', memory: '4Gi', limits: { cpu: '1900m', memory: '4096Mi' } } })).toEqual([
      'limit-below-request jobs.resources.limits.cpu: "1900m" is below the request "2" of jobs.resources.cpu; raise the limit or lower the request',
    ]);
  });

  test('finds limits of the configuration below what jobs ask for', () => {
    expect(found(jobs, { memoryLimit: '1Gi', cpuLimit: '1500m' })).toEqual([
      'limit-below-request cpuLimit: "1500m" is below the request "2" of jobs.resources.cpu; raise the limit or lower the request',
      'limit-below-request memoryLimit: "1Gi" is below the request "2Gi" of jobs.resources.memory; raise the limit or lower the request',
    ]);
    expect(found({}, { cpuLimit: '1' })).toEqual([
      expect.stringMatching(/^limit-below-request cpuLimit: "1" is below the request "2" of jobs\.resources\.cpu/),
    ]);
  });

  test('finds limits of the configuration below what it asks for itself', () => {
    expect(found({}, { helperMemoryLimit: '1Gi', helperMemoryRequest: '2Gi' })).toEqual([
      'limit-below-request helperMemoryLimit: "1Gi" is below the request "2Gi" of config.runners.kubernetes.helperMemoryRequest; raise the limit or lower the request',
    ]);
    expect(found({ resources: {} }, { podCpuLimit: '1', podCpuRequest: '2' })).toEqual([
      expect.stringMatching(/^limit-below-request podCpuLimit: "1" is below the request "2"/),
    ]);
  });

  test('finds requests of the configuration above the limits of jobs', () => {
    expect(found(jobs, { cpuRequest: '5' })).toEqual([
      'limit-below-request cpuRequest: "5" is above the limit "4" of jobs.resources.limits.cpu; lower the request or raise the limit',
    ]);
    const serviceResources = { ephemeralStorage: '10Gi' };
    expect(found({ serviceResources }, { serviceEphemeralStorageRequest: '20Gi' })).toEqual([
      expect.stringMatching(/serviceEphemeralStorageRequest: "20Gi" is above .* of jobs\.serviceResources\.ephemeral/),
    ]);
  });

  test('finds it in a text, at its line', () => {
    const toml = '[[runners]]\n  [runners.kubernetes]\n    cpu_request = "2"\n    cpu_limit = "1"\n';
    expect(problemsOf(containerSizes, text(toml))).toEqual([
      {
        rule: 'limit-below-request',
        severity: 'error',
        at: 'chartValues.runners.config, runners.kubernetes.cpu_limit',
        line: 4,
        message:
          '"1" is below the request "2" of chartValues.runners.config, runners.kubernetes.cpu_request; raise the limit or lower the request',
      },
    ]);
    expect(shownOf({ ...text(toml.replace('"1"', '"2"')), jobs: { resources: { cpu: '64' } } })).toEqual([]);
  });

  test('is a warning for what is only possible', () => {
    const cpuLimit = new DeployTimeChoice({}, '1') as unknown as string;
    expect(problemsOf(containerSizes, configured({ cpuLimit }))).toMatchObject([
      { rule: 'limit-below-request', severity: 'warning', at: 'config.runners.kubernetes.cpuLimit' },
    ]);
  });

  test('takes requests and limits that are laid over together, or taken away', () => {
    expect(found(jobs, { memoryRequest: '1Gi', memoryLimit: '1Gi', cpuRequest: '4', cpuLimit: '8' })).toEqual([]);
    expect(found(jobs, { memoryRequest: '', memoryLimit: '1Gi' })).toEqual([]);
    expect(found(jobs, { cpuRequest: '5', cpuLimit: '' })).toEqual([]);
  });

  test('takes what only the deployment or Helm knows', () => {
    expect(
      shownOf((stack) => {
        const token = parameter.text(stack, 'Amount');
        return { jobs, ...configured({ memoryLimit: token, cpuRequest: token }) };
      }),
    ).toEqual([]);
    expect(
      shownOf((stack) => ({
        jobs: { resources: { memory: parameter.text(stack, 'Amount') } },
        ...configured({ memoryLimit: '1Mi' }),
      })),
    ).toEqual([]);
    expect(found(jobs, { memoryLimit: HelmTemplate.string('{{ .Values.memory }}') })).toEqual([]);
  });

  test('compares amounts in whatever unit', () => {
    const mebibytes = fc.integer({ min: 1, max: 1 << 20 });
    fc.assert(
      fc.property(mebibytes, mebibytes, fc.boolean(), (request, limit, inConfig) => {
        const [memoryRequest, memoryLimit] = [`${request}Mi`, `${limit * 1024}Ki`];
        const problems = inConfig
          ? found({}, { memoryRequest, memoryLimit })
          : found({ resources: { memory: memoryRequest } }, { memoryLimit });
        expect(problems).toHaveLength(limit < request ? 1 : 0);
      }),
      { numRuns: 30 },
    );
  });

  describe('beside a size', () => {
    const size = JobSize.SMALL;

    test('finds limits below what the size asks for', () => {
      const limited: JobOptions = {
        size,
        resources: { limits: { cpu: '1', memory: '1Gi' } },
        helperResources: { limits: { cpu: '100m' } },
      };
      expect(found(limited)).toEqual([
        'limit-below-request jobs.resources.limits.cpu: "1" is below the request "1750m" of jobs.size; raise the limit or lower the request',
        'limit-below-request jobs.resources.limits.memory: "1Gi" is below the request "7680Mi" of jobs.size; raise the limit or lower the request',
        'limit-below-request jobs.helperResources.limits.cpu: "100m" is below the request "250m" of jobs.size; raise the limit or lower the request',
      ]);
      expect(found({ size }, { memoryLimit: '1Gi' })).toEqual([
        'limit-below-request memoryLimit: "1Gi" is below the request "7680Mi" of jobs.size; raise the limit or lower the request',
      ]);
    });

    test('takes limits at it, above it, or with a request of their own', () => {
      expect(found({ size, resources: { limits: { cpu: '1750m' } } })).toEqual([]);
      expect(found({ size, resources: { cpu: '1', limits: { cpu: '1' } } })).toEqual([]);
      expect(found({ size, resources: { limits: { cpu: '1' } } }, { cpuRequest: '1' })).toEqual([]);
    });

    test.each([{ limits: { cpu: '1' } }, { limits: { cpu: '0' } }, { cpu: '2', limits: { cpu: '1' } }])(
      'is told once: %j',
      (resources) => {
        expect(refused({ jobs: { size, resources } })).toThrow(
          /^Test\/Runner has a problem:\n {2}- jobs\.resources\.limits\.cpu: [^\n]*$/,
        );
      },
    );
  });

  describe('of managers', () => {
    const laidOver = (resources: JsonObject, managerResources?: ContainerResources) =>
      shownOf({ managers: { resources: managerResources }, chartValues: { resources } });

    test.each<[JsonObject, string]>([
      [
        { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } },
        'limits.memory: "1Gi" is below the request "2Gi" of chartValues.resources.requests.memory; raise the limit or lower the request',
      ],
      [
        { limits: { memory: '128Mi' } },
        'limits.memory: "128Mi" is below the request "256Mi" of managers.resources.memory; raise the limit or lower the request',
      ],
      [
        { requests: { memory: '1Gi' } },
        'requests.memory: "1Gi" is above the limit "512Mi" of managers.resources.limits.memory; lower the request or raise the limit',
      ],
    ])('is found in %j', (resources, message) => {
      expect(laidOver(resources)).toEqual([`limit-below-request chartValues.resources.${message}`]);
    });

    test('names the option, where the limit follows from its request', () => {
      expect(laidOver({ requests: { memory: '1Gi' } }, { memory: '256Mi' })).toEqual([
        expect.stringContaining('is above the limit "256Mi" of managers.resources.memory;'),
      ]);
    });

    test('takes both together, and amounts that are taken away', () => {
      expect(laidOver({ requests: { memory: '1Gi', cpu: 1 }, limits: { memory: '1Gi', cpu: 1 } })).toEqual([]);
      expect(laidOver({ requests: { memory: '1Gi' }, limits: { memory: null } })).toEqual([]);
    });

    test('is found in the option by itself', () => {
      expect(laidOver({ requests: { memory: '128Mi' } }, { cpu: '2', memory: '256Mi', limits: { cpu: '1' } })).toEqual([
        expect.stringMatching(/^limit-below-request managers\.resources\.limits\.cpu: "1" is below the request "2"/),
      ]);
    });
  });
});

describe('limit-of-zero', () => {
  const ZERO =
    'limits the container to "0", which Kubernetes takes for no limit at all; leave it out, or give an amount';

  test('finds limits that are given, and those that follow from the request', () => {
    expect(found({ resources: { cpu: '0', memory: '0Mi', limits: { memory: '0', ephemeralStorage: '0' } } })).toEqual([
      `limit-of-zero jobs.resources.cpu: ${ZERO}`,
      `limit-of-zero jobs.resources.limits.memory: ${ZERO}`,
      'limit-of-zero jobs.resources.limits.ephemeralStorage: limits the container to "0", and Kubernetes evicts the pod as soon as it writes anything; leave it out, or give an amount',
    ]);
  });

  test('finds those of the configuration, and takes requests of zero', () => {
    expect(found({}, { helperCpuLimit: '0', serviceMemoryLimit: '0Gi', cpuRequest: '0' })).toEqual([
      `limit-of-zero helperCpuLimit: ${ZERO}`,
      `limit-of-zero serviceMemoryLimit: ${ZERO.replace('"0"', '"0Gi"')}`,
    ]);
  });

  test('finds those of managers, as numbers too', () => {
    const resources = { limits: { memory: 0 }, requests: { memory: 0 } };
    expect(shownOf({ chartValues: { resources } })).toEqual([
      `limit-of-zero chartValues.resources.limits.memory: ${ZERO}`,
    ]);
  });

  test('takes requests of zero under a limit, also one of the deployment', () => {
    expect(found({ resources: { cpu: '0', limits: { cpu: '2' } } })).toEqual([]);
    expect(
      shownOf((stack) => ({
        jobs: { resources: { cpu: '0', limits: { cpu: parameter.text(stack, 'Limit') } } },
      })),
    ).toEqual([]);
  });
});

describe('pod-request-below-containers', () => {
  test('finds pods that ask for less than their containers do together', () => {
    expect(found({ size: JobSize.SMALL }, { podCpuRequest: '1', podMemoryRequest: '8191Mi' })).toEqual([
      'pod-request-below-containers podCpuRequest: "1" is below the 2 vCPUs that build and helper container ask for together, and Kubernetes refuses such a pod; raise it, or leave it out',
      'pod-request-below-containers podMemoryRequest: "8191Mi" is below the 8 GiB that build and helper container ask for together, and Kubernetes refuses such a pod; raise it, or leave it out',
    ]);
  });

  test('takes pods that ask for as much', () => {
    expect(found({ size: JobSize.SMALL }, { podCpuRequest: '2', podMemoryRequest: '8Gi' })).toEqual([]);
    expect(found({ resources: {} }, { podCpuRequest: '1', podCpuLimit: '1' })).toEqual([]);
  });
});

describe('pod-limit-below-container', () => {
  test('finds containers that may use more than their pod', () => {
    expect(
      found({ size: JobSize.SMALL }, { podCpuLimit: '1', serviceMemoryLimit: '2Gi', podMemoryLimit: '1Gi' }),
    ).toEqual([
      'pod-limit-below-container podCpuLimit: "1" is below the limit "1750m" of jobs.size, and Kubernetes refuses a container that may use more than its pod; raise it, or leave it out',
      expect.stringMatching(/podMemoryLimit: "1Gi" is below the limit "7680Mi" of jobs\.size/),
      expect.stringMatching(
        /podMemoryLimit: "1Gi" is below the limit "2Gi" of config\.runners\.kubernetes\.serviceMem/,
      ),
    ]);
  });

  test('takes less than their limits together, which are no claims', () => {
    expect(found({ size: JobSize.SMALL }, { podCpuLimit: '1750m', podMemoryLimit: '7680Mi' })).toEqual([]);
  });
});

describe('helper-memory-low', () => {
  test('finds a helper with too little memory for caches, wherever it is said', () => {
    expect(problemsOf(containerSizes, { jobs: { helperResources: { memory: '128Mi' } } })).toEqual([
      {
        rule: 'helper-memory-low',
        severity: 'warning',
        at: 'jobs.helperResources.memory',
        message: 'is "128Mi"; a helper that packs caches and artifacts needs 250Mi and more, or it is killed',
      },
    ]);
    expect(found({}, { helperMemoryLimit: '64Mi' })).toEqual([
      expect.stringMatching(/^helper-memory-low helperMemoryLimit: is "64Mi"/),
    ]);
  });

  test('takes enough, a higher limit, and what cannot be judged', () => {
    expect(found({ helperResources: { memory: '250Mi' } })).toEqual([]);
    expect(found({ helperResources: { memory: '128Mi', limits: { memory: '256Mi' } } })).toEqual([]);
    expect(found({ helperResources: { memory: 'little' } })).not.toContainEqual(
      expect.stringMatching(/^helper-memory/),
    );
  });
});

describe('job-request-above-node', () => {
  interface Case {
    readonly jobs?: JobOptions;
    readonly kubernetes?: KubernetesConfig;
    readonly placement?: Placement;
    /** CPUs of the largest node. */
    readonly node?: number;
  }
  const onNodes = (stack: Parameters<typeof Cluster.fromClusterId>[0], node?: number) =>
    Object.assign(Cluster.fromClusterId(stack, 'Nodes', CLUSTER_ID, { kind: ClusterKind.ACK, virtualNode: false }), {
      nodePools: [{ nodePoolId: 'np1', labels: {}, taints: [], largestNodeCpu: node }],
    });
  const warningsOf = ({ jobs, kubernetes = {}, placement = Placement.nodePool(), node }: Case) =>
    shownOf((stack) => ({ cluster: onNodes(stack, node), jobs: { ...jobs, placement }, ...configured(kubernetes) }));

  test('finds jobs that ask for a whole node', () => {
    expect(warningsOf({ jobs: { resources: { cpu: '4' } }, node: 4 })).toEqual([
      'job-request-above-node jobs.resources.cpu: build and helper container together ask for 4 vCPUs, and the largest node has 4, of which the system keeps a part: jobs would stay Pending. Use larger instance types or a smaller request',
    ]);
    expect(warningsOf({ jobs: { resources: { cpu: '3500m', limits: { cpu: '8' } } }, node: 4 })).toEqual([]);
  });

  test('looks at the node pool that jobs are placed on', () => {
    const pool = (largestNodeCpu?: number) =>
      Placement.nodePool({ nodePoolId: 'np2', labels: {}, taints: [], largestNodeCpu });
    const jobs = { resources: { cpu: '8' } };
    expect(warningsOf({ jobs, placement: pool(16), node: 4 })).toEqual([]);
    expect(warningsOf({ jobs, placement: pool(8), node: 16 })).toEqual([
      expect.stringContaining('the largest node has 8'),
    ]);
    expect(warningsOf({ jobs, placement: pool(), node: 4 })).toEqual([]);
    expect(warningsOf({ jobs, placement: Placement.nodePool({ nodePoolId: 'np3' }), node: 4 })).toEqual([]);
    const both = (last: number) => Placement.fallback([pool(8), pool(last)]);
    expect(warningsOf({ jobs, placement: both(4) })).toEqual([expect.stringContaining('the largest node has 8')]);
    expect(warningsOf({ jobs, placement: both(16) })).toEqual([]);
  });

  test('counts the helper container', () => {
    expect(warningsOf({ jobs: { size: JobSize.LARGE }, node: 8 })).toEqual([
      expect.stringMatching(/jobs\.size: .* ask for 8 vCPUs/),
    ]);
  });

  test('counts the configuration', () => {
    expect(warningsOf({ kubernetes: { cpuRequest: '16', cpuLimit: '16' }, node: 8 })).toEqual([
      expect.stringMatching(/cpuRequest: .* ask for 16 vCPUs/),
    ]);
    expect(warningsOf({ kubernetes: { cpuRequest: '1' }, jobs: { resources: { cpu: '8' } }, node: 8 })).toEqual([]);
    expect(warningsOf({ kubernetes: { cpuLimit: '8' }, jobs: { resources: {} }, node: 8 })).toEqual([
      expect.stringMatching(/cpuLimit: .* ask for 8 vCPUs/),
    ]);
  });

  test('counts a text in place of the configuration', () => {
    const toml = '[[runners]]\n  [runners.kubernetes]\n    cpu_request = "8"\n';
    const found = (node: number) => shownOf((stack) => ({ cluster: onNodes(stack, node), ...text(toml) }));
    expect(found(8)).toEqual([expect.stringMatching(/runners\.kubernetes\.cpu_request: .* ask for 8 vCPUs/)]);
    expect(found(16)).toEqual([]);
  });

  test('does not judge what is not known, nor virtual nodes', () => {
    const withToken = (resources: (cpu: string) => JobOptions) =>
      shownOf((stack) => ({ cluster: onNodes(stack, 4), jobs: resources(parameter.text(stack, 'Cpu')) }));
    expect(withToken((cpu) => ({ resources: { cpu } }))).toEqual([]);
    expect(withToken((cpu) => ({ resources: { cpu: '4' }, helperResources: { cpu } }))).toEqual([
      expect.stringContaining('ask for at least 4 vCPUs'),
    ]);
    expect(warningsOf({ jobs: { resources: { cpu: '400' } } })).toEqual([]);
    expect(warningsOf({ jobs: { resources: { cpu: '8' } }, placement: Placement.eci(), node: 4 })).toEqual([]);
  });
});

describe('a runner', () => {
  const kubernetes = { memoryLimit: '512m', helperCpuLimit: '0', cpuLimit: '1' };

  test('tells all of it at once', () => {
    const runner = refused(configured(kubernetes));
    for (const at of ['memoryLimit', 'helperCpuLimit', 'cpuLimit']) {
      expect(runner).toThrow(`- config.runners.kubernetes.${at}: `);
    }
    expect(runner).toThrow('is "512m", a fraction of a byte');
    expect(runner).toThrow(/^Test\/Runner has 3 problems:/);
  });

  test('compares requests with the largest node', () => {
    const warnings = synthWarnings((stack) => {
      const cluster = Object.assign(Cluster.fromClusterId(stack, 'Nodes', CLUSTER_ID), {
        nodePools: [{ nodePoolId: 'np1', labels: {}, taints: [], largestNodeCpu: 4 }],
      });
      addRunner(stack, { cluster, ...configured({ cpuRequest: '4', cpuLimit: '4' }) });
    });
    expect(warnings).toContainEqual(expect.stringContaining('cpuRequest: build and helper container together ask for'));
  });
});
