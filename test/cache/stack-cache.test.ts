import type { Stack } from '@alicloud/ros-cdk-core';
import { Construct } from '@alicloud/ros-cdk-core';
import { Cluster } from '../../lib/cluster/cluster';
import type { ICache } from '../../lib/cache/cache';
import { OssCache } from '../../lib/cache/oss-cache';
import { S3Cache } from '../../lib/cache/s3-cache';
import { GitLabRunner } from '../../lib/gitlab-runner';
import { declareCondition, equals } from '../../lib/ros/conditions';
import { RunnerToken } from '../../lib/runner/credentials/runner-token';
import { deploy } from '../support/releases';
import { synth } from '../support/synth';
import { allResources, resourcesOfType } from '../support/template';
import { addRunner, cacheConfig } from './support';
import { cacheOnlyIf } from '../../lib/forms';

function addDefault(scope: Construct, id: string, cache?: ICache): GitLabRunner {
  return new GitLabRunner(scope, id, {
    cluster: Cluster.fromClusterId(scope, `${id}Cluster`, `c${'0'.repeat(32)}`),
    token: RunnerToken.fromExistingSecret('token'),
    cache,
  });
}

const bucketsOf = (build: (stack: Stack) => void) =>
  resourcesOfType(synth(build), 'ALIYUN::OSS::Bucket').map(({ id }) => id);

test('runners that name no cache share one, with the ids of the file', () => {
  const template = synth((stack) => {
    addDefault(stack, 'Small');
    addDefault(new Construct(stack, 'Team'), 'Large');
  });
  const ids = allResources(template).map(({ id }) => id);
  expect(ids.filter((id) => id.includes('Cache'))).toEqual([
    'CacheBucket',
    'CacheUser',
    'CachePolicy',
    'CacheAccessKey',
  ]);
  const deployed = deploy(template, { attributes: { 'CacheBucket.Name': 'caches' } });
  expect(cacheConfig(deployed, 'SmallRelease')).toEqual(cacheConfig(deployed, 'TeamLargeRelease'));
});

test('a cache of that name that the stack has already is taken', () => {
  const build = (stack: Stack) => {
    new OssCache(stack, 'Cache', { bucketName: 'ours' });
    addDefault(stack, 'Small');
  };
  expect(bucketsOf(build)).toEqual(['CacheBucket']);
  const elsewhere = (stack: Stack) => {
    new S3Cache(stack, 'Cache', { endpoint: 'minio:9000', bucketName: 'ci-cache' });
    addDefault(stack, 'Small');
  };
  expect(bucketsOf(elsewhere)).toEqual([]);
});

test('a cache of another name is of those runners that name it', () => {
  const build = (stack: Stack) => {
    addDefault(stack, 'Small');
    addRunner(stack, new OssCache(stack, 'Own'), 'Large');
  };
  expect(bucketsOf(build).sort()).toEqual(['CacheBucket', 'OwnBucket']);
});

test('without runners that need it there is none', () => {
  expect(bucketsOf((stack) => addRunner(stack, new OssCache(stack, 'Own')))).toEqual(['OwnBucket']);
});

describe('cache-id-taken', () => {
  test('another construct of that name is refused, unless the runner names its cache', () => {
    const build = (cache?: (stack: Stack) => ICache) =>
      synth((stack) => {
        new Construct(stack, 'Cache');
        addDefault(stack, 'Small', cache?.(stack));
      });
    expect(() => build()).toThrow(
      'cache: is not given, and Test/Cache takes the place of the cache that the runners of the stack share; give the cache, or that construct another id [cache-id-taken]',
    );
    expect(() => build((stack) => new OssCache(stack, 'Own'))).not.toThrow();
  });

  test('so is a runner itself', () => {
    expect(() => synth((stack) => addDefault(stack, 'Cache'))).toThrow('[cache-id-taken]');
  });
});

describe('a cache of one’s own', () => {
  const OWN = {
    serverAddress: 'ceph.example.com',
    bucketName: 'ci-cache',
    bucketLocation: 'us-east-1',
    path: 'ci',
    shared: true,
    credentials: { secretName: 'ceph-keys' },
    dependencies: [],
  };

  test('is told of the runner, and says what stands in the configuration', () => {
    const cache: ICache = {
      bind: (_, { namespace }) => ({ ...OWN, path: namespace, pathStyle: true, insecure: true }),
    };
    expect(cacheConfig(deploy(synth((stack) => addDefault(stack, 'Runner', cache))))).toMatchObject({
      Path: 'test',
      s3: { ServerAddress: 'ceph.example.com', PathStyle: true, Insecure: true },
    });
  });

  test('extension: reports what is wrong with it, also where the deployment may leave it out', () => {
    const cache: ICache = {
      bind: () => OWN,
      check: ({ chartVersion }, report, at) => report.error(`${at}.bucket`, `is too new for ${chartVersion.version}`),
    };
    for (const isOptional of [false, true]) {
      const build = () =>
        synth((stack) => {
          const condition = declareCondition(stack, 'If', equals('a', 'b'));
          addDefault(stack, 'Runner', isOptional ? cacheOnlyIf(condition, cache) : cache);
        });
      expect(build).toThrow('cache.bucket: is too new for 0.90.1 [extension]');
    }
  });
});
