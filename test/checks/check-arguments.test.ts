import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { Construct, Stack } from '@alicloud/ros-cdk-core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as library from '../../lib';
import * as forms from '../../lib/forms';
import generateProps from '../../scripts/generate/props';
import { CLUSTER_ID, errorOf, existingCluster, existingNetwork, faultsOf } from '../cluster/fixtures';
import { synth } from '../support/synth';

/** The library as plain JavaScript sees it: without types. */
const lib = library as unknown as Record<
  string,
  (new (...given: unknown[]) => Construct) & Record<string, (...given: unknown[]) => unknown>
>;

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

const CLUSTERS = 'new AckCluster(...), new AcsCluster(...) or Cluster.fromClusterId(...)';

describe('a runner', () => {
  test('without a cluster is told so', () => {
    expect(told((stack) => new lib.GitLabRunner!(stack, 'Runner', {}))).toEqual([
      `cluster: is missing; give ${CLUSTERS}`,
    ]);
  });

  test.each([
    [[], 'is missing; give'],
    [[null], 'is null; give'],
    [['Cluster'], 'is "Cluster"; allowed is'],
    [[[]], 'is a list; allowed is'],
  ])('is told to have props, where they are %j', (props, message) => {
    expect(told((stack) => new lib.GitLabRunner!(stack, 'Runner', ...props))).toEqual([
      `props: ${message} a map with at least cluster`,
    ]);
  });

  test.each([
    ['cluster', 'c123', 'is a string; allowed is', CLUSTERS],
    ['cluster', undefined, 'is missing; give', CLUSTERS],
    ['cluster', null, 'is null; give', CLUSTERS],
    ['cluster', library.Cache.none(), 'is an object of the class Cache; allowed is', CLUSTERS],
    ['token', true, 'is true; allowed is', 'RunnerToken.fromParameter(...)'],
    ['token', library.RunnerToken, 'is a function or class itself, not what it yields; allowed is', 'RunnerToken.'],
    ['token', new Map(), 'is an object of the class Map; allowed is', 'RunnerToken.fromParameter(...)'],
    ['cache', true, 'is true; allowed is', 'Cache.none(), new OssCache(...), OssCache.fromBucketName(...),'],
    ['cache', 'bucket', 'is a string; allowed is', 'Cache.none(), new OssCache(...)'],
    [
      'managers.scaling',
      3,
      'is 3; allowed is',
      'ManagerScaling.fixed(...), ManagerScaling.onCpu(...), ManagerScaling.onJobs(...), ManagerScaling.onSchedule(...) or ManagerScaling.onQueue(...)',
    ],
    [
      'managers.scaling',
      library.ManagerScaling.onCpu.bind(undefined),
      'is a function or class itself',
      'ManagerScaling.fixed',
    ],
    [
      'jobs.placement',
      'eci',
      'is a string; allowed is',
      'Placement.nodePool(...), Placement.eci(...), Placement.acs(...) or',
    ],
    ['managers.placement', {}, 'is a map; allowed is', 'Placement.nodePool(...)'],
    ['chart', '0.90.1', 'is a string; allowed is', 'RunnerChart.fromVersion(...)'],
    ['imageBuilds', 'kaniko', 'is a string; allowed is', 'ImageBuilds.kaniko(...)'],
    ['metrics', false, 'is false; allowed is', 'Metrics.annotations(...)'],
    ['registryCredentials', {}, 'is a map; allowed is', 'a list of RegistryCredentials.fromParameters(...)'],
    ['jobs', 'alpine', 'is "alpine"; allowed is', 'a map'],
    ['images', [], 'is a list; allowed is', 'a map with the keys mirror,'],
    ['config', 'concurrent = 3', 'is "concurrent = 3"; allowed is', 'a map'],
    ['chartValues', [], 'is a list; allowed is', 'a map'],
    ['deployTimeChartValues', {}, 'is a map; allowed is', 'a deploy-time value, such as the `value` of a parameter'],
    ['gitlabUrl', 3, 'is 3; allowed is', 'a string, so put it in quotes'],
    ['namespace', {}, 'is a map; allowed is', 'a string'],
    ['releaseName', 7, 'is 7; allowed is', 'a string, so put it in quotes'],
    ['concurrent', '3', 'is "3"; allowed is', 'a number, without quotes'],
    ['waitFor', 'Ready', 'is a string; allowed is', 'WaitFor.managers(...)'],
    [
      'logLevel',
      'informational',
      'is "informational"; allowed are',
      '"panic", "fatal", "error", "warn", "info", "debug"',
    ],
    ['logLevel', 'wran', 'is "wran"; allowed are', '"warn", "info", "debug". Did you mean "warn"?'],
  ])('is told what to give for %s instead of %p', (prop, given, is, instead) => {
    const [name = '', group] = prop.split('.').reverse();
    const [problem, ...others] = told(runner(group === undefined ? { [name]: given } : { [group]: { [name]: given } }));
    expect(others).toEqual([]);
    expect(problem).toContain(`${prop}: ${is}`);
    expect(problem).toContain(instead);
  });

  test('is told of all props at once', () => {
    expect(told(runner({ cache: 3, managers: { scaling: 3 }, jobs: 3 })).map((fault) => fault.split(':')[0])).toEqual([
      'cache',
      'managers.scaling',
      'jobs',
    ]);
  });

  test.each(['glrt', 'GR1348941', 'hunter'])('never shows a token that was given as text (%s)', (prefix) => {
    const secret = `${prefix}-${'sample'.repeat(4)}`;
    const error = errorOf((stack) => runner({ token: secret, cache: secret, jobs: { placement: secret } })(stack));
    expect(error.message).toContain('token: is a string; allowed is RunnerToken.fromParameter(...)');
    expect(`${error.message} ${error.stack}`).not.toContain('sample');
  });
});

describe('null', () => {
  const OPTIONAL = ['cache', 'concurrent', 'managers', 'jobs', 'images', 'config', 'chartValues', 'caCertificate'];

  test.each([...OPTIONAL, 'sessionServer', 'registryCredentials', 'gitlabUrl', 'logLevel'])(
    'is no way to leave %s out',
    (prop) => {
      const [fault, ...others] = told(runner({ [prop]: null }));
      expect(others).toEqual([]);
      expect(fault).toMatch(new RegExp(`^${prop}: is null; allowed `));
    },
  );

  test('is found within options', () => {
    const props = { jobs: { resources: { limits: null } }, images: { manager: { tag: null } } };
    expect(told(runner(props))).toEqual([
      'jobs.resources.limits: is null; allowed is a map, `{}` for the defaults',
      'images.manager.tag: is null; allowed is a string; leave it out for the default',
    ]);
  });

  test('is a value like any other in what Helm and the runner are given', () => {
    const chartValues = { nodeSelector: null };
    expect(() => synth((stack) => void runner({ chartValues })(stack))).not.toThrow();
  });
});

test.each([
  ['jobs', { image: 3 }, 'jobs.image: is 3; allowed is a string'],
  ['jobs', { size: ['small'] }, 'jobs.size: is a list; allowed are "small", "medium", "large", "xlarge"'],
  [
    'jobs',
    { size: 'meduim' },
    'jobs.size: is "meduim"; allowed are "small", "medium", "large", "xlarge". Did you mean "med',
  ],
  ['images', { mirror: true }, 'images.mirror: is true; allowed is a string'],
  ['caCertificate', { pem: 1 }, 'caCertificate.pem: is 1; allowed is a string'],
  ['images', { manager: { tag: {} } }, 'images.manager.tag: is a map; allowed is a string'],
  ['images', { helper: { repository: [] } }, 'images.helper.repository: is a list; allowed is a string'],
  ['jobs', { allowedUsers: 0 }, 'jobs.allowedUsers: is 0; allowed is a list'],
  ['jobs', { allowedImages: [{}] }, 'jobs.allowedImages[0]: is a map; allowed is a string'],
  [
    'jobs',
    { overwrites: { maxServiceResources: '1' } },
    'jobs.overwrites.maxServiceResources: is "1"; allowed is a map',
  ],
  [
    'jobs',
    { overwrites: { maxResources: { memory: true } } },
    'jobs.overwrites.maxResources.memory: is true; allowed is a',
  ],
  ['jobs', { resources: { memory: true } }, 'jobs.resources.memory: is true; allowed is a'],
  [
    'registryCredentials',
    ['a.example.com'],
    'registryCredentials[0]: is a string; allowed is RegistryCredentials.fromPara',
  ],
])('options of %s are of a kind too: %j', (prop, given, message) => {
  expect(told(runner({ [prop]: given })).map((fault) => fault.slice(0, message.length))).toEqual([message]);
});

test.each(['podLabels', 'podAnnotations', 'nodeSelector', 'tolerations', 'serviceAccount'])(
  'a Helm template is no pattern for %s of jobs',
  (name) => {
    const template = library.HelmTemplate.string('^{{ .Release.Name }}$');
    expect(told(runner({ jobs: { overwrites: { [name]: template } } }))).toEqual([
      `jobs.overwrites.${name}: is an object of the class HelmTemplate; allowed is a string`,
    ]);
  },
);

test.each(['allowedImages', 'allowedServices', 'allowedPullPolicies', 'allowedUsers', 'allowedGroups'])(
  'a parameter is no list of %s',
  (name) => {
    const build = (stack: Stack) => {
      const list = new RosParameter(stack, 'List', { type: RosParameterType.COMMA_DELIMITED_LIST });
      return runner({ jobs: { [name]: list } })(stack);
    };
    expect(told(build)).toEqual([
      expect.stringContaining(`jobs.${name}: is an object of the class RosParameter; allowed is a list`),
    ]);
  },
);

describe('the other constructs', () => {
  const NETWORKS = 'new Network(...) or Network.fromAttributes(...)';

  test.each<[string, (stack: Stack) => unknown, string]>([
    ['AckCluster', (stack) => new lib.AckCluster!(stack, 'Ack'), 'props: is missing; give a map with at least network'],
    ['AckCluster', ack({ network: undefined }), `network: is missing; give ${NETWORKS}`],
    ['AckCluster', ack({ network: 'vpc-1' }), `network: is a string; allowed is ${NETWORKS}`],
    ['AckCluster', ack({ networkPlugin: 'terway' }), 'networkPlugin: is a string; allowed is NetworkPlugin.flannel('],
    ['AckCluster', ack({ nodePool: 3 }), 'nodePool: is 3; allowed is a map'],
    [
      'AckCluster',
      ack({ nodePool: { billing: 'Month' } }),
      'nodePool.billing: is a string; allowed is NodeBilling.payAs',
    ],
    [
      'AckCluster',
      ack({ nodePool: { instanceTypes: 'x' } }),
      'nodePool.instanceTypes: is "x"; allowed is a list of str',
    ],
    [
      'AckCluster',
      ack({ nodePool: { vSwitchIds: 'vsw-1' } }),
      'nodePool.vSwitchIds: is "vsw-1"; allowed is a list of s',
    ],
    ['AckCluster', ack({ serviceCidr: 3 }), 'serviceCidr: is 3; allowed is a string'],
    ['AckCluster', ack({ tags: ['ci'] }), 'tags: is a list; allowed is a map'],
    ['AcsCluster', (stack) => new lib.AcsCluster!(stack, 'Acs', {}), `network: is missing; give ${NETWORKS}`],
    ['Network', (stack) => new lib.Network!(stack, 'N', { zones: 'a' }), 'zones: is "a"; allowed is a list of strings'],
    [
      'Network',
      (stack) => lib.Network!.fromAttributes!(stack, 'N', { vSwitchIds: ['vsw-1'] }),
      'vpcId: is missing; give a string',
    ],
    ['Cluster', (stack) => lib.Cluster!.fromClusterId!(stack, 'C'), 'clusterId: is missing; give a string'],
    [
      'Cluster',
      (stack) => lib.Cluster!.fromClusterId!(stack, 'C', CLUSTER_ID, 'ACK'),
      'attributes: is "ACK"; allowed is a map with the keys kind,',
    ],
    [
      'OssCache',
      (stack) => new lib.OssCache!(stack, 'C', { credentials: 'x' }),
      'credentials: is a string; allowed is CacheCred',
    ],
    [
      'OssCache',
      (stack) => new lib.OssCache!(stack, 'C', { encryption: 'KMS' }),
      'encryption: is a string; allowed is OssEncr',
    ],
    [
      'OssCache',
      (stack) => new lib.OssCache!(stack, 'C', { removalPolicy: 'delete' }),
      'removalPolicy: is "delete"; allowed are "destroy", "retain"',
    ],
    ['OssCache', (stack) => lib.OssCache!.fromBucketName!(stack, 'C'), 'bucketName: is missing; give a string'],
    [
      'HelmRelease',
      (stack) => new lib.HelmRelease!(stack, 'H', { cluster: 'c', chart: 'x', releaseName: 'x' }),
      'cluster: is a string; allowed is ',
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
    ['RunnerToken', 'fromRosParameter', ['Token'], 'parameter: is a string; allowed is the RosParameter itself'],
    ['RunnerToken', 'unsafePlainText', [3], 'token: is a number that is not shown here; allowed is a string'],
    [
      'RegistryCredentials',
      'fromParameters',
      ['a.b', 'Acr'],
      'options: is "Acr"; allowed is a map with the keys parameterPrefix, usedBy',
    ],
    [
      'RunnerToken',
      'fromParameter',
      ['the stack', 'Token'],
      'parameterName: is an object of the class Stack; allowed is a string',
    ],
    ['RunnerToken', 'fromOosSecret', ['the stack', 'ci'], 'secretParameterName: is an object of the class Stack'],
    [
      'RunnerToken',
      'fromOosSecret',
      ['ci', 'Token'],
      'options: is "Token"; allowed is a map with the keys parameterName',
    ],
    [
      'RegistryCredentials',
      'fromExistingSecret',
      ['acr', { usedBy: ['job'] }],
      'usedBy[0]: is "job"; allowed are "managers", "jobs", "imageBuilds". Did you mean "jobs"?',
    ],
    [
      'ImageBuilds',
      'kaniko',
      [{ registrySecret: 'acr' }],
      "registrySecret: is not an option of KanikoOptions. Use registryCredentials: RegistryCredentials.fromExistingSecret('...', { usedBy: [RegistryUser.IMAGE_BUILDS] })",
    ],
    ['RegistryCredentials', 'fromLogin', [{ registry: 'a.b' }], 'userName: is missing; give a string'],
  ])('%s.%s is told what to give', (name, method, given, message) => {
    expect(call(name, method, ...given)).toContain(`${name}.${method}(...) has `);
    expect(call(name, method, ...given)).toContain(`  - ${message}`);
  });
});

test('objects are taken for what they offer, whatever their class', () => {
  const add = () => undefined;
  const adders = { addManifest: add, addHelmRelease: add, addAddon: add };
  const cluster = { clusterId: CLUSTER_ID, kind: library.ClusterKind.ACK, dependencies: [], ...adders };
  const token = { bind: () => ({ secretName: 'mine' }) };
  const cache = { bind: () => undefined };
  expect(() => synth((stack) => new lib.GitLabRunner!(stack, 'Runner', { cluster, token, cache }))).not.toThrow();
});

describe('an object of another kind, of which there are many with the same members,', () => {
  const { ChartVersion, ImageBuilds, ManagerScaling, Metrics, Placement, RunnerChart, RunnerToken } = library;
  const objects: Readonly<Record<string, (stack: Stack) => object>> = {
    Cache: () => library.Cache.none(),
    S3Cache: (stack) =>
      new library.S3Cache(stack, 'Minio', {
        endpoint: 'minio.example.com',
        bucketName: 'ci-cache',
        credentials: library.CacheCredentials.fromExistingSecret('minio'),
      }),
    ImageBuilds: () => ImageBuilds.kaniko(),
    ManagerScaling: () => ManagerScaling.fixed(2),
    Metrics: () => Metrics.none(),
    NodeLogin: () => library.NodeLogin.none(),
    Placement: () => Placement.nodePool(),
    RunnerChart: () => RunnerChart.fromVersion(ChartVersion.DEFAULT),
    RunnerToken: () => RunnerToken.fromExistingSecret('token'),
  };
  const options: Readonly<Record<string, readonly [string[], (object: object) => object]>> = {
    cache: [['Cache', 'S3Cache'], (cache) => ({ cache })],
    chart: [['RunnerChart'], (chart) => ({ chart })],
    imageBuilds: [['ImageBuilds'], (imageBuilds) => ({ imageBuilds })],
    'jobs.placement': [['Placement'], (placement) => ({ jobs: { placement } })],
    'managers.placement': [['Placement'], (placement) => ({ managers: { placement } })],
    'managers.scaling': [['ManagerScaling'], (scaling) => ({ managers: { scaling } })],
    metrics: [['Metrics'], (metrics) => ({ metrics })],
    token: [['RunnerToken'], (token) => ({ token })],
  };
  const mistakes = Object.entries(options).flatMap(([option, [kinds, props]]) =>
    Object.keys(objects)
      .filter((kind) => !kinds.includes(kind))
      .map((kind) => ({ option, kind, props })),
  );

  test.each(mistakes)('is told: $kind as $option', ({ option, kind, props }) => {
    const problems = told((stack) => void runner(props(objects[kind]!(stack)))(stack));
    expect(problems).toEqual([expect.stringContaining(`${option}: is an object of the class ${kind}; allowed is`)]);
  });

  test('is told where it is one of a list, and by its parent', () => {
    class OwnCache extends library.S3Cache {}
    const none = library.Cache.none();
    expect(told(() => lib.Placement!.fallback!([Placement.nodePool(), none]))).toEqual([
      expect.stringMatching(/^placements\[1\]: is an object of the class Cache; allowed is Placement\.nodePool/),
    ]);
    const own = (stack: Stack) =>
      new OwnCache(stack, 'Own', {
        endpoint: 'minio.example.com',
        bucketName: 'ci-cache',
        credentials: library.CacheCredentials.fromExistingSecret('minio'),
      });
    expect(told((stack) => void runner({ jobs: { placement: own(stack) } })(stack))).toHaveLength(1);
    expect(() => synth((stack) => void runner({ cache: own(stack) })(stack))).not.toThrow();
  });

  test('is not what an object without a prototype is taken for', () => {
    const cache = Object.assign(Object.create(null) as object, { bind: () => undefined });
    expect(() => synth((stack) => void runner({ cache })(stack))).not.toThrow();
  });
});

test('deploy-time values of every kind pass', () => {
  const template = synth((stack) => {
    const parameter = (id: string, type: RosParameterType) => new RosParameter(stack, id, { type });
    const text = parameter('Text', RosParameterType.STRING);
    const flag = parameter('Flag', RosParameterType.BOOLEAN);
    const list = parameter('List', RosParameterType.COMMA_DELIMITED_LIST);
    const map = parameter('Map', RosParameterType.JSON);
    new lib.GitLabRunner!(stack, 'Runner', {
      ...good(stack),
      gitlabUrl: text.valueAsString,
      deployTimeChartValues: map.value,
      jobs: {
        image: text.value,
        placement: lib.Placement!.eci!({ vSwitchIds: list.valueAsList, imageCache: flag.value }),
      },
      metrics: library.Metrics.annotations({ enabled: flag.value }),
    });
  });
  expect(template.Resources).toHaveProperty('RunnerRelease');
});

describe('unknown options, which nothing would read,', () => {
  test.each<[string, (stack: Stack) => unknown, string]>([
    [
      'a runner',
      runner({ gitlabURL: 'https://x' }),
      'gitlabURL: is not an option of GitLabRunnerProps. Did you mean "gitlabUrl"?',
    ],
    [
      'a runner',
      runner({ concurency: 3 }),
      'concurency: is not an option of GitLabRunnerProps. Did you mean "concurrent"?',
    ],
    ['jobs', runner({ jobs: { images: 'a' } }), 'jobs.images: is not an option of JobOptions. Did you mean "image"?'],
    [
      'a node pool',
      ack({ nodePool: { desired: 3 } }),
      'nodePool.desired: is not an option of NodePoolOptions. Known are',
    ],
    [
      'a placement',
      () => lib.Placement!.eci!({ spot: { price: 1 } }),
      'spot.price: is not an option of EciSpotOptions. Known are priceLimit,',
    ],
    [
      'managers.scaling',
      () => lib.ManagerScaling!.onCpu!({ maxReplica: 3 }),
      'maxReplica: is not an option of CpuScalingOptions. Did you mean "maxReplicas"?',
    ],
    [
      'a function',
      () => (lib.dashboard as unknown as (options: object) => unknown)({ titel: 'a' }),
      'titel: is not an op',
    ],
    [
      'a version',
      () => lib.ChartVersion!.of!('1.0.0', { appversion: '19.1.1' }),
      'appversion: is not an option of Char',
    ],
    ['what every object has', runner({ constructor: 1 }), 'constructor: is not an option of GitLabRunnerProps.'],
  ])('are found in %s: %#', (_, build, problem) => {
    expect(told(build)).toEqual([expect.stringContaining(problem)]);
  });

  test('are no matter of objects of a class, which have more than options', () => {
    class Jobs {
      readonly image = 'alpine';
      private readonly notes = 'mine';
      describe() {
        return this.notes;
      }
    }
    expect(() => synth((stack) => void runner({ jobs: new Jobs() })(stack))).not.toThrow();
  });

  test('that are undefined pass', () => {
    expect(() => synth((stack) => void runner({ gitlabURL: undefined })(stack))).not.toThrow();
  });
});

describe('the scope and the id of a construct', () => {
  const CONSTRUCTS = [
    'AckCluster',
    'AcsCluster',
    'Addon',
    'GitLabRunner',
    'GitLabRunnerStack',
    'HelmRelease',
    'KubernetesManifest',
    'ManagedPrometheus',
    'Network',
    'NodePool',
    'OssCache',
    'RunnerAlerts',
    'RunnerDashboard',
    'S3Cache',
    'VirtualNode',
  ];

  test.each(CONSTRUCTS)('of a %s that have changed places are one problem', (name) => {
    expect(told((stack) => new lib[name]!('Runner', stack, {}))).toEqual([
      `id: is a construct, and the scope is "Runner"; the scope comes first and then the id, as in new ${name}(this, "Name", ...)`,
    ]);
  });

  test('of a form that have changed places are one problem', () => {
    const Form = forms.GitLabRunnerConsoleStack as unknown as (typeof lib)[string];
    expect(told((stack) => new Form('Form', stack))).toEqual([expect.stringContaining('id: is a construct')]);
  });

  test.each([
    ['Cluster', 'fromClusterId', CLUSTER_ID],
    ['GitLabRunner', 'fromRunnerAttributes', { namespace: 'a', releaseName: 'b' }],
    ['Network', 'fromAttributes', { vpcId: 'vpc-1', vSwitchIds: ['vsw-1'] }],
    ['NodePool', 'fromNodePoolId', 'np1'],
    ['OssCache', 'fromBucketName', 'bucket'],
    ['OssCache', 'fromBucketAttributes', { bucketName: 'bucket' }],
  ])('of %s.%s that have changed places are one problem', (name, factory, given) => {
    expect(told((stack) => lib[name]![factory]!('Name', stack, given))).toEqual([
      expect.stringContaining(`as in ${name}.${factory}(this, "Name", ...)`),
    ]);
    expect(() => synth((stack) => void lib[name]![factory]!(stack, 'Name', given))).not.toThrow();
  });

  test.each([
    ['a number', 5, 'id: is 5; allowed is a string, so put it in quotes'],
    ['left out', undefined, 'id: is missing; give a string'],
    ['props', {}, 'id: is a map; allowed is a string'],
    ['empty', '', 'id: is empty; give the construct a name such as "Runner"'],
  ])('are told apart from an id that is %s', (_, id, problem) => {
    expect(told((stack) => new lib.GitLabRunner!(stack, id, good(stack)))).toEqual([problem]);
  });

  test('are needed', () => {
    expect(told((stack) => new lib.GitLabRunner!(undefined, 'Runner', good(stack)))).toEqual([
      'scope: is missing; give the construct in which it is made, mostly `this`',
    ]);
  });
});

describe('a value that contains itself', () => {
  const endless = () => {
    const map: Record<string, unknown> = { cpu: 1 };
    map['again and again'] = [map];
    return map;
  };

  test.each([
    ['chartValues', { resources: endless() }, 'chartValues.resources'],
    ['config', { runners: endless() }, 'config.runners'],
    ['jobs', { env: endless() }, 'jobs.env'],
  ])('is one problem in %s', (prop, given, at) => {
    expect(told(runner({ [prop]: given }))).toEqual([
      `${at}["again and again"][0]: refers back to ${at}, which contains it, so the value has no end; leave it out, or put a copy of what is needed there`,
    ]);
  });

  test('is one problem in the configuration of a stack, in objects and in options', () => {
    const problem = expect.stringContaining('so the value has no end') as string;
    const config = { cluster: { existing: {} }, runners: { Runner: endless() } };
    expect(told((stack) => new lib.GitLabRunnerStack!(stack, 'Inner', { config }))).toEqual([problem]);
    const objects = (stack: Stack) => ({ cluster: existingCluster(stack), objects: [endless()] });
    expect(told((stack) => new lib.KubernetesManifest!(stack, 'Manifest', objects(stack)))).toEqual([problem]);
    const list: unknown[] = [];
    list.push(list);
    expect(told(() => lib.RegistryCredentials!.fromLogin!({ usedBy: list }))).toEqual([problem]);
  });

  test('is not one that stands in several places', () => {
    const resources = { requests: { cpu: '1' } };
    expect(() =>
      synth((stack) => void runner({ chartValues: { resources, affinity: {}, nodeSelector: {} } })(stack)),
    ).not.toThrow();
    const env = { A: '1' };
    expect(() => synth((stack) => void runner({ jobs: { env }, managers: { env } })(stack))).not.toThrow();
  });
});

test('every call that is checked is one of the generated ones, and the generated file is up to date', () => {
  for (const [file, content] of Object.entries(generateProps())) {
    expect(readFileSync(join(__dirname, '../..', file), 'utf8') === content).toBe(true);
  }
});
