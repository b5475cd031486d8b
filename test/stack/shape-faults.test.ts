import { EXISTING_CLUSTER, NEW_NETWORK, RUNNER, RUNNER_LINES, expectProblems } from './support';

/** Rows of a name, the lines of a file, and the beginnings of the faults that it must have. */
type Row = readonly [name: string, lines: readonly string[], faults: readonly string[]];

describe('a file that is no configuration', () => {
  test.each<Row>([
    [
      'an empty one',
      [''],
      [
        'line 1: the configuration is empty; it is a map of sections, with at least `cluster` and `runners` [config-shape]',
      ],
    ],
    [
      'one of comments',
      ['# nothing', '#'],
      ['line 1: the configuration is empty; it is a map of sections [config-shape]'],
    ],
    ['a list', ['- cluster: {}'], ['line 1: the configuration is a list; it is a map of sections [config-shape]']],
    ['a text', ['cluster'], ['line 1: the configuration is a string; it is a map of sections [config-shape]']],
    ['a number', ['3'], ['line 1: the configuration is a number; it is a map of sections [config-shape]']],
    ['an empty map', ['{}'], ['line 1, cluster: is missing', 'line 1, runners: is missing']],
  ])('%s', (_, lines, faults) => expectProblems(lines, faults));
});

describe('an unknown key', () => {
  test.each<Row>([
    [
      'at the top',
      [EXISTING_CLUSTER, RUNNER, 'caches: {}'],
      ['line 3, caches: is not a key here. Did you mean "cache"?'],
    ],
    [
      'of a runner',
      [...RUNNER_LINES, '    concurency: 3'],
      ['line 6, runners.Runner.concurency: is not a key here. Did you mean "concurrent"?'],
    ],
    [
      'that is right but for case',
      [...RUNNER_LINES, '    gitlabURL: https://gitlab.com'],
      ['line 6, runners.Runner.gitlabURL: is not a key here. Did you mean "gitlabUrl"?'],
    ],
    [
      'of a new network',
      ['cluster: { acs: {} }', 'network:', '  new:', '    zones: [cn-hangzhou-i]', '    cidr: 10.0.0.0/8', RUNNER],
      ['line 5, network.new.cidr: is not a key here. Known are zones, cidrBlock, vSwitchCidrBlocks, vpcName'],
    ],
    [
      'of monitoring',
      [EXISTING_CLUSTER, RUNNER, 'monitoring:', '  alert: {}'],
      ['line 4, monitoring.alert: is not a key here. Did you mean "alerts"?'],
    ],
    [
      'of an item in a list',
      ['cluster:', '  acs:', '    addons:', '      - name: a', '        versoin: v1', NEW_NETWORK, RUNNER],
      ['line 5, cluster.acs.addons[0].versoin: is not a key here. Did you mean "version"?'],
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
  ])('%s', (_, lines, faults) => expectProblems(lines, faults));
});

describe('a wrong type', () => {
  test.each<Row>([
    [
      'a text for a number',
      [...RUNNER_LINES, '    concurrent: many'],
      ['line 6, runners.Runner.concurrent: is "many"; allowed is a number'],
    ],
    [
      'a number for a text',
      [...RUNNER_LINES, '    jobs: { image: 2 }'],
      ['line 6, runners.Runner.jobs.image: is 2; allowed is a string, so put it in quotes'],
    ],
    [
      'a text for a choice',
      [...RUNNER_LINES, '    managers: { availability: { spread: "yes" } }'],
      ['line 6, runners.Runner.managers.availability.spread: is "yes"; allowed is true or false'],
    ],
    [
      'a choice for a section',
      [...RUNNER_LINES, '    metrics: true', 'monitoring: { alerts: true }'],
      [
        'line 6, runners.Runner.metrics: is true; allowed is a map with the keys ',
        'line 7, monitoring.alerts: is true; allowed is a map',
      ],
    ],
    [
      'a name that no alert has',
      [EXISTING_CLUSTER, RUNNER, 'monitoring: { alerts: { disabled:', '  [GitLabRunnerSlow] } }'],
      [
        'line 4, monitoring.alerts.disabled[0]: is "GitLabRunnerSlow"; allowed are "GitLabRunnerManagersAbsent", "GitLabRunner',
      ],
    ],
    [
      'a word that is not offered',
      [...RUNNER_LINES, '    logLevel: chatty'],
      ['line 6, runners.Runner.logLevel: is "chatty"; allowed are "panic", "fatal", "error", "warn", "info", "debug"'],
    ],
    [
      'a number for a word',
      [...RUNNER_LINES, '    logLevel: 3'],
      ['line 6, runners.Runner.logLevel: is 3; allowed are "panic"'],
    ],
    [
      'a word that is nearly one of those that are offered',
      [...RUNNER_LINES, '    logLevel: Warning', '    jobs: { placement: { acs: { qos: best_effort } } }'],
      [
        'line 6, runners.Runner.logLevel: is "Warning"; allowed are "panic", "fatal", "error", "warn", "info", "debug"',
        'line 7, runners.Runner.jobs.placement.acs.qos: is "best_effort"; allowed are "default", "best-effort". Did you mean "best-effort"?',
      ],
    ],
    [
      'false for what can only be true',
      [EXISTING_CLUSTER, 'cache: { new: { credentials: { parameters: false } } }', RUNNER],
      ['line 2, cache.new.credentials.parameters: is false; allowed is a map with the keys parameterPrefix'],
    ],
    [
      'one for several',
      ['cluster: { acs: {} }', 'network: { new: { zones: cn-hangzhou-i } }', RUNNER],
      ['line 2, network.new.zones: is "cn-hangzhou-i"; allowed is a list of strings'],
    ],
    [
      'nothing for a section',
      ['cluster:', '  acs:', NEW_NETWORK, 'runners:', '  Runner:'],
      [
        'line 2, cluster.acs: is empty; allowed is a map, `{}` for the defaults',
        'line 5, runners.Runner: is empty; allowed is a map, `{}` for the defaults',
      ],
    ],
    [
      'a list of runners',
      [EXISTING_CLUSTER, 'runners:', '  - Runner'],
      ['line 2, runners: is a list; allowed is a map'],
    ],
    [
      'a number for a tag',
      [EXISTING_CLUSTER, RUNNER, 'tags:', '  year: 2026'],
      ['line 4, tags.year: is 2026; allowed is a string'],
    ],
    [
      'a list for config and a text for chartValues',
      [...RUNNER_LINES, '    config: []', '    chartValues: x'],
      [
        'line 6, runners.Runner.config: is a list; allowed is a map',
        'line 7, runners.Runner.chartValues: is "x"; allowed is a map',
      ],
    ],
  ])('%s', (_, lines, faults) => expectProblems(lines, faults));
});

describe('what is missing', () => {
  test.each<Row>([
    ['the runners', [EXISTING_CLUSTER], ['line 1, runners: is missing']],
    [
      'every runner',
      [EXISTING_CLUSTER, 'runners: {}'],
      ['line 2, runners: is empty; name at least one runner [config-no-runners]'],
    ],
    ['the cluster', [RUNNER], ['line 1, cluster: is missing']],
    [
      'the network of a new cluster',
      ['cluster: { acs: {} }', RUNNER],
      ['line 1, network: is missing; it names one of new, existing [config-alternative]'],
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
  ])('%s', (_, lines, faults) => expectProblems(lines, faults));
});

describe('alternatives', () => {
  const ack = (rest: string) => ['cluster:', '  ack:', `    ${rest}`, NEW_NETWORK, RUNNER];

  test.each<Row>([
    [
      'two clusters',
      ['cluster: { acs: {}, ack: {} }', NEW_NETWORK, RUNNER],
      ['line 1, cluster: names ack and acs; allowed is one of existing, ack, acs [config-alternative]'],
    ],
    [
      'no cluster',
      ['cluster: {}', NEW_NETWORK, RUNNER],
      ['line 1, cluster: is empty; allowed is one of existing, ack, acs [config-alternative]'],
    ],
    [
      'two networks',
      [
        'cluster: { acs: {} }',
        'network: { new: { zones: [cn-hangzhou-i] }, existing: { vpcId: vpc-1, vSwitchIds: [vsw-1] } }',
        RUNNER,
      ],
      ['line 2, network: names new and existing; allowed is one of new, existing [config-alternative]'],
    ],
    [
      'a network for an existing cluster',
      [EXISTING_CLUSTER, NEW_NETWORK, RUNNER],
      [
        'line 2, network: is for new clusters; an existing cluster has its network already. Leave it out [config-without-effect]',
      ],
    ],
    [
      'two network plug-ins',
      ack('networkPlugin: { flannel: {}, terway: {} }'),
      [
        'line 3, cluster.ack.networkPlugin: names flannel and terway; allowed is one of flannel, terway [config-alternative]',
      ],
    ],
    [
      'two logins',
      ack('nodePool: { login: { keyPair: ops, passwordParameter: true } }'),
      [
        'line 3, cluster.ack.nodePool.login: names keyPair and passwordParameter; allowed is one of [config-alternative]',
      ],
    ],
    [
      'two sources of credentials, of a token, of scaling, of compute and of image builds',
      [
        'cache: { new: { credentials: { existingSecret: a, parameters: {} } } }',
        ...RUNNER_LINES,
        '    token: { parameter: A, oosSecret: b }',
        '    managers: { scaling: { fixed: 1, onCpu: {} }, placement: { nodePool: {}, acs: {} } }',
        '    jobs: { placement: { eci: {}, acs: {} } }',
        '    imageBuilds: { kaniko: {}, buildkitRootless: {} }',
      ],
      [
        'line 1, cache.new.credentials: names existingSecret and parameters; allowed is one of [config-alternative]',
        'line 7, runners.Runner.token: names parameter and oosSecret; allowed is one of parameter, existingSecret, oosSecret [config-alternative]',
        'line 8, runners.Runner.managers.scaling: names fixed and onCpu; allowed is one of [config-alternative]',
        'line 8, runners.Runner.managers.placement: names nodePool and acs; allowed is one of [config-alternative]',
        'line 9, runners.Runner.jobs.placement: names eci and acs; allowed is one of [config-alternative]',
        'line 10, runners.Runner.imageBuilds: names kaniko and buildkitRootless; allowed is one of [config-alternative]',
      ],
    ],
    [
      'what has no effect beside another key',
      ['monitoring: { alerts: { runner: Runer } }', ...RUNNER_LINES, '    chart: { login: true }', '    tags: [a]'],
      [
        'line 1, monitoring.alerts.runner: is "Runer"; allowed are the runners of this file, Runner. Did you mean "Runner"? [config-alerts-runner]',
        'line 7, runners.Runner.chart.login: is for a chart of yours; give its address as url [config-without-effect]',
        'line 8, runners.Runner.tags: is not a key here. GitLab keeps it with the runner: set it there, on the page of the run',
      ],
    ],
    [
      'a cluster with and without Prometheus',
      ['cluster:', '  existing: { prometheusOperator: false, managedPrometheus: true }', 'runners: { Runner: {} }'],
      [
        'line 2, cluster.existing.prometheusOperator: is false, and managedPrometheus brings what it denies [config-prometheus]',
      ],
    ],
    [
      'none of the sources of credentials, of a token, of scaling, of compute and of image builds',
      [
        'cache: { new: { credentials: {} } }',
        ...RUNNER_LINES,
        '    token: {}',
        '    managers: { scaling: {} }',
        '    jobs: { placement: {} }',
        '    imageBuilds: {}',
      ],
      [
        'line 1, cache.new.credentials: is empty; allowed is one of existingSecret, parameters [config-alternative]',
        'line 7, runners.Runner.token: is empty; allowed is one of parameter, existingSecret, oosSecret [config-alternative]',
        'line 8, runners.Runner.managers.scaling: is empty; allowed is one of fixed, onCpu [config-alternative]',
        'line 9, runners.Runner.jobs.placement: is empty; allowed is one of nodePool, eci, acs [config-alternative]',
        'line 10, runners.Runner.imageBuilds: is empty; allowed is one of kaniko, buildkitRootless, unsafeDockerInDocker [config-alternative]',
      ],
    ],
    [
      'in the parts of a fallback',
      [
        ...RUNNER_LINES,
        '    jobs:',
        '      placement:',
        '        fallback:',
        '          - { nodePool: {}, acs: {} }',
        '          - {}',
      ],
      [
        'line 9, runners.Runner.jobs.placement.fallback[0]: names nodePool and acs; allowed is one of nodePool, eci, acs, fallback [config-alternative]',
        'line 10, runners.Runner.jobs.placement.fallback[1]: is empty; allowed is one of nodePool, eci, acs, fallback [config-alternative]',
      ],
    ],
    [
      'another key in place of one of them',
      [...RUNNER_LINES, '    managers: { scaling: { fix: 3 } }'],
      ['line 6, runners.Runner.managers.scaling.fix: is not a key here. Did you mean "fixed"?'],
    ],
    [
      'several caches',
      [EXISTING_CLUSTER, RUNNER, 'cache:', '  new: { encryption: {} }', '  none: true'],
      [
        'line 3, cache: names new and none; allowed is one of new, existing, s3, none [config-alternative]',
        'line 4, cache.new.encryption: is empty; allowed is one of kms [config-alternative]',
      ],
    ],
    [
      'none of the caches',
      [EXISTING_CLUSTER, RUNNER, 'cache: {}'],
      ['line 3, cache: is empty; allowed is one of new, existing, s3, none [config-alternative]'],
    ],
    [
      'what only a new bucket has, for an existing one',
      [EXISTING_CLUSTER, RUNNER, 'cache:', '  existing:', '    bucketName: ours', '    expirationDays: 3'],
      ['line 6, cache.existing.expirationDays: is not a key here'],
    ],
  ])('%s', (_, lines, faults) => expectProblems(lines, faults));
});
