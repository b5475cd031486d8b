import { EXISTING_CLUSTER, NEW_NETWORK, RUNNER, RUNNER_LINES, expectFaults } from './support';

/** Rows of a name, the lines of a file, and the beginnings of the faults that it must have. */
type Row = readonly [name: string, lines: readonly string[], faults: readonly string[]];

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
        'line 3, caches: is not a key here. Did you mean "cache"? Known are stackName, cluster, network, cache, monitoring, runners, tags',
      ],
    ],
    [
      'of a runner',
      [...RUNNER_LINES, '    concurency: 3'],
      ['line 6, runners.Runner.concurency: is not a key here. Did you mean "concurrent"? Known are token, gitlabUrl'],
    ],
    [
      'that is right but for case',
      [...RUNNER_LINES, '    gitlabURL: https://gitlab.com'],
      ['line 6, runners.Runner.gitlabURL: is not a key here. Did you mean "gitlabUrl"?'],
    ],
    [
      'of a new network',
      ['cluster: { acs: {} }', 'network:', '  new:', '    zones: [z]', '    cidr: 10.0.0.0/8', RUNNER],
      ['line 5, network.new.cidr: is not a key here. Known are zones, cidrBlock, vSwitchCidrBlocks, vpcName'],
    ],
    [
      'of monitoring',
      [EXISTING_CLUSTER, RUNNER, 'monitoring:', '  alert: {}'],
      ['line 4, monitoring.alert: is not a key here. Did you mean "alerts"? Known are alerts, dashboard'],
    ],
    [
      'of an item in a list',
      ['cluster:', '  acs:', '    addons:', '      - name: a', '        versoin: v1', NEW_NETWORK, RUNNER],
      ['line 5, cluster.acs.addons.0.versoin: is not a key here. Did you mean "version"? Known are name, version'],
    ],
    [
      'deep down',
      [...RUNNER_LINES, '    jobs:', '      resources:', '        limits:', '          mem: 1Gi'],
      ['line 9, runners.Runner.jobs.resources.limits.mem: is not a key here. Known are cpu, memory, ephemeralStorage'],
    ],
    [
      'like nothing that there is',
      [...RUNNER_LINES, '    xyzzy: 1'],
      ['line 6, runners.Runner.xyzzy: is not a key here. Known are token'],
    ],
  ])('%s', (_, lines, faults) => expectFaults(lines, faults));
});

describe('a wrong type', () => {
  test.each<Row>([
    [
      'a text for a number',
      [...RUNNER_LINES, '    concurrent: many'],
      ['line 6, runners.Runner.concurrent: must be a number'],
    ],
    [
      'a number for a text',
      [...RUNNER_LINES, '    jobs: { resources: { cpu: 2 } }'],
      ['line 6, runners.Runner.jobs.resources.cpu: must be a string, in quotes where it looks like a number'],
    ],
    [
      'a text for a choice',
      [...RUNNER_LINES, '    waitForManagers: "yes"'],
      ['line 6, runners.Runner.waitForManagers: must be true or false'],
    ],
    [
      'a choice for a section',
      [...RUNNER_LINES, '    monitoring: true', 'monitoring: { alerts: true }'],
      [
        'line 6, runners.Runner.monitoring: must be a map of keys, `{}` when there are none',
        'line 7, monitoring.alerts: must be a map of keys',
      ],
    ],
    [
      'a name that no alert has',
      [EXISTING_CLUSTER, RUNNER, 'monitoring: { alerts: { disabled:', '  [GitLabRunnerSlow] } }'],
      ['line 4, monitoring.alerts.disabled.0: is not allowed; allowed is "GitLabRunnerManagersAbsent", "GitLabRunner'],
    ],
    [
      'a word that is not offered',
      [...RUNNER_LINES, '    logLevel: chatty'],
      [
        'line 6, runners.Runner.logLevel: is not allowed; allowed is "panic", "fatal", "error", "warn", "info", "debug"',
      ],
    ],
    [
      'a number for a word',
      [...RUNNER_LINES, '    logLevel: 3'],
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
      [...RUNNER_LINES, '    config: []', '    chartValues: x'],
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
      'two sources of credentials, of a token, of scaling, of compute and of image builds',
      [
        'cache: { credentials: { existingSecret: a, parameters: true } }',
        ...RUNNER_LINES,
        '    token: { parameter: A, oosSecret: b }',
        '    scaling: { fixed: 1, onCpu: {} }',
        '    placement: { eci: {}, acs: {} }',
        '    managerPlacement: { nodePool: {}, acs: {} }',
        '    imageBuilds: { kaniko: {}, buildkitRootless: {} }',
      ],
      [
        'line 1, cache.credentials: names 2 of existingSecret, parameters',
        'line 7, runners.Runner.token: names 2 of parameter, existingSecret, oosSecret',
        'line 8, runners.Runner.scaling: names 2 of fixed, onCpu',
        'line 9, runners.Runner.placement: names 2 of nodePool, eci, acs',
        'line 10, runners.Runner.managerPlacement: names 2 of nodePool, eci, acs',
        'line 11, runners.Runner.imageBuilds: names 2 of kaniko, buildkitRootless, privilegedDockerInDocker',
      ],
    ],
    [
      'none of the sources of credentials, of a token, of scaling, of compute and of image builds',
      [
        'cache: { credentials: {} }',
        ...RUNNER_LINES,
        '    token: {}',
        '    scaling: {}',
        '    placement: {}',
        '    imageBuilds: {}',
      ],
      [
        'line 1, cache.credentials: must name one of existingSecret, parameters',
        'line 7, runners.Runner.token: must name one of parameter, existingSecret, oosSecret',
        'line 8, runners.Runner.scaling: must name one of fixed, onCpu',
        'line 9, runners.Runner.placement: must name one of nodePool, eci, acs',
        'line 10, runners.Runner.imageBuilds: must name one of kaniko, buildkitRootless, privilegedDockerInDocker',
      ],
    ],
    [
      'in the parts of a fallback',
      [...RUNNER_LINES, '    placement:', '      fallback:', '        - { nodePool: {}, acs: {} }', '        - {}'],
      [
        'line 8, runners.Runner.placement.fallback.0: names 2 of nodePool, eci, acs, fallback',
        'line 9, runners.Runner.placement.fallback.1: must name one of nodePool, eci, acs, fallback',
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
