import type { IPlacement } from '../../lib/placement/pod-placement';
import type { ChartValues, RunnerConfig } from '../../lib';
import { AckCluster, ClusterKind, Placement } from '../../lib';
import { serverless } from '../../lib/rules/serverless';
import type { Severity } from '../../lib/diagnostics/rule';
import { declareCondition, equals } from '../../lib/ros/conditions';
import { existingNetwork, parameter } from '../cluster/fixtures';
import type { RunnerOverrides } from '../support/runner';
import { addRunner } from '../support/runner';
import { synth, synthWarnings } from '../support/synth';
import { problemsOf } from './support';
import { choosePlacement } from '../../lib/forms';

const AT = 'config.runners.kubernetes';

type Kubernetes = NonNullable<NonNullable<RunnerConfig['runners']>['kubernetes']>;

type Given = Pick<RunnerOverrides, 'jobs' | 'managers' | 'chartValues'> & { readonly kind?: ClusterKind };

/** What is found with jobs, which run on ECI unless it is said otherwise. */
function findingsOf(kubernetes: Kubernetes | undefined, { kind = ClusterKind.ACK, ...given }: Given = {}) {
  const problems = problemsOf(serverless, {
    jobs: { placement: Placement.eci() },
    managers: { placement: Placement.nodePool() },
    on: { kind, virtualNode: true },
    ...given,
    config: kubernetes && { runners: { kubernetes } },
  });
  const relative = (of: Severity) =>
    problems
      .filter(({ severity }) => severity === of)
      .map(({ at, message }) => ({ at: at.replace(`${AT}.`, ''), message }));
  return { errors: relative('error'), warnings: relative('warning') };
}

function errorsOf(kubernetes: Kubernetes | undefined, given: Given = {}) {
  const { errors, warnings } = findingsOf(kubernetes, given);
  expect(warnings).toEqual([]);
  return errors;
}

/** Hands out choices of which nobody knows the outcome. */
function chosen(use: (choose: (a: IPlacement, b: IPlacement) => IPlacement) => void) {
  synth((stack) => {
    const condition = declareCondition(stack, 'Any', equals('a', 'b'));
    use((a, b) => choosePlacement(condition, a, b));
  });
}

const NO_PRIVILEGE =
  'but ECI runs no privileged containers, and so no Docker-in-Docker; build images with kaniko, or use Placement.nodePool()';
const NO_HOST_PATH =
  'cannot be mounted on ECI, which has no nodes of yours; use emptyDir, pvc or csi, or use Placement.nodePool()';
describe('pause-pods-serverless', () => {
  const autoscaler = { maxPausePods: 5 };

  test('on ECI', () => {
    const [problem, ...others] = errorsOf({ autoscaler });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      at: 'autoscaler',
      message: expect.stringMatching(/^makes pause pods without the labels and annotations of ECI/) as string,
    });
  });

  test.each<[string, IPlacement]>([
    ['nodes', Placement.nodePool()],
    ['nodes before ECI', Placement.fallback([Placement.nodePool(), Placement.eci()])],
  ])('passes on %s', (_, placement) => {
    expect(errorsOf({ autoscaler }, { jobs: { placement } })).toEqual([]);
  });
});

describe('serverless-privileged, serverless-host-path', () => {
  test.each<[string, Kubernetes]>([
    ['privileged', { privileged: true }],
    [
      'initPermissionsContainerSecurityContext.privileged',
      { initPermissionsContainerSecurityContext: { privileged: true } },
    ],
    ['buildContainerSecurityContext.privileged', { buildContainerSecurityContext: { privileged: true } }],
    ['helperContainerSecurityContext.privileged', { helperContainerSecurityContext: { privileged: true } }],
    ['serviceContainerSecurityContext.privileged', { serviceContainerSecurityContext: { privileged: true } }],
  ])('%s is refused', (at, kubernetes) => {
    expect(errorsOf(kubernetes)).toEqual([{ at, message: `is true, ${NO_PRIVILEGE}` }]);
  });

  test('hostPath volumes are refused', () => {
    expect(errorsOf({ volumes: { hostPath: [{ name: 'x', mountPath: '/x' }] } })).toEqual([
      { at: 'volumes.hostPath', message: NO_HOST_PATH },
    ]);
    expect(errorsOf({ volumes: { hostPath: [] } })).toEqual([]);
  });
});

const ECI_LIST =
  'AUDIT_WRITE, CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, MKNOD, NET_ADMIN, NET_BIND_SERVICE, NET_RAW, SETFCAP, SETGID, SETPCAP, SETUID, SYS_CHROOT, SYS_PTRACE, SYS_RAWIO';
const refusedCapability = (name: string, prop = '') =>
  `"${name}", a capability that ECI does not give; allowed are ${ECI_LIST}. Use one of these, or use ${prop}Placement.nodePool()`;

describe('serverless-capabilities', () => {
  test('that ECI does not give are refused', () => {
    expect(errorsOf({ capAdd: ['NET_ADMIN', 'SYS_ADMIN', 'ALL', 'CAP_SYS_TIME'] })).toEqual([
      { at: 'capAdd[1]', message: `is ${refusedCapability('SYS_ADMIN')}` },
      { at: 'capAdd[2]', message: `is ${refusedCapability('ALL')}` },
      { at: 'capAdd[3]', message: `is ${refusedCapability('CAP_SYS_TIME')}` },
    ]);
  });

  test.each([
    'initPermissionsContainerSecurityContext',
    'buildContainerSecurityContext',
    'helperContainerSecurityContext',
    'serviceContainerSecurityContext',
  ])('of %s are judged too', (context) => {
    expect(errorsOf({ [context]: { capabilities: { add: ['SYS_ADMIN'], drop: ['ALL'] } } })).toEqual([
      { at: `${context}.capabilities.add[0]`, message: `is ${refusedCapability('SYS_ADMIN')}` },
    ]);
  });

  test('that ECI gives pass, with or without their prefix', () => {
    expect(errorsOf({ capAdd: ['NET_ADMIN', 'CAP_SYS_PTRACE'], capDrop: ['ALL'] })).toEqual([]);
  });

  test('are not judged on ACS, which documents none, and on nodes', () => {
    expect(errorsOf({ capAdd: ['SYS_ADMIN'] }, { jobs: { placement: Placement.acs() } })).toEqual([]);
    expect(errorsOf({ capAdd: ['SYS_ADMIN'] }, { jobs: { placement: Placement.nodePool() } })).toEqual([]);
  });

  test('must be given by ECI as soon as a pod may end there', () => {
    const placement = Placement.fallback([Placement.acs(), Placement.eci()]);
    expect(errorsOf({ capAdd: ['SYS_ADMIN'] }, { jobs: { placement } })).toEqual([
      { at: 'capAdd[0]', message: `is ${refusedCapability('SYS_ADMIN')}` },
    ]);
  });

  test('pass while only the deployment knows them, and in a list that is none', () => {
    synth((stack) => {
      expect(errorsOf({ capAdd: [parameter.text(stack, 'One')] })).toEqual([]);
      expect(errorsOf({ capAdd: parameter.list(stack, 'All') })).toEqual([]);
    });
    expect(errorsOf({ capAdd: 'SYS_ADMIN' as never })).toEqual([]);
  });
});

describe('the placement', () => {
  const everything: Kubernetes = {
    privileged: true,
    volumes: { hostPath: [{ name: 'x', mountPath: '/x' }] },
  };
  const places = ['privileged', 'volumes.hostPath'];

  test.each<[string, Placement]>([
    ['ACS', Placement.acs()],
    ['ECI', Placement.eci({ spot: {} })],
    ['ECI', Placement.fallback([Placement.nodePool(), Placement.eci()])],
    ['ACS', Placement.fallback([Placement.nodePool(), Placement.acs()])],
    ['ACS or ECI', Placement.fallback([Placement.nodePool(), Placement.acs(), Placement.eci()])],
  ])('%s refuses all of it, also behind nodes', (name, placement) => {
    const errors = errorsOf(everything, { jobs: { placement } });
    expect(errors.map(({ at }) => at)).toEqual(places);
    errors.forEach(({ message }) => expect(message).toMatch(new RegExp(`(but|mounted on) ${name}[ ,]`)));
  });

  test('is not left for nodes in an ACS cluster, which has none', () => {
    const errors = errorsOf(everything, { jobs: { placement: Placement.acs() }, kind: ClusterKind.ACS });
    expect(errors.map(({ message }) => message.split('; ')[1])).toEqual([
      'build images with kaniko',
      'use emptyDir, pvc or csi',
    ]);
  });

  test.each<[string, Placement, string]>([
    ['over nodes', Placement.nodePool(), ''],
    [
      'over other serverless compute',
      Placement.fallback([Placement.nodePool(), Placement.acs()]),
      ', and use Placement.nodePool()',
    ],
  ])('is named by the label that counts in its place, %s', (_, placement, more) => {
    const labelled = { ...everything, podLabels: { 'alibabacloud.com/eci': 'true' } };
    const leave = `or leave the label podLabels["alibabacloud.com/eci"] out, which sends jobs to ECI${more}`;
    expect(errorsOf(labelled, { jobs: { placement } }).map(({ message }) => message.replace(`${AT}.`, ''))).toEqual([
      `is true, but ECI runs no privileged containers, and so no Docker-in-Docker; build images with kaniko, ${leave}`,
      `cannot be mounted on ECI, which has no nodes of yours; use emptyDir, pvc or csi, ${leave}`,
    ]);
  });

  test('the node pool has nothing against it', () => {
    expect(errorsOf(everything, { jobs: { placement: Placement.nodePool() } })).toEqual([]);
  });

  test('a choice refuses it when both are serverless', () => {
    chosen((choose) => {
      const placement = choose(Placement.eci(), Placement.acs());
      expect(errorsOf(everything, { jobs: { placement } }).map(({ at }) => at)).toEqual(places);
    });
  });

  test('a choice warns of it when one is', () => {
    chosen((choose) => {
      const spot = choose(Placement.eci({ spot: {} }), Placement.eci());
      for (const placement of [choose(Placement.eci(), Placement.nodePool()), choose(Placement.nodePool(), spot)]) {
        const { errors, warnings } = findingsOf(everything, { jobs: { placement } });
        expect(errors).toEqual([]);
        expect(warnings.map(({ at }) => at)).toEqual(places);
        expect(warnings[0]?.message).toBe(`is true, ${NO_PRIVILEGE}. The deployment may choose ECI`);
      }
    });
  });

  test('a choice warns of what one of two serverless computes refuses', () => {
    chosen((choose) => {
      const placement = choose(Placement.acs(), Placement.eci());
      expect(findingsOf({ capAdd: ['SYS_ADMIN'] }, { jobs: { placement } })).toEqual({
        errors: [],
        warnings: [
          {
            at: 'capAdd[0]',
            message: expect.stringMatching(/^is "SYS_ADMIN", .*The deployment may choose ECI$/) as string,
          },
        ],
      });
    });
  });

  test('without any configuration there is nothing to refuse', () => {
    expect(errorsOf(undefined)).toEqual([]);
  });
});

describe('managers on serverless compute', () => {
  const chartValues: ChartValues = {
    volumes: [
      { name: 'a', emptyDir: {} },
      { name: 'b', hostPath: { path: '/b' } },
    ],
    securityContext: { privileged: true },
    podSecurityContext: { privileged: true },
    extraContainers: [{ name: 'a' }, { name: 'b', securityContext: { privileged: true } }],
  };
  const refused = (compute: string, orNodes = ', or use managers.placement: Placement.nodePool()') => [
    {
      at: 'chartValues.volumes[1].hostPath',
      message: `cannot be mounted on ${compute}, where the managers run and no nodes of yours are; use emptyDir${orNodes}`,
    },
    ...['securityContext', 'podSecurityContext', 'extraContainers[1].securityContext'].map((path) => ({
      at: `chartValues.${path}.privileged`,
      message: `is true, but ${compute} runs no privileged containers; leave it out${orNodes}`,
    })),
  ];

  test.each<[string, Placement]>([
    ['ECI', Placement.eci()],
    ['ACS', Placement.acs()],
    ['ECI', Placement.fallback([Placement.nodePool(), Placement.eci()])],
  ])('mount no hostPath volume and have no privileges: %s', (name, managerPlacement) => {
    expect(errorsOf(undefined, { managers: { placement: managerPlacement }, chartValues })).toEqual(refused(name));
  });

  test('are those that a label of theirs sends there', () => {
    const labelled = { ...chartValues, podLabels: { 'alibabacloud.com/eci': 'true' } };
    expect(errorsOf(undefined, { chartValues: labelled })).toEqual(
      refused(
        'ECI',
        ', or leave the label chartValues.podLabels["alibabacloud.com/eci"] out, which sends managers to ECI',
      ),
    );
  });

  test('are not told of nodes in an ACS cluster, which has none', () => {
    const given = { managers: { placement: Placement.acs() }, chartValues, kind: ClusterKind.ACS };
    expect(errorsOf(undefined, given)).toEqual(refused('ACS', ''));
  });

  test('have all of it on nodes, and a warning where the deployment chooses', () => {
    expect(errorsOf(undefined, { chartValues })).toEqual([]);
    chosen((choose) => {
      const managerPlacement = choose(Placement.acs(), Placement.nodePool());
      expect(findingsOf(undefined, { managers: { placement: managerPlacement }, chartValues })).toEqual({
        errors: [],
        warnings: refused('ACS').map(({ at, message }) => ({
          at,
          message: `${message}. The deployment may choose ACS`,
        })),
      });
    });
  });

  test('have the capabilities that ECI gives', () => {
    const add = (capability: string): ChartValues => ({ securityContext: { capabilities: { add: [capability] } } });
    const managerPlacement = Placement.eci();
    expect(errorsOf(undefined, { managers: { placement: managerPlacement }, chartValues: add('NET_RAW') })).toEqual([]);
    expect(errorsOf(undefined, { managers: { placement: managerPlacement }, chartValues: add('SYS_ADMIN') })).toEqual([
      {
        at: 'chartValues.securityContext.capabilities.add[0]',
        message: `is ${refusedCapability('SYS_ADMIN', 'managers.placement: ')}`,
      },
    ]);
  });

  test('pass while only the deployment knows them', () => {
    synth((stack) => {
      const unknown: ChartValues = {
        volumes: parameter.list(stack, 'Volumes') as never,
        securityContext: { privileged: parameter.flag(stack, 'Privileged') },
        extraContainers: null,
      };
      expect(errorsOf(undefined, { managers: { placement: Placement.eci() }, chartValues: unknown })).toEqual([]);
    });
  });
});

describe('a runner', () => {
  test.each(['kube-system', 'kube-public', 'kube-node-lease'])('is refused in the namespace %s', (namespace) => {
    expect(() => synth((stack) => addRunner(stack, { namespace }))).toThrow(
      `- namespace: "${namespace}" is a namespace of Kubernetes itself: managers may read the Secrets of their namespace, and jobs would run beside the components of the cluster. Give the runner a namespace of its own`,
    );
  });

  test.each(['default', 'kubernetes', 'ci-kube-system'])('may be in the namespace %s', (namespace) => {
    expect(() => synth((stack) => addRunner(stack, { namespace }))).not.toThrow();
  });

  test('is warned of where the cluster is made without nodes', () => {
    const pending = (nodePool: object, virtualNode: boolean) =>
      synthWarnings((stack) => {
        const cluster = new AckCluster(stack, 'Ack', { network: existingNetwork(stack), nodePool, virtualNode });
        addRunner(stack, { cluster });
      })
        .filter((warning) => warning.includes('stay Pending'))
        .map((warning) => warning.split(':')[0]);
    expect(pending({ desiredSize: 0 }, false)).toEqual(['managers.placement', 'jobs.placement']);
    expect(pending({ desiredSize: 0 }, true)).toEqual(['managers.placement']);
    expect(pending({ autoScaling: { minInstances: 0, maxInstances: 3 } }, false)).toEqual([]);
    expect(pending({}, false)).toEqual([]);
  });
});

describe('a text of config.toml', () => {
  const ECI = 'alibabacloud.com/eci';
  const raw = (lines: string, props: RunnerOverrides = {}): RunnerOverrides => ({
    on: { virtualNode: true },
    chartValues: { runners: { config: `[[runners]]\n[runners.kubernetes]\n${lines}\n` } },
    ...props,
  });
  const onEci = `\n[runners.kubernetes.pod_labels]\n"${ECI}" = "true"`;
  const everything = `privileged = true
[runners.kubernetes.init_permissions_container_security_context]
privileged = true
[runners.kubernetes.build_container_security_context.capabilities]
add = ["SYS_ADMIN"]
[[runners.kubernetes.volumes.host_path]]
name = "docker"
mount_path = "/var/run/docker.sock"`;
  const within = (path: string) => `chartValues.runners.config, runners.kubernetes.${path}`;

  test.each([
    ['ECI', Placement.eci()],
    ['ACS', Placement.acs()],
    ['nodes', Placement.nodePool()],
  ])('sends jobs to nodes without a label, instead of %s', (_, placement) => {
    expect(problemsOf(serverless, raw(everything, { jobs: { placement } }))).toEqual([]);
  });

  test('is refused for what ECI does not give where its label sends jobs there', () => {
    const leave = `or leave the label ${within('pod_labels')}["${ECI}"] out, which sends jobs to ECI`;
    expect(problemsOf(serverless, raw(everything + onEci))).toEqual([
      {
        rule: 'serverless-privileged',
        severity: 'error',
        at: within('privileged'),
        line: 3,
        message: `is true, but ECI runs no privileged containers, and so no Docker-in-Docker; build images with kaniko, ${leave}`,
      },
      expect.objectContaining({
        rule: 'serverless-privileged',
        at: within('init_permissions_container_security_context.privileged'),
        line: 5,
      }),
      expect.objectContaining({
        rule: 'serverless-capabilities',
        at: within('build_container_security_context.capabilities.add[0]'),
      }),
      expect.objectContaining({
        rule: 'serverless-host-path',
        at: within('volumes.host_path'),
        line: 8,
        message: `cannot be mounted on ECI, which has no nodes of yours; use emptyDir, pvc or csi, ${leave}`,
      }),
    ]);
  });

  test('is refused in an ACS cluster, which has no nodes', () => {
    const props = { jobs: { placement: Placement.acs() }, on: { kind: ClusterKind.ACS, virtualNode: true } };
    expect(problemsOf(serverless, raw('privileged = true', props))).toMatchObject([
      { severity: 'error', message: expect.stringMatching(/ACS runs no .* with kaniko$/) as string },
    ]);
  });

  test('is judged beside template actions, and warned of where they may leave it out', () => {
    const severities = (lines: string) => problemsOf(serverless, raw(lines + onEci)).map(({ severity }) => severity);
    expect(severities('namespace = "{{ .Release.Namespace }}"\nprivileged = true')).toEqual(['error']);
    expect(severities('privileged = {{ .Values.privileged }}')).toEqual([]);
    expect(severities('{{ if .Values.privileged }}\nprivileged = true\n{{ end }}')).toEqual(['warning']);
  });

  test.each(['not toml [[', 'concurrent = 1', 'runners = [1]'])(
    'is left to other rules where it cannot be read: %j',
    (config) => {
      expect(problemsOf(serverless, { chartValues: { runners: { config } } })).toEqual([]);
    },
  );

  test('passes where only the deployment knows it', () => {
    synth((stack) =>
      addRunner(stack, {
        on: { virtualNode: true },
        chartValues: { runners: { config: parameter.text(stack, 'Config') } },
      }),
    );
  });
});
