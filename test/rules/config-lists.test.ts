import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import { HelmTemplate, ImageBuilds, RegistryCredentials, RegistryUser } from '../../lib';
import type { RunnersConfig } from '../../lib/config/runner-config.generated';
import type { RunnerOverrides } from '../support/runner';
import { renderRunner } from '../support/runner';

const forBuilds = (secretName: string) => [
  RegistryCredentials.fromExistingSecret(secretName, { usedBy: [RegistryUser.IMAGE_BUILDS] }),
];

const certificate = { existingSecret: 'company-ca', mountInJobs: true };
const warningsOf = (props: RunnerOverrides, runners: RunnersConfig) =>
  renderRunner({ ...props, config: { runners } }).warnings.filter((text) => text.startsWith('config.'));

describe('config-list-lacks-items: a list of config in place of the library’s', () => {
  test.each<[string, RunnerOverrides, RunnersConfig, string]>([
    [
      'pull Secrets without those that exist',
      { registryCredentials: ['ci', 'base'].map((name) => RegistryCredentials.fromExistingSecret(name)) },
      { kubernetes: { imagePullSecrets: ['base'] } },
      'config.runners.kubernetes.imagePullSecrets: takes the place of the list that other options yield, and lacks "ci"',
    ],
  ])('is a warning: %s', (_what, props, runners, warning) => {
    expect(warningsOf(props, runners)).toEqual([expect.stringContaining(warning)]);
  });

  test.each<[string, RunnerOverrides, RunnersConfig, string]>([
    [
      'variables without the flags of BuildKit',
      { imageBuilds: ImageBuilds.buildkitRootless() },
      { environment: ['HTTPS_PROXY=http://proxy.example.com'] },
      'config.runners.environment: takes the place of the list that other options yield, and lacks "BUILDKITD_FLAGS" of it; repeat what jobs need of that, or use jobs.env, which adds to it',
    ],
    [
      'services without the Docker daemon',
      { imageBuilds: ImageBuilds.unsafeDockerInDocker() },
      { kubernetes: { services: [{ name: 'postgres:17', alias: 'db' }] } },
      'config.runners.kubernetes.services: takes the place of the list that other options yield, and lacks "docker"',
    ],
    [
      'Secrets without certificates and credentials',
      { imageBuilds: ImageBuilds.kaniko(), registryCredentials: forBuilds('acr'), caCertificate: certificate },
      { kubernetes: { volumes: { secret: [{ name: 'other', mountPath: '/other' }] } } },
      'config.runners.kubernetes.volumes.secret: takes the place of the list that other options yield, and lacks "/etc/gitlab-runner/certs", "/kaniko/.docker"',
    ],
    [
      'volumes without those of jobs',
      { jobs: { volumes: [{ mountPath: '/data', persistentVolumeClaim: { name: 'nas' } }] } },
      { kubernetes: { volumes: { pvc: [{ name: 'other', mountPath: '/other' }] } } },
      'config.runners.kubernetes.volumes.pvc: takes the place of the list that other options yield, and lacks "/data" of it; repeat what jobs need of that, or use jobs.volumes, which adds to it',
    ],
    [
      'patches without that for GPUs',
      { jobs: { gpu: 1 } },
      { kubernetes: { podSpec: [{ name: 'host', patch: 'hostname: ci' }] } },
      'config.runners.kubernetes.podSpec: takes the place of the list that other options yield, and lacks "gpu"',
    ],
  ])('is an error for what image builds need or jobs ask for: %s', (_what, props, runners, message) => {
    expect(() => renderRunner({ ...props, config: { runners } })).toThrow(message);
  });

  test('options of jobs add to the lists of image builds', () => {
    const { toml, kubernetes } = renderRunner({
      imageBuilds: ImageBuilds.unsafeDockerInDocker(),
      jobs: { env: { DOCKER_TLS_VERIFY: '', TEAM: 'a' }, volumes: [{ mountPath: '/data', emptyDir: {} }] },
    });
    const { environment } = toml.runners[0] as { environment: string[] };
    expect(environment).toEqual([
      'DOCKER_HOST=tcp://docker:2376',
      'DOCKER_TLS_CERTDIR=/certs',
      'DOCKER_TLS_VERIFY=1',
      'DOCKER_CERT_PATH=/certs/client',
      'DOCKER_TLS_VERIFY=',
      'TEAM=a',
    ]);
    expect((kubernetes.volumes as { empty_dir: object[] }).empty_dir).toMatchObject(
      [{ name: 'volume-0', mount_path: '/data' }, { name: 'docker-certs' }].reverse(),
    );
  });

  test('is none when it has another item for the same purpose', () => {
    expect(
      warningsOf(
        { imageBuilds: ImageBuilds.unsafeDockerInDocker(), caCertificate: certificate },
        {
          environment: [
            'DOCKER_HOST=tcp://docker:2375',
            'DOCKER_TLS_CERTDIR=',
            'DOCKER_TLS_VERIFY=',
            'DOCKER_CERT_PATH=/x',
          ],
          kubernetes: {
            services: [{ name: 'registry.example.com/ci/docker:29-dind', alias: 'docker' }],
            volumes: { secret: [{ name: 'our-ca', mountPath: '/etc/gitlab-runner/certs' }] },
          },
        },
      ),
    ).toEqual([]);
  });

  test('is not judged by items that are of a wrong kind, or Helm templates', () => {
    const imageBuilds = ImageBuilds.buildkitRootless();
    const environment = [{}] as never;
    expect(() => renderRunner({ imageBuilds, config: { runners: { environment } } })).toThrow(
      'config.runners.environment[0]: is a map; allowed is a string',
    );
    expect(warningsOf({ imageBuilds }, { environment: [HelmTemplate.string('BUILDKITD_FLAGS={{ 1 }}')] })).toEqual([]);
  });

  test('is not judged when the deployment knows an item of it', () => {
    const { warnings } = renderRunner((stack) => ({
      registryCredentials: [
        RegistryCredentials.fromParameters('registry.example.com', { parameterPrefix: 'Registry' }),
      ],
      config: {
        runners: {
          kubernetes: {
            imagePullSecrets: [new RosParameter(stack, 'Secret', { type: RosParameterType.STRING }).valueAsString],
          },
        },
      },
    }));
    expect(warnings).toEqual([]);
  });
});
