import type { ChartValues, RunnerConfig } from '../../../lib';
import { AckCluster, ClusterKind, JobPlacement } from '../../../lib';
import type { FaultList } from '../../../lib/diagnostics/report';
import { Report } from '../../../lib/diagnostics/report';
import { checkServerless } from '../../../lib/runner/compute/check-serverless';
import { declareCondition, equals } from '../../../lib/ros/conditions';
import { existingNetwork, parameter } from '../../cluster/fixtures';
import { CLUSTER_ID, addRunner } from '../../support/runner';
import { synth, synthWarnings } from '../../support/synth';

const AT = 'config.runners.kubernetes';

type Kubernetes = NonNullable<NonNullable<RunnerConfig['runners']>['kubernetes']>;

interface Given {
  readonly placement?: JobPlacement;
  readonly managerPlacement?: JobPlacement;
  readonly chartValues?: ChartValues;
  readonly kind?: ClusterKind;
}

function findingsOf(kubernetes: Kubernetes | undefined, { kind = ClusterKind.ACK, ...given }: Given = {}) {
  const findings = new Report();
  const runner = {
    placement: JobPlacement.eci(),
    managerPlacement: JobPlacement.nodePool(),
    cluster: { clusterId: CLUSTER_ID, kind, virtualNode: true, dependencies: [] },
    releaseName: 'runner',
    ...given,
  };
  checkServerless({ ...runner, config: kubernetes && { runners: { kubernetes } } }, findings);
  const relative = ({ faults }: FaultList) =>
    faults.map(({ at, message }) => ({ at: at.replace(`${AT}.`, ''), message }));
  return { errors: relative(findings.errors), warnings: relative(findings.warnings) };
}

function errorsOf(kubernetes: Kubernetes | undefined, given: Given = {}) {
  const { errors, warnings } = findingsOf(kubernetes, given);
  expect(warnings).toEqual([]);
  return errors;
}

/** Hands out choices of which nobody knows the outcome. */
function chosen(use: (choose: (a: JobPlacement, b: JobPlacement) => JobPlacement) => void) {
  synth((stack) => {
    const condition = declareCondition(stack, 'Any', equals('a', 'b'));
    use((a, b) => JobPlacement.choose(condition, a, b));
  });
}

const patchErrors = (patch: string, patchType?: string, placement?: JobPlacement) =>
  errorsOf({ podSpec: [{ patch, patchType }] }, placement && { placement });

const NO_PRIVILEGE =
  'but ECI runs no privileged containers, and so no Docker-in-Docker; build images with kaniko, or use JobPlacement.nodePool()';
const NO_HOST_PATH =
  'cannot be mounted on ECI, which has no nodes of yours; use emptyDir, pvc or csi, or use JobPlacement.nodePool()';
const ONE_HOST_PATH = [{ at: 'podSpec[0].patch', message: `brings a hostPath volume, which ${NO_HOST_PATH}` }];
const ONE_PRIVILEGE = [{ at: 'podSpec[0].patch', message: `makes a container privileged, ${NO_PRIVILEGE}` }];

describe('settings', () => {
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

describe('patches of the pod spec', () => {
  test.each([
    ['in YAML', 'volumes:\n  - name: docker\n    hostPath:\n      path: /var/run/docker.sock\n', undefined],
    ['in JSON', '{"volumes": [{"name": "docker", "hostPath": {"path": "/var/run/docker.sock"}}]}', 'strategic'],
    ['to be merged', 'volumes: [{ name: a, hostPath: { path: /a } }, { name: b, hostPath: { path: /b } }]', 'merge'],
    [
      'as operations',
      '[{"op": "add", "path": "/volumes/-", "value": {"name": "a", "hostPath": {"path": "/a"}}}]',
      'json',
    ],
    ['as an operation on a volume', '- { op: replace, path: /volumes/0/hostPath/path, value: /a }', 'json'],
  ])('that bring hostPath volumes are refused, %s', (_, patch, patchType) => {
    expect(patchErrors(patch, patchType)).toEqual(ONE_HOST_PATH);
  });

  test.each(['hostNetwork', 'hostPID', 'hostIPC'])('that set %s are refused', (key) => {
    const fault = {
      at: 'podSpec[0].patch',
      message: `sets ${key}, but a pod on ECI shares nothing with a node; leave it out, or use JobPlacement.nodePool()`,
    };
    expect(patchErrors(`${key}: true`)).toEqual([fault]);
    expect(patchErrors(`[{"op": "add", "path": "/${key}", "value": true}]`, 'json')).toEqual([fault]);
    expect(patchErrors(`${key}: false`)).toEqual([]);
  });

  test.each([
    ['of a container', 'containers: [{ name: build, securityContext: { privileged: true } }]', undefined],
    ['of an init container', 'initContainers: [{ name: x, securityContext: { privileged: yes } }]', 'merge'],
    ['by an operation', '- { op: add, path: /containers/0/securityContext/privileged, value: true }', 'json'],
    ['by a wider operation', '- { op: add, path: /containers/0/securityContext, value: { privileged: true } }', 'json'],
  ])('that give privileges are refused, %s', (_, patch, patchType) => {
    expect(patchErrors(patch, patchType)).toEqual(ONE_PRIVILEGE);
  });

  test('are refused for every reason, under their place in the list', () => {
    const errors = errorsOf({
      podSpec: [
        { patch: 'hostNetwork: false' },
        { patch: 'hostNetwork: true\nhostPID: true\ncontainers: [{ name: a, securityContext: { privileged: true } }]' },
        { patch: 'volumes: [{ name: a, hostPath: { path: /a } }]' },
      ],
    });
    expect(errors.map(({ at, message }) => `${at}: ${message.split(' ').slice(0, 2).join(' ')}`)).toEqual([
      'podSpec[1].patch: sets hostNetwork,',
      'podSpec[1].patch: sets hostPID,',
      'podSpec[1].patch: makes a',
      'podSpec[2].patch: brings a',
    ]);
  });

  test.each([
    [
      'what a pod may have',
      'volumes: [{ name: a, emptyDir: {} }]\ncontainers: [{ name: build, tty: true }]',
      undefined,
    ],
    ['a hostPath that is taken away', 'volumes: [{ name: a, hostPath: null }]', 'merge'],
    [
      'the word elsewhere',
      'volumes: [{ name: a, csi: { driver: x, volumeAttributes: { hostPath: "/a" } } }]',
      undefined,
    ],
    ['what is no YAML', 'hostNetwork: [', undefined],
    ['an operation that takes away', '- { op: remove, path: /volumes/0/hostPath }', 'json'],
  ])('pass with %s', (_, patch, patchType) => {
    expect(patchErrors(patch, patchType)).toEqual([]);
  });

  test('pass as files of the image, which nobody can read here', () => {
    expect(errorsOf({ podSpec: [{ patchPath: '/patches/a.yaml' }] })).toEqual([]);
  });

  test('pass while only the deployment knows them', () => {
    synth((stack) => {
      const text = parameter.text(stack, 'Text');
      expect(patchErrors(text)).toEqual([]);
      expect(patchErrors(`hostNetwork: true\nhostname: ${text}`)).toEqual([]);
      expect(patchErrors('hostNetwork: true', text)).toEqual([]);
      expect(errorsOf({ podSpec: parameter.list(stack, 'Patches') as never })).toEqual([]);
    });
  });
});

const ECI_LIST =
  'AUDIT_WRITE, CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, MKNOD, NET_ADMIN, NET_BIND_SERVICE, NET_RAW, SETFCAP, SETGID, SETPCAP, SETUID, SYS_CHROOT, SYS_PTRACE, SYS_RAWIO';
const refusedCapability = (name: string, prop = '') =>
  `"${name}", a capability that ECI does not give; allowed are ${ECI_LIST}. Use one of these, or use ${prop}JobPlacement.nodePool()`;

describe('capabilities', () => {
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

  test.each([
    [
      'a patch',
      'containers: [{ name: build, securityContext: { capabilities: { add: [CHOWN, SYS_ADMIN] } } }]',
      undefined,
    ],
    ['an operation', '- { op: add, path: /containers/0/securityContext/capabilities/add/-, value: SYS_ADMIN }', 'json'],
  ])('in %s are judged too', (_, patch, patchType) => {
    expect(patchErrors(patch, patchType)).toEqual([
      { at: 'podSpec[0].patch', message: `adds ${refusedCapability('SYS_ADMIN')}` },
    ]);
  });

  test('that ECI gives pass, with or without their prefix', () => {
    expect(errorsOf({ capAdd: ['NET_ADMIN', 'CAP_SYS_PTRACE'], capDrop: ['ALL'] })).toEqual([]);
  });

  test('are not judged on ACS, which documents none, and on nodes', () => {
    expect(errorsOf({ capAdd: ['SYS_ADMIN'] }, { placement: JobPlacement.acs() })).toEqual([]);
    expect(errorsOf({ capAdd: ['SYS_ADMIN'] }, { placement: JobPlacement.nodePool() })).toEqual([]);
  });

  test('must be given by ECI as soon as a pod may end there', () => {
    const placement = JobPlacement.fallback([JobPlacement.acs(), JobPlacement.eci()]);
    expect(errorsOf({ capAdd: ['SYS_ADMIN'] }, { placement })).toEqual([
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
    podSpec: [{ patch: 'hostNetwork: true' }],
  };
  const places = ['privileged', 'volumes.hostPath', 'podSpec[0].patch'];

  test.each<[string, JobPlacement]>([
    ['ACS', JobPlacement.acs()],
    ['ECI', JobPlacement.eci({ spot: {} })],
    ['ECI', JobPlacement.fallback([JobPlacement.nodePool(), JobPlacement.eci()])],
    ['ACS', JobPlacement.fallback([JobPlacement.nodePool(), JobPlacement.acs()])],
    ['ACS or ECI', JobPlacement.fallback([JobPlacement.nodePool(), JobPlacement.acs(), JobPlacement.eci()])],
  ])('%s refuses all of it, also behind nodes', (name, placement) => {
    const errors = errorsOf(everything, { placement });
    expect(errors.map(({ at }) => at)).toEqual(places);
    errors.forEach(({ message }) => expect(message).toMatch(new RegExp(`(but|a pod on|mounted on) ${name}[ ,]`)));
  });

  test('is not left for nodes in an ACS cluster, which has none', () => {
    const errors = errorsOf(everything, { placement: JobPlacement.acs(), kind: ClusterKind.ACS });
    expect(errors.map(({ message }) => message.split('; ')[1])).toEqual([
      'build images with kaniko',
      'use emptyDir, pvc or csi',
      'leave it out',
    ]);
  });

  test.each<[string, JobPlacement, string]>([
    ['over nodes', JobPlacement.nodePool(), ''],
    [
      'over other serverless compute',
      JobPlacement.fallback([JobPlacement.nodePool(), JobPlacement.acs()]),
      ', and use JobPlacement.nodePool()',
    ],
  ])('is named by the label that counts in its place, %s', (_, placement, more) => {
    const labelled = { ...everything, podLabels: { 'alibabacloud.com/eci': 'true' } };
    const leave = `or leave the label podLabels["alibabacloud.com/eci"] out, which sends jobs to ECI${more}`;
    expect(errorsOf(labelled, { placement }).map(({ message }) => message.replace(`${AT}.`, ''))).toEqual([
      `is true, but ECI runs no privileged containers, and so no Docker-in-Docker; build images with kaniko, ${leave}`,
      `cannot be mounted on ECI, which has no nodes of yours; use emptyDir, pvc or csi, ${leave}`,
      `sets hostNetwork, but a pod on ECI shares nothing with a node; leave it out, ${leave}`,
    ]);
  });

  test('the node pool has nothing against it', () => {
    expect(errorsOf(everything, { placement: JobPlacement.nodePool() })).toEqual([]);
  });

  test('a choice refuses it when both are serverless', () => {
    chosen((choose) => {
      const placement = choose(JobPlacement.eci(), JobPlacement.acs());
      expect(errorsOf(everything, { placement }).map(({ at }) => at)).toEqual(places);
    });
  });

  test('a choice warns of it when one is', () => {
    chosen((choose) => {
      const spot = choose(JobPlacement.eci({ spot: {} }), JobPlacement.eci());
      for (const placement of [
        choose(JobPlacement.eci(), JobPlacement.nodePool()),
        choose(JobPlacement.nodePool(), spot),
      ]) {
        const { errors, warnings } = findingsOf(everything, { placement });
        expect(errors).toEqual([]);
        expect(warnings.map(({ at }) => at)).toEqual(places);
        expect(warnings[0]?.message).toBe(`is true, ${NO_PRIVILEGE}. The deployment may choose ECI`);
      }
    });
  });

  test('a choice warns of what one of two serverless computes refuses', () => {
    chosen((choose) => {
      const placement = choose(JobPlacement.acs(), JobPlacement.eci());
      expect(findingsOf({ capAdd: ['SYS_ADMIN'] }, { placement })).toEqual({
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
  const refused = (compute: string, orNodes = ', or use managerPlacement: JobPlacement.nodePool()') => [
    {
      at: 'chartValues.volumes[1].hostPath',
      message: `cannot be mounted on ${compute}, where the managers run and no nodes of yours are; use emptyDir${orNodes}`,
    },
    ...['securityContext', 'podSecurityContext', 'extraContainers[1].securityContext'].map((path) => ({
      at: `chartValues.${path}.privileged`,
      message: `is true, but ${compute} runs no privileged containers; leave it out${orNodes}`,
    })),
  ];

  test.each<[string, JobPlacement]>([
    ['ECI', JobPlacement.eci()],
    ['ACS', JobPlacement.acs()],
    ['ECI', JobPlacement.fallback([JobPlacement.nodePool(), JobPlacement.eci()])],
  ])('mount no hostPath volume and have no privileges: %s', (name, managerPlacement) => {
    expect(errorsOf(undefined, { managerPlacement, chartValues })).toEqual(refused(name));
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
    const given = { managerPlacement: JobPlacement.acs(), chartValues, kind: ClusterKind.ACS };
    expect(errorsOf(undefined, given)).toEqual(refused('ACS', ''));
  });

  test('have all of it on nodes, and a warning where the deployment chooses', () => {
    expect(errorsOf(undefined, { chartValues })).toEqual([]);
    chosen((choose) => {
      const managerPlacement = choose(JobPlacement.acs(), JobPlacement.nodePool());
      expect(findingsOf(undefined, { managerPlacement, chartValues })).toEqual({
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
    const managerPlacement = JobPlacement.eci();
    expect(errorsOf(undefined, { managerPlacement, chartValues: add('NET_RAW') })).toEqual([]);
    expect(errorsOf(undefined, { managerPlacement, chartValues: add('SYS_ADMIN') })).toEqual([
      {
        at: 'chartValues.securityContext.capabilities.add[0]',
        message: `is ${refusedCapability('SYS_ADMIN', 'managerPlacement: ')}`,
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
      expect(errorsOf(undefined, { managerPlacement: JobPlacement.eci(), chartValues: unknown })).toEqual([]);
    });
  });
});

describe('a runner', () => {
  test('is refused with a patch that cannot work', () => {
    expect(() =>
      synth((stack) =>
        addRunner(stack, {
          on: { virtualNode: true },
          config: { runners: { kubernetes: { podSpec: [{ patch: 'hostNetwork: true' }] } } },
        }),
      ),
    ).toThrow('- config.runners.kubernetes.podSpec[0].patch: sets hostNetwork, but a pod on ECI');
  });

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
    expect(pending({ desiredSize: 0 }, false)).toEqual(['managerPlacement', 'placement']);
    expect(pending({ desiredSize: 0 }, true)).toEqual(['managerPlacement']);
    expect(pending({ autoScaling: { minInstances: 0, maxInstances: 3 } }, false)).toEqual([]);
    expect(pending({}, false)).toEqual([]);
  });
});
