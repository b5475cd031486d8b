import type { ContainerResources, JobOptions, JobOverwrites, JobVolume } from '../../lib';
import { JobSize } from '../../lib';
import { isAtLeast } from '../../lib/config/runner-version';
import { findCharts } from '../support/helm';
import type { RunnerOverrides } from '../support/runner';
import { render } from './render';

const BUILD: Required<ContainerResources> = {
  cpu: '3',
  memory: '6Gi',
  ephemeralStorage: '40Gi',
  limits: { cpu: '4', memory: '7Gi', ephemeralStorage: '41Gi' },
};
const HELPER: Required<ContainerResources> = {
  cpu: '100m',
  memory: '300Mi',
  ephemeralStorage: '2Gi',
  limits: { cpu: '200m', memory: '400Mi', ephemeralStorage: '3Gi' },
};
const SERVICE: Required<ContainerResources> = {
  cpu: '500m',
  memory: '1Gi',
  ephemeralStorage: '4Gi',
  limits: { cpu: '1', memory: '2Gi', ephemeralStorage: '5Gi' },
};

const OVERWRITES: Required<JobOverwrites> = {
  podLabels: '^team=\\w+$',
  podAnnotations: '^note=.*$',
  nodeSelector: '^disk=ssd$',
  tolerations: '^ci=.*:NoSchedule$',
  serviceAccount: '^ci-[a-z]+$',
  maxResources: { cpu: '8', memory: '16Gi', ephemeralStorage: '60Gi' },
  maxHelperResources: { cpu: '2', memory: '2Gi', ephemeralStorage: '6Gi' },
  maxServiceResources: { cpu: '3', memory: '3Gi', ephemeralStorage: '7Gi' },
};
/** Which not every chart has a runner for. */
const IDS: Required<Pick<JobOptions, 'allowedUsers' | 'allowedGroups'>> = {
  allowedUsers: [0, 1000],
  allowedGroups: [0, 2000],
};

/** All but `nas`, which not every chart has a runner for. */
const VOLUMES: JobVolume[] = [
  { mountPath: '/claim', persistentVolumeClaim: { name: 'nas' }, subPath: 'ci', readOnly: true },
  { mountPath: '/settings', configMap: { name: 'settings', items: { 'a.xml': 'settings.xml' } } },
  { mountPath: '/keys', secret: { name: 'keys', items: { id: 'id_ed25519' } }, readOnly: true },
  { mountPath: '/scratch', emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } },
];

// Where jobs run is said with the placements and the namespaces.
const JOBS: Required<Omit<JobOptions, 'namespace' | 'placement' | keyof typeof IDS>> = {
  image: 'node:22',
  size: JobSize.LARGE,
  resources: BUILD,
  helperResources: HELPER,
  serviceResources: SERVICE,
  allowedImages: ['registry.example.com/ci/**', 'alpine:*'],
  allowedServices: ['postgres:*'],
  allowedPullPolicies: ['always', 'if-not-present'],
  overwrites: OVERWRITES,
  // How long managers wait for them is said with the managers.
  maxDurationSeconds: 7200,
  serviceAccount: { name: 'deployer', automountServiceAccountToken: true },
  volumes: VOLUMES,
  gpu: 1,
  env: { GIT_DEPTH: '20', TEAM: 'a {{ b }}' },
};

const DEFAULT_LABELS =
  '^alibabacloud\\.com/(compute-class=(general-purpose|performance)|compute-qos=(default|best-effort))$';

describe.each(findCharts())('with the chart $version', (chart) => {
  test('jobs by default are small, and may choose their ACS compute alone', () => {
    const { runner, faults } = render(chart);
    expect(faults).toEqual([]);
    expect(runner).toEqual({
      request_concurrency: 4,
      kubernetes: {
        namespace: 'test',
        image: 'alpine:3',
        cpu_request: '2',
        cpu_limit: '2',
        memory_request: '4Gi',
        memory_limit: '4Gi',
        automount_service_account_token: false,
        poll_timeout: 600,
        pod_labels_overwrite_allowed: DEFAULT_LABELS,
      },
    });
  });

  test('every setting of jobs is a key of [runners.kubernetes]', () => {
    const { runner, faults } = render(chart, { jobs: JOBS });
    expect(faults).toEqual([]);
    expect(runner).toEqual({
      request_concurrency: 4,
      environment: ['GIT_DEPTH=20', 'TEAM=a {{ b }}'],
      feature_flags: { FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: true },
      kubernetes: {
        namespace: 'test',
        service_account: 'deployer',
        automount_service_account_token: true,
        image: 'node:22',
        poll_timeout: 600,

        cpu_request: '3',
        cpu_limit: '4',
        memory_request: '6Gi',
        memory_limit: '7Gi',
        ephemeral_storage_request: '40Gi',
        ephemeral_storage_limit: '41Gi',

        helper_cpu_request: '100m',
        helper_cpu_limit: '200m',
        helper_memory_request: '300Mi',
        helper_memory_limit: '400Mi',
        helper_ephemeral_storage_request: '2Gi',
        helper_ephemeral_storage_limit: '3Gi',

        service_cpu_request: '500m',
        service_cpu_limit: '1',
        service_memory_request: '1Gi',
        service_memory_limit: '2Gi',
        service_ephemeral_storage_request: '4Gi',
        service_ephemeral_storage_limit: '5Gi',

        pod_labels_overwrite_allowed: '^team=\\w+$',
        pod_annotations_overwrite_allowed: '^note=.*$',
        node_selector_overwrite_allowed: '^disk=ssd$',
        node_tolerations_overwrite_allowed: '^ci=.*:NoSchedule$',
        service_account_overwrite_allowed: '^ci-[a-z]+$',

        cpu_request_overwrite_max_allowed: '8',
        cpu_limit_overwrite_max_allowed: '8',
        memory_request_overwrite_max_allowed: '16Gi',
        memory_limit_overwrite_max_allowed: '16Gi',
        ephemeral_storage_request_overwrite_max_allowed: '60Gi',
        ephemeral_storage_limit_overwrite_max_allowed: '60Gi',

        helper_cpu_request_overwrite_max_allowed: '2',
        helper_cpu_limit_overwrite_max_allowed: '2',
        helper_memory_request_overwrite_max_allowed: '2Gi',
        helper_memory_limit_overwrite_max_allowed: '2Gi',
        helper_ephemeral_storage_request_overwrite_max_allowed: '6Gi',
        helper_ephemeral_storage_limit_overwrite_max_allowed: '6Gi',

        service_cpu_request_overwrite_max_allowed: '3',
        service_cpu_limit_overwrite_max_allowed: '3',
        service_memory_request_overwrite_max_allowed: '3Gi',
        service_memory_limit_overwrite_max_allowed: '3Gi',
        service_ephemeral_storage_request_overwrite_max_allowed: '7Gi',
        service_ephemeral_storage_limit_overwrite_max_allowed: '7Gi',

        allowed_images: ['registry.example.com/ci/**', 'alpine:*'],
        allowed_services: ['postgres:*'],
        pull_policy: ['always', 'if-not-present'],
        allowed_pull_policies: ['always', 'if-not-present'],

        volumes: {
          pvc: [{ name: 'nas', mount_path: '/claim', sub_path: 'ci', read_only: true }],
          config_map: [{ name: 'settings', mount_path: '/settings', items: { 'a.xml': 'settings.xml' } }],
          secret: [{ name: 'keys', mount_path: '/keys', read_only: true, items: { id: 'id_ed25519' } }],
          empty_dir: [{ name: 'volume-3', mount_path: '/scratch', medium: 'Memory', size_limit: '1Gi' }],
        },
        pod_spec: [
          {
            name: 'gpu',
            patch_type: 'strategic',
            patch: 'containers: [{ name: build, resources: { limits: { nvidia.com/gpu: "1" } } }]',
          },
        ],
      },
    });
  });

  test.each<[string, RunnerOverrides]>([
    ['config names an account', { config: { runners: { kubernetes: { serviceAccount: 'deployer' } } } }],
    ['jobs may choose one', { jobs: { overwrites: { serviceAccount: '^ci-' } } }],
  ])('the token of the account is left to the account where %s', (_what, props) => {
    expect(render(chart, props).kubernetes).not.toHaveProperty('automount_service_account_token');
  });

  const nas = { mountPath: '/nas', nas: { server: 'x-1.cn-hangzhou.nas.aliyuncs.com', path: '/ci' }, readOnly: true };
  if (isAtLeast(chart.appVersion, '19.0')) {
    test('a NAS file system is mounted by NFS', () => {
      const { kubernetes, faults } = render(chart, { jobs: { volumes: [nas] } });
      expect(faults).toEqual([]);
      expect(kubernetes.volumes).toEqual({
        nfs: [
          {
            name: 'volume-0',
            mount_path: '/nas',
            server: 'x-1.cn-hangzhou.nas.aliyuncs.com',
            path: '/ci',
            read_only: true,
          },
        ],
      });
    });
  } else {
    test('a NAS file system is refused, which the runner would not mount', () => {
      expect(() => render(chart, { jobs: { volumes: [nas] } })).toThrow(/jobs\.volumes\[0\]\.nas: .*19\.0/);
    });
  }

  test('the pull policy of images is one of those that jobs may choose from', () => {
    const { allowedPullPolicies } = JOBS;
    const { kubernetes, faults } = render(chart, { jobs: { allowedPullPolicies }, images: { pullPolicy: 'Always' } });
    expect(faults).toEqual([]);
    expect(kubernetes).toMatchObject({
      pull_policy: 'always',
      allowed_pull_policies: ['always', 'if-not-present'],
    });
  });

  if (isAtLeast(chart.appVersion, '18.4')) {
    test('ids of users and groups are lists of texts, as the runner reads them', () => {
      const { kubernetes, faults } = render(chart, { jobs: IDS });
      expect(faults).toEqual([]);
      expect(kubernetes).toMatchObject({ allowed_users: ['0', '1000'], allowed_groups: ['0', '2000'] });
    });
  } else {
    test('ids of users and groups are refused, since the runner would not heed them', () => {
      expect(() => render(chart, { jobs: IDS })).toThrow(
        /jobs\.allowedUsers: .*18\.4.*\n.*jobs\.allowedGroups: .*18\.4/,
      );
    });
  }

  test.each([
    [JobSize.SMALL, ['1750m', '7680Mi'], ['250m', '512Mi']],
    [JobSize.MEDIUM, ['3500m', '15Gi'], ['500m', '1Gi']],
    [JobSize.LARGE, ['7500m', '31Gi'], ['500m', '1Gi']],
    [JobSize.XLARGE, ['15', '62Gi'], ['1', '2Gi']],
  ])('the size %s is that of build and helper container', (size, [cpu, memory], [helperCpu, helperMemory]) => {
    const { kubernetes, faults } = render(chart, { jobs: { size } });
    expect(faults).toEqual([]);
    expect(kubernetes).toMatchObject({
      cpu_request: cpu,
      cpu_limit: cpu,
      memory_request: memory,
      memory_limit: memory,
      helper_cpu_request: helperCpu,
      helper_cpu_limit: helperCpu,
      helper_memory_request: helperMemory,
      helper_memory_limit: helperMemory,
    });
  });
});
