import { ClusterKind, ComputeClass, ComputeQos, Placement } from '../../lib';
import { DeployTimeChoice } from '../../lib/config/deploy-time-choice';
import type { KubernetesConfig } from '../../lib/config/runner-config.generated';
import { gpus } from '../../lib/rules/gpus';
import { parameter } from '../cluster/fixtures';
import type { RunnerOverrides } from '../support/runner';
import { renderRunner } from '../support/runner';
import type { Props } from './support';
import { problemsOf } from './support';

const found = (props: Props) => problemsOf(gpus, props);
const configured = (kubernetes: KubernetesConfig) => ({ config: { runners: { kubernetes } } });
const text = (...lines: string[]) => ({
  chartValues: { runners: { config: ['[[runners]]', '[runners.kubernetes]', ...lines].join('\n') } },
});

describe('gpu-not-requested', () => {
  const onGpu: RunnerOverrides = {
    on: { kind: ClusterKind.ACS, virtualNode: undefined },
    jobs: {
      placement: Placement.acs({ computeClass: ComputeClass.GPU, gpuModelSeries: 'T4', qos: ComputeQos.DEFAULT }),
    },
  };
  const asking = (patch: string) => configured({ podSpec: [{ name: 'gpu', patchType: 'strategic', patch }] });
  const FOUND = { rule: 'gpu-not-requested', severity: 'warning' };

  test('finds a compute class with GPUs of which none is asked for', () => {
    expect(found(onGpu)).toEqual([
      {
        ...FOUND,
        at: 'jobs.placement',
        message:
          'gives jobs the compute class "gpu", and ACS gives a GPU to containers only that ask for one, which none does; ask for it by jobs.gpu',
      },
    ]);
    expect(found({ ...onGpu, ...asking('hostname: gpu') })).toMatchObject([FOUND]);
  });

  test('finds it where config or a text gives the class', () => {
    const podLabels = { 'alibabacloud.com/compute-class': 'gpu-hpn' };
    expect(found(configured({ podLabels }))).toMatchObject([
      { ...FOUND, at: 'config.runners.kubernetes.podLabels["alibabacloud.com/compute-class"]' },
    ]);
    expect(found(text('[runners.kubernetes.pod_labels]', '"alibabacloud.com/compute-class" = "gpu"'))).toMatchObject([
      { ...FOUND, line: 4 },
    ]);
  });

  test('finds instance types of ECI with GPUs', () => {
    const placement = Placement.eci({ useSpecs: ['ecs.gn6i-c4g1.xlarge'] });
    expect(found({ on: { virtualNode: true }, jobs: { placement } })).toMatchObject([
      { ...FOUND, at: 'jobs.placement', message: expect.stringContaining('and ECI gives a GPU') as string },
    ]);
    expect(found({ on: { virtualNode: true }, jobs: { placement, gpu: 1 } })).toEqual([]);
  });

  test('takes jobs that ask by the option, also for a number that the deployment knows', () => {
    const { placement } = onGpu.jobs!;
    expect(found({ ...onGpu, jobs: { placement, gpu: 1 } })).toEqual([]);
    expect(found((stack) => ({ ...onGpu, jobs: { placement, gpu: parameter.number(stack, 'Gpus') } }))).toEqual([]);
  });

  test('takes patches that ask for one, and those that are not known', () => {
    const patch = 'containers: [{ name: build, resources: { limits: { nvidia.com/gpu: "1" } } }]';
    expect(found({ ...onGpu, ...asking(patch) })).toEqual([]);
    expect(found((stack) => ({ ...onGpu, ...asking(parameter.text(stack, 'Patch')) }))).toEqual([]);
    expect(found({ ...onGpu, ...configured({ podSpec: [{ name: 'gpu', patchPath: '/etc/gpu.yaml' }] }) })).toEqual([]);
  });

  test('finds a node pool with GPUs of which none is asked for', () => {
    const pool = (gpu: boolean | undefined) => Placement.nodePool({ nodePoolId: 'np1', labels: {}, taints: [], gpu });
    expect(found({ jobs: { placement: pool(true) } })).toMatchObject([
      { ...FOUND, at: 'jobs.placement', message: expect.stringContaining('is a node pool with GPUs') as string },
    ]);
    expect(found({ jobs: { placement: Placement.fallback([pool(true), Placement.nodePool()]) } })).toMatchObject([
      FOUND,
    ]);
    expect(found({ jobs: { placement: pool(true) }, ...asking('limits: { nvidia.com/gpu: "1" }') })).toEqual([]);
    expect(found({ jobs: { placement: pool(false) } })).toEqual([]);
    expect(found({ jobs: { placement: pool(undefined) } })).toEqual([]);
  });

  test('takes other classes', () => {
    expect(found({ jobs: { placement: Placement.acs({ computeClass: ComputeClass.PERFORMANCE }) } })).toEqual([]);
    const podLabels = { 'alibabacloud.com/compute-class': 'general-purpose' };
    expect(found({ ...onGpu, ...configured({ podLabels }) })).toEqual([]);
  });

  test('is a warning on one side of a choice too', () => {
    const podLabels = new DeployTimeChoice({}, { 'alibabacloud.com/compute-class': 'gpu' }) as never;
    expect(found(configured({ podLabels }))).toMatchObject([FOUND]);
  });
});

describe('gpu-unavailable', () => {
  const FOUND = { rule: 'gpu-unavailable', severity: 'error', at: 'jobs.gpu' };
  const pool = (gpu: boolean | undefined) => Placement.nodePool({ nodePoolId: 'np1', labels: {}, taints: [], gpu });
  const on = (placement: Placement): RunnerOverrides => ({ on: { virtualNode: true }, jobs: { placement, gpu: 1 } });

  test.each<[string, Placement, string]>([
    ['a node pool without', pool(false), 'the node pool that jobs run on has none'],
    ['an ACS class without', Placement.acs({ computeClass: ComputeClass.PERFORMANCE }), 'of the class performance'],
    ['ECI without instance types', Placement.eci(), 'name types of a GPU family by useSpecs'],
    ['ECI with sizes', Placement.eci({ useSpecs: ['2-4Gi', 'ecs.gn7i-c8g1.2xlarge'] }), 'not all of the instances'],
  ])('finds %s', (_what, placement, message) => {
    expect(found(on(placement))).toEqual([{ ...FOUND, message: expect.stringContaining(message) as string }]);
  });

  test('is a warning where another compute has some, or may have', () => {
    expect(found(on(Placement.fallback([pool(true), Placement.eci()])))).toMatchObject([
      { ...FOUND, severity: 'warning' },
    ]);
  });

  test.each<[string, Placement]>([
    ['a node pool with GPUs', pool(true)],
    ['nodes of which nothing is known', Placement.nodePool()],
    ['ACS of the class gpu', Placement.acs({ computeClass: ComputeClass.GPU, gpuModelSeries: 'T4' })],
    ['ECI with instance types', Placement.eci({ useSpecs: ['ecs.gn6i-c4g1.xlarge'] })],
    ['ECI with families', Placement.eci({ instanceFamilies: ['ecs.gn7i'] })],
  ])('takes %s', (_what, placement) => {
    expect(found(on(placement))).toEqual([]);
  });

  test('takes what config or jobs themselves say of ECI', () => {
    const podAnnotations = { 'k8s.aliyun.com/eci-use-specs': 'ecs.gn6i-c4g1.xlarge' };
    expect(found({ ...on(Placement.eci()), ...configured({ podAnnotations }) })).toEqual([]);
    const overwrites = { podAnnotations: '^k8s.aliyun.com/eci-use-specs=ecs\\.gn' };
    const { jobs, ...rest } = on(Placement.eci());
    expect(found({ ...rest, jobs: { ...jobs, overwrites } })).toEqual([]);
  });

  test('takes instance types that the deployment knows', () => {
    expect(found((stack) => on(Placement.eci({ useSpecs: [parameter.text(stack, 'Type')] })))).toEqual([]);
  });
});

describe('whole-number', () => {
  test.each([0, 0.5, -1])('finds %j GPUs', (gpu) => {
    expect(found({ jobs: { gpu } })).toMatchObject([{ rule: 'whole-number', at: 'jobs.gpu' }]);
  });
});

test('GPUs are a patch of the pod, with the flag that makes the runner read it', () => {
  const { toml, kubernetes } = renderRunner({ jobs: { gpu: 2 } });
  expect(toml.runners[0]!.feature_flags).toEqual({ FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: true });
  expect(kubernetes.pod_spec).toEqual([
    {
      name: 'gpu',
      patch_type: 'strategic',
      patch: 'containers: [{ name: build, resources: { limits: { nvidia.com/gpu: "2" } } }]',
    },
  ]);
});
