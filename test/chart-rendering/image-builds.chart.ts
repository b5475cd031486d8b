import { ChartVersion, ImageBuilds, RegistryCredentials, RegistryUser, RunnerChart } from '../../lib';
import type { BuildkitRootlessOptions, DockerInDockerOptions, KanikoOptions } from '../../lib';
import { findCharts } from '../support/helm';
import { managerContainer, onlyObject } from '../support/kubernetes';
import type { Rendered } from './render';
import { render } from './render';

const KANIKO: Required<KanikoOptions> = {
  image: 'registry.example.com/ci/kaniko:debug',
  registryMirror: 'mirror.example.com',
  allowPrivilegeEscalation: true,
};
const BUILDKIT: Required<BuildkitRootlessOptions> = {
  image: 'registry.example.com/ci/buildkit:rootless',
  buildkitdFlags: ['--oci-worker-snapshotter=native', '--debug'],
};
const DOCKER: Required<DockerInDockerOptions> = {
  image: 'registry.example.com/ci/docker:cli',
  daemonImage: 'registry.example.com/ci/docker:dind',
};

const registryCredentials = [RegistryCredentials.fromExistingSecret('acr', { usedBy: [RegistryUser.IMAGE_BUILDS] })];
const dockerConfig = (mountPath: string) => [
  { name: 'acr', mount_path: mountPath, read_only: true, items: { '.dockerconfigjson': 'config.json' } },
];

/** What builders make of a runner, without what every runner has. */
function builderOf({ runner, kubernetes }: Rendered) {
  const { image, services, volumes, build_container_security_context, service_container_security_context } = kubernetes;
  return {
    environment: runner.environment,
    image,
    services,
    volumes,
    build_container_security_context,
    service_container_security_context,
  };
}

const charts = findCharts();
// BuildKit needs a runner that knows seccomp profiles.
const buildkitCharts = charts.filter(({ version }) => ChartVersion.of(version).isAtLeast('0.88.0'));

describe.each(charts)('with the chart $version', (chart) => {
  describe('kaniko', () => {
    const rendered = render(chart, { imageBuilds: ImageBuilds.kaniko() });

    test('renders what Kubernetes and the runner take', () => {
      expect(rendered.faults).toEqual([]);
    });

    test('runs as root without privilege, in an image with a shell', () => {
      expect(builderOf(rendered)).toEqual({
        image: expect.stringMatching(/^ghcr\.io\/osscontainertools\/kaniko:v[\d.]+-debug$/) as string,
        build_container_security_context: { run_as_user: 0, run_as_group: 0, allow_privilege_escalation: false },
      });
    });

    test('has memory and disk to work with', () => {
      expect(rendered.kubernetes).toMatchObject({
        cpu_request: '2',
        memory_request: '8Gi',
        memory_limit: '8Gi',
        ephemeral_storage_request: '30Gi',
      });
    });

    test('changes nothing of the managers and their permissions', () => {
      const plain = render(chart);
      expect(managerContainer(rendered.objects)).toEqual(managerContainer(plain.objects));
      expect(onlyObject(rendered.objects, 'Role')).toEqual(onlyObject(plain.objects, 'Role'));
    });
  });

  test('kaniko reaches the runner with every option', () => {
    const rendered = render(chart, { imageBuilds: ImageBuilds.kaniko(KANIKO), registryCredentials });
    expect(rendered.faults).toEqual([]);
    expect(builderOf(rendered)).toEqual({
      environment: ['KANIKO_REGISTRY_MIRROR=mirror.example.com'],
      image: 'registry.example.com/ci/kaniko:debug',
      volumes: { secret: dockerConfig('/kaniko/.docker') },
      build_container_security_context: { run_as_user: 0, run_as_group: 0, allow_privilege_escalation: true },
    });
  });

  test('kaniko gives way to what the runner says itself', () => {
    const { kubernetes } = render(chart, {
      imageBuilds: ImageBuilds.kaniko(),
      jobs: { image: 'alpine:3', resources: { cpu: '4', memory: '16Gi' } },
      config: { runners: { kubernetes: { buildContainerSecurityContext: { allowPrivilegeEscalation: true } } } },
    });
    expect(kubernetes).toMatchObject({
      image: 'alpine:3',
      cpu_request: '4',
      memory_request: '16Gi',
      build_container_security_context: { run_as_user: 0, allow_privilege_escalation: true },
    });
  });

  test('Docker-in-Docker reaches the runner with every option, and the daemon alone is privileged', () => {
    const rendered = render(chart, { imageBuilds: ImageBuilds.unsafeDockerInDocker(DOCKER) });
    expect(rendered.faults).toEqual([]);
    expect(builderOf(rendered)).toEqual({
      environment: [
        'DOCKER_HOST=tcp://docker:2376',
        'DOCKER_TLS_CERTDIR=/certs',
        'DOCKER_TLS_VERIFY=1',
        'DOCKER_CERT_PATH=/certs/client',
      ],
      image: 'registry.example.com/ci/docker:cli',
      services: [{ name: 'registry.example.com/ci/docker:dind', alias: 'docker' }],
      volumes: { empty_dir: [{ name: 'docker-certs', mount_path: '/certs/client', medium: 'Memory' }] },
      service_container_security_context: { privileged: true },
    });
    expect(rendered.kubernetes).toMatchObject({
      cpu_request: '500m',
      memory_request: '512Mi',
      service_cpu_request: '2',
      service_memory_request: '8Gi',
    });
    expect(rendered.kubernetes).not.toHaveProperty('privileged');
  });

  test('builders have their images from the mirror of the runner', () => {
    const images = { mirror: 'harbor.example.com/ci' };
    const byKaniko = render(chart, { images, imageBuilds: ImageBuilds.kaniko() });
    expect(byKaniko.kubernetes.image).toMatch(/^harbor\.example\.com\/ci\/kaniko:v[\d.]+-debug$/);
    const byDocker = render(chart, { images, imageBuilds: ImageBuilds.unsafeDockerInDocker() });
    expect(byDocker.kubernetes).toMatchObject({
      image: 'harbor.example.com/ci/docker:29-cli',
      services: [{ name: 'harbor.example.com/ci/docker:29-dind', alias: 'docker' }],
    });
  });

  test('Docker-in-Docker has images of Docker by default', () => {
    const { kubernetes } = render(chart, { imageBuilds: ImageBuilds.unsafeDockerInDocker() });
    expect(kubernetes).toMatchObject({
      image: 'docker:29-cli',
      services: [{ name: 'docker:29-dind', alias: 'docker' }],
    });
  });
});

describe.each(buildkitCharts)('with the chart $version', (chart) => {
  test('BuildKit reaches the runner with every option', () => {
    const rendered = render(chart, { imageBuilds: ImageBuilds.buildkitRootless(BUILDKIT), registryCredentials });
    expect(rendered.faults).toEqual([]);
    expect(builderOf(rendered)).toEqual({
      environment: ['BUILDKITD_FLAGS=--oci-worker-no-process-sandbox --oci-worker-snapshotter=native --debug'],
      image: 'registry.example.com/ci/buildkit:rootless',
      volumes: {
        empty_dir: [{ name: 'buildkit', mount_path: '/home/user/.local/share/buildkit' }],
        secret: dockerConfig('/home/user/.docker'),
      },
      build_container_security_context: {
        run_as_user: 1000,
        run_as_group: 1000,
        allow_privilege_escalation: true,
        seccomp_profile: { type: 'Unconfined' },
        app_armor_profile: { type: 'Unconfined' },
      },
    });
    expect(rendered.kubernetes).toMatchObject({ memory_request: '8Gi', ephemeral_storage_request: '30Gi' });
  });

  test('BuildKit has a rootless image by default', () => {
    const { kubernetes, runner } = render(chart, { imageBuilds: ImageBuilds.buildkitRootless() });
    expect(kubernetes.image).toMatch(/^moby\/buildkit:v[\d.]+-rootless$/);
    expect(runner.environment).toEqual(['BUILDKITD_FLAGS=--oci-worker-no-process-sandbox']);
  });
});

test('BuildKit is refused with the chart of GitLab Runner 17.6', () => {
  const build = () =>
    render(charts[0]!, {
      chart: RunnerChart.fromVersion(ChartVersion.V0_71_0),
      imageBuilds: ImageBuilds.buildkitRootless(),
    });
  expect(build).toThrow(/imageBuilds\.buildkitRootless: needs GitLab Runner 18\.11/);
});
