import { parse } from '@iarna/toml';
import { checkTomlTable } from '../../lib/config';
import { ChartVersion } from '../../lib/chart/chart-version';
import { ImageBuilds } from '../../lib/runner/image-builds/image-builds';
import { findCharts, helmTemplate } from '../support/helm';
import { configTemplate, managerContainer, onlyObject } from '../support/kubernetes';
import type { RunnerOverrides } from '../support/runner';
import { renderRunner } from '../support/runner';
import { checkKubernetes } from '../support/wellformed-k8s';

const charts = findCharts();

interface Rendered {
  readonly environment?: readonly string[];
  readonly kubernetes: Record<string, unknown>;
}

function render(chart: (typeof charts)[number], props: RunnerOverrides) {
  const { values } = renderRunner({ chartVersion: ChartVersion.of(chart.version), ...props });
  const objects = helmTemplate({ chart, release: 'runner', namespace: 'ci', values });
  const toml = parse(configTemplate(objects));
  const [runner] = toml.runners as unknown as Rendered[];
  const [major, minor] = chart.appVersion.split('.');
  return { objects, runner: runner!, unknownKeys: checkTomlTable(toml, `${major}.${minor}`) };
}

const builders: [string, ImageBuilds][] = [
  ['kaniko', ImageBuilds.kaniko({ registrySecret: 'acr', registryMirror: 'mirror.example.com' })],
  ['Docker-in-Docker', ImageBuilds.privilegedDockerInDocker()],
];

describe.each(charts)('with the chart $version', (chart) => {
  test.each(builders)('%s renders what Kubernetes and the runner take', (_name, imageBuilds) => {
    const { objects, unknownKeys } = render(chart, { imageBuilds });
    expect(checkKubernetes(objects, { secrets: ['token'] })).toEqual([]);
    expect(unknownKeys).toEqual([]);
  });

  test.each(builders)('%s changes nothing of the managers and their permissions', (_name, imageBuilds) => {
    const [plain, building] = [render(chart, {}), render(chart, { imageBuilds })];
    expect(managerContainer(building.objects)).toEqual(managerContainer(plain.objects));
    expect(onlyObject(building.objects, 'Role')).toEqual(onlyObject(plain.objects, 'Role'));
  });

  test('kaniko reaches the runner with its image, its user, its memory, its mirror and its credentials', () => {
    const { runner } = render(chart, { imageBuilds: builders[0]![1] });
    expect(runner.environment).toEqual(['KANIKO_REGISTRY_MIRROR=mirror.example.com']);
    expect(runner.kubernetes).toMatchObject({
      image: expect.stringMatching(/kaniko:.*-debug$/) as string,
      memory_request: '8Gi',
      memory_limit: '8Gi',
      ephemeral_storage_request: '30Gi',
      build_container_security_context: { run_as_user: 0, run_as_group: 0, allow_privilege_escalation: false },
      volumes: {
        secret: [{ name: 'acr', mount_path: '/kaniko/.docker', items: { '.dockerconfigjson': 'config.json' } }],
      },
    });
  });

  test('kaniko gives way to what the runner says itself', () => {
    const { runner } = render(chart, {
      imageBuilds: ImageBuilds.kaniko(),
      jobs: { image: 'alpine:3', resources: { cpu: '4', memory: '16Gi' } },
      config: { runners: { kubernetes: { buildContainerSecurityContext: { allowPrivilegeEscalation: true } } } },
    });
    expect(runner.kubernetes).toMatchObject({
      image: 'alpine:3',
      cpu_request: '4',
      memory_request: '16Gi',
      build_container_security_context: { run_as_user: 0, allow_privilege_escalation: true },
    });
  });

  test('Docker-in-Docker reaches the runner as a privileged service, and only that is privileged', () => {
    const { runner, objects } = render(chart, { imageBuilds: builders[1]![1] });
    expect(runner.kubernetes).toMatchObject({
      services: [{ name: 'docker:29-dind', alias: 'docker' }],
      service_container_security_context: { privileged: true },
      service_memory_request: '8Gi',
    });
    expect(configTemplate(objects).match(/privileged = true/g)).toHaveLength(1);
  });
});

const [newest] = charts.filter(({ version }) => version === ChartVersion.DEFAULT.version);

test('BuildKit reaches a runner that knows seccomp profiles', () => {
  const { objects, runner, unknownKeys } = render(newest!, { imageBuilds: ImageBuilds.buildkitRootless() });
  expect(checkKubernetes(objects, { secrets: ['token'] })).toEqual([]);
  expect(unknownKeys).toEqual([]);
  expect(runner).toMatchObject({
    environment: ['BUILDKITD_FLAGS=--oci-worker-no-process-sandbox'],
    kubernetes: {
      build_container_security_context: {
        run_as_user: 1000,
        seccomp_profile: { type: 'Unconfined' },
        app_armor_profile: { type: 'Unconfined' },
      },
      volumes: { empty_dir: [{ name: 'buildkit', mount_path: '/home/user/.local/share/buildkit' }] },
    },
  });
});

test('BuildKit is refused with the chart of GitLab Runner 17.6', () => {
  const build = () => renderRunner({ chartVersion: ChartVersion.V0_71_0, imageBuilds: ImageBuilds.buildkitRootless() });
  expect(build).toThrow(/imageBuilds\.buildkitRootless: needs GitLab Runner 18\.11/);
});
