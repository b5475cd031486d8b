import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { Construct, Stack } from '@alicloud/ros-cdk-core';
import * as library from '../../lib';
import { checkPropKinds } from '../../lib/checks/prop-kinds';
import { CLUSTER_ID, errorOf, existingCluster, existingNetwork, faultsOf } from '../cluster/fixtures';
import { synth } from '../support/synth';

/** The library as plain JavaScript sees it: without types. */
const lib = library as unknown as Record<
  string,
  (new (...given: unknown[]) => Construct) & Record<string, (...given: unknown[]) => unknown>
>;

// Put together here, so that no scanner takes it for real.
const TOKEN = ['glrt', 'sample'.repeat(4)].join('-');

const good = (stack: Stack) => ({
  cluster: existingCluster(stack),
  token: library.RunnerToken.fromExistingSecret('token'),
});
const runner = (props: object) => (stack: Stack) =>
  new lib.GitLabRunner!(stack, 'Runner', { ...good(stack), ...props });
const ack = (props: object) => (stack: Stack) =>
  new lib.AckCluster!(stack, 'Ack', { network: existingNetwork(stack), ...props });

/** What is wrong, as `place: message`. */
const told = (build: (stack: Stack) => unknown) =>
  faultsOf((stack) => void build(stack)).map(({ at, message }) => `${at}: ${message}`);

const CLUSTERS = "new AckCluster(...), new AcsCluster(...) or Cluster.fromClusterId(this, 'Cluster', 'c…')";

describe('a runner', () => {
  test('without cluster and token is told both', () => {
    expect(told((stack) => new lib.GitLabRunner!(stack, 'Runner', {}))).toEqual([
      `cluster: is missing; give ${CLUSTERS}`,
      expect.stringMatching(/^token: is missing; give RunnerToken\.fromParameter\(this\)/),
    ]);
  });

  test.each([
    [[], 'is missing'],
    [[null], 'is null'],
    [['Cluster'], 'is a text'],
    [[[]], 'is a list'],
  ])('is told to have props, where they are %j', (props, message) => {
    expect(told((stack) => new lib.GitLabRunner!(stack, 'Runner', ...props))).toEqual([
      `props: ${message}; give a map with at least cluster and token`,
    ]);
  });

  test.each([
    ['cluster', 'c123', 'is a text', CLUSTERS],
    ['cluster', undefined, 'is missing', CLUSTERS],
    ['cluster', null, 'is null', CLUSTERS],
    ['cluster', library.Cache.none(), 'is an object', CLUSTERS],
    ['token', true, 'is true', 'RunnerToken.fromParameter(this)'],
    ['token', library.RunnerToken, 'is a function or class itself, not what it yields', 'RunnerToken.fromParameter'],
    ['token', new Map(), 'is an object of the class Map', 'RunnerToken.fromParameter(this)'],
    ['cache', true, 'is true', 'new OssCache(...), OssCache.fromBucketName(...) or Cache.none()'],
    ['cache', 'bucket', 'is a text', 'new OssCache(...)'],
    ['scaling', 3, 'is 3', 'ManagerScaling.fixed(2), ManagerScaling.onCpu() or ManagerScaling.onJobs(...)'],
    ['scaling', library.ManagerScaling.onCpu.bind(undefined), 'is a function', 'ManagerScaling.fixed(2)'],
    ['placement', 'eci', 'is a text', 'JobPlacement.nodePool(), JobPlacement.eci() or JobPlacement.acs()'],
    ['managerPlacement', {}, 'is an object', 'JobPlacement.nodePool()'],
    ['chartVersion', '0.90.1', 'is a text', "ChartVersion.of('0.90.1')"],
    ['chartSource', 'https://x.example/a.tgz', 'is a text', "ChartSource.url('https://…/gitlab-runner-….tgz')"],
    ['imageBuilds', 'kaniko', 'is a text', 'ImageBuilds.kaniko()'],
    ['monitoring', false, 'is false', 'Monitoring.annotations()'],
    ['registryCredentials', {}, 'is an object', 'a list, [RegistryCredentials.fromParameters(...)]'],
    ['jobs', 'alpine', 'is a text', 'a map of options, {…}'],
    ['images', [], 'is a list', 'a map of options, {…}'],
    ['config', 'concurrent = 3', 'is a text', 'a map of options, {…}'],
    ['chartValues', [], 'is a list', 'a map of options, {…}'],
    ['deployTimeChartValues', {}, 'is an object', 'a deploy-time map, such as the `value` of a Json parameter'],
    ['gitlabUrl', 3, 'is 3', 'a text'],
    ['namespace', {}, 'is an object', 'a text'],
    ['releaseName', 7, 'is 7', 'a text'],
    ['waitForManagers', 'yes', 'is a text', 'true or false'],
    ['waitUntil', 'Ready', 'is a text', 'a list, […]'],
    ['logLevel', 'informational', 'is "informational"', '"panic", "fatal", "error", "warn", "info", "debug"'],
    ['logLevel', 'wran', 'is "wran"', '"panic", "fatal", "error", "warn", "info", "debug". Did you mean "warn"?'],
  ])('is told what to give for %s instead of %p', (prop, given, is, instead) => {
    const [fault, ...others] = told(runner({ [prop]: given }));
    expect(others).toEqual([]);
    const expected = [`${prop}: ${is}`, `; give ${instead}`];
    expect(fault?.slice(0, expected[0]!.length)).toBe(expected[0]);
    expect(fault).toContain(expected[1]);
  });

  test('is told of all props at once', () => {
    expect(told(runner({ cache: 3, scaling: 3, jobs: 3 })).map((fault) => fault.split(':')[0])).toEqual([
      'cache',
      'scaling',
      'jobs',
    ]);
  });

  test.each(['glrt', 'GR1348941', 'hunter'])('never shows a token that was given as text (%s)', (prefix) => {
    const secret = `${prefix}-${'sample'.repeat(4)}`;
    const error = errorOf((stack) => runner({ token: secret, cache: secret, placement: secret })(stack));
    expect(error.message).toContain('token: is a text; give RunnerToken.fromParameter(this)');
    expect(`${error.message} ${error.stack}`).not.toContain('sample');
  });
});

describe('null', () => {
  const OPTIONAL = ['cache', 'concurrent', 'scaling', 'jobs', 'images', 'config', 'chartValues', 'caCertificate'];

  test.each([...OPTIONAL, 'sessionServer', 'registryCredentials', 'gitlabUrl', 'logLevel'])(
    'is no way to leave %s out',
    (prop) => {
      const [fault, ...others] = told(runner({ [prop]: null }));
      expect(others).toEqual([]);
      expect(fault).toMatch(new RegExp(`^${prop}: is null; leave it out`));
    },
  );

  test('is found within options', () => {
    const props = { jobs: { resources: { limits: null } }, images: { pullSecrets: { jobs: ['a', null] } } };
    expect(told(runner(props))).toEqual([
      'jobs.resources.limits: is null; leave it out',
      'images.pullSecrets.jobs[1]: is null; leave it out, or give a plain text; HelmTemplates are for `config` alone',
    ]);
  });

  test('is a value like any other in what Helm and the runner are given', () => {
    const chartValues = { nodeSelector: null };
    expect(() => synth((stack) => void runner({ chartValues })(stack))).not.toThrow();
  });
});

test.each([
  ['jobs', { image: 3 }, 'jobs.image: is 3; give a text'],
  ['jobs', { size: ['small'] }, 'jobs.size: is a list; give a text'],
  ['images', { mirror: true }, 'images.mirror: is true; give a text'],
  ['images', { acrInstanceIds: 'cri-1' }, 'images.acrInstanceIds: is a text; give a list, […]'],
  ['caCertificate', { pem: 1 }, 'caCertificate.pem: is 1; give a text'],
  ['images', { manager: { tag: {} } }, 'images.manager.tag: is an object; give a plain text'],
  ['images', { helper: { repository: [] } }, 'images.helper.repository: is a list; give a plain text'],
  ['images', { pullSecrets: { jobs: 'a' } }, 'images.pullSecrets.jobs: is a text; give a list, […]'],
  ['images', { pullSecrets: { managers: [3] } }, 'images.pullSecrets.managers[0]: is 3; give a plain text'],
  ['jobs', { overrides: { users: 0 } }, 'jobs.overrides.users: is 0; give a list, […]'],
  ['jobs', { overrides: { images: [{}] } }, 'jobs.overrides.images[0]: is an object; give a plain text'],
  ['jobs', { overrides: { maxServiceResources: '1' } }, 'jobs.overrides.maxServiceResources: is a text; give a map'],
  ['jobs', { overrides: { maxMemory: 5 } }, 'jobs.overrides.maxMemory: is 5; allowed is a text: a number with a unit'],
  ['jobs', { resources: { memory: 5 } }, 'jobs.resources.memory: is 5; allowed is a text: a number with a unit'],
  ['registryCredentials', ['a.example.com'], 'registryCredentials[0]: is a text; give RegistryCredentials.fromPara'],
])('options of %s are of a kind too: %j', (prop, given, message) => {
  expect(told(runner({ [prop]: given })).map((fault) => fault.slice(0, message.length))).toEqual([message]);
});

test.each(['podLabels', 'podAnnotations', 'nodeSelector', 'tolerations', 'serviceAccount'])(
  'a Helm template is no pattern for %s of jobs',
  (name) => {
    const template = library.HelmTemplate.string('^{{ .Release.Name }}$');
    expect(told(runner({ jobs: { overrides: { [name]: template } } }))).toEqual([
      `jobs.overrides.${name}: is an object of the class HelmTemplate; give a plain text; HelmTemplates are for \`config\` alone`,
    ]);
  },
);

test.each(['images', 'services', 'pullPolicies', 'users', 'groups'])('a parameter is no list of %s', (name) => {
  const build = (stack: Stack) => {
    const list = new RosParameter(stack, 'List', { type: RosParameterType.COMMA_DELIMITED_LIST });
    return runner({ jobs: { overrides: { [name]: list } } })(stack);
  };
  expect(told(build)).toEqual([
    `jobs.overrides.${name}: is an object of the class RosParameter; give a list, […], of which single items may be deploy-time values`,
  ]);
});

describe('the other constructs', () => {
  const NETWORKS = 'new Network(...) or Network.fromAttributes(...)';

  test.each<[string, (stack: Stack) => unknown, string]>([
    ['AckCluster', (stack) => new lib.AckCluster!(stack, 'Ack'), 'props: is missing; give a map with at least network'],
    ['AckCluster', ack({ network: undefined }), `network: is missing; give ${NETWORKS}`],
    ['AckCluster', ack({ network: 'vpc-1' }), `network: is a text; give ${NETWORKS}`],
    ['AckCluster', ack({ networkPlugin: 'terway' }), 'networkPlugin: is a text; give NetworkPlugin.flannel()'],
    ['AckCluster', ack({ nodePool: 3 }), 'nodePool: is 3; give a map of options, {…}'],
    ['AckCluster', ack({ nodePool: { billing: 'Month' } }), 'nodePool.billing: is a text; give NodeBilling.payAsYouGo'],
    ['AckCluster', ack({ nodePool: { instanceTypes: 'x' } }), "nodePool.instanceTypes: is a text; give a list, ['ecs."],
    ['AckCluster', ack({ nodePool: { vSwitchIds: 'vsw-1' } }), 'nodePool.vSwitchIds: is a text; give a list, […]'],
    ['AckCluster', ack({ serviceCidr: 3 }), 'serviceCidr: is 3; give a text'],
    ['AckCluster', ack({ tags: ['ci'] }), 'tags: is a list; give a map of options, {…}'],
    ['AcsCluster', (stack) => new lib.AcsCluster!(stack, 'Acs', {}), `network: is missing; give ${NETWORKS}`],
    [
      'Network',
      (stack) => new lib.Network!(stack, 'N', { zones: 'a' }),
      "zones: is a text; give a list, ['cn-hangzhou-i']",
    ],
    ['Network', (stack) => lib.Network!.fromAttributes!(stack, 'N', {}), 'vpcId: is missing; give a text'],
    ['Cluster', (stack) => lib.Cluster!.fromClusterId!(stack, 'C'), 'clusterId: is missing; give a text'],
    ['Cluster', (stack) => lib.Cluster!.fromClusterId!(stack, 'C', CLUSTER_ID, 'ACK'), 'props: is a text; give a map'],
    [
      'OssCache',
      (stack) => new lib.OssCache!(stack, 'C', { credentials: 'x' }),
      'credentials: is a text; give CacheCred',
    ],
    [
      'OssCache',
      (stack) => new lib.OssCache!(stack, 'C', { encryption: 'KMS' }),
      'encryption: is a text; give OssEncr',
    ],
    [
      'OssCache',
      (stack) => new lib.OssCache!(stack, 'C', { removalPolicy: 'delete' }),
      'removalPolicy: is "delete"; give',
    ],
    ['OssCache', (stack) => lib.OssCache!.fromBucketName!(stack, 'C'), 'bucketName: is missing; give a text'],
    [
      'HelmRelease',
      (stack) => new lib.HelmRelease!(stack, 'H', { cluster: 'c', chart: 'x', releaseName: 'x' }),
      'cluster: ',
    ],
    [
      'KubernetesManifest',
      (stack) => new lib.KubernetesManifest!(stack, 'M', { cluster: 3, objects: [] }),
      'cluster: is 3',
    ],
  ])('%s is told what to give: %#', (_, build, message) => {
    expect(told(build)[0]?.slice(0, message.length)).toBe(message);
  });
});

describe('arguments', () => {
  const call = (name: string, method: string, ...given: unknown[]) =>
    errorOf((stack) => void lib[name]![method]!(...given.map((one) => (one === 'the stack' ? stack : one)))).message;

  test.each([
    ['RunnerToken', 'fromParameter'],
    ['RunnerToken', 'fromOosSecret'],
    ['RunnerToken', 'unsafeLegacyRegistrationToken'],
    ['RegistryCredentials', 'fromParameters'],
    ['CacheCredentials', 'fromParameters'],
  ])('%s.%s needs a scope', (name, method) => {
    const WHERE = `${name}.${method}(...) has a problem:\n  - scope: `;
    const instead = '; give the construct in which the parameter is made, mostly `this`';
    expect(call(name, method)).toBe(`${WHERE}is missing${instead}`);
    expect(call(name, method, TOKEN)).toBe(`${WHERE}is a text${instead}`);
  });

  test.each([
    ['RunnerToken', 'fromRosParameter', ['Token'], 'parameter: is a text; give the RosParameter itself'],
    ['RunnerToken', 'unsafePlainText', [3], 'plainText: is 3; give a text'],
    [
      'RegistryCredentials',
      'fromParameters',
      ['the stack', 'Acr'],
      'props: is missing; give a map with at least registry',
    ],
    ['RegistryCredentials', 'fromLogin', [{ registry: 'a.b' }], 'userName: is missing; give a text'],
  ])('%s.%s is told what to give', (name, method, given, message) => {
    expect(call(name, method, ...given)).toContain(`${name}.${method}(...) has `);
    expect(call(name, method, ...given)).toContain(`  - ${message}`);
  });
});

test('objects are taken for what they offer, whatever their class', () => {
  const cluster = { clusterId: CLUSTER_ID, kind: library.ClusterKind.ACK, dependencies: [] };
  const token = { kind: 'authentication', bind: () => ({ secretName: 'mine' }), check: () => undefined };
  const cache = { bind: () => undefined };
  expect(() => synth((stack) => new lib.GitLabRunner!(stack, 'Runner', { cluster, token, cache }))).not.toThrow();
});

test('deploy-time values of every kind pass', () => {
  synth((stack) => {
    const parameter = (id: string, type: RosParameterType) => new RosParameter(stack, id, { type });
    const text = parameter('Text', RosParameterType.STRING);
    const flag = parameter('Flag', RosParameterType.BOOLEAN);
    const list = parameter('List', RosParameterType.COMMA_DELIMITED_LIST);
    const map = parameter('Map', RosParameterType.JSON);
    const props = {
      gitlabUrl: text.valueAsString,
      namespace: text.value,
      logLevel: text.valueAsString,
      waitForManagers: flag.valueAsBoolean as unknown,
      vSwitchIds: list.valueAsList,
      deployTimeChartValues: map.value,
      jobs: { image: text.value },
    };
    expect(() => checkPropKinds(props, [], 'here')).not.toThrow();
  });
});
