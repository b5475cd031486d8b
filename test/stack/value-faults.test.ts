import { EXISTING_CLUSTER, NEW_NETWORK, RUNNER, RUNNER_LINES, expectProblems, synthesizeYaml } from './support';

/** Rows of a name, the lines of a file, and the beginnings of the faults that it must have. */
type Row = readonly [name: string, lines: readonly string[], faults: readonly string[]];

describe('names', () => {
  test.each<Row>([
    [
      'of a stack',
      ['stackName: my_stack', EXISTING_CLUSTER, RUNNER],
      [
        'line 1, stackName: "my_stack" is not a stack name; use letters, digits and hyphens, beginning with a letter [config-stack-name]',
      ],
    ],
    [
      'of a stack, as a number',
      ['stackName: 7', EXISTING_CLUSTER, RUNNER],
      ['line 1, stackName: is 7; allowed is a string'],
    ],
    [
      'of runners',
      [EXISTING_CLUSTER, 'runners:', '  small: {}', '  My-Runner: {}', '  2: {}', '  Läufer: {}'],
      [
        'line 3, runners.small: is not a name for a runner; use letters and digits, beginning with a capital letter. Did you mean "Small"? [config-runner-name]',
        'line 4, runners.My-Runner: is not a name for a runner; use letters and digits, beginning with a capital letter. Did you mean "MyRunner"? [config-runner-name]',
        'line 5, runners.2: is not a name for a runner [config-runner-name]',
        'line 6, runners.Läufer: is not a name for a runner [config-runner-name]',
      ],
    ],
    [
      'that other parts of the stack have',
      ['cluster: { acs: {} }', NEW_NETWORK, 'runners:', '  Cluster: {}', '  Network: {}', '  Cache: {}'],
      [
        'line 4, runners.Cluster: is a name that cluster has too; rename one of the two [config-id-taken]',
        'line 5, runners.Network: is a name that network has too; rename one of the two [config-id-taken]',
        'line 6, runners.Cache: is a name that cache has too; rename one of the two [config-id-taken]',
      ],
    ],
    [
      'that alerts and dashboards have, whether there are any or not',
      [EXISTING_CLUSTER, 'monitoring: { alerts: {} }', 'runners:', '  Alerts: {}', '  Dashboard: {}'],
      [
        'line 4, runners.Alerts: is a name that monitoring.alerts has too; rename one of the two [config-id-taken]',
        'line 5, runners.Dashboard: is a name that monitoring.dashboard has too; rename one of the two [config-id-taken]',
      ],
    ],
    [
      'of releases, given twice in one namespace',
      [
        EXISTING_CLUSTER,
        'runners:',
        '  A: { releaseName: ci }',
        '  B: { releaseName: ci, namespace: other }',
        '  C:',
        '    releaseName: ci',
      ],
      [
        'line 6, runners.C.releaseName: "ci" is the name of two releases in the namespace "gitlab-runner" of one cluster, gitlab-runner/A/Release and gitlab-runner/C/Release; give one of them another name',
      ],
    ],
    [
      'of runners that differ in case only, since releases have lower case',
      [EXISTING_CLUSTER, 'runners:', '  Ci: {}', '  CI: {}'],
      ['line 4, runners.CI.releaseName: "ci" is the name of two releases in the namespace "gitlab-runner"'],
    ],
    [
      'of a token’s parameter that is for another kind of token',
      [
        EXISTING_CLUSTER,
        'runners:',
        '  A: { token: { parameter: T } }',
        '  B: { token: { unsafeLegacyRegistrationToken: T } }',
      ],
      [
        'line 4, runners.B.token.unsafeLegacyRegistrationToken: needs the parameter "T", whose name runners.A.token.parameter has too; rename one of the two [config-id-taken]',
      ],
    ],
    [
      'of a token’s parameter that follows from that of the runner',
      [EXISTING_CLUSTER, 'runners:', '  AToken: {}', '  A: {}'],
      [
        'line 4, runners.A.token: needs the parameter "AToken", whose name runners.AToken has too; rename one of the two [config-id-taken]',
      ],
    ],
    [
      'of a token’s parameter that a registry of another runner needs, in whatever order they stand',
      [
        EXISTING_CLUSTER,
        'runners:',
        '  First: { token: { parameter: SecondRegistryPassword } }',
        '  Second:',
        '    registryCredentials: [{ registry: a.example.com }, { registry: b.example.com }]',
        '  Third: { token: { parameter: SecondRegistry2UserName } }',
      ],
      [
        'line 3, runners.First.token.parameter: needs the parameter "SecondRegistryPassword", whose name runners.Second.registryCredentials[0] has too; rename one of the two [config-id-taken]',
        'line 6, runners.Third.token.parameter: needs the parameter "SecondRegistry2UserName", whose name runners.Second.registryCredentials[1] has too; rename one of the two [config-id-taken]',
      ],
    ],
    [
      'of a token’s parameter that a registry of the same runner needs',
      [
        ...RUNNER_LINES,
        '    registryCredentials: [{ registry: a.example.com }]',
        '    token:',
        '      parameter: RunnerRegistryUserName',
      ],
      [
        'line 8, runners.Runner.token.parameter: needs the parameter "RunnerRegistryUserName", whose name runners.Runner.registryCredentials[0] has too; rename one of the two [config-id-taken]',
      ],
    ],
    [
      'of parameters that ask for logins to two registries',
      [
        EXISTING_CLUSTER,
        'runners:',
        '  A: { registryCredentials: [{ registry: a.example.com, parameterPrefix: Acr }] }',
        '  B: { registryCredentials: [{ registry: b.example.com, parameterPrefix: Acr }] }',
      ],
      [
        'line 4, runners.B.registryCredentials[0].parameterPrefix: needs the parameter "AcrUserName", whose name runners.A.registryCredentials[0].parameterPrefix has too [config-id-taken]',
        'line 4, runners.B.registryCredentials[0].parameterPrefix: needs the parameter "AcrPassword", whose name runners.A.registryCredentials[0].parameterPrefix has too [config-id-taken]',
      ],
    ],
    [
      'of access to registries in more ways than one, or for nobody',
      [
        ...RUNNER_LINES,
        '    registryCredentials:',
        '      - { registry: a.example.com, existingSecret: a }',
        '      - { usedBy: [jobs] }',
        '      - { acrInstanceId: cri-1, usedBy: [jobs] }',
        '      - { existingSecret: b, parameterPrefix: B }',
      ],
      [
        'line 7, runners.Runner.registryCredentials[0]: names registry and existingSecret; allowed is one of registry, existingSecret, acrInstanceId, serviceAccount [config-alternative]',
        'line 8, runners.Runner.registryCredentials[1]: is incomplete; allowed is one of registry, existingSecret, acrInstanceId, serviceAccount [config-alternative]',
        'line 9, runners.Runner.registryCredentials[2].usedBy: is for `registry` and `existingSecret` [config-without-effect]',
        'line 10, runners.Runner.registryCredentials[3].parameterPrefix: names the parameters that ask for the login to a `registry` [config-without-effect]',
      ],
    ],
    [
      'of a runner that a registry’s parameter has',
      [
        EXISTING_CLUSTER,
        'runners:',
        '  ARegistryUserName: {}',
        '  A:',
        '    registryCredentials:',
        '      - registry: a.example.com',
      ],
      [
        'line 6, runners.A.registryCredentials[0]: needs the parameter "ARegistryUserName", whose name runners.ARegistryUserName has too [config-id-taken]',
      ],
    ],
    [
      'of a token’s parameter that another part of the stack needs',
      [
        'cluster: { existing: {} }',
        'cache: { new: { credentials: { parameters: {} } } }',
        'runners:',
        '  A: { token: { parameter: ClusterId } }',
        '  B: { token: { parameter: CacheAccessKeySecret } }',
        '  C: { token: { parameter: Description } }',
      ],
      [
        'line 4, runners.A.token.parameter: needs the parameter "ClusterId", whose name cluster.existing has too [config-id-taken]',
        'line 5, runners.B.token.parameter: needs the parameter "CacheAccessKeySecret", whose name cache.new.credentials has too [config-id-taken]',
        'line 6, runners.C.token.parameter: needs the parameter "Description", whose name the stack has too [config-id-taken]',
      ],
    ],
    [
      'of a runner, which is told once',
      [EXISTING_CLUSTER, 'runners:', '  Small: {}', '  small: { releaseName: other }'],
      ['line 4, runners.small: is not a name for a runner [config-runner-name]'],
    ],
    [
      'of a token’s parameter that ROS would not have',
      [...RUNNER_LINES, '    token: { parameter: runner_token }'],
      [
        'line 6, runners.Runner.token.parameter: "runner_token" is not a name for a parameter; use letters and digits, beginning with a capital letter [parameter-name]',
      ],
    ],
  ])('%s', (_, lines, faults) => expectProblems(lines, faults));
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
      [...RUNNER_LINES, '    chart: { url: oci://example.com/chart }', '    concurrent: 0'],
      [
        'line 6, runners.Runner.chart.url: "oci://example.com/chart" is not the http or https URL of a chart archive [chart-source]',
        'line 7, runners.Runner.concurrent: is 0',
      ],
    ],
    [
      'of a cache',
      [
        EXISTING_CLUSTER,
        RUNNER,
        'cache:',
        '  new:',
        '    expirationDays: 0',
        '    prefix: /ci',
        '    endpoint: http://x',
      ],
      [
        'line 5, cache.new.expirationDays: is 0; allowed is a whole number of days of at least 1',
        'line 6, cache.new.prefix: "/ci" is not a prefix',
        'line 7, cache.new.endpoint: "http://x" is not an endpoint',
      ],
    ],
    [
      'of an existing bucket',
      [EXISTING_CLUSTER, RUNNER, 'cache:', '  existing: { bucketName: Not_A_Bucket }'],
      ['line 4, cache.existing.bucketName: "Not_A_Bucket" is not a bucket name [cache-bucket-name]'],
    ],
    [
      'of the Secret for the cache, once for all runners',
      [
        EXISTING_CLUSTER,
        'cache:',
        '  new:',
        '    credentials: { existingSecret: Oss_Key }',
        'runners: { A: {}, B: {} }',
      ],
      ['line 4, cache.new.credentials: the name of the Secret, "Oss_Key", has "O", "_", "K"'],
    ],
    [
      'of the parameters for the cache',
      [
        EXISTING_CLUSTER,
        'cache:',
        '  s3:',
        '    endpoint: minio',
        '    bucketName: ci-cache',
        '    credentials: { parameters: { parameterPrefix: oss } }',
        RUNNER,
      ],
      ['line 6, cache.s3.credentials.parameters.parameterPrefix: "oss" is not a name for a parameter [parameter-name]'],
    ],
    [
      'of alerts and of a dashboard',
      [
        EXISTING_CLUSTER,
        RUNNER,
        'monitoring:',
        '  alerts:',
        '    saturationPercent: 120',
        '    labels: { severity: page }',
        '  dashboard:',
        '    uid: my dashboard',
      ],
      [
        'line 5, monitoring.alerts.saturationPercent: is 120; allowed is a number above 0, up to 100',
        'line 6, monitoring.alerts.labels.severity: is set by the alerts themselves',
        'line 8, monitoring.dashboard.uid: is "my dashboard"',
      ],
    ],
    [
      'of the access to registries and GitLab',
      [
        ...RUNNER_LINES,
        '    registryCredentials:',
        '      - registry: https://reg.example.com/ci',
        '    caCertificate: { pem: ca.pem }',
        '    images:',
        '      mirror: https://reg.example.com',
        '    metrics: { podMonitor: { intervalSeconds: 0 } }',
      ],
      [
        'line 7, runners.Runner.registryCredentials[0]',
        'line 8, runners.Runner.caCertificate.pem: has no certificate in PEM form',
        'line 10, runners.Runner.images.mirror: ',
        'line 11, runners.Runner.metrics.podMonitor.intervalSeconds: is 0; allowed is a whole number',
      ],
    ],
    [
      'of how managers run',
      [
        ...RUNNER_LINES,
        '    sessionServer: {}',
        '    managers:',
        '      scaling:',
        '        onJobs:',
        '          jobsPerManager: 0',
        '          scaleDown: { periodSeconds: 0 }',
      ],
      [
        'line 6, runners.Runner.sessionServer',
        'line 10, runners.Runner.managers.scaling.onJobs.jobsPerManager: is 0',
        'line 11, runners.Runner.managers.scaling.onJobs.scaleDown.periodSeconds: is 0',
      ],
    ],
    [
      'of a fallback',
      [...RUNNER_LINES, '    jobs:', '      placement:', '        fallback:', '          - { eci: {} }'],
      ['line 8, runners.Runner.jobs.placement.fallback'],
    ],
    [
      'of a runner',
      [...RUNNER_LINES, '    gitlabUrl: gitlab.com', '    jobs:', '      resources:', '        memory: 4 GB'],
      [
        'line 6, runners.Runner.gitlabUrl: "gitlab.com" is not a URL',
        'line 9, runners.Runner.jobs.resources.memory: is "4 GB"',
      ],
    ],
    [
      'of a placement that the cluster does not have',
      ['cluster: { acs: {} }', NEW_NETWORK, 'runners:', '  Runner:', '    jobs: { placement: { eci: {} } }'],
      ['line 5, runners.Runner.jobs.placement: is ECI, but an ACS cluster runs pods on ACS compute only'],
    ],
    [
      'of the chart’s version, beside others of the runner',
      [...RUNNER_LINES, '    chart: { version: newest }', '    concurrent: 0'],
      [
        'line 6, runners.Runner.chart.version: is "newest"; allowed are three numbers with dots',
        'line 7, runners.Runner.concurrent: is 0; allowed is a whole number of at least 1',
      ],
    ],
    [
      'of a chart whose URL is of another version, beside others of the runner',
      [
        ...RUNNER_LINES,
        '    chart:',
        '      version: 0.90.1',
        '      url: https://example.com/gitlab-runner-0.71.0.tgz',
        '    concurrent: 0',
      ],
      [
        'line 7, runners.Runner.chart.version: is "0.90.1", and the archive is named gitlab-runner-0.71.0.tgz; leave the version out, or give the URL of version 0.90.1 [chart-version-contradicted]',
        'line 9, runners.Runner.concurrent: is 0; allowed is a whole number of at least 1',
      ],
    ],
    [
      'of a chart whose URL does not tell the version',
      [...RUNNER_LINES, '    chart: { url: https://example.com/chart.tgz }'],
      [
        'line 6, runners.Runner.chart.url: does not tell the version of the chart, since it does not end in "/gitlab-runner-<version>.tgz"; give the version too, such as "0.90.1" [chart-version-unknown]',
      ],
    ],
    [
      'of what the deployment waits for',
      [
        ...RUNNER_LINES,
        '    waitFor:',
        '      conditions:',
        '        - { apiVersion: v1, kind: Pod, name: a, jsonPath: .status.phase, operator: Equals, timeoutSeconds: 5 }',
      ],
      [
        'line 8, runners.Runner.waitFor.conditions[0].value: is missing, and the operator "Equals" compares with it [wait-condition]',
        'line 8, runners.Runner.waitFor.conditions[0].jsonPath: is ".status.phase"; begin it with "$." [wait-condition]',
        'line 8, runners.Runner.waitFor.conditions[0].timeoutSeconds: is 5; allowed is a whole number of seconds from 10 to 10800 [wait-timeout]',
      ],
    ],
    [
      'of the chart’s version with OSS',
      [...RUNNER_LINES, '    chart: { version: 0.87.0 }'],
      ['line 6, runners.Runner.chart.version: 0.87.0 has a runner whose S3 client'],
    ],
    [
      'of config.toml',
      [
        ...RUNNER_LINES,
        '    config:',
        '      runners:',
        '        kubernetes:',
        '          privilegd: true',
        '          cpuLimit: []',
      ],
      [
        'line 9, runners.Runner.config.runners.kubernetes.privilegd: is not a key of config.toml. Did you mean "privileged"?',
        'line 10, runners.Runner.config.runners.kubernetes.cpuLimit: ',
      ],
    ],
    [
      'of the chart',
      [...RUNNER_LINES, '    chartValues:', '      hpaa: {}', '      podLabels:', '        example.com/ci: true'],
      [
        'line 7, runners.Runner.chartValues.hpaa: is not a value of chart ',
        'line 9, runners.Runner.chartValues.podLabels["example.com/ci"]: is true; allowed is a string',
      ],
    ],
  ])('%s', (_, lines, faults) => expectProblems(lines, faults));
});

test('the faults of all parts come in one run, in the order of the file', () => {
  expectProblems(
    [
      /* 1 */ 'stackName: my_stack',
      /* 2 */ 'cluster:',
      /* 3 */ '  ack:',
      /* 4 */ '    serviceCidr: 8.8.8.0/24',
      /* 5 */ '    nodePool:',
      /* 6 */ '      desiredSize: -1',
      /* 7 */ 'network:',
      /* 8 */ '  new:',
      /* 9 */ '    zones: [cn-hangzhou-i, cn-hangzhou-i]',
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
      'line 1, stackName:  [config-stack-name]',
      'line 4, cluster.ack.serviceCidr: ',
      'line 6, cluster.ack.nodePool.desiredSize: ',
      'line 9, network.new.zones: ',
      'line 11, cache.expirationDays: ',
      'line 12, cache.colour: ',
      'line 14, runners.small:  [config-runner-name]',
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
    expect.stringMatching(/^line 2, runners\.Runner\.gitlabUrl: "http:\/\/gitlab\.example\.com" is not encrypted/),
  ]);
});

test('a good file gives no warnings', () => {
  expect(synthesizeYaml('cluster: { acs: {} }', NEW_NETWORK, RUNNER).warnings).toEqual([]);
});

describe('names that are made of other names', () => {
  const LONG = 'a-very-long-stack-name-for-the-platform-team-in-hangzhou-production';
  const RUNNER_NAME = `A${'VeryLong'.repeat(8)}`;

  test('are told at these, each mistake once', () => {
    expectProblems(
      [
        `stackName: ${LONG}`,
        EXISTING_CLUSTER,
        'runners:',
        `  ${RUNNER_NAME}: {}`,
        '  运行器: {}',
        '  Other: { namespace: ci }',
        '  Wrong: { releaseName: Ci_1, namespace: "" }',
      ],
      [
        `line 1, stackName: "${LONG}" has 67 characters; allowed are 1 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends. It is the namespace of runners that name no other`,
        `line 4, runners.${RUNNER_NAME}: "a`,
        'line 5, runners.运行器: is not a name for a runner; use letters and digits, beginning with a capital letter [config-runner-name]',
        'line 7, runners.Wrong.releaseName: "Ci_1"',
        'line 7, runners.Wrong.namespace: "" is empty',
      ],
    );
  });
});
