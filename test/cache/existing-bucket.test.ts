import { DefaultStackSynthesizer, RosPseudo, Stack, Token } from '@alicloud/ros-cdk-core';
import * as oss from '@alicloud/ros-cdk-oss';
import type { OssBucketAttributes } from '../../lib/cache/oss-cache-props';
import { OssCache } from '../../lib/cache/oss-cache';
import { OssEncryption } from '../../lib/cache/oss-encryption';
import { deploy } from '../support/releases';
import { synth, synthesizeApp } from '../support/synth';
import { allResources, checkStructure, dependsOn, onlyResource } from '../support/template';
import { addRunner, cacheConfig } from './support';

function templateWith(attributes: OssBucketAttributes) {
  return synth((stack) => addRunner(stack, OssCache.fromBucketAttributes(stack, 'Cache', attributes)));
}

function s3Of(attributes: OssBucketAttributes): unknown {
  return (cacheConfig(deploy(templateWith(attributes), { region: 'cn-beijing' })) as { s3: unknown }).s3;
}

test('no bucket is made, only what a runner needs to use it', () => {
  const template = synth((stack) => addRunner(stack, OssCache.fromBucketName(stack, 'Cache', 'our-caches')));
  expect(checkStructure(template)).toEqual([]);
  expect(allResources(template).map(({ id }) => id)).toEqual([
    'CacheUser',
    'CachePolicy',
    'CacheAccessKey',
    'RunnerSecrets',
    'RunnerRelease',
  ]);
});

test('by its name alone a bucket is in the region of the stack', () => {
  expect(s3Of({ bucketName: 'our-caches' })).toMatchObject({
    BucketName: 'our-caches',
    BucketLocation: 'cn-beijing',
    ServerAddress: 'oss-cn-beijing-internal.aliyuncs.com',
  });
});

test('a bucket may be in a region of its own', () => {
  expect(s3Of({ bucketName: 'our-caches', region: 'cn-hangzhou' })).toMatchObject({
    BucketLocation: 'cn-hangzhou',
    ServerAddress: 'oss-cn-hangzhou-internal.aliyuncs.com',
  });
});

test('an endpoint goes before that of the region', () => {
  const attributes = { bucketName: 'our-caches', region: 'cn-hangzhou', endpoint: 'oss-cn-hangzhou.aliyuncs.com' };
  expect(s3Of(attributes)).toMatchObject({
    BucketLocation: 'cn-hangzhou',
    ServerAddress: 'oss-cn-hangzhou.aliyuncs.com',
  });
});

describe('cache-other-region: the internal endpoint answers in its own region only, so that', () => {
  function warningsOf(attributes: Partial<OssBucketAttributes>, env?: { region: string }): readonly string[] {
    return synthesizeApp((app) => {
      const stack = new Stack(app, 'Test', { env, synthesizer: new DefaultStackSynthesizer({ qualifier: 'test' }) });
      addRunner(stack, OssCache.fromBucketAttributes(stack, 'Cache', { bucketName: 'our-caches', ...attributes }));
      return stack;
    }).warnings;
  }

  test('a bucket of another region than the stack’s is warned of', () => {
    expect(warningsOf({ region: 'cn-beijing' }, { region: 'cn-hangzhou' })).toEqual([
      'region: is "cn-beijing", and the stack is in "cn-hangzhou", from where the internal endpoint cannot be reached; ' +
        'set endpoint to the public one, oss-cn-beijing.aliyuncs.com [cache-other-region]',
    ]);
  });

  test('a region is warned of where that of the stack is not known', () => {
    expect(warningsOf({ region: 'cn-beijing' })).toEqual([
      'region: "cn-beijing" must be the region of the stack, since the internal endpoint cannot be reached from another; ' +
        'if it is not, set endpoint to the public one, oss-cn-beijing.aliyuncs.com [cache-other-region]',
    ]);
  });

  test.each([
    ['an endpoint', { region: 'cn-beijing', endpoint: 'oss-cn-beijing.aliyuncs.com' }],
    ['the region of the stack', { region: 'cn-hangzhou' }],
    ['no region', {}],
    ['the region that the deployment knows', { region: RosPseudo.region }],
  ])('%s is not', (_, attributes) => {
    expect(warningsOf(attributes, { region: 'cn-hangzhou' })).toEqual([]);
  });
});

test('prefix and sharing are those given', () => {
  const deployed = deploy(templateWith({ bucketName: 'our-caches', prefix: 'ci', shared: false }));
  expect(cacheConfig(deployed)).toMatchObject({ Path: 'ci', Shared: false });
});

test('the RAM user may use the bucket below the prefix, and the key that it is encrypted with', () => {
  const template = templateWith({ bucketName: 'our-caches', prefix: 'ci', encryption: OssEncryption.kms('key-1') });
  const { PolicyDocument } = onlyResource(deploy(template), 'ALIYUN::RAM::ManagedPolicy').Properties;
  expect((PolicyDocument as { Statement: { Resource: unknown }[] }).Statement.map(({ Resource }) => Resource)).toEqual([
    ['acs:oss:*:*:our-caches/ci/*'],
    ['acs:oss:*:*:our-caches'],
    ['acs:kms:*:*:key/key-1'],
  ]);
});

test('a runner waits for the permission', () => {
  const release = onlyResource(templateWith({ bucketName: 'our-caches' }), 'ALIYUN::CS::ClusterHelmApplication');
  expect(dependsOn(release)).toContain('CachePolicy');
});

test('two runners share one RAM user', () => {
  const template = synth((stack) => {
    const cache = OssCache.fromBucketName(stack, 'Cache', 'our-caches');
    addRunner(stack, cache, 'Small');
    addRunner(stack, cache, 'Large');
  });
  expect(() => onlyResource(template, 'ALIYUN::RAM::User')).not.toThrow();
});

test('a bucket construct of the official package can be used as it is', () => {
  const template = synth((stack) => {
    const bucket = new oss.Bucket(stack, 'Mine', { bucketName: 'our-caches' });
    addRunner(stack, OssCache.fromBucketName(stack, 'Cache', Token.asString(bucket.attrName)));
  });
  const deployed = deploy(template, { attributes: { 'Mine.Name': 'our-caches' } });
  expect(cacheConfig(deployed)).toMatchObject({ s3: { BucketName: 'our-caches' } });
  expect(checkStructure(template)).toEqual([]);
});
