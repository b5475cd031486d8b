import { ImageBuilds, RegistryCredentials, RegistryUser, RunnerChart } from '../../lib';
import type { JobVolume } from '../../lib';
import { parameter } from '../cluster/fixtures';
import type { VolumesConfig } from '../../lib/config/runner-config.generated';
import type { RunnerOverrides } from '../support/runner';
import { renderRunner } from '../support/runner';
import type { Props } from './support';
import { problemsOf } from './support';
import { jobVolumes } from '../../lib/rules/job-volumes';
import { DeployTimeChoice } from '../../lib/config/deploy-time-choice';

const forBuilds = (secretName: string) => [
  RegistryCredentials.fromExistingSecret(secretName, { usedBy: [RegistryUser.IMAGE_BUILDS] }),
];

const withVolumes = (volumes: VolumesConfig) => ({ config: { runners: { kubernetes: { volumes } } } });
const found = (props: Props) => problemsOf(jobVolumes, props);
const renderingOf = (props: RunnerOverrides) => () => renderRunner(props);

const text = (...lines: string[]) => ({ chartValues: { runners: { config: ['[[runners]]', ...lines].join('\n') } } });

describe('job-volume-names-equal', () => {
  test.each<[string, RunnerOverrides, string, string]>([
    [
      'a Secret that is called like the volume of BuildKit',
      { imageBuilds: ImageBuilds.buildkitRootless(), registryCredentials: forBuilds('buildkit') },
      'registryCredentials',
      'leads to two volumes called "buildkit" in the pods of jobs, at /home/user/.local/share/buildkit and /home/user/.docker, and Kubernetes refuses such pods; give one of them another name',
    ],
    [
      'one Secret for certificates and credentials',
      {
        imageBuilds: ImageBuilds.kaniko(),
        registryCredentials: forBuilds('ci'),
        caCertificate: { existingSecret: 'ci', mountInJobs: true },
      },
      'registryCredentials',
      'leads to two volumes called "ci" in the pods of jobs, at /etc/gitlab-runner/certs and /kaniko/.docker, and',
    ],
    [
      'a volume of config that is called like that of a builder',
      {
        imageBuilds: ImageBuilds.kaniko(),
        registryCredentials: forBuilds('ci'),
        ...withVolumes({ configMap: [{ name: 'ci', mountPath: '/etc/ci' }] }),
      },
      'config.runners.kubernetes.volumes.configMap[0]',
      'leads to two volumes called "ci"',
    ],
  ])('finds %s', (_what, props, at, message) => {
    expect(found(props)).toEqual([
      { rule: 'job-volume-names-equal', severity: 'error', at, message: expect.stringContaining(message) as string },
    ]);
    expect(renderingOf(props)).toThrow(`${at}: ${message}`);
  });

  test('finds those of a text, at the line', () => {
    const props = text(
      '[[runners.kubernetes.volumes.empty_dir]]',
      'name = "data"',
      'mount_path = "/a"',
      '[[runners.kubernetes.volumes.empty_dir]]',
      'name = "data"',
      'mount_path = "/b"',
    );
    expect(found(props)).toMatchObject([{ rule: 'job-volume-names-equal', severity: 'error', line: 5 }]);
  });

  test('takes one claim in two places, and all else that has a name and a path of its own', () => {
    const pvc = [
      { name: 'nas', mountPath: '/data' },
      { name: 'nas', mountPath: '/cache', subPath: 'cache' },
    ];
    const builds = { imageBuilds: ImageBuilds.buildkitRootless(), registryCredentials: forBuilds('ci') };
    expect(renderRunner({ ...builds, ...withVolumes({ pvc }) }).warnings).toEqual([]);
  });
});

describe('job-volume-paths-equal', () => {
  const docker = { name: 'docker', mountPath: '/kaniko/.docker' };
  const builds = { imageBuilds: ImageBuilds.kaniko(), registryCredentials: forBuilds('ci') };
  const MESSAGE = 'leads to two volumes at "/kaniko/.docker" in the pods of jobs, ci and docker';

  test('finds a volume of config where a builder has one', () => {
    const props = { ...builds, ...withVolumes({ emptyDir: [docker] }) };
    expect(found(props)).toEqual([
      {
        rule: 'job-volume-paths-equal',
        severity: 'error',
        at: 'config.runners.kubernetes.volumes.emptyDir[0]',
        message: expect.stringContaining(MESSAGE) as string,
      },
    ]);
    expect(renderingOf(props)).toThrow(MESSAGE);
  });

  test('is a warning for one side of a choice, and takes one on each side', () => {
    const one = new DeployTimeChoice({}, [docker]) as never;
    expect(found({ ...builds, ...withVolumes({ emptyDir: one }) })).toMatchObject([{ severity: 'warning' }]);
    const either = new DeployTimeChoice({}, [docker], [{ ...docker, name: 'other' }]) as never;
    expect(found(withVolumes({ emptyDir: either }))).toEqual([]);
  });

  test('takes other paths', () => {
    expect(found({ ...builds, ...withVolumes({ emptyDir: [{ ...docker, mountPath: '/data' }] }) })).toEqual([]);
  });
});

const ofJobs = (...volumes: JobVolume[]) => found({ jobs: { volumes } });

describe('job-volume-kind', () => {
  const claim = { name: 'nas' };

  test.each<[string, JobVolume, string, string]>([
    ['none', { mountPath: '/data' }, 'jobs.volumes[0]', 'and none is given'],
    [
      'several',
      { mountPath: '/data', persistentVolumeClaim: claim, emptyDir: {} },
      'jobs.volumes[0]',
      'and persistentVolumeClaim, emptyDir are given',
    ],
    [
      'an emptyDir to read from',
      { mountPath: '/data', emptyDir: {}, readOnly: true },
      'jobs.volumes[0].readOnly',
      'would stay empty',
    ],
  ])('finds %s', (_what, volume, at, message) => {
    expect(ofJobs(volume)).toContainEqual({
      rule: 'job-volume-kind',
      severity: 'error',
      at,
      message: expect.stringContaining(message) as string,
    });
  });

  test('takes one of each, in any number', () => {
    expect(
      ofJobs(
        { mountPath: '/claim', persistentVolumeClaim: claim, subPath: 'ci' },
        { mountPath: '/config', configMap: { name: 'settings', items: { a: 'b' } } },
        { mountPath: '/secret', secret: { name: 'keys' }, readOnly: true },
        { mountPath: '/one', emptyDir: {} },
        { mountPath: '/two', emptyDir: { medium: 'Memory', sizeLimit: '1Gi' }, readOnly: false },
        { mountPath: '/nas', nas: { server: 'x-1.cn-hangzhou.nas.aliyuncs.com', path: '/ci' } },
      ),
    ).toEqual([]);
  });
});

describe('job-volume-path', () => {
  test.each(['data', '', '/data:ro'])('finds %j', (mountPath) => {
    expect(ofJobs({ mountPath, emptyDir: {} })).toMatchObject([
      { rule: 'job-volume-path', at: 'jobs.volumes[0].mountPath' },
    ]);
  });

  test('takes absolute paths, and those that the deployment knows', () => {
    expect(ofJobs({ mountPath: '/var/lib/data', emptyDir: {} })).toEqual([]);
    expect(
      found((stack) => ({ jobs: { volumes: [{ mountPath: parameter.text(stack, 'Path'), emptyDir: {} }] } })),
    ).toEqual([]);
  });
});

describe('job-volume-nas', () => {
  const nas = { mountPath: '/nas', nas: { server: 'x-1.cn-hangzhou.nas.aliyuncs.com' } };

  test('finds a runner that mounts no NFS', () => {
    expect(found({ chart: RunnerChart.fromVersion('0.71.0'), jobs: { volumes: [nas] } })).toMatchObject([
      { rule: 'job-volume-nas', severity: 'error', at: 'jobs.volumes[0].nas' },
    ]);
    expect(ofJobs(nas)).toEqual([]);
  });

  test.each(['x-1.cn-hangzhou.nas.aliyuncs.com:/ci', 'nfs://x-1.cn-hangzhou.nas.aliyuncs.com', ''])(
    'finds %j as server',
    (server) => {
      expect(ofJobs({ mountPath: '/nas', nas: { server } })).toMatchObject([
        { rule: 'job-volume-nas', at: 'jobs.volumes[0].nas.server' },
      ]);
    },
  );

  test('takes a server that the deployment knows', () => {
    expect(
      found((stack) => ({ jobs: { volumes: [{ ...nas, nas: { server: parameter.text(stack, 'Server') } }] } })),
    ).toEqual([]);
  });
});

test('volumes of jobs are judged together with those of other options', () => {
  const imageBuilds = ImageBuilds.kaniko();
  const registryCredentials = forBuilds('ci');
  const volumes = [{ mountPath: '/kaniko/.docker', emptyDir: {} }];
  expect(found({ imageBuilds, registryCredentials, jobs: { volumes } })).toMatchObject([
    { rule: 'job-volume-paths-equal' },
  ]);
});

test('volumes that are none are told once, by the check of the keys', () => {
  expect(renderingOf(withVolumes({ secret: [null, 'x'], emptyDir: 'x' } as never))).toThrow(/secret\[0\]/);
});
