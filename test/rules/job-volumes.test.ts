import { ImageBuilds, RegistryCredentials, RegistryUser } from '../../lib';
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

test('volumes that are none are told once, by the check of the keys', () => {
  expect(renderingOf(withVolumes({ secret: [null, 'x'], emptyDir: 'x' } as never))).toThrow(/secret\[0\]/);
});
