import { deploy, releases } from '../support/releases';
import type { Template } from '../support/template';
import { allResources, checkStructure, onlyResource, resourcesOfType } from '../support/template';
import { CLUSTER_ID, EXISTING_CLUSTER, NEW_NETWORK, RUNNER, templateOf } from './support';

const ACK = 'ALIYUN::CS::ManagedKubernetesCluster';
const NODE_POOL = 'ALIYUN::CS::ClusterNodePool';
const ACS = 'ALIYUN::ACS::Cluster';
const RELEASE = 'ALIYUN::CS::ClusterHelmApplication';

type Row = readonly [section: string, type: string, properties: object];

function propertiesOf(template: Template, type: string): unknown {
  return onlyResource(template, type).Properties;
}

describe('cluster', () => {
  test.each<Row>([
    ['acs: { clusterName: ci }', ACS, { Name: 'ci' }],
    ['acs: {}', ACS, { Name: { Ref: 'ALIYUN::StackName' }, SnatEntry: true, EndpointPublicAccess: false }],
    ['acs: { podVSwitchIds: [vsw-pods] }', ACS, { PodVSwitchIds: ['vsw-pods'] }],
    [
      'acs: { deletionProtection: true, resourceGroupId: rg-1 }',
      ACS,
      { DeletionProtection: true, ResourceGroupId: 'rg-1' },
    ],
    ['acs: { addons: [{ name: a, config: { b: 1 } }] }', ACS, { Addons: [{ Name: 'a', Config: '{"b":1}' }] }],
    ['ack: {}', ACK, { ClusterSpec: 'ack.pro.small', ContainerCidr: '10.0.0.0/16', ServiceCidr: '172.16.0.0/16' }],
    ['ack: { edition: basic }', ACK, { ClusterSpec: 'ack.standard' }],
    ['ack: { networkPlugin: { flannel: { podCidr: 10.8.0.0/16 } } }', ACK, { ContainerCidr: '10.8.0.0/16' }],
    ['ack: { networkPlugin: { terway: { podVSwitchIds: [vsw-pods] } } }', ACK, { PodVswitchIds: ['vsw-pods'] }],
    ['ack: { nodePool: { desiredSize: 3 } }', NODE_POOL, { Count: 3 }],
    [
      'ack: { nodePool: { autoScaling: { minInstances: 1, maxInstances: 9 } } }',
      NODE_POOL,
      { AutoScaling: { Enable: true, MinInstances: 1, MaxInstances: 9 } },
    ],
    [
      'ack: { nodePool: { billing: { subscription: { period: 2, periodUnit: Year } } } }',
      NODE_POOL,
      { ScalingGroup: { InstanceChargeType: 'PrePaid', Period: 2, PeriodUnit: 'Year' } },
    ],
    ['ack: { nodePool: { login: { keyPair: ops } } }', NODE_POOL, { ScalingGroup: { KeyPair: 'ops' } }],
    [
      'ack: { nodePool: { login: { passwordParameter: true } } }',
      NODE_POOL,
      { ScalingGroup: { LoginPassword: { Ref: 'LoginPassword' } } },
    ],
    ['ack: { virtualNode: true }', 'ALIYUN::CS::ClusterAddons', { Addons: [{ Name: 'ack-virtual-node' }] }],
    [`existing: { clusterId: ${CLUSTER_ID} }`, RELEASE, { ClusterId: CLUSTER_ID }],
    ['existing: {}', RELEASE, { ClusterId: { Ref: 'ClusterId' } }],
  ])('%s', (section, type, properties) => {
    const network = section.startsWith('existing') ? '' : NEW_NETWORK;
    const template = templateOf(`cluster: { ${section} }`, network, RUNNER);
    expect(propertiesOf(template, type)).toMatchObject(properties);
    expect(checkStructure(template)).toEqual([]);
  });

  test('an existing one without an id is asked for', () => {
    const { Parameters, Outputs } = templateOf('cluster: { existing: {} }', RUNNER);
    expect(Parameters?.ClusterId).toMatchObject({
      Type: 'String',
      AllowedPattern: '^c[0-9a-z]{32}$',
      AssociationProperty: 'ALIYUN::CS::Cluster::ClusterId',
    });
    expect(Outputs?.ClusterId?.Value).toEqual({ Ref: 'ClusterId' });
  });

  test('an existing one is neither changed nor made again', () => {
    const template = templateOf(EXISTING_CLUSTER, 'cache: { enabled: false }', RUNNER);
    expect(allResources(template).map(({ Type }) => Type)).toEqual(['ALIYUN::CS::ClusterApplication', RELEASE]);
  });
});

describe('network', () => {
  test('a new one has a vSwitch in each zone', () => {
    const template = templateOf('cluster: { acs: {} }', 'network: { new: { zones: [z-i, z-j], vpcName: ci } }', RUNNER);
    expect(propertiesOf(template, 'ALIYUN::ECS::VPC')).toMatchObject({ VpcName: 'ci', CidrBlock: '192.168.0.0/16' });
    expect(resourcesOfType(template, 'ALIYUN::ECS::VSwitch').map(({ Properties }) => Properties.ZoneId)).toEqual([
      'z-i',
      'z-j',
    ]);
  });

  test('an existing one is used', () => {
    const network = 'network: { existing: { vpcId: vpc-1, vSwitchIds: [vsw-1, vsw-2] } }';
    const template = templateOf('cluster: { acs: {} }', network, RUNNER);
    expect(propertiesOf(template, ACS)).toMatchObject({ VpcId: 'vpc-1', VSwitchIds: ['vsw-1', 'vsw-2'] });
    expect(resourcesOfType(template, 'ALIYUN::ECS::VPC')).toEqual([]);
  });
});

describe('cache', () => {
  const BUCKET = 'ALIYUN::OSS::Bucket';

  test.each<Row>([
    ['{}', BUCKET, { AccessControl: 'private', DeletionForce: false }],
    ['{ bucketName: ours }', BUCKET, { BucketName: 'ours' }],
    ['{ expirationDays: 3 }', BUCKET, { LifecycleConfiguration: { Rule: [{ Expiration: { Days: 3 } }] } }],
    ['{ removalPolicy: destroy }', BUCKET, { DeletionForce: true }],
    ['{ kms: false }', BUCKET, { ServerSideEncryptionConfiguration: { SSEAlgorithm: 'AES256' } }],
    ['{ kms: true }', BUCKET, { ServerSideEncryptionConfiguration: { SSEAlgorithm: 'KMS' } }],
    ['{ kms: key-1 }', BUCKET, { ServerSideEncryptionConfiguration: { KMSMasterKeyID: 'key-1' } }],
  ])('%s', (section, type, properties) => {
    const template = templateOf(EXISTING_CLUSTER, `cache: ${section}`, RUNNER);
    expect(propertiesOf(template, type)).toMatchObject(properties);
    expect(checkStructure(template)).toEqual([]);
  });

  test('left out is a new bucket', () => {
    expect(() => propertiesOf(templateOf(EXISTING_CLUSTER, RUNNER), BUCKET)).not.toThrow();
  });

  test('switched off leaves no trace', () => {
    const template = templateOf(EXISTING_CLUSTER, 'cache: { enabled: false, expirationDays: 3 }', RUNNER);
    expect(JSON.stringify(template)).not.toMatch(/ALIYUN::(OSS|RAM)|runners\.cache/);
  });

  test('an existing bucket is used where it is', () => {
    const cache = 'cache: { existingBucket: ours, region: cn-beijing, prefix: ci, shared: false }';
    const template = templateOf(EXISTING_CLUSTER, cache, RUNNER);
    const { config } = releases(deploy(template))[0]!.values.runners as { config: string };
    expect(config).toContain('BucketName = "ours"');
    expect(config).toContain('BucketLocation = "cn-beijing"');
    expect(config).toContain('Path = "ci"\nShared = false');
    expect(resourcesOfType(template, BUCKET)).toEqual([]);
  });

  test('credentials come from an existing Secret', () => {
    const template = templateOf(EXISTING_CLUSTER, 'cache: { credentials: { existingSecret: oss-key } }', RUNNER);
    expect(releases(deploy(template))[0]?.values.runners).toMatchObject({ cache: { secretName: 'oss-key' } });
    expect(resourcesOfType(template, 'ALIYUN::RAM::User')).toEqual([]);
  });

  test('credentials are asked for', () => {
    const template = templateOf(EXISTING_CLUSTER, 'cache: { credentials: { parameters: true } }', RUNNER);
    expect(Object.keys(template.Parameters ?? {})).toEqual(
      expect.arrayContaining(['CacheAccessKeyId', 'CacheAccessKeySecret']),
    );
    expect(resourcesOfType(template, 'ALIYUN::RAM::User')).toEqual([]);
  });
});

describe('runners', () => {
  function valuesOf(runner: string, cluster = EXISTING_CLUSTER): Record<string, unknown> {
    return releases(deploy(templateOf(cluster, `runners: { Runner: ${runner} }`)))[0]!.values;
  }

  const VIRTUAL = `cluster: { existing: { clusterId: ${CLUSTER_ID}, kind: ACK, virtualNode: true } }`;

  test.each<readonly [runner: string, values: object]>([
    ['{}', { gitlabUrl: 'https://gitlab.com', concurrent: 10, checkInterval: 3, logLevel: 'info' }],
    ['{ gitlabUrl: https://git.example.com }', { gitlabUrl: 'https://git.example.com' }],
    ['{ concurrent: 7, checkIntervalSeconds: 9 }', { concurrent: 7, checkInterval: 9 }],
    ['{ logLevel: debug, monitoring: { enabled: false } }', { logLevel: 'debug', metrics: { enabled: false } }],
    ['{ scaling: { fixed: 3 } }', { replicas: 3 }],
    [
      '{ scaling: { onCpu: { minReplicas: 3, maxReplicas: 4 } } }',
      {
        extraObjects: expect.arrayContaining([
          expect.objectContaining({ spec: expect.objectContaining({ minReplicas: 3, maxReplicas: 4 }) as object }),
        ]) as object,
      },
    ],
    ['{ managerResources: { cpu: "2", memory: 1Gi } }', { resources: { requests: { cpu: '2', memory: '1Gi' } } }],
    ['{ managerPlacement: { nodePool: { nodeSelector: { a: b } } } }', { nodeSelector: { a: 'b' } }],
    ['{ token: { existingSecret: mine } }', { runners: { secret: 'mine' } }],
    ['{ chartValues: { priorityClassName: ci } }', { priorityClassName: 'ci' }],
  ])('%s in the values of the chart', (runner, values) => {
    expect(valuesOf(runner)).toMatchObject(values);
  });

  test.each<readonly [runner: string, toml: string]>([
    ['{ jobs: { image: "debian:13" } }', 'image = "debian:13"'],
    ['{ jobs: { resources: { cpu: "3", memory: 5Gi } } }', 'cpu_request = "3"'],
    ['{ jobs: { helperResources: { memory: 300Mi } } }', 'helper_memory_request = "300Mi"'],
    ['{ jobs: { serviceResources: { cpu: 300m } } }', 'service_cpu_request = "300m"'],
    ['{ jobs: { overrides: { maxCpu: "8" } } }', 'cpu_request_overwrite_max_allowed = "8"'],
    ['{ placement: { eci: { ramRoleName: ci } } }', '"k8s.aliyun.com/eci-ram-role-name" = "ci"'],
    ['{ placement: { acs: { qos: default } } }', '"alibabacloud.com/compute-qos" = "default"'],
    ['{ placement: { nodePool: { tolerations: [{ key: ci }] } } }', '[runners.kubernetes.node_tolerations]\nci = ""'],
    ['{ config: { runners: { limit: 4 } } }', 'limit = 4'],
  ])('%s in config.toml', (runner, toml) => {
    expect((valuesOf(runner, VIRTUAL).runners as { config: string }).config).toContain(toml);
  });

  test.each<readonly [runner: string, properties: object]>([
    ['{ namespace: builds, releaseName: mine }', { Namespace: 'builds', Name: 'mine' }],
    ['{ chartVersion: 0.71.0 }', { ChartUrl: expect.stringContaining('gitlab-runner-0.71.0.tgz') as string }],
    ['{ chartUrl: https://oss.example.com/chart.tgz }', { ChartUrl: 'https://oss.example.com/chart.tgz' }],
  ])('%s in the release', (runner, properties) => {
    expect(propertiesOf(templateOf(EXISTING_CLUSTER, `runners: { Runner: ${runner} }`), RELEASE)).toMatchObject(
      properties,
    );
  });

  test.each([
    [true, [expect.objectContaining({ Kind: 'Deployment', Name: 'runner-gitlab-runner' })]],
    [false, undefined],
  ])('waitForManagers: %s', (wait, conditions) => {
    const template = templateOf(EXISTING_CLUSTER, `runners: { Runner: { waitForManagers: ${wait} } }`);
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
    const { Parameters } = templateOf(EXISTING_CLUSTER, 'runners: { Runner: { token: { oosSecret: ci/token } } }');
    expect(Parameters?.RunnerToken).toMatchObject({
      Type: 'ALIYUN::OOS::SecretParameter::Value',
      Default: 'ci/token',
      NoEcho: true,
    });
  });

  test('all share cluster and cache', () => {
    const template = templateOf('cluster: { acs: {} }', NEW_NETWORK, 'runners: { Small: {}, Large: {} }');
    expect(releases(deploy(template)).map(({ name }) => name)).toEqual(['small', 'large']);
    expect(() => [propertiesOf(template, ACS), propertiesOf(template, 'ALIYUN::OSS::Bucket')]).not.toThrow();
    expect(checkStructure(template)).toEqual([]);
  });
});

test('tags are on everything that takes tags', () => {
  const cluster = 'cluster: { ack: {} }';
  const template = templateOf(cluster, NEW_NETWORK, RUNNER, 'tags: { team: ci }');
  const list = [{ Key: 'team', Value: 'ci' }];
  const tagsOf = (type: string) => resourcesOfType(template, type).map(({ Properties }) => Properties.Tags);
  expect(tagsOf('ALIYUN::ECS::VPC')).toEqual([list]);
  expect(tagsOf('ALIYUN::ECS::VSwitch')).toEqual([list, list]);
  expect(tagsOf(ACK)).toEqual([list]);
  expect(propertiesOf(template, NODE_POOL)).toMatchObject({ ScalingGroup: { Tags: list } });
  expect(tagsOf('ALIYUN::OSS::Bucket')).toEqual([{ team: 'ci' }]);
});

test('tags are on an ACS cluster too', () => {
  const template = templateOf('cluster: { acs: {} }', NEW_NETWORK, RUNNER, 'tags: { team: ci }');
  expect(propertiesOf(template, ACS)).toMatchObject({ Tags: [{ Key: 'team', Value: 'ci' }] });
});
