import { ImageBuilds, Placement } from '../../lib';
import type { KubernetesConfig } from '../../lib/config/runner-config.generated';
import { DeployTimeChoice } from '../../lib/config/deploy-time-choice';
import { declareCondition, equals } from '../../lib/ros/conditions';
import { privilege } from '../../lib/rules/privilege';
import type { RunnerOverrides } from '../support/runner';
import { renderRunner } from '../support/runner';
import type { Props } from './support';
import { problemsOf } from './support';
import { choosePlacement } from '../../lib/forms';

const found = (props: Props) => problemsOf(privilege, props);
const configured = (kubernetes: KubernetesConfig) => ({ config: { runners: { kubernetes } } });
const text = (...lines: string[]) => ({
  chartValues: { runners: { config: ['[[runners]]', '[runners.kubernetes]', ...lines].join('\n') } },
});
const renderingOf = (kubernetes: KubernetesConfig, imageBuilds?: ImageBuilds) => () =>
  renderRunner({ imageBuilds, config: { runners: { kubernetes } } });

describe('privileged-without-escalation', () => {
  const REFUSED = 'leaves jobs with a container that is privileged and has allowPrivilegeEscalation: false';

  test.each<[string, KubernetesConfig, ImageBuilds | undefined, string]>([
    [
      'the daemon of Docker-in-Docker',
      { allowPrivilegeEscalation: false },
      ImageBuilds.unsafeDockerInDocker(),
      'allowPrivilegeEscalation',
    ],
    [
      'the daemon, by its own context',
      { serviceContainerSecurityContext: { allowPrivilegeEscalation: false } },
      ImageBuilds.unsafeDockerInDocker(),
      'serviceContainerSecurityContext.allowPrivilegeEscalation',
    ],
    ['kaniko with privilege', { privileged: true }, ImageBuilds.kaniko(), 'privileged'],
    [
      'kaniko with privilege, by its own context',
      { buildContainerSecurityContext: { privileged: true } },
      ImageBuilds.kaniko(),
      'buildContainerSecurityContext.privileged',
    ],
    ['every container', { privileged: true, allowPrivilegeEscalation: false }, undefined, 'allowPrivilegeEscalation'],
  ])('is refused where it is set: %s', (_what, kubernetes, imageBuilds, place) => {
    expect(renderingOf(kubernetes, imageBuilds)).toThrow(
      new RegExp(`has a problem:\n {2}- config\\.runners\\.kubernetes\\.${place}: ${REFUSED}`),
    );
  });

  test('is found in a text, at the line', () => {
    expect(found(text('privileged = true', 'allow_privilege_escalation = false'))).toMatchObject([
      { rule: 'privileged-without-escalation', severity: 'error', line: 4 },
      { rule: 'jobs-privileged', severity: 'warning', line: 3 },
    ]);
  });

  test('is a warning for one side of a choice', () => {
    const privileged = new DeployTimeChoice({}, true, false) as never;
    expect(found(configured({ privileged, allowPrivilegeEscalation: false }))).toContainEqual(
      expect.objectContaining({ rule: 'privileged-without-escalation', severity: 'warning' }),
    );
  });

  test('passes when one of the two is lifted for it', () => {
    const serviceContainerSecurityContext = { allowPrivilegeEscalation: true };
    const kubernetes = { allowPrivilegeEscalation: false, serviceContainerSecurityContext };
    expect(renderingOf(kubernetes, ImageBuilds.unsafeDockerInDocker())).not.toThrow();
    expect(renderingOf({ allowPrivilegeEscalation: false }, ImageBuilds.kaniko())).not.toThrow();
  });
});

describe('jobs-privileged', () => {
  const FOUND = { rule: 'jobs-privileged', severity: 'warning' };

  test.each<[KubernetesConfig, string]>([
    [{ privileged: true }, 'privileged'],
    [{ buildContainerSecurityContext: { privileged: true } }, 'buildContainerSecurityContext.privileged'],
    [{ serviceContainerSecurityContext: { privileged: true } }, 'serviceContainerSecurityContext.privileged'],
  ])('finds %j on nodes', (kubernetes, at) => {
    expect(found(configured(kubernetes))).toEqual([
      {
        ...FOUND,
        at: `config.runners.kubernetes.${at}`,
        message:
          'gives everyone who can run a job on this runner the nodes that it runs on, and what else runs there. Keep it to projects that you trust and to nodes of its own, or build images by imageBuilds: ImageBuilds.kaniko(), which needs no privilege',
      },
    ]);
  });

  test('finds it in a text', () => {
    expect(found(text('privileged = true'))).toMatchObject([{ ...FOUND, line: 3 }]);
  });

  test('is told by a runner', () => {
    expect(renderRunner(configured({ privileged: true })).warnings).toEqual([
      expect.stringMatching(/^config\.runners\.kubernetes\.privileged: .*\[jobs-privileged\]$/),
    ]);
  });

  test('leaves virtual nodes to their own rule, but for nodes that the deployment may choose', () => {
    const kubernetes = { privileged: true };
    expect(found({ jobs: { placement: Placement.eci() }, ...configured(kubernetes) })).toEqual([]);
    const chosen = found((stack) => {
      const condition = declareCondition(stack, 'Any', equals('a', 'b'));
      return {
        jobs: { placement: choosePlacement(condition, Placement.eci(), Placement.nodePool()) },
        ...configured(kubernetes),
      };
    });
    expect(chosen).toMatchObject([FOUND]);
  });

  test('leaves a builder that needs privilege to its option, and takes no privilege', () => {
    expect(found({ imageBuilds: ImageBuilds.unsafeDockerInDocker() })).toEqual([]);
    expect(found(configured({ privileged: false }))).toEqual([]);
  });
});

describe('runtime-socket-in-jobs', () => {
  const mounting = (hostPath: readonly object[]) => configured({ volumes: { hostPath } as never });

  test.each([
    [{ name: 'docker', mountPath: '/var/run/docker.sock' }, 'mountPath', '/var/run/docker.sock'],
    [
      { name: 'docker', mountPath: '/docker.sock', hostPath: '/run/containerd/containerd.sock' },
      'hostPath',
      '/run/containerd/containerd.sock',
    ],
  ])('finds %j', (volume, key, path) => {
    expect(found(mounting([volume]))).toEqual([
      {
        rule: 'runtime-socket-in-jobs',
        severity: 'warning',
        at: `config.runners.kubernetes.volumes.hostPath[0].${key}`,
        message: `mounts "${path}" of the node, by which every job can start any container there, privileged ones too; build images by imageBuilds: ImageBuilds.kaniko(), which needs no daemon`,
      },
    ]);
  });

  test('finds it in a text', () => {
    const volume = [
      '[[runners.kubernetes.volumes.host_path]]',
      'name = "docker"',
      'mount_path = "/var/run/docker.sock"',
    ];
    expect(found(text(...volume))).toMatchObject([{ rule: 'runtime-socket-in-jobs', severity: 'warning', line: 5 }]);
  });

  test('takes other directories, and leaves virtual nodes to their own rule', () => {
    expect(found(mounting([{ name: 'data', mountPath: '/data' }]))).toEqual([]);
    const socket = { name: 'docker', mountPath: '/var/run/docker.sock' };
    expect(found({ jobs: { placement: Placement.acs() }, ...mounting([socket]) })).toEqual([]);
  });
});

describe('managers-privileged', () => {
  const rule = 'managers-privileged';
  const volume = (path: string) => [{ name: 'a', hostPath: { path } }];

  test.each<[string, object]>([
    ['securityContext.privileged', { securityContext: { privileged: true } }],
    ['volumes[0].hostPath.path', { volumes: volume('/var/run/docker.sock') }],
  ])('warns of %s', (at, chartValues) => {
    expect(problemsOf(privilege, { chartValues })).toMatchObject([
      { rule, severity: 'warning', at: `chartValues.${at}` },
    ]);
  });

  test.each<[string, RunnerOverrides]>([
    ['what the chart says by itself', { chartValues: { securityContext: { privileged: false } } }],
    ['other paths', { chartValues: { volumes: volume('/etc/ssl') } }],
    [
      'virtual nodes, where it is an error',
      {
        on: { virtualNode: true },
        managers: { placement: Placement.eci() },
        chartValues: { securityContext: { privileged: true } },
      },
    ],
  ])('does not warn of %s', (_, props) => {
    expect(problemsOf(privilege, props)).toEqual([]);
  });
});
