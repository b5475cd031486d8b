import { App, Construct, Fn, RosCondition, RosParameter, RosParameterType, Stack } from '@alicloud/ros-cdk-core';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  AckCluster,
  AckClusterSpec,
  Cache,
  CacheCredentials,
  ChartVersion,
  Cluster,
  ClusterKind,
  GitLabRunner,
  HelmTemplate,
  ImageBuilds,
  Metrics,
  Network,
  OssCache,
  Placement,
  RunnerToken,
  S3Cache,
} from '../../lib';
import type { AckClusterProps, GitLabRunnerProps, ICache, IImageBuilds } from '../../lib';
import { checkPackageArguments } from '../../lib/compute-nest/package-arguments';
import { chooseCacheCredentials } from '../../lib/forms';
import { checkFile, checkText } from '../../lib/stack/check-file';
import { readTemplate } from '../../lib/stack/template-file';
import { openStack } from '../../lib/stack/synthesize-file';
import { faultsOf, warningsOf } from '../../lib/testing';
import { CLUSTER_ID, EXISTING_CLUSTER, RUNNER, RUNNER_LINES } from '../stack/support';

const folder = mkdtempSync(path.join(tmpdir(), 'gitlab-runner-rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The rules that something breaks, one for each problem. */
type Rules = () => readonly string[];

const rulesOf = (problems: readonly { readonly rule: string }[]) => problems.map(({ rule }) => rule);
const yaml =
  (...lines: readonly string[]): Rules =>
  () =>
    rulesOf(checkText(lines.join('\n')));
const runnerYaml = (...lines: readonly string[]) => yaml(...RUNNER_LINES, ...lines.map((line) => `    ${line}`));
const calling =
  (call: () => unknown): Rules =>
  () =>
    rulesOf(faultsOf(call));
const file =
  (name: string, text: string, rules: (file: string) => readonly string[]): Rules =>
  () => {
    writeFileSync(path.join(folder, name), text);
    return rules(path.join(folder, name));
  };
const checked = (name: string) => rulesOf(checkFile(name));
const readAsTemplate = (name: string) => calling(() => readTemplate(name))();

/** Errors and warnings of what is built in a stack. */
const building =
  (build: (stack: Stack) => unknown): Rules =>
  () => {
    const stack = new Stack(new App(), 'ci');
    const errors = faultsOf(() => {
      build(stack);
      return stack;
    });
    return rulesOf([...errors, ...warningsOf(stack)]);
  };

const onNodes = { placement: Placement.nodePool() };
const runner = (props: Partial<GitLabRunnerProps> | ((stack: Stack) => Partial<GitLabRunnerProps>)): Rules =>
  building((stack) => {
    const cluster = Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID, { kind: ClusterKind.ACK, virtualNode: true });
    const given = typeof props === 'function' ? props(stack) : props;
    return new GitLabRunner(stack, 'Runner', { cluster, cache: Cache.none(), jobs: onNodes, ...given });
  });
const builds = (imageBuilds: IImageBuilds, props: Partial<GitLabRunnerProps> = {}) => runner({ imageBuilds, ...props });
const buildContainer = (securityContext: object): Partial<GitLabRunnerProps> => ({
  config: { runners: { kubernetes: { buildContainerSecurityContext: securityContext } } },
});
const network = (zoneIds: string[]) =>
  building((stack) =>
    Network.fromAttributes(stack, 'Network', { vpcId: 'vpc-1', vSwitchIds: ['vsw-1', 'vsw-2'], zoneIds }),
  );
const chosenCredentials = (whenFalse: CacheCredentials) =>
  runner((stack) => {
    const isGiven = new RosCondition(stack, 'IsGiven', { expression: Fn.conditionEquals('a', 'b') });
    const credentials = chooseCacheCredentials(isGiven, CacheCredentials.fromExistingSecret('oss'), whenFalse);
    return { cache: new S3Cache(stack, 'Cache', { endpoint: 's3.example.com', bucketName: 'ci-cache', credentials }) };
  });
const json = (stack: Stack) => new RosParameter(stack, 'Tags', { type: RosParameterType.JSON }).value;
const itself = (): Record<string, unknown> => {
  const map: Record<string, unknown> = {};
  map.self = map;
  return map;
};
const published = (given: object): Rules =>
  calling(() => checkPackageArguments({ chart: 'url', regions: ['cn-hangzhou'], ...given }));
const context = (config: string): Rules =>
  calling(() => {
    const app = new App({ context: { config } });
    openStack(app, undefined);
  });
const podMonitor = (annotations: Record<string, string>) =>
  building((stack) => {
    const cluster = Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID, { prometheusOperator: true });
    return new GitLabRunner(stack, 'Runner', { cluster, jobs: onNodes, metrics: Metrics.podMonitor({ annotations }) });
  });
const ack = (props: Partial<AckClusterProps>) =>
  building((stack) => {
    const vpc = new Network(stack, 'Network', { zones: ['cn-hangzhou-i'] });
    return new AckCluster(stack, 'Cluster', { network: vpc, ...props });
  });
const overHttp = (cache: (stack: Stack) => ICache) =>
  runner((stack) => ({ cache: cache(stack), config: { runners: { cache: { s3: { insecure: true } } } } }));
const malformed = ['glrt', 'x y'].join('-');

/** A construct of a user, which has something to say of itself. */
class SelfReporting extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly messages: string[],
  ) {
    super(scope, id);
  }

  protected override validate(): string[] {
    return this.messages;
  }
}

/** What breaks a rule, and the nearest thing that does not. */
const CASES: Readonly<Record<string, readonly [wrong: Rules, right: Rules]>> = {
  'secret-encryption-edition': [
    ack({ clusterSpec: AckClusterSpec.BASIC, secretEncryptionKeyId: 'key-1' }),
    ack({ clusterSpec: AckClusterSpec.PRO, secretEncryptionKeyId: 'key-1' }),
  ],
  'cache-https-only': [
    overHttp((stack) => new OssCache(stack, 'Cache')),
    overHttp((stack) => new S3Cache(stack, 'Cache', { endpoint: 's3.example.com', bucketName: 'ci', insecure: true })),
  ],
  'config-alerts-runner': [
    yaml(EXISTING_CLUSTER, RUNNER, 'monitoring: { alerts: { runner: Runer } }'),
    yaml(EXISTING_CLUSTER, RUNNER, 'monitoring: { alerts: { runner: Runner } }'),
  ],
  'config-id-taken': [
    yaml(EXISTING_CLUSTER, 'runners: { Cluster: {} }'),
    yaml(EXISTING_CLUSTER, 'runners: { Clusters: {} }'),
  ],
  'config-prometheus': [
    yaml(`cluster: { existing: { prometheusOperator: false, managedPrometheus: true } }`, RUNNER),
    yaml(`cluster: { existing: { prometheusOperator: true, managedPrometheus: true } }`, RUNNER),
  ],
  'config-context': [
    context(['gitlab-runner.yaml'] as never),
    context(path.join(__dirname, '../../gitlab-runner.yaml')),
  ],
  'file-kind': [
    file('notes.yaml', 'concurrent: 3', checked),
    file('runner.yaml', [EXISTING_CLUSTER, RUNNER].join('\n'), checked),
  ],
  'template-missing': [
    file('values.json', '{ "concurrent": 3 }', readAsTemplate),
    file('template.json', '{ "ROSTemplateFormatVersion": "2015-09-01" }', readAsTemplate),
  ],
  'stack-validation': [
    building((stack) => new SelfReporting(stack, 'Mine', ['is not ready'])),
    building((stack) => new SelfReporting(stack, 'Mine', [])),
  ],
  'token-source': [
    runnerYaml('token: { existingSecret: Not_A_Name }'),
    runnerYaml('token: { existingSecret: a-name }'),
  ],
  'token-malformed': [
    runner({ token: RunnerToken.unsafePlainText(malformed) }),
    runner({ token: RunnerToken.unsafePlainText(['glrt', 'sample'.repeat(4)].join('-')) }),
  ],
  'token-registration': [
    runnerYaml('token: { unsafeLegacyRegistrationToken: RegistrationToken }'),
    runnerYaml('token: { parameter: RunnerToken }'),
  ],
  'buildkit-image-for-root': [
    builds(ImageBuilds.buildkitRootless({ image: 'moby/buildkit:v0.25.0' })),
    builds(ImageBuilds.buildkitRootless({ image: 'moby/buildkit:v0.25.0-rootless' })),
  ],
  'buildkit-on-serverless': [
    builds(ImageBuilds.buildkitRootless(), { jobs: { placement: Placement.eci() } }),
    builds(ImageBuilds.buildkitRootless()),
  ],
  'buildkit-privilege-escalation': [
    builds(ImageBuilds.buildkitRootless(), buildContainer({ allowPrivilegeEscalation: false })),
    builds(ImageBuilds.buildkitRootless(), buildContainer({ allowPrivilegeEscalation: true })),
  ],
  'buildkit-runner-version': [
    runnerYaml('chart: { version: 0.65.0 }', 'imageBuilds: { buildkitRootless: {} }'),
    runnerYaml('imageBuilds: { buildkitRootless: {} }'),
  ],
  'docker-daemon-privileged': [builds(ImageBuilds.unsafeDockerInDocker()), builds(ImageBuilds.kaniko())],
  'image-build-capabilities': [
    builds(ImageBuilds.kaniko(), buildContainer({ capabilities: { drop: ['ALL'] } })),
    builds(ImageBuilds.kaniko(), buildContainer({ capabilities: { drop: ['NET_RAW'] } })),
  ],
  'kaniko-image-without-shell': [
    builds(ImageBuilds.kaniko({ image: 'gcr.io/kaniko-project/executor:v1.24.0' })),
    builds(ImageBuilds.kaniko({ image: 'gcr.io/kaniko-project/executor:v1.24.0-debug' })),
  ],
  'chart-version': [calling(() => ChartVersion.of('0.90')), calling(() => ChartVersion.of('0.90.0'))],
  'helm-template': [
    calling(() => new HelmTemplate('{{ .Release.Name')),
    calling(() => new HelmTemplate('{{ .Release.Name }}')),
  ],
  'kubernetes-annotation': [podMonitor({ 'a b': 'c' }), podMonitor({ 'a-b': 'c' })],
  'toml-value': [
    runner({ config: { runners: { name: 'half \ud800' } } }),
    runner({ config: { runners: { name: 'whole 😀' } } }),
  ],
  'zones-per-vswitch': [network(['cn-hangzhou-i']), network(['cn-hangzhou-i', 'cn-hangzhou-j'])],
  'cache-credentials-choice': [
    chosenCredentials(CacheCredentials.fromParameters()),
    chosenCredentials(CacheCredentials.fromExistingSecret('other')),
  ],
  'tags-deploy-time': [
    building((stack) => new OssCache(stack, 'Cache', { tags: json(stack) as never })),
    building((stack) => new OssCache(stack, 'Cache', { tags: { team: json(stack) as never } })),
  ],
  'endless-value': [
    runner({ chartValues: { podAnnotations: itself() } as never }),
    runner({ chartValues: { podAnnotations: { self: 'no' } } }),
  ],
  'package-chart': [published({ chart: 'artifact' }), published({})],
};

describe.each(Object.entries(CASES))('%s', (id, [wrong, right]) => {
  test('is the one problem of what breaks it', () => {
    expect(wrong()).toEqual([id]);
  });

  test('is none of its nearest neighbour', () => {
    expect(right()).not.toContain(id);
  });
});
