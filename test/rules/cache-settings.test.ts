import { Cache, CacheCredentials, OssCache, S3Cache } from '../../lib';
import { HelmTemplate } from '../../lib/config/helm-template';
import type { CacheConfig, S3CacheConfig } from '../../lib/config/runner-config.generated';
import { declareCondition, equals } from '../../lib/ros/conditions';
import { cacheSettings } from '../../lib/rules/cache-settings';
import { parameter } from '../cluster/fixtures';
import { addRunner } from '../support/runner';
import { synth } from '../support/synth';
import { problemsOf } from './support';
import { cacheOnlyIf } from '../../lib/forms';

const MINIO = { endpoint: 'minio:9000', bucketName: 'ci-cache', pathStyle: true, insecure: true };

/** What is found with a section of the cache, over a bucket of OSS or none. */
const found = (cache: CacheConfig, hasCache = true) =>
  problemsOf(cacheSettings, (stack) => ({
    cache: hasCache ? new OssCache(stack, 'Bucket') : Cache.none(),
    config: { runners: { cache } },
  }));
const errorsOf = (s3: S3CacheConfig, hasCache = true) =>
  found({ s3, ...(!hasCache && { type: 's3' as const }) }, hasCache).map(
    ({ at, message }) => `${at.replace('config.runners.cache.s3.', '')}: ${message}`,
  );

describe('cache-server-address', () => {
  test.each([
    'https://oss-cn-hangzhou-internal.aliyuncs.com',
    'http://minio:9000',
    'minio.example.com/',
    'minio.example.com/bucket',
    'minio:port',
    ' minio',
  ])('is not %j', (serverAddress) => {
    expect(errorsOf({ serverAddress })).toEqual([
      expect.stringContaining(`serverAddress: is ${JSON.stringify(serverAddress)}; allowed is a host`),
    ]);
  });

  test.each(['', 'oss-cn-hangzhou-internal.aliyuncs.com', 'minio:9000', '10.0.0.1', '[fd00::1]:9000', 'MinIO.example'])(
    'may be %j',
    (serverAddress) => {
      expect(errorsOf({ serverAddress })).toEqual([]);
    },
  );

  test('is not judged while only the deployment knows it', () => {
    synth((stack) => expect(errorsOf({ serverAddress: `https://${parameter.text(stack, 'Host')}` })).toEqual([]));
    expect(errorsOf({ serverAddress: HelmTemplate.string('{{ .Values.host }}/') })).toEqual([]);
  });
});

describe('cache-server-address: the domain of a bucket', () => {
  const text = (address: string) => ({
    chartValues: {
      runners: {
        config: `[[runners]]\n[runners.cache]\nType = "s3"\n[runners.cache.s3]\nServerAddress = "${address}"\n`,
      },
    },
  });

  test('is refused by config and by text', () => {
    const address = 'my-bucket.oss-cn-hangzhou.aliyuncs.com';
    expect(errorsOf({ serverAddress: address })).toEqual([
      expect.stringContaining('begins with the name of a bucket') as unknown,
    ]);
    expect(problemsOf(cacheSettings, text(address))).toMatchObject([
      {
        rule: 'cache-server-address',
        line: 5,
        message: expect.stringContaining('write "oss-cn-hangzhou.aliyuncs.com"') as unknown,
      },
    ]);
  });

  test.each(['s3.oss-cn-hangzhou.aliyuncs.com', 'oss-cn-hangzhou.aliyuncs.com:443', 'a.b.example.com'])(
    'is not that of %s',
    (address) => {
      expect(errorsOf({ serverAddress: address })).toEqual([]);
      expect(problemsOf(cacheSettings, text(address))).toEqual([]);
    },
  );
});

describe('cache-type-missing', () => {
  const s3 = { serverAddress: 'minio:9000', bucketName: 'a' };

  test('is found in config and in a text', () => {
    expect(found({ s3 }, false)).toMatchObject([
      { rule: 'cache-type-missing', severity: 'error', at: 'config.runners.cache.s3' },
    ]);
    const config = '[[runners]]\n[runners.cache]\n[runners.cache.gcs]\nBucketName = "a"\n';
    expect(problemsOf(cacheSettings, { chartValues: { runners: { config } } })).toMatchObject([
      { rule: 'cache-type-missing', line: 3, message: expect.stringContaining('write the type "gcs"') as unknown },
    ]);
  });

  test('is not missing where the library, the user or Helm gives it', () => {
    expect(found({ s3: { serverSideEncryption: 'S3' } })).toEqual([]);
    expect(found({ type: 's3', s3 }, false)).toEqual([]);
    expect(found({ shared: true }, false)).toEqual([]);
    const config =
      '[[runners]]\n[runners.cache]\nType = {{ .Values.type | quote }}\n[runners.cache.s3]\nBucketName = "a"\n';
    expect(problemsOf(cacheSettings, { chartValues: { runners: { config } } })).toEqual([]);
  });
});

describe('cache-path-style', () => {
  const refused = [expect.stringContaining('pathStyle: is true, and OSS refuses requests with the bucket in the path')];

  test('are refused by OSS', () => {
    expect(errorsOf({ pathStyle: true })).toEqual(refused);
    expect(errorsOf({ pathStyle: true, serverAddress: 'oss-cn-beijing.aliyuncs.com' }, false)).toEqual(refused);
    expect(errorsOf({ pathStyle: true, serverAddress: 's3.oss-cn-beijing.aliyuncs.com:443' })).toEqual(refused);
  });

  test('are right for other storage', () => {
    expect(errorsOf({ pathStyle: true, serverAddress: 'minio:9000' }, false)).toEqual([]);
    expect(errorsOf({ pathStyle: true }, false)).toEqual([]);
    expect(errorsOf({ pathStyle: false })).toEqual([]);
    synth((stack) =>
      expect(errorsOf({ pathStyle: true, serverAddress: parameter.text(stack, 'Host') }, false)).toEqual([]),
    );
    const inMinio = problemsOf(cacheSettings, (stack) => ({ cache: new S3Cache(stack, 'Bucket', MINIO) }));
    expect(inMinio).toEqual([]);
  });

  test('are refused in a cache of another kind that is in OSS', () => {
    const cache = { ...MINIO, endpoint: 'oss-cn-beijing.aliyuncs.com', pathStyle: true };
    const inOss = problemsOf(cacheSettings, (stack) => ({ cache: new S3Cache(stack, 'Bucket', cache) }));
    expect(inOss).toMatchObject([{ rule: 'cache-path-style', at: 'cache' }]);
  });

  test('are refused in a runner with a bucket, also one that the deployment may leave out', () => {
    const config = { runners: { cache: { s3: { pathStyle: true } } } };
    for (const isOptional of [false, true]) {
      const runner = () =>
        synth((stack) => {
          const bucket = new OssCache(stack, 'Bucket');
          const cache = isOptional ? cacheOnlyIf(declareCondition(stack, 'If', equals('a', 'b')), bucket) : bucket;
          addRunner(stack, { config, cache });
        });
      expect(runner).toThrow('- config.runners.cache.s3.pathStyle: is true, and OSS refuses');
    }
  });
});

describe('cache-section-missing', () => {
  test('refuses a type without its section, over one of OSS or none', () => {
    for (const hasCache of [true, false]) {
      expect(found({ type: 'gcs' }, hasCache)).toEqual([
        {
          rule: 'cache-section-missing',
          severity: 'error',
          at: 'config.runners.cache.type',
          message: `is "gcs", and the section [runners.cache.gcs] is missing: jobs would have no cache; ${hasCache ? 'write "s3", whose section is there, or ' : ''}write that section too`,
        },
      ]);
    }
  });

  test('leaves types with their section', () => {
    expect(found({ type: 'gcs', gcs: { bucketName: 'b' } })).toEqual([]);
    expect(found({ type: 's3' })).toEqual([]);
    expect(found({})).toEqual([]);
  });

  test('judges a text', () => {
    const config = '[[runners]]\n[runners.cache]\ntype = "azure"\n';
    expect(problemsOf(cacheSettings, { chartValues: { runners: { config } } })).toMatchObject([
      { rule: 'cache-section-missing', at: 'chartValues.runners.config, runners.cache.type', line: 3 },
    ]);
  });
});

describe('cache-path-denied', () => {
  test('refuses a path beside that of the policy', () => {
    expect(found({ path: 'runner' })).toEqual([
      {
        rule: 'cache-path-denied',
        severity: 'error',
        at: 'config.runners.cache.path',
        message:
          'is "runner", and the RAM user of the cache has access below "gitlab-runner" only: OSS would answer every request with 403; use `cache.prefix` (the prefix of the cache), which its policy follows',
      },
    ]);
    expect(found({ path: 'gitlab-runner-2' })).toHaveLength(1);
  });

  test('leaves a path below it, a bucket of another, and credentials of which nothing is known', () => {
    expect(found({ path: 'gitlab-runner/team' })).toEqual([]);
    expect(found({ path: 'runner', s3: { bucketName: 'other' } })).toMatchObject([{ rule: 'cache-contradicted' }]);
    const withSecret = problemsOf(cacheSettings, (stack) => ({
      cache: new OssCache(stack, 'Bucket', { credentials: CacheCredentials.fromExistingSecret('keys') }),
      config: { runners: { cache: { path: 'runner' } } },
    }));
    expect(withSecret).toEqual([]);
  });
});

describe('cache-contradicted', () => {
  const overMinio = (s3: S3CacheConfig) =>
    problemsOf(cacheSettings, (stack) => ({
      cache: new S3Cache(stack, 'Bucket', MINIO),
      config: { runners: { cache: { s3 } } },
    }));

  test.each<[S3CacheConfig, string]>([
    [{ serverAddress: 'ceph:9000' }, '"minio:9000"'],
    [{ bucketName: 'other' }, '"ci-cache"'],
    [{ bucketLocation: 'eu-west-1' }, '"us-east-1"'],
    [{ pathStyle: false }, 'true'],
    [{ insecure: false }, 'true'],
    [{ authenticationType: 'iam' }, '"access-key"'],
  ])('warns of %j over a cache that says otherwise', (s3, own) => {
    const [[key, value] = []] = Object.entries(s3);
    expect(overMinio(s3)).toEqual([
      {
        rule: 'cache-contradicted',
        severity: 'warning',
        at: `config.runners.cache.s3.${key}`,
        message: `is ${JSON.stringify(value)}, in place of ${own} of \`cache\`; say it in \`cache\`, whose bucket, address and credentials belong together`,
      },
    ]);
  });

  test('warns of another bucket over one with a name of its own', () => {
    expect(found({ s3: { bucketName: 'other' } })).toMatchObject([
      { rule: 'cache-contradicted', message: expect.stringContaining('in place of the bucket of `cache`') as string },
    ]);
  });

  test('leaves what is the same, what adds to the cache, what only the deployment knows, and a runner without cache', () => {
    expect(overMinio({ serverAddress: 'minio:9000', bucketName: 'ci-cache', insecure: true })).toEqual([]);
    expect(overMinio({ serverSideEncryption: 'S3' })).toEqual([]);
    expect(found({ shared: false, maxUploadedArchiveSizeBytes: 1 })).toEqual([]);
    synth((stack) => expect(overMinio({ bucketName: parameter.text(stack, 'Name') })).toEqual([]));
    expect(found({ type: 's3', s3: { serverAddress: 'minio:9000', bucketName: 'ci-cache' } }, false)).toEqual([]);
    // The internal endpoint of a region that only the deployment knows.
    expect(found({ s3: { serverAddress: 'oss-cn-hangzhou.aliyuncs.com' } })).toEqual([]);
  });
});
