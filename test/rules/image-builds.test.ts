import { ClusterKind, HelmTemplate, ImageBuilds, Placement } from '../../lib';
import type { configToml } from '../../lib';
import { imageBuilds as rules } from '../../lib/rules/image-builds';
import type { RunnerOverrides } from '../support/runner';
import { problemsOf } from './support';

function found(imageBuilds: ImageBuilds, kubernetes: configToml.KubernetesConfig) {
  return problemsOf(rules, { imageBuilds, config: { runners: { kubernetes } } });
}

const matching = (pattern: RegExp) => expect.stringMatching(pattern) as unknown;

describe('kaniko', () => {
  const at = 'imageBuilds.kaniko';

  test.each<[string, configToml.KubernetesConfig]>([
    ['by the pod', { podSecurityContext: { runAsNonRoot: true } }],
    ['by the container', { buildContainerSecurityContext: { runAsNonRoot: true } }],
  ])('is refused where root is, %s', (_where, kubernetes) => {
    expect(found(ImageBuilds.kaniko(), kubernetes)).toMatchObject([
      { rule: 'kaniko-container', severity: 'error', at, message: matching(/runAsNonRoot` is true: Kubernetes would/) },
    ]);
  });

  test('takes pods without root when its own container is let be root', () => {
    const kubernetes = {
      podSecurityContext: { runAsNonRoot: true },
      buildContainerSecurityContext: { runAsNonRoot: false },
    };
    expect(found(ImageBuilds.kaniko(), kubernetes)).toEqual([]);
  });

  test('warns as another user', () => {
    const kubernetes = { buildContainerSecurityContext: { runAsUser: 1000, runAsNonRoot: true } };
    expect(found(ImageBuilds.kaniko(), kubernetes)).toMatchObject([
      {
        rule: 'kaniko-container',
        severity: 'warning',
        at,
        message: matching(/^runs as root, and `config\.runners\.kubernetes\..*runAsUser` has .* as user 1000/),
      },
    ]);
  });

  test('is refused on a root file system that cannot be written', () => {
    const kubernetes = { buildContainerSecurityContext: { readOnlyRootFilesystem: true } };
    expect(found(ImageBuilds.kaniko(), kubernetes)).toMatchObject([
      { rule: 'kaniko-container', severity: 'error', at, message: matching(/readOnlyRootFilesystem` makes read-only/) },
    ]);
  });

  test.each<[string, configToml.KubernetesConfig, string]>([
    ['all', { capDrop: ['ALL'] }, 'CHOWN, DAC_OVERRIDE, FOWNER, KILL, SETFCAP, SETGID, SETUID,'],
    [
      'all but some',
      { capDrop: ['ALL'], capAdd: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'KILL', 'SETFCAP'] },
      'SETGID, SETUID,',
    ],
    ['some', { capDrop: ['CAP_CHOWN', 'MKNOD'] }, 'CHOWN,'],
    [
      'all, by the container',
      { buildContainerSecurityContext: { capabilities: { drop: ['ALL'], add: ['CHOWN', 'SETUID', 'SETGID'] } } },
      'DAC_OVERRIDE, FOWNER, KILL, SETFCAP,',
    ],
  ])('warns without capabilities: %s', (_which, kubernetes, missing) => {
    expect(found(ImageBuilds.kaniko(), kubernetes)).toMatchObject([
      {
        rule: 'image-build-capabilities',
        severity: 'warning',
        at,
        message: expect.stringContaining(`needs the capabilities ${missing} which`) as unknown,
      },
    ]);
  });

  test.each<[string, configToml.KubernetesConfig]>([
    ['others are dropped', { capDrop: ['NET_RAW'] }],
    ['they come back', { capDrop: ['ALL'], capAdd: ['ALL'] }],
    [
      'the container has a list of its own',
      { capDrop: ['ALL'], buildContainerSecurityContext: { capabilities: { drop: ['MKNOD'] } } },
    ],
  ])('has its capabilities where %s', (_how, kubernetes) => {
    expect(found(ImageBuilds.kaniko(), kubernetes)).toEqual([]);
  });
});

describe('BuildKit', () => {
  const at = 'imageBuilds.buildkitRootless';

  test('warns where it cannot set up its user namespace', () => {
    const escalation = { buildContainerSecurityContext: { allowPrivilegeEscalation: false } };
    expect(found(ImageBuilds.buildkitRootless(), escalation)).toMatchObject([
      {
        rule: 'buildkit-privilege-escalation',
        at,
        message: matching(/newuidmap, which .*allowPrivilegeEscalation: false/),
      },
    ]);
    expect(found(ImageBuilds.buildkitRootless(), { capDrop: ['ALL'] })).toMatchObject([
      { rule: 'image-build-capabilities', at, message: matching(/needs the capabilities SETGID, SETUID, which/) },
    ]);
    expect(found(ImageBuilds.buildkitRootless(), { podSecurityContext: { runAsNonRoot: true } })).toEqual([]);
  });

  test.each(['moby/buildkit', 'moby/buildkit:latest', 'registry.example.com/ci/buildkit:v0.32.2'])(
    'warns of %s, which is for root',
    (image) => {
      expect(found(ImageBuilds.buildkitRootless({ image }), {})).toMatchObject([
        {
          rule: 'buildkit-image-for-root',
          severity: 'warning',
          at: `${at}.image`,
          message: matching(/variant for root.*ends in -rootless/),
        },
      ]);
    },
  );

  test.each([
    'moby/buildkit:rootless',
    'registry.example.com/ci/buildkit:master-rootless',
    `moby/buildkit@sha256:${'0'.repeat(64)}`,
    'registry.example.com/ci/our-builder:1',
  ])('takes %s', (image) => {
    expect(found(ImageBuilds.buildkitRootless({ image }), {})).toEqual([]);
  });
});

describe('docker-daemon-on-serverless', () => {
  const rule = 'docker-daemon-on-serverless';
  const daemons = ['docker:dind', 'docker:29-dind', 'registry.example.com:5000/ci/docker:29-dind-rootless'];
  const acs = { kind: ClusterKind.ACS, virtualNode: undefined };
  const services = (name: string) => ({ config: { runners: { kubernetes: { services: [{ name }] } } } });
  const message = matching(/^is ".*", a Docker daemon.*ACS runs no privileged containers/);

  test.each(daemons)('refuses the service %s of config', (name) => {
    expect(problemsOf(rules, { on: acs, ...services(name) })).toMatchObject([
      { rule, severity: 'error', at: 'config.runners.kubernetes.services[0].name', message },
    ]);
    expect(problemsOf(rules, services(name))).toEqual([]);
  });

  test('refuses the service of a text, at its line', () => {
    const config = '[[runners]]\n[[runners.kubernetes.services]]\nname = "docker:dind"\n';
    expect(problemsOf(rules, { on: acs, chartValues: { runners: { config } } })).toMatchObject([
      { rule, line: 3, message },
    ]);
  });

  test('warns where only one of two computes is serverless', () => {
    const placement = Placement.fallback([Placement.nodePool(), Placement.eci()]);
    const props: RunnerOverrides = {
      on: { virtualNode: true, edition: 'pro' },
      jobs: { placement },
      ...services('docker:dind'),
    };
    expect(problemsOf(rules, props)).toMatchObject([{ at: 'config.runners.kubernetes.services[0].name' }]);
  });

  test.each(['docker:29-cli', 'registry.example.com/dind/postgres:17', HelmTemplate.string('{{ .Values.docker }}')])(
    'takes %s for none',
    (name) => {
      expect(problemsOf(rules, { on: acs, ...services(name) })).toEqual([]);
    },
  );
});

test('a text takes the place of what a builder sets', () => {
  const config =
    '[[runners]]\n[runners.kubernetes.build_container_security_context]\nread_only_root_filesystem = true\n';
  expect(problemsOf(rules, { imageBuilds: ImageBuilds.kaniko(), chartValues: { runners: { config } } })).toMatchObject([
    {
      rule: 'kaniko-container',
      message: matching(/`chartValues\.runners\.config, .*read_only_root_filesystem` makes/),
    },
  ]);
});
