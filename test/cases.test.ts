import { Placement } from '../lib';
import { parameter } from './cluster/fixtures';
import { deploy, releases } from './support/releases';
import { addRunner, renderRunner } from './support/runner';
import type { RunnerOverrides } from './support/runner';
import { synthesize } from './support/synth';
import { checkText } from '../lib/stack/check-file';
import { CLUSTER_ID } from './stack/support';

/*
 * Small configurations after what people have written, each with what is said of it. Values of the chart and texts of
 * config.toml are as they are pasted.
 */

const ack = (traits = 'virtualNode: false') =>
  `cluster: { existing: { clusterId: ${CLUSTER_ID}, kind: ACK, ${traits} } }`;
const NO_CACHE = 'cache: { none: true }';

/** A runner in an ACK cluster with nodes, whose own lines begin with line 5. */
const runner = (...lines: readonly string[]) => [ack(), NO_CACHE, 'runners:', '  Runner:', ...indented(4, lines)];
const chartValues = (...lines: readonly string[]) => runner('chartValues:', ...indented(2, lines));
/** A text of config.toml, whose first line is line 8 of the file. */
const text = (...lines: readonly string[]) =>
  chartValues('runners:', ...indented(2, ['config: |', ...indented(2, lines)]));
const indented = (by: number, lines: readonly string[]) => lines.map((line) => `${' '.repeat(by)}${line}`);

/** What is said of a file: severity, line, place and rule of each problem. */
function said(lines: readonly string[]): string[] {
  return checkText(lines.join('\n')).map(
    ({ severity, fileLine, at, rule }) =>
      `${severity} in line ${fileLine}, ${at.replace('runners.Runner.', '')}: ${rule}`,
  );
}

const LOGIN = Buffer.from(['user', 'Sa3mple7Q'].join(':')).toString('base64');
const TEXT = 'warning in line 7, chartValues.runners.config: config-text-replaces-options';

const CASES: Readonly<Record<string, readonly [lines: readonly string[], said: readonly string[]]>> = {
  'fsGroup of a container': [
    chartValues('securityContext:', '  fsGroup: 999', '  runAsUser: 999'),
    ['error in line 7, chartValues.securityContext.fsGroup: unknown-key'],
  ],
  'typing errors below the keys of the chart': [
    chartValues(
      'resources: { request: { cpu: 100m, memory: 64Mi } }',
      'affinity: { nodeAffinty: { requiredDuringSchedulingIgnoredDuringExecution: {} } }',
      'podSecurityContext: { runAsUser: 999, capabilities: { drop: [ALL] } }',
      'volumes: [{ name: v, persistentVolumeClaim: { claim: x } }]',
      'volumeMounts: [{ name: w, mountPath: /x }]',
      'extraEnvFrom: { A: { secretKeyRef: { name: x } } }',
    ),
    [
      'error in line 6, chartValues.resources.request: unknown-key',
      'error in line 7, chartValues.affinity.nodeAffinty: unknown-key',
      'error in line 8, chartValues.podSecurityContext.capabilities: unknown-key',
      'error in line 9, chartValues.volumes[0].persistentVolumeClaim.claim: unknown-key',
      'error in line 10, chartValues.volumeMounts[0].name: manager-volume-missing',
      'error in line 11, chartValues.extraEnvFrom.A.secretKeyRef.key: missing-key',
    ],
  ],
  'jobs in another namespace, by a text': [
    text('[[runners]]', '  [runners.kubernetes]', '    namespace = "cicd"'),
    ['error in line 10, chartValues.runners.config, runners.kubernetes.namespace: job-namespace-without-role'],
  ],
  'jobs in another namespace, with the Role there': [
    chartValues(
      'runners:',
      '  jobNamespace: cicd',
      '  config: |',
      '    [[runners]]',
      '    [runners.kubernetes]',
      '    namespace = "cicd"',
    ),
    ['warning in line 8, chartValues.runners.config: config-text-replaces-options'],
  ],
  'a feature flag in a text that needs a right': [
    text('[[runners]]', '  [runners.feature_flags]', '    FF_PRINT_POD_EVENTS = true'),
    [TEXT],
  ],
  'a text that takes jobs from virtual nodes to nodes': [
    [
      ack('virtualNode: true, edition: pro'),
      ...text('[[runners]]', '[runners.kubernetes]', 'privileged = true').slice(1),
    ],
    [TEXT, 'warning in line 10, chartValues.runners.config, runners.kubernetes.privileged: jobs-privileged'],
  ],
  'a text that is no TOML': [
    text('[[runners]]', '[runners.kubernetes]', 'image = "alpine:3"', 'volumes = ["/certs/client"]\''),
    ['error in line 11, chartValues.runners.config: config-text-syntax'],
  ],
  'the executor in a text': [text('[[runners]]', 'executor = "kubernetes"'), [TEXT]],
  'another executor in a text': [
    text('[[runners]]', 'executor = "docker"'),
    ['error in line 9, chartValues.runners.config, runners.executor: config-text-executor'],
  ],
  'empty tokens': [chartValues('runnerRegistrationToken: ""', 'runnerToken: ""'), []],
  'an empty lifecycle': [chartValues('deploymentLifecycle: {}'), []],
  'the rules that the chart shows': [
    chartValues(
      'rbac:',
      '  rules:',
      '    - { resources: [events], verbs: [list, watch] }',
      '    - { resources: [namespaces], verbs: [create, delete] }',
      '    - { resources: [pods], verbs: [create, delete, get] }',
      '    - { apiGroups: [""], resources: [pods/attach, pods/exec], verbs: [get, create, patch, delete] }',
      '    - { apiGroups: [""], resources: [pods/log], verbs: [get, list] }',
      '    - { resources: [secrets], verbs: [create, delete, get, update] }',
      '    - { resources: [serviceaccounts], verbs: [get] }',
      '    - { resources: [services], verbs: [create, get] }',
    ),
    ['warning in line 7, chartValues.rbac.rules: rbac-rules-incomplete'],
  ],
  'values below a key': [
    chartValues('gitlab-runner:', '  concurrent: 20'),
    ['error in line 6, chartValues.gitlab-runner: unknown-key'],
  ],
  'an old key of the service account': [
    chartValues('rbac: { serviceAccountName: runner }'),
    ['error in line 6, chartValues.rbac.serviceAccountName: service-account-key-unused'],
  ],
  'a ServiceMonitor where the kind is not known': [
    [
      ack('prometheusOperator: false'),
      ...chartValues(
        'metrics: { enabled: true, serviceMonitor: { enabled: true } }',
        'service: { enabled: true }',
      ).slice(1),
    ],
    ['error in line 6, chartValues.metrics.serviceMonitor.enabled: pod-monitor-kind'],
  ],
  'podSpec without its feature flag': [
    runner(
      'config:',
      '  runners:',
      '    kubernetes:',
      '      podSpec: [{ name: host, patchType: strategic, patch: "hostname: x" }]',
    ),
    [],
  ],
  'podSpec with its feature flag off': [
    runner(
      'config:',
      '  runners:',
      '    featureFlags: { FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: false }',
      '    kubernetes:',
      '      podSpec: [{ name: host, patchType: strategic, patch: "hostname: x" }]',
    ),
    ['error in line 7, config.runners.featureFlags.FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: pod-spec-ignored'],
  ],
  'the path of a cache whose RAM user has another': [
    [ack(), 'runners: { Runner: { config: { runners: { cache: { path: runner } } } } }'],
    ['error in line 2, config.runners.cache.path: cache-path-denied'],
  ],
  'the domain of a bucket as the endpoint': [
    [
      ack(),
      'cache:',
      '  existing:',
      '    bucketName: my-bucket',
      '    endpoint: my-bucket.oss-cn-hangzhou.aliyuncs.com',
      '    credentials: { existingSecret: keys }',
      'runners: { Runner: {} }',
    ],
    ['error in line 5, cache.existing.endpoint: cache-endpoint'],
  ],
  'another type of cache over the section of S3': [
    [ack(), 'runners: { Runner: { config: { runners: { cache: { type: gcs } } } } }'],
    ['error in line 2, config.runners.cache.type: cache-section-missing'],
  ],
  'the login to a registry in a variable': [
    runner(
      `config: { runners: { environment: ['DOCKER_AUTH_CONFIG={"auths":{"r.example.com":{"auth":"${LOGIN}"}}}'] } }`,
    ),
    ['error in line 5, config.runners.environment[0]: secret-in-clear'],
  ],
  'placements that cannot be, in the words of the file': [
    [
      'cluster: { existing: { kind: ACK, virtualNode: false, edition: basic } }',
      'runners:',
      '  R: { jobs: { placement: { eci: {} } } }',
      '  T: { jobs: { placement: { fallback: [] } } }',
      '  X: { managers: { placement: { eci: { spot: {} } } } }',
      '  Y: { jobs: { placement: {} } }',
    ],
    [
      'error in line 3, runners.R.jobs.placement: placement-needs-virtual-node',
      'error in line 4, runners.T.jobs.placement.fallback: fallback-length',
      'error in line 5, runners.X.managers.placement: placement-needs-virtual-node',
      'error in line 6, runners.Y.jobs.placement: config-alternative',
    ],
  ],
  'a map that ROS takes for a function': [
    chartValues('podLabels: { Ref: RunnerToken }'),
    ['error in line 6, chartValues.podLabels: ros-function-in-values'],
  ],
  'text that looks like a deploy-time value': [
    runner("config: { runners: { preBuildScript: 'echo ${Token[TOKEN.1]}' } }"),
    ['error in line 5, config.runners.preBuildScript: token-like-text'],
  ],
  'a stack that is called like a property of Object': [
    ['stackName: constructor', ack(), 'runners: { Runner: {} }'],
    ['error in line 1, stackName: reserved-name'],
  ],
  'a runner that is called like a property of Object': [
    [ack(), 'runners: { constructor: {} }'],
    ['error in line 2, runners.constructor: config-runner-name'],
  ],
  'privileged jobs with the socket of the node': [
    runner(
      'config:',
      '  runners:',
      '    kubernetes:',
      '      privileged: true',
      '      volumes: { hostPath: [{ name: docker, mountPath: /var/run/docker.sock }] }',
    ),
    [
      'warning in line 8, config.runners.kubernetes.privileged: jobs-privileged',
      'warning in line 9, config.runners.kubernetes.volumes.hostPath[0].mountPath: runtime-socket-in-jobs',
    ],
  ],
  'little time for a pod on ECI': [
    [
      ack('virtualNode: true, edition: pro'),
      ...runner('config: { runners: { kubernetes: { pollTimeoutSeconds: 30 } } }').slice(1),
    ],
    ['warning in line 5, config.runners.kubernetes.pollTimeoutSeconds: poll-timeout-short'],
  ],
  'a helper of another version': [
    runner(
      "config: { runners: { kubernetes: { helperImage: 'registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper:x86_64-v15.0.0' } } }",
    ),
    ['warning in line 5, config.runners.kubernetes.helperImage: image-version'],
  ],
  'the compute class gpu without a GPU': [
    [
      'cluster: { acs: {} }',
      'network: { existing: { vpcId: vpc-a, vSwitchIds: [vsw-a] } }',
      'runners: { Runner: { jobs: { placement: { acs: { computeClass: gpu, gpuModelSeries: T4, qos: default } } } } }',
    ],
    ['warning in line 3, jobs.placement: gpu-not-requested'],
  ],
  'the only node pool tainted': [
    [
      'cluster: { ack: { nodePool: { taints: [{ key: dedicated, value: ci }] } } }',
      'network: { existing: { vpcId: vpc-a, vSwitchIds: [vsw-a] } }',
      'runners: { Runner: {} }',
    ],
    [
      'error in line 3, managers.placement: taint-not-tolerated',
      'error in line 3, jobs.placement: taint-not-tolerated',
    ],
  ],
  'two runners with one Deployment': [
    [
      ack(),
      'runners:',
      '  A: { chartValues: { fullnameOverride: mgr } }',
      '  B: { chartValues: { fullnameOverride: mgr } }',
    ],
    ['error in line 4, runners.B.chartValues.fullnameOverride: manager-name-taken'],
  ],
  'metrics on the port of the session server': [
    [
      ack('prometheusOperator: true'),
      ...runner('metrics: { podMonitor: { port: 8093 } }', 'sessionServer: {}').slice(1),
    ],
    ['error in line 5, metrics: session-server-port'],
  ],
  'a feature flag that another one needs a right for': [
    runner(
      'config: { runners: { featureFlags: { FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY: true, FF_CONCRETE: true } } }',
    ),
    [],
  ],
  'a template of Helm that is not closed': [
    chartValues(
      "extraObjects: [{ apiVersion: v1, kind: ConfigMap, metadata: { name: '{{ .Release.Name }}-cm' }, data: { x: '{{ bad' } }]",
    ),
    ['error in line 6, chartValues.extraObjects[0].data.x: helm-template-malformed'],
  ],
  'tags that Alibaba Cloud refuses': [
    [
      ack(),
      "tags: { 'acs:team': a, aliyun: b, 'http://x': c, ok: 'https://d', '': e, long: 'VERY' }",
      'runners: { Runner: {} }',
    ],
    [
      'error in line 2, tags["acs:team"]: tag-key',
      'error in line 2, tags["aliyun"]: tag-key',
      'error in line 2, tags["http://x"]: tag-key',
      'error in line 2, tags["ok"]: tag-value',
      'error in line 2, tags[""]: tag-key',
    ],
  ],
  'a page of GitLab as its URL': [
    runner("gitlabUrl: 'https://gitlab.com/-/runners'"),
    ['error in line 5, gitlabUrl: gitlab-url'],
  ],
  'a page of a project as the URL of GitLab': [
    runner("gitlabUrl: 'https://gitlab.example.com/group/project/-/settings/ci_cd'"),
    ['error in line 5, gitlabUrl: gitlab-url'],
  ],
  'words that Kubernetes does not know': [
    chartValues(
      'tolerations: [{ key: ci, operator: Exist }]',
      'topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedul }]',
    ),
    [
      'error in line 6, chartValues.tolerations[0].operator: value-not-allowed',
      'error in line 7, chartValues.topologySpreadConstraints[0].whenUnsatisfiable: value-not-allowed',
    ],
  ],
  'a Secret of the stack once more': [
    chartValues('extraObjects: [{ apiVersion: v1, kind: Secret, metadata: { name: runner-token } }]'),
    ['error in line 6, chartValues.extraObjects[0].metadata.name: release-object-taken'],
  ],
  'tolerations as Kubernetes writes them': [
    runner('jobs: { placement: { nodePool: { tolerations: [{ key: ci, operator: Exists, effect: NoSchedule }] } } }'),
    [],
  ],
  'a toleration that Kubernetes refuses': [
    runner('jobs: { placement: { nodePool: { tolerations: [{ key: ci, operator: Exists, value: a }] } } }'),
    ['error in line 5, jobs.placement.nodePool.tolerations[0].operator: placement-toleration'],
  ],
  'a scaler beside a fixed number': [
    runner(
      'managers: { scaling: { fixed: 2 } }',
      'chartValues:',
      '  extraObjects:',
      '    - apiVersion: keda.sh/v1alpha1',
      '      kind: ScaledObject',
      '      metadata: { name: office-hours }',
      '      spec: { scaleTargetRef: { name: runner-gitlab-runner }, triggers: [] }',
    ),
    ['warning in line 8, chartValues.extraObjects[0]: manager-count-set-twice'],
  ],
  'a key that a newer runner may know': [
    runner(
      'chart: { version: 0.93.0 }',
      'config: { runners: { allowedDockerCredentialHelpers: { a.example.com: helper } } }',
    ),
    ['warning in line 6, config.runners.allowedDockerCredentialHelpers: unknown-key'],
  ],
  'the same key with a version whose keys are known': [
    runner('config: { runners: { allowedDockerCredentialHelpers: { a.example.com: helper } } }'),
    ['error in line 5, config.runners.allowedDockerCredentialHelpers: unknown-key'],
  ],
  'the defaults, with more jobs at once': [runner('concurrent: 30'), []],
  'names that are none': [
    [
      `stackName: a-very-long-stack-name-for-the-platform-team-in-hangzhou-production`,
      'cluster: { existing: {} }',
      'runners:',
      '  AVeryLongRunnerNameThatSomebodyThoughtWasFineButIsMuchTooLongForHelm: {}',
      '  Über: {}',
      '  运行器: {}',
    ],
    [
      'error in line 1, stackName: namespace',
      'error in line 4, runners.AVeryLongRunnerNameThatSomebodyThoughtWasFineButIsMuchTooLongForHelm: release-name',
      'error in line 5, runners.Über: config-runner-name',
      'error in line 6, runners.运行器: config-runner-name',
    ],
  ],
  'a tag of YAML': [
    [ack(), 'runners: { Runner: { gitlabUrl: !!binary aGVsbG8= } }'],
    ['error in line 2, : yaml-syntax'],
  ],
};

describe.each(Object.entries(CASES))('%s', (_, [lines, expected]) => {
  test('is told as it should be', () => {
    expect(said(lines)).toEqual(expected);
  });
});

/** The verbs that the Role of a runner has for a kind of object. */
function verbsFor(resource: string, props: RunnerOverrides): readonly string[] {
  const { rules } = renderRunner(props).values.rbac as { rules: { resources: string[]; verbs: string[] }[] };
  return rules.filter(({ resources }) => resources.includes(resource)).flatMap(({ verbs }) => verbs);
}

const inText = (...lines: readonly string[]) => ({ chartValues: { runners: { config: lines.join('\n') } } });

test('the words of the file are its own, and none of TypeScript', () => {
  const messages = checkText(
    'cluster: { existing: { kind: ACK, virtualNode: false, edition: basic } }\nrunners: { R: { jobs: { placement: { eci: {} } } } }',
  );
  expect(messages.map(({ message }) => message).join('\n')).not.toMatch(/Placement\.|AckClusterSpec|new [A-Z]/);
});

describe('what is right works', () => {
  test('the Role follows the feature flags of a text, and those of its environment', () => {
    const flags = inText('[[runners]]', '[runners.feature_flags]', 'FF_PRINT_POD_EVENTS = true');
    const environment = inText('[[runners]]', 'environment = ["FF_PRINT_POD_EVENTS=true"]');
    expect(verbsFor('events', flags)).toEqual(expect.arrayContaining(['list', 'watch']));
    expect(verbsFor('events', environment)).toEqual(expect.arrayContaining(['list', 'watch']));
  });

  test('the Role lets managers read logs of pods for the feature flags that ask for it', () => {
    const featureFlags = { FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY: true, FF_CONCRETE: true };
    expect(verbsFor('pods/log', { config: { runners: { featureFlags } } })).toEqual(expect.arrayContaining(['get']));
  });

  test('jobs of a text go where the Role is', () => {
    const { values } = renderRunner({
      chartValues: {
        runners: { jobNamespace: 'cicd', config: '[[runners]]\n[runners.kubernetes]\nnamespace = "cicd"' },
      },
    });
    expect(values.runners).toMatchObject({ jobNamespace: 'cicd' });
  });

  test('podSpec comes with its feature flag', () => {
    const podSpec = [{ name: 'host', patchType: 'strategic', patch: 'hostname: x' }] as const;
    const { toml } = renderRunner({ config: { runners: { kubernetes: { podSpec: [...podSpec] } } } });
    expect(toml.runners[0]!.feature_flags).toEqual({ FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: true });
  });

  test('the helper of a mirror is that of the architecture of the nodes', () => {
    const helperOn = (arch: string) =>
      renderRunner({
        images: { mirror: 'r.example.com/x' },
        jobs: { placement: Placement.nodePool({ nodeSelector: { 'kubernetes.io/arch': arch } }) },
      }).kubernetes.helper_image;
    expect(helperOn('arm64')).toMatch(/^r\.example\.com\/x\/gitlab-runner-helper:arm64-v/);
    expect(helperOn('amd64')).toMatch(/^r\.example\.com\/x\/gitlab-runner-helper:x86_64-v/);
  });

  test('several requests for jobs are open by default, and as many as are asked for', () => {
    const requests = (props: RunnerOverrides) => renderRunner(props).toml.runners[0]!.request_concurrency;
    expect(requests({})).toBe(4);
    expect(requests({ requestConcurrency: 9 })).toBe(9);
  });

  test('a deploy-time text in config.toml is escaped when the stack is deployed', () => {
    const { template } = synthesize((stack) =>
      addRunner(stack, { config: { runners: { name: parameter.text(stack, 'Name') } } }),
    );
    const [release] = releases(deploy(template, { parameters: { Name: 'the "blue" one \\' } }));
    expect((release!.values.runners as { config: string }).config).toContain('name = "the \\"blue\\" one \\\\"');
  });
});
