import { CLUSTER_ID, EXISTING_CLUSTER, NEW_NETWORK, RUNNER, faultsOf, synthesizeYaml } from './support';

/** Rows of a name, the lines of a file, and the beginnings of the faults that it must have, all of them. */
type Row = readonly [name: string, lines: readonly string[], faults: readonly string[]];

function expectFaults(lines: readonly string[], expected: readonly string[]): void {
  const found = faultsOf(...lines);
  const shortened = found.map((fault, index) => fault.slice(0, expected[index]?.length));
  expect({ shortened, count: found.length }).toEqual({ shortened: expected, count: expected.length });
}

const existing = ['cluster:', '  existing:', `    clusterId: ${CLUSTER_ID}`, 'runners:', '  Runner:'];

describe('a file that is no configuration', () => {
  test.each<Row>([
    ['an empty one', [''], ['line 1: is not a map of sections; it needs at least `cluster` and `runners`']],
    ['one of comments', ['# nothing', '#'], ['line 1: is not a map of sections']],
    ['a list', ['- cluster: {}'], ['line 1: is not a map of sections']],
    ['a text', ['cluster'], ['line 1: is not a map of sections']],
    ['an empty map', ['{}'], ['line 1, cluster: is missing', 'line 1, runners: is missing']],
  ])('%s', (_, lines, faults) => expectFaults(lines, faults));
});

describe('an unknown key', () => {
  test.each<Row>([
    [
      'at the top',
      [EXISTING_CLUSTER, RUNNER, 'caches: {}'],
      [
        'line 3, caches: is not a key here. Did you mean "cache"? Known are stackName, cluster, network, cache, runners, tags',
      ],
    ],
    [
      'of a runner',
      [...existing, '    concurency: 3'],
      ['line 6, runners.Runner.concurency: is not a key here. Did you mean "concurrent"? Known are token, gitlabUrl'],
    ],
    [
      'that is right but for case',
      [...existing, '    gitlabURL: https://gitlab.com'],
      ['line 6, runners.Runner.gitlabURL: is not a key here. Did you mean "gitlabUrl"?'],
    ],
    [
      'of a new network',
      ['cluster: { acs: {} }', 'network:', '  new:', '    zones: [z]', '    cidr: 10.0.0.0/8', RUNNER],
      ['line 5, network.new.cidr: is not a key here. Known are zones, cidrBlock, vSwitchCidrBlocks, vpcName'],
    ],
    [
      'of an item in a list',
      ['cluster:', '  acs:', '    addons:', '      - name: a', '        versoin: v1', NEW_NETWORK, RUNNER],
      ['line 5, cluster.acs.addons.0.versoin: is not a key here. Did you mean "version"? Known are name, version'],
    ],
    [
      'deep down',
      [...existing, '    jobs:', '      resources:', '        limits:', '          mem: 1Gi'],
      ['line 9, runners.Runner.jobs.resources.limits.mem: is not a key here. Known are cpu, memory, ephemeralStorage'],
    ],
    [
      'like nothing that there is',
      [...existing, '    xyzzy: 1'],
      ['line 6, runners.Runner.xyzzy: is not a key here. Known are token'],
    ],
  ])('%s', (_, lines, faults) => expectFaults(lines, faults));
});

describe('a wrong type', () => {
  test.each<Row>([
    [
      'a text for a number',
      [...existing, '    concurrent: many'],
      ['line 6, runners.Runner.concurrent: must be a number'],
    ],
    [
      'a number for a text',
      [...existing, '    jobs: { resources: { cpu: 2 } }'],
      ['line 6, runners.Runner.jobs.resources.cpu: must be a string, in quotes where it looks like a number'],
    ],
    [
      'a text for a choice',
      [...existing, '    metrics: "yes"'],
      ['line 6, runners.Runner.metrics: must be true or false'],
    ],
    [
      'a word that is not offered',
      [...existing, '    logLevel: chatty'],
      [
        'line 6, runners.Runner.logLevel: is not allowed; allowed is "panic", "fatal", "error", "warn", "info", "debug"',
      ],
    ],
    [
      'a number for a word',
      [...existing, '    logLevel: 3'],
      ['line 6, runners.Runner.logLevel: is not allowed; allowed'],
    ],
    [
      'false for what can only be true',
      [EXISTING_CLUSTER, 'cache: { credentials: { parameters: false } }', RUNNER],
      ['line 2, cache.credentials.parameters: is not allowed; allowed is true'],
    ],
    [
      'one for several',
      ['cluster: { acs: {} }', 'network: { new: { zones: cn-hangzhou-i } }', RUNNER],
      ['line 2, network.new.zones: must be a list'],
    ],
    [
      'nothing for a section',
      ['cluster:', '  acs:', NEW_NETWORK, 'runners:', '  Runner:'],
      [
        'line 2, cluster.acs: must be a map of keys, `{}` when there are none',
        'line 5, runners.Runner: must be a map of keys, `{}` when there are none',
      ],
    ],
    ['a list of runners', [EXISTING_CLUSTER, 'runners:', '  - Runner'], ['line 2, runners: must be a map of keys']],
    [
      'a number for a tag',
      [EXISTING_CLUSTER, RUNNER, 'tags:', '  year: 2026'],
      ['line 4, tags.year: must be a string'],
    ],
    [
      'a list for config and a text for chartValues',
      [...existing, '    config: []', '    chartValues: x'],
      ['line 6, runners.Runner.config: must be a map', 'line 7, runners.Runner.chartValues: must be a map'],
    ],
  ])('%s', (_, lines, faults) => expectFaults(lines, faults));
});

describe('what is missing', () => {
  test.each<Row>([
    ['the runners', [EXISTING_CLUSTER], ['line 1, runners: is missing']],
    ['every runner', [EXISTING_CLUSTER, 'runners: {}'], ['line 2, runners: is empty; name at least one runner']],
    ['the cluster', [RUNNER], ['line 1, cluster: is missing']],
    [
      'the network of a new cluster',
      ['cluster: { acs: {} }', RUNNER],
      ['line 1, network: must name one of new, existing'],
    ],
    [
      'the zones of a new network',
      ['cluster: { acs: {} }', 'network: { new: {} }', RUNNER],
      ['line 2, network.new.zones: is missing'],
    ],
    [
      'the vSwitches of an existing network',
      ['cluster: { acs: {} }', 'network:', '  existing:', '    vpcId: vpc-1', RUNNER],
      ['line 3, network.existing.vSwitchIds: is missing'],
    ],
    [
      'one bound of a node pool',
      ['cluster:', '  ack:', '    nodePool:', '      autoScaling: { minInstances: 1 }', NEW_NETWORK, RUNNER],
      ['line 4, cluster.ack.nodePool.autoScaling.maxInstances: is missing'],
    ],
  ])('%s', (_, lines, faults) => expectFaults(lines, faults));
});

describe('alternatives', () => {
  const ack = (rest: string) => ['cluster:', '  ack:', `    ${rest}`, NEW_NETWORK, RUNNER];

  test.each<Row>([
    [
      'two clusters',
      ['cluster: { acs: {}, ack: {} }', NEW_NETWORK, RUNNER],
      ['line 1, cluster: names 2 of existing, ack, acs, and exactly one is allowed'],
    ],
    ['no cluster', ['cluster: {}', NEW_NETWORK, RUNNER], ['line 1, cluster: must name one of existing, ack, acs']],
    [
      'two networks',
      [
        'cluster: { acs: {} }',
        'network: { new: { zones: [z] }, existing: { vpcId: vpc-1, vSwitchIds: [vsw-1] } }',
        RUNNER,
      ],
      ['line 2, network: names 2 of new, existing, and exactly one is allowed'],
    ],
    [
      'a network for an existing cluster',
      [EXISTING_CLUSTER, NEW_NETWORK, RUNNER],
      ['line 2, network: is for new clusters; an existing cluster has its network already. Leave it out'],
    ],
    [
      'two network plug-ins',
      ack('networkPlugin: { flannel: {}, terway: {} }'),
      ['line 3, cluster.ack.networkPlugin: names 2 of flannel, terway'],
    ],
    [
      'two logins',
      ack('nodePool: { login: { keyPair: ops, passwordParameter: true } }'),
      ['line 3, cluster.ack.nodePool.login: names 2 of keyPair, passwordParameter'],
    ],
    [
      'two sources of credentials, of a token, of scaling and of compute',
      [
        'cache: { credentials: { existingSecret: a, parameters: true } }',
        ...existing,
        '    token: { parameter: A, oosSecret: b }',
        '    scaling: { fixed: 1, onCpu: {} }',
        '    placement: { eci: {}, acs: {} }',
        '    managerPlacement: { nodePool: {}, acs: {} }',
      ],
      [
        'line 1, cache.credentials: names 2 of existingSecret, parameters',
        'line 7, runners.Runner.token: names 2 of parameter, existingSecret, oosSecret',
        'line 8, runners.Runner.scaling: names 2 of fixed, onCpu',
        'line 9, runners.Runner.placement: names 2 of nodePool, eci, acs',
        'line 10, runners.Runner.managerPlacement: names 2 of nodePool, eci, acs',
      ],
    ],
    [
      'none of the sources of credentials, of a token, of scaling and of compute',
      ['cache: { credentials: {} }', ...existing, '    token: {}', '    scaling: {}', '    placement: {}'],
      [
        'line 1, cache.credentials: must name one of existingSecret, parameters',
        'line 7, runners.Runner.token: must name one of parameter, existingSecret, oosSecret',
        'line 8, runners.Runner.scaling: must name one of fixed, onCpu',
        'line 9, runners.Runner.placement: must name one of nodePool, eci, acs',
      ],
    ],
    [
      'what only a new bucket has, for an existing one',
      [EXISTING_CLUSTER, RUNNER, 'cache:', '  existingBucket: ours', '  expirationDays: 3', '  bucketName: mine'],
      ['line 5, cache.expirationDays: is for a new bucket', 'line 6, cache.bucketName: is for a new bucket'],
    ],
    [
      'what only an existing bucket has, for a new one',
      [EXISTING_CLUSTER, RUNNER, 'cache: { region: cn-beijing }'],
      ['line 3, cache.region: is for an existing bucket; a new one is made in the region of the stack'],
    ],
  ])('%s', (_, lines, faults) => expectFaults(lines, faults));
});

describe('names', () => {
  test.each<Row>([
    [
      'of a stack',
      ['stackName: my_stack', EXISTING_CLUSTER, RUNNER],
      ['line 1, stackName: "my_stack" is not a stack name; use letters, digits and hyphens, beginning with a letter'],
    ],
    ['of a stack, as a number', ['stackName: 7', EXISTING_CLUSTER, RUNNER], ['line 1, stackName: must be a string']],
    [
      'of runners',
      [EXISTING_CLUSTER, 'runners:', '  small: {}', '  My-Runner: {}', '  2: {}', '  Läufer: {}'],
      [
        'line 3, runners.small: is not a name for a runner; use letters and digits, beginning with a capital letter',
        'line 4, runners.My-Runner: is not a name for a runner',
        'line 5, runners.2: is not a name for a runner',
        'line 6, runners.Läufer: is not a name for a runner',
      ],
    ],
    [
      'that other parts of the stack have',
      ['cluster: { acs: {} }', NEW_NETWORK, 'runners:', '  Cluster: {}', '  Network: {}', '  Cache: {}'],
      [
        'line 4, runners.Cluster: is the name of another part of the stack; choose another',
        'line 5, runners.Network: is the name of another part of the stack',
        'line 6, runners.Cache: is the name of another part of the stack',
      ],
    ],
    [
      'of a token’s parameter that is another runner’s',
      [EXISTING_CLUSTER, 'runners:', '  A: { token: { parameter: T } }', '  B: { token: { parameter: T } }'],
      ['line 4, runners.B.token: needs the parameter "T", and another part of the stack has that name; choose another'],
    ],
    [
      'of a token’s parameter that follows from that of the runner',
      [EXISTING_CLUSTER, 'runners:', '  AToken: {}', '  A: {}'],
      ['line 4, runners.A.token: needs the parameter "AToken"'],
    ],
    [
      'of a token’s parameter that ROS would not have',
      [...existing, '    token: { parameter: runner_token }'],
      ['line 6, runners.Runner.token.parameter: "runner_token" is not a name for a parameter'],
    ],
  ])('%s', (_, lines, faults) => expectFaults(lines, faults));
});

describe('values', () => {
  test.each<Row>([
    [
      'of a cluster',
      ['cluster:', '  existing:', '    clusterId: c123', RUNNER],
      ['line 3, cluster.existing.clusterId: "c123" is not a cluster id'],
    ],
    [
      'of a network plug-in',
      ['cluster:', '  ack:', '    networkPlugin:', '      flannel:', '        nodeCidrMask: 30', NEW_NETWORK, RUNNER],
      ['line 5, cluster.ack.networkPlugin.flannel.nodeCidrMask: is 30; allowed is a whole number from 24 to 28'],
    ],
    [
      'of billing',
      ['cluster: { ack: { nodePool: { billing: { subscription:', '  { period: 10 } } } } }', NEW_NETWORK, RUNNER],
      ['line 2, cluster.ack.nodePool.billing.subscription.period: is 10; with the unit Month'],
    ],
    [
      'of an existing network',
      ['cluster: { acs: {} }', 'network:', '  existing:', '    vpcId: my-vpc', '    vSwitchIds: []', RUNNER],
      ['line 4, network.existing.vpcId: "my-vpc" is not a VPC id', 'line 5, network.existing.vSwitchIds: is empty'],
    ],
    [
      'of the chart’s archive, beside others of the runner',
      [...existing, '    chartUrl: oci://example.com/chart', '    concurrent: 0'],
      [
        'line 6, runners.Runner.chartUrl: "oci://example.com/chart" is not the http or https URL of a chart archive',
        'line 7, runners.Runner.concurrent: is 0',
      ],
    ],
    [
      'of a cache',
      [EXISTING_CLUSTER, RUNNER, 'cache:', '  expirationDays: 0', '  prefix: /ci', '  endpoint: http://x'],
      [
        'line 4, cache.expirationDays: is 0; allowed is a whole number of days of at least 1',
        'line 5, cache.prefix: "/ci" is not a prefix',
        'line 6, cache.endpoint: "http://x" is not an endpoint',
      ],
    ],
    [
      'of an existing bucket',
      [EXISTING_CLUSTER, RUNNER, 'cache:', '  existingBucket: Not_A_Bucket'],
      ['line 4, cache.existingBucket: "Not_A_Bucket" is not a bucket name'],
    ],
    [
      'of the Secret for the cache, once for all runners',
      [EXISTING_CLUSTER, 'cache:', '  credentials:', '    existingSecret: Oss_Key', 'runners: { A: {}, B: {} }'],
      ['line 3, cache.credentials: the name of the Secret, "Oss_Key", has "O", "_", "K"'],
    ],
    [
      'of a runner',
      [...existing, '    gitlabUrl: gitlab.com', '    jobs:', '      resources:', '        memory: 4 GB'],
      [
        'line 6, runners.Runner.gitlabUrl: "gitlab.com" is not a URL',
        'line 9, runners.Runner.jobs.resources.memory: is "4 GB"',
      ],
    ],
    [
      'of a placement that the cluster does not have',
      ['cluster: { acs: {} }', NEW_NETWORK, 'runners:', '  Runner:', '    placement:', '      eci: {}'],
      ['line 5, runners.Runner.placement: is ECI, but an ACS cluster runs pods on ACS compute only'],
    ],
    [
      'of the chart’s version, beside others of the runner',
      [...existing, '    chartVersion: newest', '    concurrent: 0'],
      [
        'line 6, runners.Runner.chartVersion: is "newest"; allowed are three numbers with dots',
        'line 7, runners.Runner.concurrent: is 0; allowed is a whole number of at least 1',
      ],
    ],
    [
      'of the chart’s version with OSS',
      [...existing, '    chartVersion: 0.87.0'],
      ['line 6, runners.Runner.chartVersion: 0.87.0 has a runner whose S3 client'],
    ],
    [
      'of config.toml',
      [
        ...existing,
        '    config:',
        '      runners:',
        '        kubernetes:',
        '          privilegd: true',
        '          cpuLimit: []',
      ],
      [
        'line 9, runners.Runner.config.runners.kubernetes.privilegd: unknown key. Did you mean "privileged"?',
        'line 10, runners.Runner.config.runners.kubernetes.cpuLimit: ',
      ],
    ],
    [
      'of the chart',
      [...existing, '    chartValues:', '      hpaa: {}', '      podLabels:', '        example.com/ci: true'],
      [
        'line 7, runners.Runner.chartValues.hpaa: is not a value of chart ',
        'line 9, runners.Runner.chartValues.podLabels["example.com/ci"]: is true; allowed is a string',
      ],
    ],
  ])('%s', (_, lines, faults) => expectFaults(lines, faults));
});

test('the faults of all parts come in one run, in the order of the file', () => {
  expectFaults(
    [
      /* 1 */ 'stackName: my_stack',
      /* 2 */ 'cluster:',
      /* 3 */ '  ack:',
      /* 4 */ '    serviceCidr: 8.8.8.0/24',
      /* 5 */ '    nodePool:',
      /* 6 */ '      desiredSize: -1',
      /* 7 */ 'network:',
      /* 8 */ '  new:',
      /* 9 */ '    zones: [z, z]',
      /* 10 */ 'cache:',
      /* 11 */ '  expirationDays: 0',
      /* 12 */ '  colour: red',
      /* 13 */ 'runners:',
      /* 14 */ '  small:',
      /* 15 */ '    concurrent: 0',
      /* 16 */ '  Large:',
      /* 17 */ '    concurrent: x',
      /* 18 */ '    gitlabUrl: gitlab.com',
      /* 19 */ '  Third:',
      /* 20 */ '    chartValues: { hpaa: 1 }',
      /* 21 */ 'tags: [a]',
    ],
    [
      'line 1, stackName: ',
      'line 4, cluster.ack.serviceCidr: ',
      'line 6, cluster.ack.nodePool.desiredSize: ',
      'line 9, network.new.zones: ',
      'line 11, cache.expirationDays: ',
      'line 12, cache.colour: ',
      'line 14, runners.small: ',
      'line 15, runners.small.concurrent: ',
      'line 17, runners.Large.concurrent: ',
      'line 18, runners.Large.gitlabUrl: ',
      'line 20, runners.Third.chartValues.hpaa: ',
      'line 21, tags: ',
    ],
  );
});

test('advice comes as warnings, with the part that it is about', () => {
  const { warnings } = synthesizeYaml(
    EXISTING_CLUSTER,
    'runners: { Runner: { gitlabUrl: http://gitlab.example.com } }',
  );
  expect(warnings).toEqual([
    expect.stringMatching(/^gitlab-runner\/Runner: gitlabUrl: "http:\/\/gitlab\.example\.com" is not encrypted/),
  ]);
});

test('a good file gives no warnings', () => {
  expect(synthesizeYaml('cluster: { acs: {} }', NEW_NETWORK, RUNNER).warnings).toEqual([]);
});
