import { AckCluster, CacheCredentials, GitLabRunner, InvalidInputError, Network, OssCache, S3Cache } from '../../lib';
import type { RrsaOptions } from '../../lib';
import { addRunner, CLUSTER_ID } from '../support/runner';
import { deploy } from '../support/releases';
import { synth } from '../support/synth';
import { onlyResource, resourcesOfType } from '../support/template';

const ROLE = 'ALIYUN::RAM::Role';
const POLICY = 'ALIYUN::RAM::ManagedPolicy';
const DEPLOYED = {
  attributes: {
    'CacheBucket.Name': 'caches',
    'RunnerCacheRole.RoleName': 'the-role',
    'RunnerCacheRole.Arn': 'acs:ram::1:role/the-role',
  },
  tenantId: '1234567890123456',
};

const withRole = (options?: RrsaOptions, chartValues = {}) =>
  synth((stack) => {
    const cache = new OssCache(stack, 'Cache', { prefix: 'ci', credentials: CacheCredentials.rrsa(options) });
    addRunner(stack, { on: { rrsa: true }, cache, namespace: 'ci', chartValues });
  });

test('the role trusts the service account of the managers in this cluster, and nobody else', () => {
  const { Properties } = onlyResource(deploy(withRole(), DEPLOYED), ROLE);
  expect(Properties.AssumeRolePolicyDocument).toEqual({
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Federated: [`acs:ram::1234567890123456:oidc-provider/ack-rrsa-${CLUSTER_ID}`] },
        Condition: {
          StringEquals: {
            'oidc:iss': `https://oidc-ack-cn-hangzhou.oss-cn-hangzhou.aliyuncs.com/${CLUSTER_ID}`,
            'oidc:aud': 'sts.aliyuncs.com',
            'oidc:sub': 'system:serviceaccount:ci:runner-gitlab-runner',
          },
        },
      },
    ],
  });
});

test('the role follows a service account of another name, and another issuer', () => {
  const template = withRole({ issuerUrl: 'https://oidc.example.com/c1' }, { serviceAccount: { name: 'ci-managers' } });
  const { Properties } = onlyResource(deploy(template, DEPLOYED), ROLE);
  expect(JSON.stringify(Properties)).toContain('system:serviceaccount:ci:ci-managers');
  expect(JSON.stringify(Properties)).toContain('"oidc:iss":"https://oidc.example.com/c1"');
});

test('the role may do what a RAM user might, and there is no user and no AccessKey', () => {
  const deployed = deploy(withRole(), DEPLOYED);
  const { Properties } = onlyResource(deployed, POLICY);
  expect(Properties).toMatchObject({
    Roles: ['the-role'],
    PolicyDocument: {
      Statement: [
        { Action: ['oss:GetObject', 'oss:PutObject'], Resource: ['acs:oss:*:*:caches/ci/*'] },
        { Action: ['oss:ListObjects'], Resource: ['acs:oss:*:*:caches'] },
      ],
    },
  });
  expect(Properties).not.toHaveProperty('Users');
  expect(JSON.stringify(deployed)).not.toMatch(/ALIYUN::RAM::(User|AccessKey)/);
});

test('each runner has a role of its own, and a new cluster is asked for RRSA', () => {
  const template = synth((stack) => {
    const network = new Network(stack, 'Network', { zones: ['cn-hangzhou-i'] });
    const cluster = new AckCluster(stack, 'Cluster', { network, rrsa: true });
    const cache = new OssCache(stack, 'Cache', { credentials: CacheCredentials.rrsa() });
    for (const id of ['Small', 'Large']) {
      new GitLabRunner(stack, id, { cluster, cache });
    }
  });
  expect(resourcesOfType(template, ROLE)).toHaveLength(2);
  expect(onlyResource(template, 'ALIYUN::CS::ManagedKubernetesCluster').Properties.RrsaConfig).toEqual({
    Enabled: true,
  });
  const names = resourcesOfType(deploy(template), ROLE).map(({ Properties }) => Properties.RoleName);
  expect(new Set(names).size).toBe(2);
});

test.each(['http://oidc.example.com', 'https://a.example.com,https://b.example.com', 'https://oidc.example.com/'])(
  'cache-rrsa-issuer: %s',
  (issuerUrl) => {
    expect(() => withRole({ issuerUrl })).toThrow(InvalidInputError);
    expect(() => withRole({ issuerUrl })).toThrow(/credentials\.issuerUrl: .*\[cache-rrsa-issuer\]/);
  },
);

test('cache-s3-ram-user: other stores know no roles of RAM', () => {
  expect(() =>
    synth((stack) => {
      const store = { endpoint: 'minio:9000', bucketName: 'caches', credentials: CacheCredentials.rrsa() };
      addRunner(stack, { cache: new S3Cache(stack, 'Cache', store) });
    }),
  ).toThrow(/create a RAM user or role.*\[cache-s3-ram-user\]/);
});
