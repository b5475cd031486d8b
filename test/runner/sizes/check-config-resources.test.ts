import * as fc from 'fast-check';
import { FaultList } from '../../../lib/diagnostics/report';
import { Cluster } from '../../../lib/cluster/cluster';
import { HelmTemplate } from '../../../lib/config/helm-template';
import type { KubernetesConfig } from '../../../lib/config/runner-config.generated';
import { JobPlacement } from '../../../lib/placement/job-placement';
import { checkConfigResources } from '../../../lib/runner/sizes/check-config-resources';
import type { JobOptions } from '../../../lib/runner/jobs/job-options';
import { JobSize } from '../../../lib/runner/sizes/job-size';
import { parameter } from '../../cluster/fixtures';
import { CLUSTER_ID, addRunner } from '../../support/runner';
import type { RunnerOverrides } from '../../support/runner';
import { synth, synthWarnings } from '../../support/synth';
import { configuredJobs } from './configured-jobs';

function errorsOf(jobs: JobOptions, kubernetes: KubernetesConfig): string[] {
  const errors = new FaultList();
  checkConfigResources(configuredJobs(jobs, JobPlacement.nodePool(), kubernetes), errors);
  return errors.faults.map(({ at, message }) => `${at.replace('config.runners.kubernetes.', '')}: ${message}`);
}

const jobs: JobOptions = { resources: { cpu: '2', memory: '4Gi', limits: { cpu: '4' } } };

describe('a limit', () => {
  test('may not be below what jobs ask for', () => {
    expect(errorsOf(jobs, { memoryLimit: '1Gi' })).toEqual([
      'memoryLimit: "1Gi" is below the request "4Gi" of jobs.resources.memory; raise the limit or lower the request',
    ]);
    expect(errorsOf({}, { cpuLimit: '500m' })).toEqual([
      'cpuLimit: "500m" is below the request "2" of jobs.resources.cpu; raise the limit or lower the request',
    ]);
  });

  test('may not be below what the configuration asks for', () => {
    expect(errorsOf({}, { helperMemoryLimit: '1Gi', helperMemoryRequest: '2Gi' })).toEqual([
      'helperMemoryLimit: "1Gi" is below the request "2Gi" of config.runners.kubernetes.helperMemoryRequest; raise the limit or lower the request',
    ]);
    expect(errorsOf({ resources: {} }, { podCpuLimit: '1', podCpuRequest: '2' })).toEqual([
      expect.stringMatching(/^podCpuLimit: "1" is below the request "2"/),
    ]);
  });

  test('is kept by requests', () => {
    expect(errorsOf(jobs, { cpuRequest: '5' })).toEqual([
      'cpuRequest: "5" is above the limit "4" of jobs.resources.limits.cpu; lower the request or raise the limit',
    ]);
    const serviceResources = { ephemeralStorage: '10Gi' };
    expect(errorsOf({ serviceResources }, { serviceEphemeralStorageRequest: '20Gi' })).toEqual([
      expect.stringMatching(/^serviceEphemeralStorageRequest: "20Gi" is above .* of jobs\.serviceResources\.ephemeral/),
    ]);
  });

  test('goes with requests that are laid over as well', () => {
    expect(errorsOf(jobs, { memoryRequest: '1Gi', memoryLimit: '1Gi', cpuRequest: '4', cpuLimit: '8' })).toEqual([]);
    expect(errorsOf(jobs, { memoryRequest: '', memoryLimit: '1Gi' })).toEqual([]);
    expect(errorsOf(jobs, { cpuRequest: '5', cpuLimit: '' })).toEqual([]);
  });

  test('of zero is refused, and a request of zero is not', () => {
    expect(errorsOf({}, { helperCpuLimit: '0', serviceMemoryLimit: '0Gi', cpuRequest: '0' })).toEqual([
      'helperCpuLimit: limits the container to "0", which Kubernetes takes for no limit at all; leave it out, or give an amount',
      'serviceMemoryLimit: limits the container to "0Gi", which Kubernetes takes for no limit at all; leave it out, or give an amount',
    ]);
    expect(errorsOf({ resources: {} }, { ephemeralStorageLimit: '0' })).toEqual([
      'ephemeralStorageLimit: limits the container to "0", and Kubernetes evicts the pod as soon as it writes anything; leave it out, or give an amount',
    ]);
  });

  test('is compared by amount, in whatever unit', () => {
    const mebibytes = fc.integer({ min: 1, max: 1 << 20 });
    fc.assert(
      fc.property(mebibytes, mebibytes, fc.boolean(), (request, limit, inConfig) => {
        const [memoryRequest, memoryLimit] = [`${request}Mi`, `${limit * 1024}Ki`];
        const found = inConfig
          ? errorsOf({}, { memoryRequest, memoryLimit })
          : errorsOf({ resources: { memory: memoryRequest } }, { memoryLimit });
        expect(found).toHaveLength(limit < request ? 1 : 0);
      }),
    );
  });
});

describe('a limit beside a size', () => {
  const size = JobSize.SMALL;

  test('may not be below what the size asks for', () => {
    const limited: JobOptions = {
      size,
      resources: { limits: { cpu: '1', memory: '1Gi' } },
      helperResources: { limits: { cpu: '100m' } },
    };
    expect(errorsOf(limited, {})).toEqual([
      'jobs.resources.limits.cpu: "1" is below the request "1750m" of jobs.size; raise the limit or lower the request',
      'jobs.resources.limits.memory: "1Gi" is below the request "7680Mi" of jobs.size; raise the limit or lower the request',
      'jobs.helperResources.limits.cpu: "100m" is below the request "250m" of jobs.size; raise the limit or lower the request',
    ]);
    expect(errorsOf({ size }, { memoryLimit: '1Gi' })).toEqual([
      'memoryLimit: "1Gi" is below the request "7680Mi" of jobs.size; raise the limit or lower the request',
    ]);
  });

  test('may be at it or above, or have a request of its own', () => {
    expect(errorsOf({ size, resources: { limits: { cpu: '1750m' } } }, {})).toEqual([]);
    expect(errorsOf({ size, resources: { cpu: '1', limits: { cpu: '1' } } }, {})).toEqual([]);
    expect(errorsOf({ size, resources: { limits: { cpu: '1' } } }, { cpuRequest: '1' })).toEqual([]);
  });

  test.each([{ limits: { cpu: '1' } }, { limits: { cpu: '0' } }, { cpu: '2', limits: { cpu: '1' } }])(
    'is told once: %j',
    (resources) => {
      expect(() => synth((stack) => addRunner(stack, { jobs: { size, resources } }))).toThrow(
        /^Test\/Runner has a problem:\n  - jobs\.resources\.limits\.cpu: [^\n]*$/,
      );
    },
  );
});

describe('what the whole pod gets', () => {
  test('must do for what its containers ask for together', () => {
    expect(errorsOf({ size: JobSize.SMALL }, { podCpuRequest: '1', podMemoryRequest: '8191Mi' })).toEqual([
      'podCpuRequest: "1" is below the 2 vCPUs that build and helper container ask for together, and Kubernetes refuses such a pod; raise it, or leave it out',
      'podMemoryRequest: "8191Mi" is below the 8 GiB that build and helper container ask for together, and Kubernetes refuses such a pod; raise it, or leave it out',
    ]);
    expect(errorsOf({ size: JobSize.SMALL }, { podCpuRequest: '2', podMemoryRequest: '8Gi' })).toEqual([]);
  });

  test('must do for each of them', () => {
    expect(
      errorsOf({ size: JobSize.SMALL }, { podCpuLimit: '1', serviceMemoryLimit: '2Gi', podMemoryLimit: '1Gi' }),
    ).toEqual([
      'podCpuLimit: "1" is below the limit "1750m" of jobs.size, and Kubernetes refuses a container that may use more than its pod; raise it, or leave it out',
      expect.stringMatching(/^podMemoryLimit: "1Gi" is below the limit "7680Mi" of jobs\.size/),
      expect.stringMatching(
        /^podMemoryLimit: "1Gi" is below the limit "2Gi" of config\.runners\.kubernetes\.serviceMem/,
      ),
    ]);
  });

  test('may be less than their limits together, which are no claims', () => {
    expect(errorsOf({ size: JobSize.SMALL }, { podCpuLimit: '1750m', podMemoryLimit: '7680Mi' })).toEqual([]);
    expect(errorsOf({ resources: {} }, { podCpuRequest: '1', podCpuLimit: '1' })).toEqual([]);
  });
});

describe('nothing is said', () => {
  test('of what jobs say by themselves', () => {
    const faulty = { resources: { memory: '4Gi', limits: { memory: '1Gi' } }, helperResources: { cpu: '0' } };
    expect(errorsOf(faulty, {})).toEqual([]);
    expect(errorsOf(faulty, { cpuLimit: '2' })).toEqual([]);
  });

  test('of amounts that are malformed, which is said elsewhere', () => {
    expect(errorsOf(jobs, { memoryLimit: '512m' })).toEqual([]);
    expect(errorsOf(jobs, { memoryLimit: 4 as never })).toEqual([]);
  });

  test('of what only the deployment knows', () => {
    synth((stack) => {
      const token = parameter.text(stack, 'Amount');
      expect(errorsOf(jobs, { memoryLimit: token, cpuRequest: token })).toEqual([]);
      expect(errorsOf({ resources: { memory: token } }, { memoryLimit: '1Mi' })).toEqual([]);
    });
    expect(errorsOf(jobs, { memoryLimit: HelmTemplate.string('{{ .Values.memory }}') })).toEqual([]);
  });
});

describe('a runner', () => {
  const kubernetes = { memoryLimit: '512m', helperCpuLimit: '0', cpuLimit: '1' };
  const refused = (props: RunnerOverrides) => () => synth((stack) => addRunner(stack, props));

  test('tells all of it at once', () => {
    const runner = refused({ config: { runners: { kubernetes } } });
    for (const at of ['memoryLimit', 'helperCpuLimit', 'cpuLimit']) {
      expect(runner).toThrow(`- config.runners.kubernetes.${at}: `);
    }
    expect(runner).toThrow('is "512m", a fraction of a byte');
    expect(runner).toThrow(/^Test\/Runner has 3 problems:/);
  });

  test('judges sizes and storage with its configuration laid over', () => {
    const tooMuch = { cpuLimit: '500', memoryLimit: '4Gi', ephemeralStorageLimit: '99Ti' };
    const runner = refused({
      on: { virtualNode: true },
      placement: JobPlacement.eci(),
      config: { runners: { kubernetes: tooMuch } },
    });
    expect(runner).toThrow('cpuLimit: build and helper container together may use 500 vCPUs and 4 GiB; the largest');
    expect(runner).toThrow('ephemeralStorageLimit: build and helper container together may use 101376 GiB; ECI has');
  });

  test('compares requests with the largest node', () => {
    const warnings = synthWarnings((stack) => {
      const cluster = Object.assign(Cluster.fromClusterId(stack, 'Nodes', CLUSTER_ID), { largestNodeCpu: 4 });
      addRunner(stack, { cluster, config: { runners: { kubernetes: { cpuRequest: '4', cpuLimit: '4' } } } });
    });
    expect(warnings).toContainEqual(expect.stringContaining('cpuRequest: build and helper container together ask for'));
  });
});
