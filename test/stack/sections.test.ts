import { appliedObjects, deploy, releases } from '../support/releases';
import type { Template } from '../support/template';
import { allResources, checkStructure, dependsOn, onlyResource, resourcesOfType } from '../support/template';
import { CLUSTER_ID, EXISTING_CLUSTER, NEW_NETWORK, RUNNER, synthesizeYaml, templateOf } from './support';

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
    ['acs: {}', ACS, { Name: { Ref: 'ALIYUN::StackName' }, SnatEntry: true, EndpointPublicAccess: true }],
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
    [
      'ack: { managedPrometheus: true }',
      'ALIYUN::CS::ClusterAddons',
      { Addons: [{ Name: 'arms-prometheus' }], InstalledIgnore: true },
    ],
    ['acs: { managedPrometheus: true }', 'ALIYUN::CS::ClusterAddons', { Addons: [{ Name: 'arms-prometheus' }] }],
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
    const template = templateOf(EXISTING_CLUSTER, 'cache: { none: true }', RUNNER);
    expect(allResources(template).map(({ Type }) => Type)).toEqual(['ALIYUN::CS::ClusterApplication', RELEASE]);
  });
});

describe('Prometheus in an existing cluster', () => {
  const outcome = (attributes: string) =>
    synthesizeYaml(
      `cluster: { existing: { clusterId: ${CLUSTER_ID}${attributes} } }`,
      'runners: { Runner: { metrics: { podMonitor: {} } } }',
    );

  test('is taken for granted when it is said to be there', () => {
    expect(outcome(', prometheusOperator: true').warnings).toEqual([]);
  });

  test('is advised about when nothing is said', () => {
    expect(outcome('').warnings).toEqual([expect.stringContaining('State prometheusOperator: true') as string]);
  });

  test('is missed by a PodMonitor when it is said not to be there', () => {
    expect(() => outcome(', prometheusOperator: false')).toThrow('does not know the kind PodMonitor');
  });
});

describe('network', () => {
  test('a new one has a vSwitch in each zone', () => {
    const template = templateOf(
      'cluster: { acs: {} }',
      'network: { new: { zones: [cn-beijing-i, cn-beijing-j], vpcName: ci } }',
      RUNNER,
    );
    expect(propertiesOf(template, 'ALIYUN::ECS::VPC')).toMatchObject({ VpcName: 'ci', CidrBlock: '192.168.0.0/16' });
    expect(resourcesOfType(template, 'ALIYUN::ECS::VSwitch').map(({ Properties }) => Properties.ZoneId)).toEqual([
      'cn-beijing-i',
      'cn-beijing-j',
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
  const KEYS = { CacheAccessKeyId: 'id', CacheAccessKeySecret: 'secret' };

  test.each<Row>([
    ['{}', BUCKET, { AccessControl: 'private', DeletionForce: false }],
    ['{ bucketName: ours }', BUCKET, { BucketName: 'ours' }],
    ['{ expirationDays: 3 }', BUCKET, { LifecycleConfiguration: { Rule: [{ Expiration: { Days: 3 } }] } }],
    ['{ removalPolicy: destroy }', BUCKET, { DeletionForce: true }],
    ['{ encryption: { kms: {} } }', BUCKET, { ServerSideEncryptionConfiguration: { SSEAlgorithm: 'KMS' } }],
    [
      '{ encryption: { kms: { keyId: key-1 } } }',
      BUCKET,
      { ServerSideEncryptionConfiguration: { KMSMasterKeyID: 'key-1' } },
    ],
  ])('%s', (section, type, properties) => {
    const template = templateOf(EXISTING_CLUSTER, `cache: { new: ${section} }`, RUNNER);
    expect(propertiesOf(template, type)).toMatchObject(properties);
    expect(checkStructure(template)).toEqual([]);
  });

  test('left out is a new bucket', () => {
    expect(() => propertiesOf(templateOf(EXISTING_CLUSTER, RUNNER), BUCKET)).not.toThrow();
  });

  test('switched off leaves no trace', () => {
    const template = templateOf(EXISTING_CLUSTER, 'cache: { none: true }', RUNNER);
    expect(JSON.stringify(template)).not.toMatch(/ALIYUN::(OSS|RAM)|runners\.cache/);
  });

  test('an existing bucket is used where it is', () => {
    const cache = 'cache: { existing: { bucketName: ours, region: cn-beijing, prefix: ci, shared: false } }';
    const template = templateOf(EXISTING_CLUSTER, cache, RUNNER);
    const { config } = releases(deploy(template))[0]!.values.runners as { config: string };
    expect(config).toContain('BucketName = "ours"');
    expect(config).toContain('BucketLocation = "cn-beijing"');
    expect(config).toContain('Path = "ci"\nShared = false');
    expect(resourcesOfType(template, BUCKET)).toEqual([]);
  });

  test('credentials come from an existing Secret', () => {
    const template = templateOf(
      EXISTING_CLUSTER,
      'cache: { new: { credentials: { existingSecret: oss-key } } }',
      RUNNER,
    );
    expect(releases(deploy(template))[0]?.values.runners).toMatchObject({ cache: { secretName: 'oss-key' } });
    expect(resourcesOfType(template, 'ALIYUN::RAM::User')).toEqual([]);
  });

  test('credentials are asked for', () => {
    const template = templateOf(EXISTING_CLUSTER, 'cache: { new: { credentials: { parameters: {} } } }', RUNNER);
    expect(Object.keys(template.Parameters ?? {})).toEqual(
      expect.arrayContaining(['CacheAccessKeyId', 'CacheAccessKeySecret']),
    );
    expect(resourcesOfType(template, 'ALIYUN::RAM::User')).toEqual([]);
  });

  test('credentials are asked for by names of one’s own', () => {
    const section = '{ new: { credentials: { parameters: { parameterPrefix: Oss } } } }';
    const template = templateOf(EXISTING_CLUSTER, `cache: ${section}`, RUNNER);
    expect(Object.keys(template.Parameters ?? {})).toEqual(
      expect.arrayContaining(['OssAccessKeyId', 'OssAccessKeySecret']),
    );
  });

  test('in another store is a bucket that exists, with keys that are asked for', () => {
    const cache =
      'cache: { s3: { endpoint: "minio.example.com:9000", bucketName: ci-cache, insecure: true, prefix: a } }';
    const template = templateOf(EXISTING_CLUSTER, cache, RUNNER);
    const { config } = releases(deploy(template, { parameters: KEYS }))[0]!.values.runners as { config: string };
    expect(config).toContain('ServerAddress = "minio.example.com:9000"');
    expect(config).toContain('Insecure = true');
    expect(JSON.stringify(template)).not.toMatch(/ALIYUN::(OSS|RAM)/);
  });

  test('is granted to users and roles of one’s own', () => {
    const cache = 'cache: { existing: { bucketName: ours, grantReadWrite: { users: [reader], roles: [ci.role] } } }';
    const template = templateOf(EXISTING_CLUSTER, cache, RUNNER);
    const policies = resourcesOfType(template, 'ALIYUN::RAM::ManagedPolicy');
    expect(policies.map(({ id, Properties: { Users, Roles } }) => [id, Users, Roles])).toEqual([
      ['CacheGrantUserReader', ['reader'], undefined],
      ['CacheGrantRoleCiRole', undefined, ['ci.role']],
      ['CachePolicy', [{ 'Fn::GetAtt': ['CacheUser', 'UserName'] }], undefined],
    ]);
  });
});

describe('monitoring', () => {
  const MONITORED = `cluster: { existing: { clusterId: ${CLUSTER_ID}, prometheusOperator: true } }`;
  const objects = (section: string, namespace: string) =>
    appliedObjects(deploy(templateOf(MONITORED, `monitoring: ${section}`, RUNNER)), namespace);

  test('alerts are a PrometheusRule', () => {
    const [rule, ...others] = objects(
      '{ alerts: { saturationMinutes: 45, ruleLabels: { release: prom } } }',
      'default',
    );
    expect(others).toEqual([]);
    expect(rule).toMatchObject({
      kind: 'PrometheusRule',
      metadata: { name: 'gitlab-runner', labels: { release: 'prom' } },
      spec: {
        groups: [
          {
            rules: expect.arrayContaining([
              expect.objectContaining({ alert: 'GitLabRunnerSaturated', for: '45m' }),
            ]) as object,
          },
        ],
      },
    });
  });

  test('a dashboard is a ConfigMap', () => {
    const [configMap, ...others] = objects(
      '{ dashboard: { namespace: grafana, title: CI, folder: Teams } }',
      'grafana',
    );
    expect(others).toEqual([]);
    expect(configMap).toMatchObject({
      kind: 'ConfigMap',
      metadata: { labels: { grafana_dashboard: '1' }, annotations: { grafana_folder: 'Teams' } },
    });
    expect(JSON.parse(configMap!.data!['gitlab-runner.json']!)).toMatchObject({ title: 'CI' });
  });

  test('both may be taken as they are', () => {
    expect(objects('{ alerts: {}, dashboard: {} }', 'default').map(({ kind }) => kind)).toEqual([
      'PrometheusRule',
      'ConfigMap',
    ]);
  });

  test('watches one runner when told so', () => {
    const template = templateOf(MONITORED, 'monitoring: { alerts: { runner: Runner } }', RUNNER);
    expect(JSON.stringify(template)).toContain('pod=~');
    expect(JSON.stringify(templateOf(MONITORED, 'monitoring: { alerts: {} }', RUNNER))).not.toContain('pod=~');
  });

  test('comes in an existing cluster after the add-on that it is told to install', () => {
    const cluster = `cluster: { existing: { clusterId: ${CLUSTER_ID}, managedPrometheus: true } }`;
    const template = templateOf(cluster, 'monitoring: { alerts: {} }', RUNNER);
    expect(dependsOn(allResources(template).find(({ id }) => id === 'AlertsRules')!)).toContain('ManagedPrometheus');
    expect(checkStructure(template)).toEqual([]);
  });

  test('comes in a new cluster after the add-on that it needs', () => {
    const cluster = 'cluster: { acs: { managedPrometheus: true } }';
    const template = templateOf(cluster, NEW_NETWORK, 'monitoring: { alerts: {} }', RUNNER);
    expect(dependsOn(allResources(template).find(({ id }) => id === 'AlertsRules')!)).toContain(
      'ClusterManagedPrometheus',
    );
    expect(checkStructure(template)).toEqual([]);
  });

  test('left out leaves no trace', () => {
    expect(JSON.stringify(templateOf(MONITORED, RUNNER))).not.toMatch(/PrometheusRule|dashboard/i);
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
