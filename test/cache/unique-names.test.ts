import { Construct } from '@alicloud/ros-cdk-core';
import fc from 'fast-check';
import { OssCache } from '../../lib/cache/oss-cache';
import { synth } from '../support/synth';
import { deploy } from '../support/releases';
import { addRunner } from './support';
import { onlyResource } from '../support/template';

const STACK_ID = '3b6d0c1e-5f2a-4c9d-8e7b-a1b2c3d4e5f6';

/** What the bucket, the RAM user and the policy of a cache at a path are called in a deployment. */
function namesAt(path: readonly string[], stackId = STACK_ID) {
  const template = synth((stack) => {
    const scope = path.slice(0, -1).reduce<Construct>((parent, id) => new Construct(parent, id), stack);
    addRunner(stack, new OssCache(scope, path.at(-1)!));
  });
  const deployed = deploy(template, { stackId });
  return {
    bucket: onlyResource(deployed, 'ALIYUN::OSS::Bucket').Properties.BucketName as string,
    user: onlyResource(deployed, 'ALIYUN::RAM::User').Properties.UserName as string,
    policy: onlyResource(deployed, 'ALIYUN::RAM::ManagedPolicy').Properties.PolicyName as string,
  };
}

const LONG = ['TheContinuousIntegrationPlatform', 'OfOurLargestDepartment'];

test('a bucket is called after its construct and its stack', () => {
  expect(namesAt(['Team', 'BuildCache']).bucket).toBe('gitlab-team-build-cache-3b6d0c1e-5f2a');
});

test('the names are the same at every synth', () => {
  expect(namesAt([...LONG, 'Cache'])).toEqual(namesAt([...LONG, 'Cache']));
});

test('equal caches of two stacks have different names', () => {
  const [one, other] = [namesAt(['Cache']), namesAt(['Cache'], '9c1d7a40-77aa-4c9d-8e7b-a1b2c3d4e5f6')];
  expect([other.bucket === one.bucket, other.user === one.user, other.policy === one.policy]).toEqual([
    false,
    false,
    false,
  ]);
});

test('long paths that begin alike have different names', () => {
  const [one, other] = [namesAt([...LONG, 'Cache']), namesAt([...LONG, 'Archive'])];
  expect(one.bucket).not.toBe(other.bucket);
  expect(one.user).not.toBe(other.user);
});

test.each([
  ['ids with letters of other scripts', ['缓存Cache', 'Größe']],
  ['ids with other signs', ['a_b.c', '--x--', '!1?']],
  ['an id of one letter', ['C']],
  ['digits', ['1', '2']],
  ['a long path', [...LONG, 'Cache']],
])('%s gives names that OSS and RAM take', (_, path) => {
  expectValid(namesAt(path));
});

test('a long name is cut without leaving two hyphens', () => {
  const word = `A${'a'.repeat(27)}`;
  expect(namesAt([word, 'Bbbbbbbbbbbb']).bucket).toMatch(/^gitlab-a{28}-[0-9a-f]{6}-3b6d0c1e-5f2a$/);
});

test('any path gives names that OSS and RAM take', () => {
  const id = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 40 })
    .filter((text) => /[A-Za-z0-9]/.test(text) && !(text in {}));
  fc.assert(
    fc.property(fc.array(id, { minLength: 1, maxLength: 4 }), (path) => expectValid(namesAt(path))),
    { numRuns: 25 },
  );
});

function expectValid({ bucket, user, policy }: ReturnType<typeof namesAt>): void {
  expect(bucket).toMatch(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/);
  expect(user).toMatch(/^[A-Za-z0-9._-]{1,64}$/);
  expect(policy).toMatch(/^[A-Za-z0-9-]{1,128}$/);
  expect(bucket.endsWith('-3b6d0c1e-5f2a')).toBe(true);
}
