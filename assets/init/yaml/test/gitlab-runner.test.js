import { Template, warningsOf } from 'ros-cdk-gitlab-runner/testing';
import { expect, test } from 'vitest';

test('the template is the one that was reviewed', () => {
  expect(Template.fromFile('gitlab-runner.yaml').toJSON()).toMatchSnapshot();
});

test('nothing is doubtful', () => {
  expect(warningsOf('gitlab-runner.yaml')).toEqual([]);
});
