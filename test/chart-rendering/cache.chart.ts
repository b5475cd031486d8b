import type { Stack } from '@alicloud/ros-cdk-core';
import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import { Cache, CacheCredentials, OssCache, S3Cache } from '../../lib';
import type { OssBucketAttributes, OssCacheProps, S3CacheProps } from '../../lib';
import { declareCondition, equals } from '../../lib/ros/conditions';
import type { Chart } from '../support/helm';
import { findCharts } from '../support/helm';
import type { KubernetesObject } from '../support/kubernetes';
import { managerPod, onlyObject, projectedSecrets } from '../support/kubernetes';
import { render, secretTexts } from './render';
import { cacheOnlyIf, chooseCacheCredentials } from '../../lib/forms';

/** How long a new bucket keeps caches, how it encrypts them and what it is tagged with is known to OSS alone. */
type OnlyOfOss = 'expirationDays' | 'encryption' | 'removalPolicy' | 'tags';
const NEW: Required<Omit<OssCacheProps, OnlyOfOss | 'credentials'>> = {
  bucketName: 'ci-cache',
  prefix: 'team/ci',
  shared: false,
  endpoint: 'oss-accelerate.aliyuncs.com',
};
const EXISTING: Required<Omit<OssBucketAttributes, 'encryption'>> = {
  ...NEW,
  region: 'cn-shanghai',
  credentials: CacheCredentials.fromExistingSecret('oss-keys'),
};

const S3: Required<Omit<S3CacheProps, 'credentials'>> = {
  endpoint: 'minio.example.com:9000',
  bucketName: 'ci-cache',
  region: 'garage',
  prefix: 'team/ci',
  shared: false,
  pathStyle: true,
  insecure: true,
};

function renderRole(chart: Chart) {
  const rendered = render(
    chart,
    (stack) => ({
      on: { rrsa: true },
      cache: new OssCache(stack, 'Cache', { credentials: CacheCredentials.rrsa() }),
    }),
    { attributes: { 'CacheBucket.Name': 'caches', 'RunnerCacheRole.Arn': 'acs:ram::1:role/cache' } },
  );
  return { ...rendered, pod: managerPod(rendered.objects) };
}

const GIVEN_KEYS = { OssAccessKeyId: 'given-id', OssAccessKeySecret: 'given-secret' };

const secretParameter = (stack: Stack, id: string) =>
  new RosParameter(stack, id, { type: RosParameterType.STRING, noEcho: true }).valueAsString;
const secretNames = (objects: readonly KubernetesObject[]) => projectedSecrets(objects).map(({ name }) => name);

describe.each(findCharts())('with the chart $version', (chart) => {
  describe('a role in place of an AccessKey', () => {
    const { objects, runner, faults, pod } = renderRole(chart);

    test('renders what Kubernetes and the runner take', () => {
      expect(faults).toEqual([]);
    });

    test('the S3 client looks for keys itself, and there is no Secret with any', () => {
      expect(runner.cache).toMatchObject({ s3: { AuthenticationType: 'iam' } });
      expect(JSON.stringify(runner.cache)).not.toMatch(/AccessKey|SecretKey/);
      expect(secretNames(objects)).toEqual(['token']);
    });

    test('the managers have the token of their service account, the profile and the script', () => {
      const [manager] = pod.containers;
      expect(manager?.env).toContainEqual({ name: 'AWS_CONFIG_FILE', value: '/configmaps/cache-credentials.profile' });
      expect(manager?.volumeMounts).toContainEqual(
        expect.objectContaining({ name: 'rrsa-token', mountPath: '/var/run/secrets/rrsa' }),
      );
      expect(pod.volumes).toContainEqual({
        name: 'rrsa-token',
        projected: {
          sources: [{ serviceAccountToken: { audience: 'sts.aliyuncs.com', expirationSeconds: 3600, path: 'token' } }],
        },
      });
      const { data } = onlyObject(objects, 'ConfigMap') as unknown as { data: Record<string, string> };
      expect(data['cache-credentials.profile']).toContain(
        'credential_process = /bin/sh /configmaps/cache-credentials.sh',
      );
      expect(data['cache-credentials.sh']).toContain('"RoleArn=acs:ram::1:role/cache"');
      expect(data['cache-credentials.sh']).toContain(
        'https://sts-vpc.cn-hangzhou.aliyuncs.com/?Action=AssumeRoleWithOIDC',
      );
    });
  });

  describe('a new bucket by default', () => {
    const rendered = render(
      chart,
      { cache: undefined },
      {
        attributes: {
          'CacheBucket.Name': 'runner-cache',
          'CacheAccessKey.AccessKeyId': 'key-id',
          'CacheAccessKey.AccessKeySecret': 'key-secret',
        },
      },
    );

    test('renders what Kubernetes and the runner take', () => {
      expect(rendered.faults).toEqual([]);
    });

    test('is reached from within the region, and shared', () => {
      expect(rendered.runner.cache).toEqual({
        Type: 's3',
        Path: 'gitlab-runner',
        Shared: true,
        s3: {
          ServerAddress: 'oss-cn-hangzhou-internal.aliyuncs.com',
          BucketName: 'runner-cache',
          BucketLocation: 'cn-hangzhou',
          AuthenticationType: 'access-key',
          PathStyle: false,
          Insecure: false,
        },
      });
    });

    test('has its keys in a Secret that managers mount, and nowhere else', () => {
      expect(secretNames(rendered.objects)).toContain('runner-cache');
      expect(secretTexts(rendered, 'runner-cache')).toEqual({ accesskey: 'key-id', secretkey: 'key-secret' });
      expect(JSON.stringify(rendered.objects)).not.toMatch(/key-id|key-secret/);
    });
  });

  test('a new bucket has every setting that the runner reads', () => {
    const rendered = render(
      chart,
      (stack) => ({
        cache: new OssCache(stack, 'Cache', {
          ...NEW,
          credentials: CacheCredentials.fromAccessKey(secretParameter(stack, 'Id'), secretParameter(stack, 'Secret')),
        }),
      }),
      {
        attributes: { 'CacheBucket.Name': 'ci-cache' },
        parameters: { Id: 'own-id', Secret: 'own-secret' },
      },
    );
    expect(rendered.faults).toEqual([]);
    expect(rendered.runner.cache).toMatchObject({
      Path: 'team/ci',
      Shared: false,
      s3: { ServerAddress: 'oss-accelerate.aliyuncs.com', BucketName: 'ci-cache', BucketLocation: 'cn-hangzhou' },
    });
    expect(secretTexts(rendered, 'runner-cache')).toEqual({ accesskey: 'own-id', secretkey: 'own-secret' });
  });

  test('a bucket that exists has every setting, and keys in a Secret that exists', () => {
    const { runner, objects, applied, faults } = render(
      chart,
      (stack) => ({ cache: OssCache.fromBucketAttributes(stack, 'Cache', EXISTING) }),
      { secrets: ['oss-keys'] },
    );
    expect(faults).toEqual([]);
    expect(runner.cache).toMatchObject({
      Path: 'team/ci',
      Shared: false,
      s3: { ServerAddress: 'oss-accelerate.aliyuncs.com', BucketName: 'ci-cache', BucketLocation: 'cn-shanghai' },
    });
    expect(secretNames(objects).sort()).toEqual(['oss-keys', 'token']);
    expect(applied).toEqual([]);
  });

  describe('a bucket in another store', () => {
    const rendered = render(chart, (stack) => ({ cache: new S3Cache(stack, 'Cache', S3) }), {
      parameters: { CacheAccessKeyId: 'own-id', CacheAccessKeySecret: 'own-secret' },
    });

    test('has every setting that the runner reads', () => {
      expect(rendered.faults).toEqual([]);
      expect(rendered.runner.cache).toEqual({
        Type: 's3',
        Path: 'team/ci',
        Shared: false,
        s3: {
          ServerAddress: 'minio.example.com:9000',
          BucketName: 'ci-cache',
          BucketLocation: 'garage',
          AuthenticationType: 'access-key',
          PathStyle: true,
          Insecure: true,
        },
      });
    });

    test('has keys that are asked for in a Secret that managers mount', () => {
      expect(secretNames(rendered.objects)).toContain('runner-cache');
      expect(secretTexts(rendered, 'runner-cache')).toEqual({ accesskey: 'own-id', secretkey: 'own-secret' });
    });

    test('leaves what it does not say to the runner', () => {
      const { endpoint, bucketName } = S3;
      const credentials = CacheCredentials.fromExistingSecret('s3-keys');
      const { runner, faults } = render(
        chart,
        (stack) => ({ cache: new S3Cache(stack, 'Cache', { endpoint, bucketName, credentials }) }),
        { secrets: ['s3-keys'] },
      );
      expect(faults).toEqual([]);
      expect((runner.cache as { s3: object }).s3).not.toHaveProperty('PathStyle');
    });
  });

  test.each([
    ['yes', ['runner-cache', 'token'], ['runner-cache']],
    ['no', ['token'], []],
  ])('the deployment may choose whether there is a cache: %s', (wanted, mounted, created) => {
    const { runner, objects, applied, faults } = render(
      chart,
      (stack) => {
        const condition = declareCondition(stack, 'WithCache', equals(wanted, 'yes'));
        const credentials = CacheCredentials.fromParameters({ parameterPrefix: 'Oss' });
        return { cache: cacheOnlyIf(condition, OssCache.fromBucketName(stack, 'Cache', 'ci-cache', { credentials })) };
      },
      { parameters: GIVEN_KEYS },
    );
    expect(faults).toEqual([]);
    expect('cache' in runner).toBe(wanted === 'yes');
    expect(secretNames(objects).sort()).toEqual(mounted);
    expect(applied.map(({ metadata }) => metadata.name)).toEqual(created);
  });

  test.each([
    ['first', 'yes', { accesskey: 'given-id', secretkey: 'given-secret' }],
    ['second', 'no', { accesskey: 'created-id', secretkey: 'created-secret' }],
  ])('of two pairs of keys the deployment takes the %s', (_, isGiven, keys) => {
    const rendered = render(
      chart,
      (stack) => {
        const condition = declareCondition(stack, 'KeysGiven', equals(isGiven, 'yes'));
        const given = CacheCredentials.fromParameters({ parameterPrefix: 'Oss' });
        const credentials = chooseCacheCredentials(condition, given, CacheCredentials.newRamUser());
        return { cache: OssCache.fromBucketName(stack, 'Cache', 'ci-cache', { credentials }) };
      },
      {
        parameters: GIVEN_KEYS,
        attributes: {
          'CacheAccountAccessKey.AccessKeyId': 'created-id',
          'CacheAccountAccessKey.AccessKeySecret': 'created-secret',
        },
      },
    );
    expect(rendered.faults).toEqual([]);
    expect(secretTexts(rendered, 'runner-cache')).toEqual(keys);
  });

  test('without a cache, jobs have none and managers mount no keys', () => {
    const { runner, objects } = render(chart, { cache: Cache.none() });
    expect(runner).not.toHaveProperty('cache');
    expect(secretNames(objects)).toEqual(['token']);
  });
});
