import { RemovalPolicy } from '@alicloud/ros-cdk-core';
import { Cache } from '../../lib/cache/cache';
import type { OssCacheProps } from '../../lib/cache/oss-cache-props';
import { OssCache } from '../../lib/cache/oss-cache';
import { OssEncryption } from '../../lib/cache/oss-encryption';
import { synth } from '../support/synth';
import { deploy, releases } from '../support/releases';
import type { NamedResource } from '../support/template';
import { allResources, checkStructure, dependsOn, onlyResource, resourcesOfType } from '../support/template';
import { addRunner, cacheConfig } from './support';

const BUCKET = 'ALIYUN::OSS::Bucket';

function templateWith(props?: OssCacheProps) {
  return synth((stack) => addRunner(stack, new OssCache(stack, 'Cache', props)));
}

function bucketWith(props?: OssCacheProps): NamedResource {
  return onlyResource(templateWith(props), BUCKET);
}

test('the template with a cache is sound', () => {
  expect(checkStructure(templateWith())).toEqual([]);
});

describe('the bucket', () => {
  test('is private, and cannot be opened to the public', () => {
    expect(bucketWith().Properties).toMatchObject({ AccessControl: 'private', BlockPublicAccess: true });
  });

  test('takes HTTPS only, whoever asks', () => {
    const { Statement } = bucketWith({ bucketName: 'ci-cache' }).Properties.Policy as { Statement: unknown };
    expect(Statement).toEqual([
      {
        Effect: 'Deny',
        Principal: ['*'],
        Action: ['oss:*'],
        Resource: ['acs:oss:*:*:ci-cache', 'acs:oss:*:*:ci-cache/*'],
        Condition: { Bool: { 'acs:SecureTransport': ['false'] } },
      },
    ]);
  });

  test('says what it is for, unless it is told otherwise', () => {
    expect(bucketWith().Properties.Tags).toEqual({ app: 'gitlab-runner' });
    expect(bucketWith({ tags: {} }).Properties).not.toHaveProperty('Tags');
  });

  test('is encrypted with keys of OSS', () => {
    expect(bucketWith().Properties.ServerSideEncryptionConfiguration).toEqual({ SSEAlgorithm: 'AES256' });
  });

  test.each([
    ['the default key', undefined, { SSEAlgorithm: 'KMS' }],
    ['a key of one’s own', 'key-1', { SSEAlgorithm: 'KMS', KMSMasterKeyID: 'key-1' }],
  ])('is encrypted with %s of KMS on demand', (_, keyId, expected) => {
    const { Properties } = bucketWith({ encryption: OssEncryption.kms(keyId) });
    expect(Properties.ServerSideEncryptionConfiguration).toEqual(expected);
  });

  test.each([
    [undefined, 14],
    [1, 1],
    [90, 90],
  ])('with expirationDays %s forgets every cache after %s days', (expirationDays, days) => {
    const { Rule } = bucketWith({ expirationDays }).Properties.LifecycleConfiguration as { Rule: unknown[] };
    expect(Rule).toEqual([expect.objectContaining({ Status: 'Enabled', Prefix: '', Expiration: { Days: days } })]);
  });

  test('clears away uploads that never ended', () => {
    const { Rule } = bucketWith().Properties.LifecycleConfiguration as { Rule: unknown[] };
    expect(Rule).toEqual([expect.objectContaining({ AbortMultipartUpload: { Days: 1 } })]);
  });

  test('outlives the stack', () => {
    const bucket = bucketWith();
    expect([bucket.DeletionPolicy, bucket.Properties.DeletionForce]).toEqual(['Retain', false]);
  });

  test('goes with the stack, full or not, when it is told to', () => {
    const bucket = bucketWith({ removalPolicy: RemovalPolicy.DESTROY });
    expect([bucket.DeletionPolicy, bucket.Properties.DeletionForce]).toEqual(['Delete', true]);
  });

  test('takes a name and tags', () => {
    const { Properties } = bucketWith({ bucketName: 'my-team-cache', tags: { team: 'ci', 'cost-center': '42' } });
    expect(Properties).toMatchObject({ BucketName: 'my-team-cache', Tags: { team: 'ci', 'cost-center': '42' } });
  });

  test('is within reach for what has no prop', () => {
    const template = synth((stack) => {
      new OssCache(stack, 'Cache').resource.addPropertyOverride('RedundancyType', 'ZRS');
    });
    expect(onlyResource(template, BUCKET).Properties.RedundancyType).toBe('ZRS');
  });

  test('alone needs no RAM user', () => {
    const template = synth((stack) => new OssCache(stack, 'Cache'));
    expect(allResources(template).map(({ id }) => id)).toEqual(['CacheBucket']);
  });
});

describe('a runner', () => {
  test('finds the bucket by the internal endpoint of the region, in the style that OSS takes', () => {
    const deployed = deploy(templateWith(), { region: 'cn-shanghai', attributes: { 'CacheBucket.Name': 'caches' } });
    expect(cacheConfig(deployed)).toEqual({
      Type: 's3',
      Path: 'gitlab-runner',
      Shared: true,
      s3: {
        ServerAddress: 'oss-cn-shanghai-internal.aliyuncs.com',
        BucketName: 'caches',
        BucketLocation: 'cn-shanghai',
        AuthenticationType: 'access-key',
        PathStyle: false,
        Insecure: false,
      },
    });
  });

  test('takes prefix, sharing and endpoint from the cache', () => {
    const props = { prefix: 'team/ci', shared: false, endpoint: 's3.oss-cn-beijing-internal.aliyuncs.com' };
    expect(cacheConfig(deploy(templateWith(props)))).toMatchObject({
      Path: 'team/ci',
      Shared: false,
      s3: { ServerAddress: 's3.oss-cn-beijing-internal.aliyuncs.com' },
    });
  });

  test('starts when the bucket is there and may be used', () => {
    const release = onlyResource(templateWith(), 'ALIYUN::CS::ClusterHelmApplication');
    expect(dependsOn(release)).toEqual(expect.arrayContaining(['CacheBucket', 'CachePolicy', 'RunnerSecrets']));
  });

  test('does without a cache on demand', () => {
    const template = synth((stack) => addRunner(stack, Cache.none()));
    const deployed = deploy(template);
    expect(cacheConfig(deployed)).toBeUndefined();
    expect(releases(deployed)[0]?.values.runners).not.toHaveProperty('cache');
    expect(allResources(template).map(({ id }) => id)).toEqual(['RunnerRelease']);
  });
});

describe('several', () => {
  test('runners of one cache share one RAM user', () => {
    const template = synth((stack) => {
      const cache = new OssCache(stack, 'Cache');
      addRunner(stack, cache, 'Small');
      addRunner(stack, cache, 'Large');
    });
    const ids = allResources(template).map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith('Cache'))).toEqual([
      'CacheBucket',
      'CacheUser',
      'CachePolicy',
      'CacheAccessKey',
    ]);
    expect(resourcesOfType(template, 'ALIYUN::RAM::User')).toHaveLength(1);
  });

  test('runners of one cache wait for the same bucket and policy', () => {
    const template = synth((stack) => {
      const cache = new OssCache(stack, 'Cache');
      addRunner(stack, cache, 'Small');
      addRunner(stack, cache, 'Large');
    });
    for (const release of resourcesOfType(template, 'ALIYUN::CS::ClusterHelmApplication')) {
      expect(dependsOn(release)).toEqual(expect.arrayContaining(['CacheBucket', 'CachePolicy']));
    }
  });

  test('caches in one stack have ids, names and users of their own', () => {
    const template = synth((stack) => {
      addRunner(stack, new OssCache(stack, 'Fast'), 'A');
      addRunner(stack, new OssCache(stack, 'Slow'), 'B');
    });
    const deployed = deploy(template);
    const names = (type: string, property: string) =>
      resourcesOfType(deployed, type).map(({ Properties }) => Properties[property]);
    expect(checkStructure(template)).toEqual([]);
    expect(new Set(names(BUCKET, 'BucketName')).size).toBe(2);
    expect(new Set(names('ALIYUN::RAM::User', 'UserName')).size).toBe(2);
    expect(new Set(names('ALIYUN::RAM::ManagedPolicy', 'PolicyName')).size).toBe(2);
  });
});
