import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { Stack } from '@alicloud/ros-cdk-core';
import { CacheCredentials } from '../../lib/cache/cache-credentials';
import type { S3CacheProps } from '../../lib/cache/s3-cache-props';
import { S3Cache } from '../../lib/cache/s3-cache';
import { InvalidInputError } from '../../lib/diagnostics/problem';
import { deploy, releases } from '../support/releases';
import { synth, synthesize } from '../support/synth';
import { checkStructure } from '../support/template';
import { addRunner, cacheConfig, secretData } from './support';

const MINIO: S3CacheProps = { endpoint: 'minio.example.com:9000', bucketName: 'ci-cache' };
const KEYS = { CacheAccessKeyId: 'id', CacheAccessKeySecret: 'secret' };

const templateWith = (props: Partial<S3CacheProps> = {}) =>
  synth((stack) => addRunner(stack, new S3Cache(stack, 'Cache', { ...MINIO, ...props })));
const configWith = (props: Partial<S3CacheProps> = {}) =>
  cacheConfig(deploy(templateWith(props), { parameters: KEYS }));

/** What is found with the props of a cache alone. */
function problemsWith(props: Partial<S3CacheProps>) {
  try {
    const { warnings } = synthesize((stack) => new S3Cache(stack, 'Cache', { ...MINIO, ...props }));
    return warnings.map((message) => ({ message }));
  } catch (error) {
    if (error instanceof InvalidInputError) {
      return error.problems;
    }
    throw error;
  }
}

test('a runner finds the bucket, and decides itself where its name stands in requests', () => {
  expect(configWith()).toEqual({
    Type: 's3',
    Path: 'gitlab-runner',
    Shared: true,
    s3: {
      ServerAddress: 'minio.example.com:9000',
      BucketName: 'ci-cache',
      BucketLocation: 'us-east-1',
      AuthenticationType: 'access-key',
      Insecure: false,
    },
  });
});

test('a runner takes all options from the cache', () => {
  const props = { region: 'garage', pathStyle: true, insecure: true, prefix: 'team/ci', shared: false };
  expect(configWith(props)).toMatchObject({
    Path: 'team/ci',
    Shared: false,
    s3: { BucketLocation: 'garage', PathStyle: true, Insecure: true },
  });
});

test('the access key is asked for, and stands in a Secret alone', () => {
  const template = templateWith();
  expect(checkStructure(template)).toEqual([]);
  expect(Object.keys(template.Resources ?? {})).toEqual(['RunnerSecrets', 'RunnerRelease']);
  expect(template.Parameters?.CacheAccessKeySecret).toMatchObject({
    NoEcho: true,
    Label: { en: 'S3 access key secret' },
  });
  const deployed = deploy(template, { parameters: KEYS });
  expect(secretData(deployed, 'runner-cache')).toEqual({ accesskey: 'id', secretkey: 'secret' });
});

test('the access key may be in a Secret that exists', () => {
  const template = templateWith({ credentials: CacheCredentials.fromExistingSecret('minio-keys') });
  expect(releases(deploy(template))[0]?.values.runners).toMatchObject({ cache: { secretName: 'minio-keys' } });
  expect(template.Parameters).toBeUndefined();
});

test('two runners share one pair', () => {
  const template = synth((stack) => {
    const cache = new S3Cache(stack, 'Cache', MINIO);
    addRunner(stack, cache, 'Small');
    addRunner(stack, cache, 'Large');
  });
  expect(Object.keys(template.Parameters ?? {})).toEqual(['CacheAccessKeyId', 'CacheAccessKeySecret']);
});

test('texts may be deploy-time values', () => {
  const text = (stack: Stack, id: string) =>
    new RosParameter(stack, id, { type: RosParameterType.STRING }).valueAsString;
  const template = synth((stack) => {
    const [endpoint, bucketName, region, prefix] = ['Host', 'Bucket', 'Region', 'Prefix'].map((id) => text(stack, id));
    const props = { endpoint: endpoint!, bucketName: bucketName!, region, prefix, pathStyle: false };
    addRunner(stack, new S3Cache(stack, 'Cache', props));
  });
  const parameters = { ...KEYS, Host: 'h', Bucket: 'b', Region: 'r', Prefix: 'p' };
  expect(cacheConfig(deploy(template, { parameters }))).toMatchObject({
    Path: 'p',
    s3: { ServerAddress: 'h', BucketName: 'b', BucketLocation: 'r' },
  });
});

type Row = readonly [props: Partial<S3CacheProps>, at: string, message: string];

/** Each with the nearest input that is right. */
const RULES: Readonly<Record<string, { wrong: readonly Row[]; right: readonly Partial<S3CacheProps>[] }>> = {
  'cache-endpoint': {
    wrong: [
      [
        { endpoint: 'http://minio:9000' },
        'endpoint',
        'has a scheme, which the runner puts in front itself; write "minio:9000" and insecure: true',
      ],
      [{ endpoint: 'HTTPS://minio.example.com/' }, 'endpoint', 'write "minio.example.com"'],
      [
        { endpoint: 'minio.example.com/bucket' },
        'endpoint',
        'is not the host of a store; write the host alone, with a port at most',
      ],
      [{ endpoint: 'https://minio.example.com/bucket' }, 'endpoint', 'is not the host of a store'],
      [{ endpoint: '' }, 'endpoint', '"" is not the host of a store'],
      [{ endpoint: 'minio:port' }, 'endpoint', 'is not the host of a store'],
      [{ endpoint: 'me:hunter2@minio' }, 'endpoint', 'holds a login, which is not shown'],
      [
        { endpoint: 'ci-cache.s3.eu-west-1.amazonaws.com', region: 'eu-west-1' },
        'endpoint',
        'begins with the name of the bucket, which runners put there themselves; write "s3.eu-west-1.amazonaws.com"',
      ],
      [{ endpoint: 'ci-cache.cos.ap-guangzhou.myqcloud.com' }, 'endpoint', 'write "cos.ap-guangzhou.myqcloud.com"'],
    ],
    right: [
      { endpoint: 'minio' },
      { endpoint: 'minio.storage.svc.cluster.local:9000', insecure: true },
      { endpoint: '10.0.0.1:9000' },
      { endpoint: '[fd00::1]:9000' },
      { endpoint: 'ci-cache.example.com' },
      { endpoint: '123.r2.cloudflarestorage.com', region: 'auto' },
    ],
  },
  'cache-scheme': {
    wrong: [
      [{ endpoint: 'minio:80' }, 'endpoint', 'port 80 is that of HTTP; leave the port out, or set insecure: true'],
      [
        { endpoint: 'minio:443', insecure: true },
        'insecure',
        'port 443 of "minio:443" is that of HTTPS; leave insecure out',
      ],
    ],
    right: [{ endpoint: 'minio:80', insecure: true }, { endpoint: 'minio:443' }, { endpoint: 'minio:8080' }],
  },
  'cache-region': {
    wrong: [
      [{ region: '' }, 'region', '"" is not a region'],
      [{ region: 'eu west' }, 'region', '"eu west" is not a region'],
      [{ endpoint: 's3.eu-west-1.amazonaws.com' }, 'region', 'is "us-east-1", and the endpoint is that of "eu-west-1"'],
      [
        { endpoint: 's3-eu-west-1.amazonaws.com', region: 'eu-west-2' },
        'region',
        'the endpoint is that of "eu-west-1"',
      ],
      [{ endpoint: 's3.amazonaws.com', region: 'eu-west-1' }, 'region', 'the endpoint is that of "us-east-1"'],
      [{ endpoint: 's3.cn-north-1.amazonaws.com.cn:443' }, 'region', 'the endpoint is that of "cn-north-1"'],
    ],
    right: [
      { region: 'RegionOne' },
      { endpoint: 's3.amazonaws.com' },
      { endpoint: 's3.eu-west-1.amazonaws.com', region: 'eu-west-1' },
      { endpoint: 's3.dualstack.eu-west-1.amazonaws.com', region: 'eu-west-1' },
      { endpoint: 's3.us-gov-west-1.amazonaws.com', region: 'us-gov-west-1' },
    ],
  },
  'cache-bucket-name': {
    wrong: [
      [{ bucketName: 's3://ci-cache' }, 'bucketName', 'is not the name of a bucket; write it alone'],
      [{ bucketName: 'ci-cache/runner' }, 'bucketName', 'is not the name of a bucket'],
      [{ bucketName: '' }, 'bucketName', '"" is not the name of a bucket'],
      [{ bucketName: 'Old_Bucket', pathStyle: false }, 'bucketName', 'cannot stand in the host of requests'],
      [
        { bucketName: 'ci.cache', pathStyle: false },
        'bucketName',
        'has a dot, and no certificate of the store is for such a',
      ],
    ],
    right: [
      { bucketName: 'ci.cache' },
      { bucketName: 'Old_Bucket' },
      { bucketName: 'ci.cache', pathStyle: false, insecure: true },
    ],
  },
  'cache-s3-ram-user': {
    wrong: [
      [
        { credentials: CacheCredentials.newRamUser() },
        'credentials',
        'create a RAM user or role, which other stores than OSS do not know',
      ],
    ],
    right: [{ credentials: CacheCredentials.fromParameters({ parameterPrefix: 'Minio' }) }],
  },
  'cache-key-in-clear': {
    wrong: [[{ credentials: CacheCredentials.fromAccessKey('a', 'b') }, 'credentials.accessKeyId', 'is in clear text']],
    right: [{ credentials: CacheCredentials.fromExistingSecret('keys') }],
  },
  'cache-prefix': { wrong: [[{ prefix: '/ci' }, 'prefix', '"/ci" is not a prefix']], right: [{ prefix: 'a/b' }] },
};

describe.each(Object.entries(RULES))('%s', (rule, { wrong, right }) => {
  test.each(wrong)('%j is found', (props, at, message) => {
    const [found] = problemsWith(props);
    expect(found?.message).toContain(message);
    expect(found).toEqual('rule' in found! ? expect.objectContaining({ rule, at }) : expect.anything());
    expect(JSON.stringify(found)).toContain('rule' in found! ? rule : `[${rule}]`);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  test.each(right)('%j is right', (props) => {
    expect(problemsWith(props)).toEqual([]);
  });
});

describe('cache-shared-deploy-time', () => {
  test.each(['shared', 'pathStyle', 'insecure'])('%s is decided when the template is made', (name) => {
    const build = () =>
      synth((stack) => {
        const value = new RosParameter(stack, 'Flag', { type: RosParameterType.BOOLEAN }).value;
        new S3Cache(stack, 'Cache', { ...MINIO, [name]: value });
      });
    expect(build).toThrow(`${name}: is a deploy-time value, which cannot be written into config.toml`);
  });
});
