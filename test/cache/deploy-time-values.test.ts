import type { Stack } from '@alicloud/ros-cdk-core';
import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import { CacheCredentials } from '../../lib/cache/cache-credentials';
import { OssCache } from '../../lib/cache/oss-cache';
import { OssEncryption } from '../../lib/cache/oss-encryption';
import { deploy, releases } from '../support/releases';
import { synth } from '../support/synth';
import type { Template } from '../support/template';
import { checkStructure, onlyResource } from '../support/template';
import { addRunner, cacheConfig } from './support';

const parameter = (stack: Stack, id: string, type = RosParameterType.STRING) => new RosParameter(stack, id, { type });
const text = (stack: Stack, id: string) => parameter(stack, id).valueAsString;

const template: Template = synth((stack) => {
  const cache = new OssCache(stack, 'Cache', {
    bucketName: text(stack, 'BucketName'),
    prefix: text(stack, 'Prefix'),
    endpoint: text(stack, 'Endpoint'),
    expirationDays: parameter(stack, 'Days', RosParameterType.NUMBER).valueAsNumber,
    encryption: OssEncryption.kms(text(stack, 'KeyId')),
    tags: { team: text(stack, 'Team') },
  });
  addRunner(stack, cache);
});

const deployed = deploy(template, {
  parameters: {
    BucketName: 'chosen-bucket',
    Prefix: 'chosen/prefix',
    Endpoint: 'oss.example.com',
    Days: 30,
    KeyId: 'chosen-key',
    Team: 'chosen-team',
  },
  attributes: { 'CacheBucket.Name': 'chosen-bucket' },
});

test('every text and number of a new cache may be a deploy-time value', () => {
  expect(checkStructure(template)).toEqual([]);
});

test('the bucket is as chosen', () => {
  expect(onlyResource(deployed, 'ALIYUN::OSS::Bucket').Properties).toMatchObject({
    BucketName: 'chosen-bucket',
    LifecycleConfiguration: { Rule: [{ Expiration: { Days: 30 } }] },
    ServerSideEncryptionConfiguration: { KMSMasterKeyID: 'chosen-key' },
    Tags: { team: 'chosen-team' },
  });
});

test('the policy is as chosen', () => {
  const { PolicyDocument } = onlyResource(deployed, 'ALIYUN::RAM::ManagedPolicy').Properties;
  expect((PolicyDocument as { Statement: { Resource: unknown }[] }).Statement.map(({ Resource }) => Resource)).toEqual([
    ['acs:oss:*:*:chosen-bucket/chosen/prefix/*'],
    ['acs:oss:*:*:chosen-bucket'],
    ['acs:kms:*:*:key/chosen-key'],
  ]);
});

test('the runner is as chosen', () => {
  expect(cacheConfig(deployed)).toMatchObject({
    Path: 'chosen/prefix',
    s3: { ServerAddress: 'oss.example.com', BucketName: 'chosen-bucket' },
  });
});

test('an existing bucket and its region may be chosen', () => {
  const chosen = synth((stack) => {
    const attributes = { bucketName: text(stack, 'Bucket'), region: text(stack, 'BucketRegion') };
    addRunner(stack, OssCache.fromBucketAttributes(stack, 'Cache', attributes));
  });
  const parameters = { Bucket: 'chosen-bucket', BucketRegion: 'cn-chengdu' };
  expect(cacheConfig(deploy(chosen, { parameters }))).toMatchObject({
    s3: {
      BucketName: 'chosen-bucket',
      BucketLocation: 'cn-chengdu',
      ServerAddress: 'oss-cn-chengdu-internal.aliyuncs.com',
    },
  });
});

test('the name of an existing Secret may be chosen', () => {
  const chosen = synth((stack) => {
    const credentials = CacheCredentials.fromExistingSecret(text(stack, 'SecretName'));
    addRunner(stack, new OssCache(stack, 'Cache', { credentials }));
  });
  const [release] = releases(deploy(chosen, { parameters: { SecretName: 'chosen-secret' } }));
  expect(release?.values.runners).toMatchObject({ cache: { secretName: 'chosen-secret' } });
});
