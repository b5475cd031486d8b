import { Cache, OssCache } from '../../../lib';
import { FaultList } from '../../../lib/diagnostics/report';
import { HelmTemplate } from '../../../lib/config/helm-template';
import type { S3CacheConfig } from '../../../lib/config/runner-config.generated';
import { declareCondition, equals } from '../../../lib/ros/conditions';
import { checkConfigCache } from '../../../lib/runner/escape-hatches/check-config-cache';
import { parameter } from '../../cluster/fixtures';
import { addRunner } from '../../support/runner';
import { synth } from '../../support/synth';

function errorsOf(s3: S3CacheConfig, hasCache = true): string[] {
  const errors = new FaultList();
  checkConfigCache({ config: { runners: { cache: { s3 } } }, hasCache }, errors);
  return errors.faults.map(({ at, message }) => `${at.replace('config.runners.cache.s3.', '')}: ${message}`);
}

describe('the address of a cache', () => {
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

describe('buckets in the path', () => {
  const refused = [expect.stringContaining('pathStyle: is true, and OSS refuses requests with the bucket in the path')];

  test('are refused by OSS', () => {
    expect(errorsOf({ pathStyle: true })).toEqual(refused);
    expect(errorsOf({ pathStyle: true, serverAddress: 'oss-cn-beijing.aliyuncs.com' }, false)).toEqual(refused);
    expect(errorsOf({ pathStyle: true, serverAddress: 's3.oss-cn-beijing.aliyuncs.com:443' })).toEqual(refused);
  });

  test('are right for other storage', () => {
    expect(errorsOf({ pathStyle: true, serverAddress: 'minio:9000' })).toEqual([]);
    expect(errorsOf({ pathStyle: true }, false)).toEqual([]);
    expect(errorsOf({ pathStyle: false })).toEqual([]);
    synth((stack) => expect(errorsOf({ pathStyle: true, serverAddress: parameter.text(stack, 'Host') })).toEqual([]));
  });

  test('are refused in a runner with a bucket, also one that the deployment may leave out', () => {
    const config = { runners: { cache: { s3: { pathStyle: true } } } };
    for (const isOptional of [false, true]) {
      const runner = () =>
        synth((stack) => {
          const bucket = new OssCache(stack, 'Bucket');
          const cache = isOptional ? Cache.onlyIf(declareCondition(stack, 'If', equals('a', 'b')), bucket) : bucket;
          addRunner(stack, { config, cache });
        });
      expect(runner).toThrow('- config.runners.cache.s3.pathStyle: is true, and OSS refuses');
    }
  });
});
