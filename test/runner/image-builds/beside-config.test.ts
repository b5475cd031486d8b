import { ChartVersion, ClusterKind, ImageBuilds, JobPlacement } from '../../../lib';
import { Report } from '../../../lib/diagnostics/report';
import { mergeConfig } from '../../../lib/config/merge-config';
import type { KubernetesConfig } from '../../../lib/config/runner-config.generated';
import { renderRunner } from '../../support/runner';

/** What a builder says of its settings with those of the user laid over them. */
function findings(imageBuilds: ImageBuilds, kubernetes: KubernetesConfig) {
  const lists = new Report();
  const mergedConfig = mergeConfig(imageBuilds.configure().config, { runners: { kubernetes } });
  const context = { placement: JobPlacement.nodePool(), chartVersion: ChartVersion.DEFAULT, mergedConfig };
  imageBuilds.check(context, lists, 'imageBuilds');
  return { errors: lists.errors.faults, warnings: lists.warnings.faults };
}

const matching = (pattern: RegExp) => expect.stringMatching(pattern) as unknown;
const NOTHING = { errors: [], warnings: [] };

describe('kaniko', () => {
  const at = 'imageBuilds.kaniko';

  test.each<[string, KubernetesConfig]>([
    ['by the pod', { podSecurityContext: { runAsNonRoot: true } }],
    ['by the container', { buildContainerSecurityContext: { runAsNonRoot: true } }],
  ])('is refused where root is, %s', (_where, kubernetes) => {
    expect(findings(ImageBuilds.kaniko(), kubernetes)).toMatchObject({
      errors: [{ at, message: matching(/runAsNonRoot: Kubernetes would start no container/) }],
      warnings: [],
    });
  });

  test('takes pods without root when its own container is let be root', () => {
    const kubernetes = {
      podSecurityContext: { runAsNonRoot: true },
      buildContainerSecurityContext: { runAsNonRoot: false },
    };
    expect(findings(ImageBuilds.kaniko(), kubernetes)).toEqual(NOTHING);
  });

  test('warns as another user', () => {
    const kubernetes = { buildContainerSecurityContext: { runAsUser: 1000, runAsNonRoot: true } };
    expect(findings(ImageBuilds.kaniko(), kubernetes)).toMatchObject({
      errors: [],
      warnings: [{ at, message: matching(/runs as root.*run as user 1000/) }],
    });
  });

  test('is refused on a root file system that cannot be written', () => {
    const kubernetes = { buildContainerSecurityContext: { readOnlyRootFilesystem: true } };
    expect(findings(ImageBuilds.kaniko(), kubernetes).errors).toMatchObject([
      { at, message: matching(/leave readOnlyRootFilesystem out/) },
    ]);
  });

  test.each<[string, KubernetesConfig, string]>([
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
    expect(findings(ImageBuilds.kaniko(), kubernetes)).toMatchObject({
      errors: [],
      warnings: [{ at, message: expect.stringContaining(`needs the capabilities ${missing} which`) as unknown }],
    });
  });

  test.each<[string, KubernetesConfig]>([
    ['others are dropped', { capDrop: ['NET_RAW'] }],
    ['they come back', { capDrop: ['ALL'], capAdd: ['ALL'] }],
    [
      'the container has a list of its own',
      { capDrop: ['ALL'], buildContainerSecurityContext: { capabilities: { drop: ['MKNOD'] } } },
    ],
  ])('has its capabilities where %s', (_how, kubernetes) => {
    expect(findings(ImageBuilds.kaniko(), kubernetes)).toEqual(NOTHING);
  });
});

describe('BuildKit', () => {
  const at = 'imageBuilds.buildkitRootless';

  test('warns where it cannot set up its user namespace', () => {
    const escalation = { buildContainerSecurityContext: { allowPrivilegeEscalation: false } };
    expect(findings(ImageBuilds.buildkitRootless(), escalation).warnings).toMatchObject([
      { at, message: matching(/newuidmap, which allowPrivilegeEscalation: false/) },
    ]);
    expect(findings(ImageBuilds.buildkitRootless(), { capDrop: ['ALL'] }).warnings).toMatchObject([
      { at, message: matching(/needs the capabilities SETGID, SETUID, which/) },
    ]);
    expect(findings(ImageBuilds.buildkitRootless(), { podSecurityContext: { runAsNonRoot: true } })).toEqual(NOTHING);
  });

  test.each(['moby/buildkit', 'moby/buildkit:latest', 'registry.example.com/ci/buildkit:v0.32.2'])(
    'warns of %s, which is for root',
    (image) => {
      expect(findings(ImageBuilds.buildkitRootless({ image }), {}).warnings).toMatchObject([
        { at: `${at}.image`, message: matching(/variant for root.*ends in -rootless/) },
      ]);
    },
  );

  test.each([
    'moby/buildkit:rootless',
    'registry.example.com/ci/buildkit:master-rootless',
    `moby/buildkit@sha256:${'0'.repeat(64)}`,
    'registry.example.com/ci/our-builder:1',
  ])('takes %s', (image) => {
    expect(findings(ImageBuilds.buildkitRootless({ image }), {})).toEqual(NOTHING);
  });
});

describe('a Docker daemon as a service of config', () => {
  const services = (name: string) => ({ config: { runners: { kubernetes: { services: [{ name }] } } } });
  const rendering = (name: string, kind: ClusterKind) => () =>
    renderRunner({ on: { kind, virtualNode: undefined }, ...services(name) });

  test.each(['docker:dind', 'docker:29-dind', 'registry.example.com:5000/ci/docker:29-dind-rootless'])(
    '%s is refused on ACS',
    (name) => {
      expect(rendering(name, ClusterKind.ACS)).toThrow(
        /config\.runners\.kubernetes\.services\[0\]\.name: is ".*", a Docker daemon.*ACS runs no privileged containers/,
      );
      expect(rendering(name, ClusterKind.ACK)).not.toThrow();
    },
  );

  test.each(['docker:29-cli', 'registry.example.com/dind/postgres:17'])('%s is none', (name) => {
    expect(rendering(name, ClusterKind.ACS)).not.toThrow();
  });
});
