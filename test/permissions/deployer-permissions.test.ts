import type * as ros from '@alicloud/ros-cdk-core';
import { RemovalPolicy } from '@alicloud/ros-cdk-core';
import { CacheCredentials } from '../../lib/cache/cache-credentials';
import { RamPrincipal } from '../../lib/cache/ram-principal';
import { OssCache } from '../../lib/cache/oss-cache';
import { AckCluster } from '../../lib/cluster/ack-cluster';
import { AcsCluster } from '../../lib/cluster/acs-cluster';
import type { ICluster } from '../../lib/cluster/icluster';
import { Cluster } from '../../lib/cluster/cluster';
import { Network } from '../../lib/network/network';
import { deployerPermissions } from '../../lib/permissions/deployer-permissions';
import type { PolicyDocument } from '../../lib/permissions/policy-document';
import type { RosTemplate } from '../../lib/template/ros-template';
import { GitLabRunner } from '../../lib/gitlab-runner';
import type { GitLabRunnerProps } from '../../lib/runner/gitlab-runner-props';
import { RunnerToken } from '../../lib/runner/credentials/runner-token';
import { synth } from '../support/synth';

const CLUSTER_ID = 'c0123456789abcdef0123456789abcdef';

function runnerTemplate(
  cluster: (stack: ros.Stack) => ICluster,
  options: (stack: ros.Stack) => Partial<GitLabRunnerProps> = () => ({}),
): RosTemplate {
  return synth((stack) => {
    new GitLabRunner(stack, 'Runner', {
      cluster: cluster(stack),
      token: RunnerToken.fromParameter(),
      ...options(stack),
    });
  });
}

const network = (stack: ros.Stack) => new Network(stack, 'Network', { zones: ['cn-hangzhou-i'] });
const existingCluster = (stack: ros.Stack) => Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID);
const newAck = (stack: ros.Stack) => new AckCluster(stack, 'Cluster', { network: network(stack), virtualNode: true });
const newAcs = (stack: ros.Stack) => new AcsCluster(stack, 'Cluster', { network: network(stack) });

function permissionsOf(template: RosTemplate) {
  return deployerPermissions({ template });
}

/** The resources that the policy allows an action on; undefined if it does not allow it. */
function resourcesOf({ Statement }: PolicyDocument, action: string): readonly string[] | undefined {
  return Statement.find(({ Action }) => Action.includes(action))?.Resource;
}

function services({ Statement }: PolicyDocument): Set<string | undefined> {
  return new Set(Statement.flatMap(({ Action }) => Action.map((action) => action.split(':')[0])));
}

describe('a runner in an existing cluster', () => {
  const { policy, serviceRoles } = permissionsOf(runnerTemplate(existingCluster));

  test('needs nothing of the network or of instances, and no cluster is created or changed', () => {
    expect(services(policy)).toEqual(new Set(['cs', 'oss', 'ram', 'ros', 'tag']));
    expect(resourcesOf(policy, 'cs:CreateCluster')).toBeUndefined();
    expect(resourcesOf(policy, 'cs:ModifyCluster')).toBeUndefined();
  });

  test('reaches into that cluster only', () => {
    expect(resourcesOf(policy, 'cs:DescribeClusterUserKubeconfig')).toEqual([`acs:cs:*:*:cluster/${CLUSTER_ID}`]);
  });

  test('touches the bucket and the RAM user of the cache only', () => {
    expect(resourcesOf(policy, 'oss:PutBucket')).toEqual(['acs:oss:*:*:gitlab-cache-*-*']);
    expect(resourcesOf(policy, 'ram:CreateAccessKey')).toEqual(['acs:ram:*:*:user/gitlab-cache-*-*']);
    expect(resourcesOf(policy, 'ram:AttachPolicyToUser')).toEqual([
      'acs:ram:*:*:policy/gitlab-cache-*-*',
      'acs:ram:*:*:user/gitlab-cache-*-*',
    ]);
  });

  test('may create users and policies of any name, since RAM knows no narrower resource for it', () => {
    expect(resourcesOf(policy, 'ram:CreateUser')).toEqual(['acs:ram:*:*:user/*']);
    expect(resourcesOf(policy, 'ram:CreatePolicy')).toEqual(['acs:ram:*:*:policy/*']);
  });

  test('cannot delete objects of a bucket that is kept', () => {
    expect(resourcesOf(policy, 'oss:DeleteObject')).toBeUndefined();
  });

  test('needs no service role that is not there', () => {
    expect(serviceRoles).toEqual({});
  });
});

describe('the cache', () => {
  const withCache = (options: (stack: ros.Stack) => Partial<GitLabRunnerProps>) =>
    permissionsOf(runnerTemplate(existingCluster, options)).policy;

  test('needs nothing of RAM when the credentials are given', () => {
    const policy = withCache((stack) => ({
      cache: new OssCache(stack, 'Cache', { credentials: CacheCredentials.fromExistingSecret('oss') }),
    }));
    expect(services(policy)).toEqual(new Set(['cs', 'oss', 'ros', 'tag']));
  });

  test('needs nothing of OSS when the bucket is there', () => {
    const policy = withCache((stack) => ({ cache: OssCache.fromBucketName(stack, 'Cache', 'ci-cache') }));
    expect(services(policy)).toEqual(new Set(['cs', 'ram', 'ros', 'tag']));
  });

  test('needs the right to attach its policy to the users and roles that it is granted to', () => {
    const policy = withCache((stack) => {
      const credentials = CacheCredentials.fromExistingSecret('oss');
      const cache = OssCache.fromBucketName(stack, 'Cache', 'ci-cache', { credentials });
      cache.grantReadWrite(RamPrincipal.fromUserName('reader'));
      cache.grantReadWrite(RamPrincipal.fromRoleName('ci'));
      return { cache };
    });
    expect(resourcesOf(policy, 'ram:AttachPolicyToUser')).toContain('acs:ram:*:*:user/reader');
    expect(resourcesOf(policy, 'ram:AttachPolicyToRole')).toContain('acs:ram:*:*:role/ci');
  });

  test('is emptied by whoever may destroy it', () => {
    const policy = withCache((stack) => ({
      cache: new OssCache(stack, 'Cache', { bucketName: 'ci-cache', removalPolicy: RemovalPolicy.DESTROY }),
    }));
    expect(resourcesOf(policy, 'oss:DeleteObject')).toEqual(['acs:oss:*:*:ci-cache/*']);
    expect(resourcesOf(policy, 'oss:DeleteBucket')).toEqual(['acs:oss:*:*:ci-cache']);
  });

  test('needs the right to tag only if it has tags', () => {
    const tagged = (tags?: Record<string, string>) =>
      resourcesOf(
        withCache((stack) => ({ cache: new OssCache(stack, 'Cache', { bucketName: 'ci-cache', tags }) })),
        'oss:PutBucketTagging',
      );
    expect(tagged({})).toBeUndefined();
    expect(tagged()).toEqual(['acs:oss:*:*:ci-cache']);
    expect(tagged({ team: 'ci' })).toEqual(['acs:oss:*:*:ci-cache']);
  });
});

describe('a new ACK cluster', () => {
  const { policy, serviceRoles } = permissionsOf(runnerTemplate(newAck));

  test('needs rights to the network, to clusters and to read instance types', () => {
    for (const action of [
      'vpc:CreateVpc',
      'vpc:DeleteVSwitch',
      'ecs:DescribeAvailableResource',
      'cs:CreateCluster',
      'cs:DeleteCluster',
    ]) {
      expect(resourcesOf(policy, action)).toEqual(['*']);
    }
    expect(resourcesOf(policy, 'cs:CreateClusterNodePool')).toEqual(['acs:cs:*:*:cluster/*']);
    expect(resourcesOf(policy, 'cs:InstallClusterAddons')).toEqual(['acs:cs:*:*:cluster/*']);
  });

  test('leaves instances to ACK', () => {
    expect(resourcesOf(policy, 'ecs:RunInstances')).toBeUndefined();
    expect(resourcesOf(policy, 'ecs:DeleteInstance')).toBeUndefined();
  });

  test('names the roles that ACK and virtual nodes act by, with where they are described', () => {
    expect(Object.keys(serviceRoles)).toEqual(
      expect.arrayContaining(['AliyunCSDefaultRole', 'AliyunCSManagedVKRole', 'AliyunServiceRoleForNatgw']),
    );
    expect(Object.keys(serviceRoles)).not.toContain('AliyunCSManagedAutoScalerRole');
    expect(serviceRoles.AliyunCSDefaultRole).toMatch(/^https:/);
  });

  test('names the role of the scaler when the node pool scales, and no virtual node that is not there', () => {
    const scaling = permissionsOf(
      runnerTemplate(
        (stack) =>
          new AckCluster(stack, 'Cluster', {
            network: network(stack),
            snatEntry: false,
            nodePool: { autoScaling: { minInstances: 1, maxInstances: 5 } },
          }),
      ),
    );
    const roles = Object.keys(scaling.serviceRoles);
    expect(roles).toContain('AliyunCSManagedAutoScalerRole');
    expect(roles).not.toContain('AliyunCSManagedVKRole');
    expect(roles).not.toContain('AliyunServiceRoleForNatgw');
  });
});

test('a new ACS cluster needs the rights and the roles of ACS', () => {
  const { policy, serviceRoles } = permissionsOf(runnerTemplate(newAcs));
  expect(resourcesOf(policy, 'acc:DescribeZones')).toEqual(['*']);
  expect(resourcesOf(policy, 'cs:CreateClusterNodePool')).toBeUndefined();
  expect(Object.keys(serviceRoles)).toContain('AliyunServiceRoleForAcc');
});

test('a token in OOS needs the right to read it', () => {
  const fromOos = () => ({ token: RunnerToken.fromOosSecret('ci-runner-token') });
  const { policy } = permissionsOf(runnerTemplate(existingCluster, fromOos));
  expect(resourcesOf(policy, 'oos:GetSecretParameter')).toEqual(['acs:oos:*:*:secretparameter/*']);
  expect(resourcesOf(policy, 'kms:GetSecretValue')).toEqual(['acs:kms:*:*:secret/oos/*']);
});

test('several templates need what each of them needs', () => {
  const { policy } = deployerPermissions({
    runner: runnerTemplate(existingCluster, (stack) => ({
      cache: new OssCache(stack, 'Cache', { bucketName: 'one' }),
    })),
    acs: runnerTemplate(newAcs, (stack) => ({ cache: new OssCache(stack, 'Cache', { bucketName: 'two' }) })),
  });
  expect(resourcesOf(policy, 'oss:PutBucket')).toEqual(['acs:oss:*:*:one', 'acs:oss:*:*:two']);
  expect(resourcesOf(policy, 'cs:DescribeClusterUserKubeconfig')).toEqual(['*']);
});

test('every stack may be created, updated, watched and deleted', () => {
  const { policy } = permissionsOf({});
  expect(policy.Statement).toEqual([
    {
      Effect: 'Allow',
      Action: expect.arrayContaining([
        'ros:CreateStack',
        'ros:DeleteStack',
        'ros:GetStack',
        'ros:UpdateStack',
      ]) as string[],
      Resource: ['*'],
    },
  ]);
});

test('the same templates yield the same policy, byte for byte', () => {
  const text = () => JSON.stringify(permissionsOf(runnerTemplate(newAck)));
  expect(text()).toBe(text());
});

describe('permissions-unknown: a resource type that is not known', () => {
  const template: RosTemplate = {
    Resources: {
      Db: { Type: 'ALIYUN::RDS::DBInstance' },
      Chart: { Type: 'ALIYUN::CS::ClusterHelmAplication' },
      Vpc: { Type: 'ALIYUN::ECS::VPC' },
    },
  };

  test('is an error that names the template, the resources and their types, and says what to do', () => {
    const policy = () => deployerPermissions({ 'cdk.out/App.template.json': template });
    expect(policy).toThrow(/^cdk\.out\/App\.template\.json has 2 problems:/);
    expect(policy).toThrow(
      /Resources\.Db: .* ALIYUN::RDS::DBInstance needs\. .*GenerateTemplatePolicy.* \[permissions-unknown\]/,
    );
    expect(policy).toThrow(/Resources\.Chart: .*Did you mean "ALIYUN::CS::ClusterHelmApplication"\?/);
  });
});
