import type { Stack } from '@alicloud/ros-cdk-core';
import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { ICache } from '../../lib/cache/cache';
import { CacheCredentials } from '../../lib/cache/cache-credentials';
import type { OssBucketAttributes, OssCacheProps } from '../../lib/cache/oss-cache-props';
import { OssCache } from '../../lib/cache/oss-cache';
import { InvalidInputError } from '../../lib/diagnostics/problem';
import { synth } from '../support/synth';

function errorOf(build: () => unknown): InvalidInputError {
  try {
    build();
  } catch (error) {
    if (error instanceof InvalidInputError) {
      return error;
    }
    throw error;
  }
  throw new Error('nothing was thrown');
}

function problemsOf(props: OssCacheProps) {
  return errorOf(() => synth((stack) => new OssCache(stack, 'Cache', props))).problems;
}

const RULES = {
  expirationDays: 'cache-expiration',
  bucketName: 'cache-bucket-name',
  prefix: 'cache-prefix',
  endpoint: 'cache-endpoint',
};

const WRONG: [keyof typeof RULES, unknown, string][] = [
  ['expirationDays', 0, 'is 0; allowed is a whole number of days of at least 1'],
  ['expirationDays', -3, 'is -3'],
  ['expirationDays', 1.5, 'is 1.5'],
  ['expirationDays', NaN, 'allowed is a whole number'],
  ['bucketName', 'ab', '"ab" is not a bucket name; use 3 to 63 lower-case letters, digits and hyphens'],
  ['bucketName', 'Cache', '"Cache" is not a bucket name'],
  ['bucketName', 'my_cache', '"my_cache" is not a bucket name'],
  ['bucketName', '-cache', '"-cache" is not a bucket name'],
  ['bucketName', 'cache-', '"cache-" is not a bucket name'],
  ['bucketName', '', '"" is not a bucket name'],
  ['bucketName', 'a'.repeat(64), 'is not a bucket name'],
  ['bucketName', 'my.cache', '"my.cache" has a dot'],
  ['prefix', '', '"" is not a prefix'],
  ['prefix', '/ci', '"/ci" is not a prefix'],
  ['prefix', 'ci/', '"ci/" is not a prefix'],
  ['prefix', 'a//b', '"a//b" is not a prefix; use letters, digits, ".", "_", "-", with single slashes'],
  ['prefix', '*', '"*" is not a prefix'],
  ['prefix', 'a b', '"a b" is not a prefix'],
  ['endpoint', 'https://oss-cn-hangzhou.aliyuncs.com', 'write the host alone, such as oss-cn-hangzhou-internal.al'],
  ['endpoint', 'oss-cn-hangzhou.aliyuncs.com/ci', 'is not an endpoint'],
  ['endpoint', 'oss-cn-hangzhou.aliyuncs.com:443', 'is not an endpoint'],
  ['endpoint', 'localhost', '"localhost" is not an endpoint'],
  ['endpoint', '', '"" is not an endpoint'],
  [
    'endpoint',
    'caches.oss-cn-hangzhou.aliyuncs.com',
    'begins with the name of a bucket, which runners put before the endpoint themselves; write "oss-cn-hangzhou.aliyuncs.com"',
  ],
];

test.each(WRONG.map(([prop, value, message]) => [RULES[prop], prop, value, message] as const))(
  '%s: %s %j is refused',
  (rule, prop, value, message) => {
    expect(problemsOf({ [prop]: value })).toMatchObject([
      { rule, at: prop, message: expect.stringContaining(message) as string },
    ]);
  },
);

test.each([
  { bucketName: 'abc' },
  { bucketName: 'a'.repeat(63) },
  { bucketName: '1-2' },
  { prefix: 'a.b_c-D/9' },
  { endpoint: 'cache.example.com' },
  { endpoint: 'oss-accelerate.aliyuncs.com' },
  { endpoint: 's3.oss-cn-hangzhou-internal.aliyuncs.com' },
  { expirationDays: 1 },
])('%j is fine', (props) => {
  expect(() => synth((stack) => new OssCache(stack, 'Cache', props))).not.toThrow();
});

test('cache-shared-deploy-time: sharing that the deployment decides is refused, with a new bucket and an existing one', () => {
  const faults = (make: (stack: Stack, shared: boolean) => unknown) =>
    errorOf(() =>
      synth((stack) => {
        const parameter = new RosParameter(stack, 'Shared', { type: RosParameterType.BOOLEAN });
        make(stack, parameter.value as unknown as boolean);
      }),
    ).problems;
  const expected = {
    rule: 'cache-shared-deploy-time',
    at: 'shared',
    message:
      'is a deploy-time value, which cannot be written into config.toml as true or false; decide it when the template is made',
  };
  expect(faults((stack, shared) => new OssCache(stack, 'Cache', { shared }))).toMatchObject([expected]);
  expect(faults((stack, shared) => OssCache.fromBucketName(stack, 'Cache', 'our-caches', { shared }))).toMatchObject([
    expected,
  ]);
});

test('all problems of a cache are reported at once, with the path of the construct', () => {
  const { where, problems } = errorOf(() =>
    synth(
      (stack) =>
        new OssCache(stack, 'Cache', {
          bucketName: 'A',
          prefix: '/',
          endpoint: 'x',
          expirationDays: 0,
          credentials: CacheCredentials.fromExistingSecret('Not_A_Name'),
        }),
    ),
  );
  expect(where).toBe('Test/Cache');
  expect(problems.map(({ at }) => at).sort()).toEqual([
    'bucketName',
    'credentials',
    'endpoint',
    'expirationDays',
    'prefix',
  ]);
});

test('all problems of an existing bucket are reported at once', () => {
  const attributes: OssBucketAttributes = {
    bucketName: 'my.cache',
    prefix: 'a//b',
    endpoint: 'http://x',
    credentials: CacheCredentials.fromAccessKey('clear', 'text'),
  };
  const build = (make: (attributes: OssBucketAttributes) => ICache) => errorOf(() => make(attributes)).problems;
  const faults = build((given) => {
    let cache: ICache | undefined;
    synth((stack) => (cache = OssCache.fromBucketAttributes(stack, 'Cache', given)));
    return cache!;
  });
  expect(faults.map(({ at }) => at).sort()).toEqual([
    'bucketName',
    'credentials.accessKeyId',
    'credentials.accessKeySecret',
    'endpoint',
    'prefix',
  ]);
});
