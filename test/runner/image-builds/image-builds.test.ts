import { RosParameter, RosParameterType, Stack } from '@alicloud/ros-cdk-core';
import { ChartVersion } from '../../../lib/chart/chart-version';
import { RegistryCredentials, RegistryUser } from '../../../lib';
import { Report } from '../../../lib/diagnostics/report';
import type { Severity } from '../../../lib/diagnostics/rule';
import { Settings } from '../../../lib/model/reading';
import type { ImageBuildsCheckContext } from '../../../lib/runner/image-builds/image-builds-config';
import { jobContainers } from '../jobs/support';
import { ImageBuilds } from '../../../lib/runner/image-builds/image-builds';
import { acs } from '../../../lib/placement/acs';
import { eci } from '../../../lib/placement/eci';
import { nodePool } from '../../../lib/placement/node-pool';
import { isUnresolved } from '../../../lib/ros/tokens';
import { JobSize } from '../../../lib/runner/sizes/job-size';
import type { RunnerOverrides } from '../../support/runner';
import { renderRunner } from '../../support/runner';
import { synth } from '../../support/synth';
import { configProblems } from '../../support/config-problems';

const NODES: ImageBuildsCheckContext = {
  placement: nodePool({}),
  chartVersion: ChartVersion.DEFAULT,
  settings: new Settings(undefined),
};
const ECI: ImageBuildsCheckContext = { ...NODES, placement: eci({ spot: {} }) };
const ACS: ImageBuildsCheckContext = { ...NODES, placement: acs({}) };
const OLD: ImageBuildsCheckContext = { ...NODES, chartVersion: ChartVersion.V0_71_0 };

const BUILDERS = {
  kaniko: () => ImageBuilds.kaniko({ registryMirror: 'mirror.example.com' }),
  buildkitRootless: () => ImageBuilds.buildkitRootless(),
  unsafeDockerInDocker: () => ImageBuilds.unsafeDockerInDocker(),
};

/** A login of image builds, and how the file of it is mounted. */
const registryCredentials = [RegistryCredentials.fromExistingSecret('acr', { usedBy: [RegistryUser.IMAGE_BUILDS] })];
const DOCKER_CONFIG = { read_only: true, items: { '.dockerconfigjson': 'config.json' } };
const configured = (props: RunnerOverrides) => renderRunner(props).kubernetes;

function findings(imageBuilds: ImageBuilds, context: ImageBuildsCheckContext) {
  const report = new Report();
  imageBuilds.check(context, report, 'imageBuilds');
  const of = (severity: Severity) => report.problems.filter((problem) => problem.severity === severity);
  return { errors: of('error'), warnings: of('warning') };
}

const bound = (imageBuilds: ImageBuilds) => imageBuilds.bind(new Stack(), NODES);

function runnersConfig(imageBuilds: ImageBuilds) {
  return bound(imageBuilds).config?.runners ?? {};
}

describe('every way to build images', () => {
  const each = Object.entries(BUILDERS);

  test.each(each)('%s sets only what the runner knows', (_name, builder) => {
    expect(configProblems(bound(builder()).config!, ChartVersion.DEFAULT.runnerVersion)).toEqual([]);
  });

  test.each(each)('%s has nothing against nodes and the default chart', (_name, builder) => {
    expect(findings(builder(), NODES).errors).toEqual([]);
  });

  test.each(each)('%s leaves the build container without privilege', (_name, builder) => {
    const { kubernetes } = runnersConfig(builder());
    expect(kubernetes?.privileged).toBeUndefined();
    expect(kubernetes?.buildContainerSecurityContext?.privileged).toBeUndefined();
  });

  test.each(each)('%s brings the image and the resources that it needs', (_name, builder) => {
    const { image, resources } = bound(builder()).jobs;
    expect(image).toMatch(/^[a-z].*:.+$/);
    expect(resources?.memory).toMatch(/^\d+(Mi|Gi)$/);
  });

  test('only the one that says so in its name runs anything privileged', () => {
    const privileged = each.filter(([, builder]) => JSON.stringify(bound(builder())).includes('"privileged":true'));
    expect(privileged.map(([name]) => name)).toEqual(['unsafeDockerInDocker']);
  });

  test('deploy-time values pass the checks', () => {
    synth((stack) => {
      const parameter = (id: string) => new RosParameter(stack, id, { type: RosParameterType.STRING }).valueAsString;
      const options = {
        image: parameter('Image'),
      };
      expect(isUnresolved(options.image)).toBe(true);
      expect(findings(ImageBuilds.kaniko({ ...options, registryMirror: parameter('M') }), NODES)).toEqual({
        errors: [],
        warnings: [],
      });
      expect(findings(ImageBuilds.buildkitRootless(options), NODES)).toEqual({ errors: [], warnings: [] });
      const daemon = ImageBuilds.unsafeDockerInDocker({ image: options.image, daemonImage: options.image });
      expect(findings(daemon, NODES).errors).toEqual([]);
    });
  });

  test('all faults are told at once, each at its prop', () => {
    const builder = ImageBuilds.kaniko({ image: '', registryMirror: 'https://x y' });
    expect(findings(builder, NODES).errors.map(({ at }) => at)).toEqual([
      'imageBuilds.kaniko.image',
      'imageBuilds.kaniko.registryMirror',
    ]);
  });

  test('an image that cannot be is told', () => {
    const kit = ImageBuilds.buildkitRootless({ image: ' moby/buildkit' });
    expect(findings(kit, NODES).errors.map(({ at }) => at)).toEqual(['imageBuilds.buildkitRootless.image']);
    const daemon = ImageBuilds.unsafeDockerInDocker({ image: 'a b', daemonImage: '' });
    expect(findings(daemon, NODES).errors.map(({ at }) => at)).toEqual([
      'imageBuilds.unsafeDockerInDocker.image',
      'imageBuilds.unsafeDockerInDocker.daemonImage',
    ]);
  });
});

describe('what cannot be is told in full', () => {
  test.each(['', ' alpine', 'a b', ':1.0', '/alpine'])('the image %p', (image) => {
    const message = `is "${image}", which is not the name of an image; write it as in "alpine:3" or "registry.example.com/ci/build:1.2"`;
    const builders = {
      'kaniko.image': ImageBuilds.kaniko({ image }),
      'buildkitRootless.image': ImageBuilds.buildkitRootless({ image }),
      'unsafeDockerInDocker.image': ImageBuilds.unsafeDockerInDocker({ image }),
      'unsafeDockerInDocker.daemonImage': ImageBuilds.unsafeDockerInDocker({ daemonImage: image }),
    };
    for (const [at, builder] of Object.entries(builders)) {
      expect(findings(builder, NODES).errors).toMatchObject([
        { rule: 'image-build-name', at: `imageBuilds.${at}`, message },
      ]);
    }
  });

  test.each(['', 'https://mirror.example.com', 'mirror.example.com/', 'dockerhub'])(
    'the mirror %p',
    (registryMirror) => {
      expect(findings(ImageBuilds.kaniko({ registryMirror }), NODES).errors).toMatchObject([
        {
          at: 'imageBuilds.kaniko.registryMirror',
          message: `"${registryMirror}" is not a registry that stands in for Docker Hub; write its host, and the path below it that it may need, as in "mirror.example.com" or "harbor.example.com/docker-hub", without scheme, tag and slash at the end`,
        },
      ]);
    },
  );

  test.each(['mirror.example.com', 'harbor.example.com:8443/docker-hub', 'abc.mirror.aliyuncs.com'])(
    'the mirror %s passes',
    (registryMirror) => {
      expect(findings(ImageBuilds.kaniko({ registryMirror }), NODES).errors).toEqual([]);
    },
  );
});

describe('kaniko', () => {
  test('runs as root and gains no rights beyond the container’s', () => {
    expect(runnersConfig(ImageBuilds.kaniko())).toEqual({
      kubernetes: {
        buildContainerSecurityContext: { runAsUser: 0, runAsGroup: 0, allowPrivilegeEscalation: false },
      },
    });
  });

  test('works on every compute and with the old chart, without a word', () => {
    for (const context of [NODES, ECI, ACS, OLD]) {
      expect(findings(ImageBuilds.kaniko(), context)).toEqual({ errors: [], warnings: [] });
    }
  });

  test('needs nothing that GitLab Runner 17.6 lacks', () => {
    const { config } = bound(BUILDERS.kaniko());
    expect(configProblems(config!, ChartVersion.V0_71_0.runnerVersion)).toEqual([]);
  });

  test('lets RUN gain rights on demand', () => {
    const { kubernetes } = runnersConfig(ImageBuilds.kaniko({ allowPrivilegeEscalation: true }));
    expect(kubernetes?.buildContainerSecurityContext).toMatchObject({ runAsUser: 0, allowPrivilegeEscalation: true });
  });

  test('reads its credentials from a Secret as the file that it looks for', () => {
    expect(configured({ imageBuilds: ImageBuilds.kaniko(), registryCredentials }).volumes).toEqual({
      secret: [{ name: 'acr', mount_path: '/kaniko/.docker', ...DOCKER_CONFIG }],
    });
  });

  test('asks a mirror for the images of Docker Hub', () => {
    const { environment } = runnersConfig(ImageBuilds.kaniko({ registryMirror: 'mirror.example.com' }));
    expect(environment).toEqual(['KANIKO_REGISTRY_MIRROR=mirror.example.com']);
  });

  test('has a shell by default', () => {
    expect(bound(ImageBuilds.kaniko()).jobs.image).toMatch(/^ghcr\.io\/osscontainertools\/kaniko:v[\d.]+-debug$/);
  });

  test.each([
    'ghcr.io/osscontainertools/kaniko',
    'ghcr.io/osscontainertools/kaniko:latest',
    'martizih/kaniko:v1.28.3',
    'registry-vpc.cn-hangzhou.aliyuncs.com/ci/kaniko:v1.28.3-slim',
    'gcr.io/kaniko-project/executor:v1.24.0',
  ])('warns of %s, which has no shell', (image) => {
    expect(findings(ImageBuilds.kaniko({ image }), NODES).warnings).toMatchObject([
      {
        rule: 'kaniko-image-without-shell',
        at: 'imageBuilds.kaniko.image',
        message: expect.stringContaining('-debug') as string,
      },
    ]);
  });

  test.each([
    'martizih/kaniko:v1.28.3-debug',
    'ghcr.io/osscontainertools/kaniko:alpine',
    'registry.cn-hangzhou.aliyuncs.com/acs-demo-ns/kaniko-executor:v1.21.0-amd64-debug',
    'registry.example.com/ci/our-builder:1',
    `ghcr.io/osscontainertools/kaniko@sha256:${'0'.repeat(64)}`,
  ])('takes %s', (image) => {
    const builder = ImageBuilds.kaniko({ image });
    expect(findings(builder, NODES)).toEqual({ errors: [], warnings: [] });
    expect(bound(builder).jobs.image).toBe(image);
  });
});

describe('BuildKit without root', () => {
  test('runs as the user of its image, free of profiles, and may set up a user namespace', () => {
    expect(runnersConfig(ImageBuilds.buildkitRootless()).kubernetes?.buildContainerSecurityContext).toEqual({
      runAsUser: 1000,
      runAsGroup: 1000,
      allowPrivilegeEscalation: true,
      seccompProfile: { type: 'Unconfined' },
      appArmorProfile: { type: 'Unconfined' },
    });
  });

  test('keeps its layers and its credentials in volumes', () => {
    expect(configured({ imageBuilds: ImageBuilds.buildkitRootless(), registryCredentials }).volumes).toEqual({
      empty_dir: [{ name: 'buildkit', mount_path: '/home/user/.local/share/buildkit' }],
      secret: [{ name: 'acr', mount_path: '/home/user/.docker', ...DOCKER_CONFIG }],
    });
  });

  test('goes without a sandbox for processes, whatever flags are added', () => {
    const flags = (builder: ImageBuilds) => runnersConfig(builder).environment;
    expect(flags(ImageBuilds.buildkitRootless())).toEqual(['BUILDKITD_FLAGS=--oci-worker-no-process-sandbox']);
    expect(flags(ImageBuilds.buildkitRootless({ buildkitdFlags: ['--oci-worker-snapshotter=native'] }))).toEqual([
      'BUILDKITD_FLAGS=--oci-worker-no-process-sandbox --oci-worker-snapshotter=native',
    ]);
  });

  test('is refused with a runner that cannot lift the seccomp profile, which names the version that can', () => {
    expect(findings(ImageBuilds.buildkitRootless(), OLD).errors).toMatchObject([
      {
        rule: 'buildkit-runner-version',
        at: 'imageBuilds.buildkitRootless',
        message: expect.stringMatching(/18\.11.*0\.71\.0 has 17\.6/) as string,
      },
    ]);
    // What would happen otherwise: the runner ignores the keys, and BuildKit fails in the job.
    const faults = configProblems(bound(ImageBuilds.buildkitRootless()).config!, '17.6');
    expect(faults.map(({ at }) => at)).toEqual([
      'runners.kubernetes.buildContainerSecurityContext.seccompProfile',
      'runners.kubernetes.buildContainerSecurityContext.appArmorProfile',
    ]);
  });

  test.each([
    ['0.87.0', 1],
    ['0.88.0', 0],
  ])('takes the runner of chart %s or not', (version, faults) => {
    const context = { ...NODES, chartVersion: ChartVersion.of(version) };
    expect(findings(ImageBuilds.buildkitRootless(), context).errors).toHaveLength(faults);
  });

  test.each([
    ['ECI', ECI],
    ['ACS', ACS],
  ])('is a warning on %s, where it is not known to work', (name, context) => {
    expect(findings(ImageBuilds.buildkitRootless(), context)).toMatchObject({
      errors: [],
      warnings: [
        {
          rule: 'buildkit-on-serverless',
          at: 'imageBuilds.buildkitRootless',
          message: expect.stringContaining(name) as string,
        },
      ],
    });
    expect(findings(ImageBuilds.buildkitRootless(), NODES).warnings).toEqual([]);
  });
});

describe('Docker-in-Docker', () => {
  test('makes the daemon alone privileged, and tells jobs where it is', () => {
    expect(runnersConfig(ImageBuilds.unsafeDockerInDocker())).toEqual({
      environment: [
        'DOCKER_HOST=tcp://docker:2376',
        'DOCKER_TLS_CERTDIR=/certs',
        'DOCKER_TLS_VERIFY=1',
        'DOCKER_CERT_PATH=/certs/client',
      ],
      kubernetes: {
        serviceContainerSecurityContext: { privileged: true },
        services: [{ name: 'docker:29-dind', alias: 'docker' }],
        volumes: { emptyDir: [{ name: 'docker-certs', mountPath: '/certs/client', medium: 'Memory' }] },
      },
    });
  });

  test('gives the resources to the daemon, which does the work', () => {
    expect(bound(ImageBuilds.unsafeDockerInDocker()).jobs).toMatchObject({
      image: 'docker:29-cli',
      resources: { cpu: '500m' },
      serviceResources: { cpu: '2', memory: '8Gi' },
    });
  });

  test('takes images of one’s own', () => {
    const builder = ImageBuilds.unsafeDockerInDocker({ image: 'ci/docker:1', daemonImage: 'ci/dind:1' });
    expect(bound(builder).jobs.image).toBe('ci/docker:1');
    expect(runnersConfig(builder).kubernetes?.services).toEqual([{ name: 'ci/dind:1', alias: 'docker' }]);
  });

  test('always comes with a warning of what it gives away', () => {
    expect(findings(ImageBuilds.unsafeDockerInDocker(), NODES).warnings).toMatchObject([
      {
        rule: 'docker-daemon-privileged',
        at: 'imageBuilds.unsafeDockerInDocker',
        message: expect.stringContaining('trust') as string,
      },
    ]);
  });

  test.each([
    ['ECI', ECI],
    ['ACS', ACS],
  ])('is refused on %s, with a way out', (name, context) => {
    const [fault, ...others] = findings(ImageBuilds.unsafeDockerInDocker(), context).errors;
    expect(others).toEqual([]);
    expect(fault).toMatchObject({
      rule: 'docker-daemon-on-serverless',
      at: 'imageBuilds.unsafeDockerInDocker',
    });
    expect(fault!.message).toMatch(new RegExp(`${name}.*ImageBuilds\\.kaniko\\(\\).*Placement\\.nodePool\\(\\)`));
  });
});

describe('the jobs of a runner', () => {
  const builder = bound(ImageBuilds.kaniko({ image: 'ci/kaniko:debug' }));

  test('take from the builder what they leave open', () => {
    expect(jobContainers({ maxDurationSeconds: 600, image: undefined }, { builder })).toEqual({
      image: 'ci/kaniko:debug',
      cpuRequest: '2',
      cpuLimit: '2',
      memoryRequest: '8Gi',
      memoryLimit: '8Gi',
      ephemeralStorageRequest: '30Gi',
      ephemeralStorageLimit: '30Gi',
    });
  });

  test('keep what they say', () => {
    const jobs = { image: 'debian:13', resources: { cpu: '8' } };
    expect(jobContainers(jobs, { builder })).toEqual({ image: 'debian:13', cpuRequest: '8', cpuLimit: '8' });
  });

  test('keep their size instead of the resources of the builder', () => {
    expect(jobContainers({ size: JobSize.LARGE }, { builder })).toMatchObject({
      image: 'ci/kaniko:debug',
      cpuRequest: '7500m',
      memoryRequest: '31Gi',
    });
    expect(jobContainers({ size: JobSize.LARGE }, { builder })).not.toHaveProperty('ephemeralStorageRequest');
  });
});
