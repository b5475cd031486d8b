import { ROOT_CERTIFICATE } from '../runner/credentials/sample-certificates';
import { appliedObjects, deploy, releases } from '../support/releases';
import { checkStructure, onlyResource } from '../support/template';
import { CLUSTER_ID, EXISTING_CLUSTER, NEW_NETWORK, templateOf } from './support';

const RELEASE = 'ALIYUN::CS::ClusterHelmApplication';

function valuesOf(runner: string, cluster = EXISTING_CLUSTER): Record<string, unknown> {
  return releases(deploy(templateOf(cluster, `runners: { Runner: ${runner} }`)))[0]!.values;
}

const applied = (runner: string) =>
  appliedObjects(deploy(templateOf(EXISTING_CLUSTER, `runners: { Runner: ${runner} }`)), 'gitlab-runner');

const extraObject = (kind: string, spec: object) => ({
  extraObjects: expect.arrayContaining([
    expect.objectContaining({ kind, spec: expect.objectContaining(spec) as object }),
  ]) as object,
});

const VIRTUAL = `cluster: { existing: { clusterId: ${CLUSTER_ID}, kind: ACK, virtualNode: true } }`;

test.each<readonly [runner: string, values: object]>([
  ['{}', { gitlabUrl: 'https://gitlab.com', concurrent: 10, checkInterval: 3, logLevel: 'info' }],
  ['{ gitlabUrl: https://git.example.com }', { gitlabUrl: 'https://git.example.com' }],
  ['{ concurrent: 7, checkIntervalSeconds: 9 }', { concurrent: 7, checkInterval: 9 }],
  ['{ logLevel: debug, metrics: { none: true } }', { logLevel: 'debug', metrics: { enabled: false } }],
  ['{ managers: { scaling: { fixed: 3 } } }', { replicas: 3 }],
  [
    '{ managers: { scaling: { onCpu: { minReplicas: 3, maxReplicas: 4 } } } }',
    extraObject('HorizontalPodAutoscaler', { minReplicas: 3, maxReplicas: 4 }),
  ],
  [
    '{ managers: { scaling: { onJobs: { jobsPerManager: 7, metricName: jobs } } } }',
    extraObject('HorizontalPodAutoscaler', {
      metrics: [
        { type: 'Pods', pods: { metric: { name: 'jobs' }, target: { type: 'AverageValue', averageValue: '7' } } },
      ],
    }),
  ],
  [
    '{ managers: { availability: {} } }',
    {
      ...extraObject('PodDisruptionBudget', { maxUnavailable: 1 }),
      topologySpreadConstraints: [
        { topologyKey: 'topology.kubernetes.io/zone' },
        { topologyKey: 'kubernetes.io/hostname' },
      ],
      podAnnotations: { 'goatscaler.io/safe-to-evict': 'false' },
    },
  ],
  [
    '{ jobs: { placement: { fallback: [{ nodePool: { nodeSelector: { pool: ci } } }, { eci: {} }] } } }',
    extraObject('ResourcePolicy', {
      units: [{ resource: 'ecs', nodeSelector: { pool: 'ci' } }, { resource: 'eci' }],
    }),
  ],
  ['{ metrics: { podMonitor: { intervalSeconds: 15 } } }', { metrics: { podMonitor: { interval: '15s' } } }],
  [
    '{ images: { mirror: reg.example.com/ci }, registryCredentials: [{ existingSecret: pull, usedBy: [managers] }] }',
    { image: { image: 'reg.example.com/ci/gitlab-runner' }, imagePullSecrets: [{ name: 'pull' }] },
  ],
  ['{ registryCredentials: [{ registry: reg.example.com }] }', { imagePullSecrets: [{ name: 'runner-registry' }] }],
  ['{ caCertificate: { existingSecret: company-ca } }', { certsSecretName: 'company-ca' }],
  [
    '{ sessionServer: { serviceType: ClusterIP, timeoutSeconds: 60 } }',
    { sessionServer: { enabled: true, serviceType: 'ClusterIP', timeout: 60 }, replicas: 1 },
  ],
  ['{ managers: { resources: { cpu: "2", memory: 1Gi } } }', { resources: { requests: { cpu: '2', memory: '1Gi' } } }],
  ['{ managers: { placement: { nodePool: { nodeSelector: { a: b } } } } }', { nodeSelector: { a: 'b' } }],
  ['{ token: { existingSecret: mine } }', { runners: { secret: 'mine' } }],
  ['{ chartValues: { priorityClassName: ci } }', { priorityClassName: 'ci' }],
])('%s in the values of the chart', (runner, values) => {
  expect(valuesOf(runner, VIRTUAL)).toMatchObject(values);
});

test.each<readonly [runner: string, toml: string]>([
  ['{ jobs: { image: "debian:13" } }', 'image = "debian:13"'],
  ['{ jobs: { resources: { cpu: "3", memory: 5Gi } } }', 'cpu_request = "3"'],
  ['{ jobs: { helperResources: { memory: 300Mi } } }', 'helper_memory_request = "300Mi"'],
  ['{ jobs: { serviceResources: { cpu: 300m } } }', 'service_cpu_request = "300m"'],
  ['{ jobs: { size: large } }', 'helper_cpu_request = "'],
  ['{ jobs: { overwrites: { maxResources: { cpu: "8" } } } }', 'cpu_request_overwrite_max_allowed = "8"'],
  ['{ jobs: { placement: { eci: { ramRoleName: ci } } } }', '"k8s.aliyun.com/eci-ram-role-name" = "ci"'],
  ['{ jobs: { placement: { acs: { qos: default } } } }', '"alibabacloud.com/compute-qos" = "default"'],
  [
    '{ jobs: { placement: { nodePool: { tolerations: [{ key: ci }] } } } }',
    '[runners.kubernetes.node_tolerations]\nci = ""',
  ],
  [
    '{ jobs: { placement: { fallback: [{ nodePool: {} }, { eci: {} }] } } }',
    '[runners.kubernetes.pod_labels]\n"ros-cdk-gitlab-runner/pod-group" = "runner-jobs"',
  ],
  ['{ images: { mirror: reg.example.com/ci } }', 'image = "reg.example.com/ci/alpine:3"'],
  ['{ registryCredentials: [{ existingSecret: pull, usedBy: [jobs] }] }', 'image_pull_secrets = [ "pull" ]'],
  ['{ registryCredentials: [{ serviceAccount: true }] }', 'use_service_account_image_pull_secrets = true'],
  ['{ registryCredentials: [{ acrInstanceId: cri-1 }] }', '"k8s.aliyun.com/acr-instance-ids" = "cri-1"'],
  ['{ registryCredentials: [{ registry: reg.example.com }] }', 'image_pull_secrets = [ "runner-registry" ]'],
  [
    '{ imageBuilds: { kaniko: {} }, registryCredentials: [{ existingSecret: push, usedBy: [imageBuilds] }] }',
    'name = "push"\nmount_path = "/kaniko/.docker"',
  ],
  [
    '{ imageBuilds: { buildkitRootless: {} }, jobs: { placement: { nodePool: {} } } }',
    '[runners.kubernetes.build_container_security_context.seccomp_profile]\ntype = "Unconfined"',
  ],
  [
    '{ imageBuilds: { unsafeDockerInDocker: {} }, jobs: { placement: { nodePool: {} } } }',
    '[runners.kubernetes.service_container_security_context]\nprivileged = true',
  ],
  ['{ config: { runners: { limit: 4 } } }', 'limit = 4'],
])('%s in config.toml', (runner, toml) => {
  expect((valuesOf(runner, VIRTUAL).runners as { config: string }).config).toContain(toml);
});

test.each<readonly [runner: string, properties: object]>([
  ['{ namespace: builds, releaseName: mine }', { Namespace: 'builds', Name: 'mine' }],
  ['{ chart: { version: 0.71.0 } }', { ChartUrl: expect.stringContaining('gitlab-runner-0.71.0.tgz') as string }],
  [
    '{ chart: { url: https://oss.example.com/gitlab-runner-0.71.0.tgz } }',
    { ChartUrl: 'https://oss.example.com/gitlab-runner-0.71.0.tgz' },
  ],
  [
    '{ chart: { version: 0.71.0, url: https://oss.example.com/chart.tgz } }',
    { ChartUrl: 'https://oss.example.com/chart.tgz' },
  ],
])('%s in the release', (runner, properties) => {
  expect(
    onlyResource(templateOf(EXISTING_CLUSTER, `runners: { Runner: ${runner} }`), RELEASE).Properties,
  ).toMatchObject(properties);
});

test.each([
  ['{ managers: {} }', [expect.objectContaining({ Kind: 'Deployment', Name: 'runner-gitlab-runner', Timeout: 900 })]],
  ['{ managers: { timeoutSeconds: 1800 } }', [expect.objectContaining({ Kind: 'Deployment', Timeout: 1800 })]],
  [
    '{ conditions: [{ apiVersion: v1, kind: Pod, name: a, jsonPath: $.status.phase, operator: Equals, value: Running }] }',
    [expect.objectContaining({ Kind: 'Pod', Operator: 'Equals', Value: 'Running' })],
  ],
  ['{ nothing: true }', undefined],
])('waitFor: %s', (wait, conditions) => {
  const template = templateOf(EXISTING_CLUSTER, `runners: { Runner: { waitFor: ${wait} } }`);
  expect(onlyResource(template, RELEASE).Properties.WaitUntil).toEqual(conditions);
});

test('each has a parameter for its token, called after it', () => {
  const { Parameters } = templateOf(EXISTING_CLUSTER, 'runners: { Small: {}, Large: {} }');
  expect(Parameters).toMatchObject({ SmallToken: { NoEcho: true }, LargeToken: { NoEcho: true } });
});

test('the parameter may be called otherwise', () => {
  const { Parameters } = templateOf(EXISTING_CLUSTER, 'runners: { Runner: { token: { parameter: Ticket } } }');
  expect(Object.keys(Parameters ?? {})).toEqual(['Ticket']);
});

test('the token may be kept in OOS', () => {
  const { Parameters } = templateOf(EXISTING_CLUSTER, 'runners: { Runner: { token: { oosSecret: ci-token } } }');
  expect(Parameters?.RunnerToken).toMatchObject({
    Type: 'ALIYUN::OOS::SecretParameter::Value',
    Default: 'ci-token',
    NoEcho: true,
  });
});

test('a registration token of the old kind is had by a name that says so', () => {
  const token = '{ unsafeLegacyRegistrationToken: OldToken }';
  const { Parameters } = templateOf(EXISTING_CLUSTER, `runners: { Runner: { token: ${token} } }`);
  expect(Object.keys(Parameters ?? {})).toEqual(['OldToken']);
  expect(Parameters!.OldToken).toMatchObject({ NoEcho: true });
});

test('the login to the repository of the chart is asked for', () => {
  const runner = '{ chart: { url: https://charts.example.com/gitlab-runner-0.90.1.tgz, login: true } }';
  const template = templateOf(EXISTING_CLUSTER, `runners: { Runner: ${runner} }`);
  expect(template.Parameters).toMatchObject({
    RunnerChartUserName: { NoEcho: true },
    RunnerChartPassword: { NoEcho: true },
  });
  expect(onlyResource(template, RELEASE).Properties.Credential).toEqual({
    UserName: { Ref: 'RunnerChartUserName' },
    Password: { Ref: 'RunnerChartPassword' },
  });
});

test('availability may be done without', () => {
  const values = valuesOf(
    '{ managers: { availability: { podDisruptionBudget: false, spread: false, safeToEvict: true } } }',
  );
  expect(JSON.stringify(values)).not.toMatch(/PodDisruptionBudget|topologySpread|safe-to-evict/);
});

test('logins to registries are asked for, and kept in one Secret', () => {
  const runner = '{ registryCredentials: [{ registry: a.example.com }, { registry: b.example.com }] }';
  const { Parameters } = templateOf(EXISTING_CLUSTER, `runners: { Runner: ${runner} }`);
  expect(Parameters).toMatchObject({
    RunnerRegistryUserName: { NoEcho: true },
    RunnerRegistryPassword: { NoEcho: true },
    RunnerRegistry2UserName: { NoEcho: true },
    RunnerRegistry2Password: { NoEcho: true },
  });
  const secret = applied(runner).find(({ metadata }) => metadata.name === 'runner-registry');
  const login = Buffer.from(String(secret?.data?.['.dockerconfigjson']), 'base64').toString();
  expect(Object.keys((JSON.parse(login) as { auths: object }).auths)).toEqual(['a.example.com', 'b.example.com']);
});

test('the certificate of GitLab is kept in a Secret by the name of its host', () => {
  const pem = JSON.stringify(ROOT_CERTIFICATE);
  const objects = applied(`{ gitlabUrl: "https://git.example.com", caCertificate: { pem: ${pem} } }`);
  const secret = objects.find(({ metadata }) => metadata.name === 'runner-certs');
  expect(Buffer.from(String(secret?.data?.['git.example.com.crt']), 'base64').toString()).toBe(ROOT_CERTIFICATE);
});

test('all share cluster and cache', () => {
  const template = templateOf('cluster: { acs: {} }', NEW_NETWORK, 'runners: { Small: {}, Large: {} }');
  expect(releases(deploy(template)).map(({ name }) => name)).toEqual(['small', 'large']);
  expect(() => [
    onlyResource(template, 'ALIYUN::ACS::Cluster'),
    onlyResource(template, 'ALIYUN::OSS::Bucket'),
  ]).not.toThrow();
  expect(checkStructure(template)).toEqual([]);
});

test('runners that name one parameter share it', () => {
  const { Parameters } = templateOf(
    EXISTING_CLUSTER,
    'runners:',
    '  Small: { token: { parameter: CiToken }, registryCredentials: [{ registry: a.example.com, parameterPrefix: Acr }] }',
    '  Large: { token: { parameter: CiToken }, registryCredentials: [{ registry: a.example.com, parameterPrefix: Acr }] }',
  );
  expect(Object.keys(Parameters!)).toEqual(['AcrUserName', 'AcrPassword', 'CiToken']);
});

test('parameters for tokens in OOS are called after their runners', () => {
  const { Parameters } = templateOf(
    EXISTING_CLUSTER,
    'runners: { Small: { token: { oosSecret: ci-small } }, Large: { token: { existingSecret: large } } }',
  );
  expect(Parameters).toEqual({ SmallToken: expect.objectContaining({ Default: 'ci-small', NoEcho: true }) as unknown });
});
