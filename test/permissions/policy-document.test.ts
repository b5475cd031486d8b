import { POLICY_LENGTH_LIMIT, policyDocument, policyText } from '../../lib/permissions/policy-document';

test('actions on the same resources share a statement, sorted and once', () => {
  const policy = policyDocument([
    { action: 'oss:PutBucket', resources: ['acs:oss:*:*:b', 'acs:oss:*:*:a'] },
    { action: 'ros:GetStack', resources: ['*'] },
    { action: 'oss:DeleteBucket', resources: ['acs:oss:*:*:a', 'acs:oss:*:*:b'] },
    { action: 'oss:PutBucket', resources: ['acs:oss:*:*:a'] },
  ]);
  expect(policy).toEqual({
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['oss:DeleteBucket', 'oss:PutBucket'],
        Resource: ['acs:oss:*:*:a', 'acs:oss:*:*:b'],
      },
      { Effect: 'Allow', Action: ['ros:GetStack'], Resource: ['*'] },
    ],
  });
});

test('a resource that a wider one includes is left out, and one that only looks like it is not', () => {
  const resources = (...list: string[]) => policyDocument([{ action: 'a:B', resources: list }]).Statement[0]?.Resource;
  expect(resources('acs:cs:*:*:cluster/c1', '*')).toEqual(['*']);
  expect(resources('acs:ram:*:*:user/*', 'acs:ram:*:*:user/gitlab-*')).toEqual(['acs:ram:*:*:user/*']);
  expect(resources('acs:oss:*:*:ci', 'acs:oss:*:*:ci-two', 'acs:oss:*:*:c.')).toHaveLength(3);
});

test('the order of the grants does not matter', () => {
  const grants = [
    { action: 'b:Two', resources: ['y', 'x'] },
    { action: 'a:One', resources: ['x', 'y'] },
    { action: 'c:Three', resources: ['*'] },
  ];
  expect(JSON.stringify(policyDocument([...grants].reverse()))).toBe(JSON.stringify(policyDocument(grants)));
});

test('the text is indented, unless that would make it too long for RAM', () => {
  const policy = (actions: number) =>
    policyDocument(Array.from({ length: actions }, (_, index) => ({ action: `a:Action${index}`, resources: ['*'] })));
  expect(policyText(policy(1))).toContain('\n  "Version": "1"');
  expect(policyText(policy(300))).not.toContain('\n');
  expect(policyText(policy(300)).length).toBeLessThan(POLICY_LENGTH_LIMIT);
  expect(JSON.parse(policyText(policy(300)))).toEqual(policy(300));
});
