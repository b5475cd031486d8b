import { namePatterns } from '../../lib/permissions/name-pattern';

const template = {
  Resources: {
    User: { Type: 'ALIYUN::RAM::User', Properties: { UserName: { 'Fn::Sub': 'gitlab-${ALIYUN::StackName}' } } },
  },
};
const stackId = { Ref: 'ALIYUN::StackId' };

test.each([
  ['a name', 'ci-cache', 'ci-cache'],
  ['a parameter', { Ref: 'Name' }, '*'],
  ['a missing name', undefined, '*'],
  ['a joined name', { 'Fn::Join': ['-', ['gitlab', stackId, 'x']] }, 'gitlab-*-x'],
  ['a joined name without known parts', { 'Fn::Join': ['', [stackId, stackId]] }, '*'],
  ['a join of a list that is not known', { 'Fn::Join': ['-', stackId] }, '*'],
  ['a substitution', { 'Fn::Sub': 'ci-${ALIYUN::Region}-${X}' }, 'ci-*-*'],
  ['a substitution with variables', { 'Fn::Sub': ['ci-${X}', { X: stackId }] }, 'ci-*'],
  ['a choice', { 'Fn::If': ['A', 'one', 'two'] }, '*'],
  ['the property of a resource, by its attribute', { 'Fn::GetAtt': ['User', 'UserName'] }, 'gitlab-*'],
  ['an attribute that is no property', { 'Fn::GetAtt': ['User', 'UserId'] }, '*'],
  ['an attribute of a resource that is not there', { 'Fn::GetAtt': ['Other', 'UserName'] }, '*'],
])('%s', (_case, value, pattern) => {
  expect(namePatterns(value, template)).toEqual([pattern]);
});

test('each item of a list has a pattern', () => {
  expect(namePatterns(['one', { 'Fn::GetAtt': ['User', 'UserName'] }], template)).toEqual(['one', 'gitlab-*']);
});
