import { App } from '@alicloud/ros-cdk-core';
import { Template, warningsOf } from 'ros-cdk-gitlab-runner/testing';
import { expect, test } from 'vitest';
import { RunnerStack } from '../runner-stack.js';

const stack = new RunnerStack(new App({ stackTraces: false }), 'gitlab-runner');

test('the template is the one that was reviewed', () => {
  expect(Template.fromStack(stack).toJSON()).toMatchSnapshot();
});

test('nothing is doubtful', () => {
  expect(warningsOf(stack)).toEqual([]);
});
