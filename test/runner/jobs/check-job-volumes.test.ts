import { ImageBuilds } from '../../../lib';
import type { VolumesConfig } from '../../../lib/config/runner-config.generated';
import type { RunnerOverrides } from '../../support/runner';
import { renderRunner } from '../../support/runner';

const withVolumes = (volumes: VolumesConfig) => ({ config: { runners: { kubernetes: { volumes } } } });
const renderingOf = (props: RunnerOverrides) => () => renderRunner(props);

describe('volumes of jobs', () => {
  test.each<[string, RunnerOverrides, string]>([
    [
      'a Secret that is called like the volume of BuildKit',
      { imageBuilds: ImageBuilds.buildkitRootless({ registrySecret: 'buildkit' }) },
      'imageBuilds: leads to two volumes called "buildkit" in the pods of jobs, at /home/user/.docker and /home/user/.local/share/buildkit',
    ],
    [
      'one Secret for certificates and credentials',
      {
        imageBuilds: ImageBuilds.kaniko({ registrySecret: 'ci' }),
        caCertificate: { existingSecret: 'ci', mountInJobs: true },
      },
      'imageBuilds: leads to two volumes called "ci" in the pods of jobs, at /etc/gitlab-runner/certs and /kaniko/.docker',
    ],
    [
      'a volume of config that is called like that of a builder',
      {
        imageBuilds: ImageBuilds.kaniko({ registrySecret: 'ci' }),
        ...withVolumes({ configMap: [{ name: 'ci', mountPath: '/etc/ci' }] }),
      },
      'config.runners.kubernetes.volumes: leads to two volumes called "ci"',
    ],
    [
      'a volume of config where a builder has one',
      {
        imageBuilds: ImageBuilds.kaniko({ registrySecret: 'ci' }),
        ...withVolumes({ emptyDir: [{ name: 'docker', mountPath: '/kaniko/.docker' }] }),
      },
      'config.runners.kubernetes.volumes: leads to two volumes at "/kaniko/.docker" in the pods of jobs, ci and docker',
    ],
  ])('refuse %s', (_what, props, message) => {
    expect(renderingOf(props)).toThrow(message);
  });

  test('take one claim in two places, and all else that has a name and a place of its own', () => {
    const pvc = [
      { name: 'nas', mountPath: '/data' },
      { name: 'nas', mountPath: '/cache', subPath: 'cache' },
    ];
    const imageBuilds = ImageBuilds.buildkitRootless({ registrySecret: 'ci' });
    expect(renderRunner({ imageBuilds, ...withVolumes({ pvc }) }).warnings).toEqual([]);
  });

  test('that are none are told once, by the check of the configuration', () => {
    expect(renderingOf(withVolumes({ secret: [null, 'x'], emptyDir: 'x' } as never))).toThrow(/secret\[0\]/);
  });
});
