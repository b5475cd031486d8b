import type { Stack } from '@alicloud/ros-cdk-core';
import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import * as ram from '@alicloud/ros-cdk-ram';
import { CacheCredentials } from '../../lib/cache/cache-credentials';
import { OssCache } from '../../lib/cache/oss-cache';
import { OssEncryption } from '../../lib/cache/oss-encryption';
import { RamPrincipal } from '../../lib/cache/ram-principal';
import { deploy } from '../support/releases';
import { synth } from '../support/synth';
import type { NamedResource } from '../support/template';
import { checkStructure, onlyResource, resourcesOfType } from '../support/template';
import { addRunner } from './support';

const POLICY = 'ALIYUN::RAM::ManagedPolicy';
const credentials = CacheCredentials.fromExistingSecret('keys');
const encryption = OssEncryption.kms('key-1');

/** The policy of one grant, once it is deployed. */
function policyOf(grantee: (stack: Stack) => RamPrincipal, id?: string): NamedResource {
  const template = synth((stack) => {
    new OssCache(stack, 'Cache', { prefix: 'ci', encryption }).grantReadWrite(grantee(stack), id);
  });
  expect(checkStructure(template)).toEqual([]);
  const ofReader = { 'Reader.UserName': 'the-user', 'Reader.RoleName': 'the-role' };
  const attributes = { 'CacheBucket.Name': 'caches', ...(template.Resources?.Reader && ofReader) };
  return onlyResource(deploy(template, { attributes }), POLICY);
}

test('a grant is the policy that the RAM user of the cache has', () => {
  const template = synth((stack) => {
    const cache = new OssCache(stack, 'Cache', { prefix: 'ci', encryption });
    cache.grantReadWrite(RamPrincipal.fromUserName('reader'));
    addRunner(stack, cache);
  });
  const [granted, own] = resourcesOfType(template, POLICY);
  expect(granted?.Properties.PolicyDocument).toEqual(own?.Properties.PolicyDocument);
  expect(granted?.id).toBe('CacheGrantUserReader');
  expect(own?.id).toBe('CachePolicy');
});

test.each<[string, (stack: Stack) => RamPrincipal, string, object]>([
  ['a user by name', () => RamPrincipal.fromUserName('ci.reader'), 'CacheGrantUserCiReader', { Users: ['ci.reader'] }],
  ['a role by name', () => RamPrincipal.fromRoleName('ci-role'), 'CacheGrantRoleCiRole', { Roles: ['ci-role'] }],
  [
    'a user that is a construct',
    (stack) => RamPrincipal.fromUser(new ram.User(stack, 'Reader', { userName: 'reader' })),
    'CacheGrantUserReader',
    { Users: ['the-user'] },
  ],
  [
    'a role that is a resource',
    (stack) =>
      RamPrincipal.fromRole(
        new ram.RosRole(
          stack,
          'Reader',
          { roleName: 'r', assumeRolePolicyDocument: { version: '1', statement: [] } },
          true,
        ),
      ),
    'CacheGrantRoleReader',
    { Roles: ['the-role'] },
  ],
])('%s', (_, grantee, id, attached) => {
  const policy = policyOf(grantee);
  expect(policy.id).toBe(id);
  expect(policy.Properties).toMatchObject(attached);
});

test('names are made from path, grant and stack', () => {
  const { PolicyName } = policyOf(() => RamPrincipal.fromUserName('reader')).Properties;
  expect(PolicyName).toMatch(/^gitlab-cache-grant-user-reader-[0-9a-f]{8}-[0-9a-f]{4}$/);
  expect(policyOf(() => RamPrincipal.fromUserName('reader'), 'Ours').id).toBe('CacheOurs');
});

test('an existing bucket is granted alike', () => {
  const template = synth((stack) => {
    OssCache.fromBucketName(stack, 'Cache', 'ours', { credentials }).grantReadWrite(RamPrincipal.fromRoleName('ci'));
  });
  const { PolicyDocument } = onlyResource(template, POLICY).Properties;
  expect((PolicyDocument as { Statement: { Resource: unknown }[] }).Statement.map(({ Resource }) => Resource)).toEqual([
    ['acs:oss:*:*:ours/gitlab-runner/*'],
    ['acs:oss:*:*:ours'],
  ]);
});

const chosenName = (stack: Stack) =>
  RamPrincipal.fromUserName(new RosParameter(stack, 'User', { type: RosParameterType.STRING }).valueAsString);

describe('cache-grantee', () => {
  test.each([
    [RamPrincipal.fromUserName('ci@123.onaliyun.com'), 'RAM user', 'what stands before the "@"'],
    [RamPrincipal.fromUserName(''), 'RAM user', '1 to 64 letters'],
    [RamPrincipal.fromRoleName('acs:ram::123:role/ci'), 'RAM role', 'what stands behind "role/" in its ARN'],
  ])('%# is refused', (grantee, kind, hint) => {
    const build = () => policyOf(() => grantee);
    expect(build).toThrow(`is not the name of a ${kind}`);
    expect(build).toThrow(hint);
    expect(build).toThrow('[cache-grantee]');
  });

  test('leaves names that only the deployment knows', () => {
    expect(() => policyOf(chosenName, 'Grant')).not.toThrow();
  });
});

describe('cache-grant-id', () => {
  test('is needed where only the deployment knows the name', () => {
    expect(() => policyOf(chosenName)).toThrow('id: is missing, and the name of the user or role is only known at dep');
  });

  test('is that of one grant', () => {
    const build = (second: string) =>
      synth((stack) => {
        const cache = new OssCache(stack, 'Cache', { credentials });
        cache.grantReadWrite(RamPrincipal.fromUserName('ci.reader'));
        cache.grantReadWrite(RamPrincipal.fromUserName(second));
      });
    expect(() => build('ci-reader')).toThrow('which another grant or resource of this cache has; give another');
    expect(() => build('ci-writer')).not.toThrow();
  });
});
