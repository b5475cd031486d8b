import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RosParameter, RosParameterType, App, Stack } from '@alicloud/ros-cdk-core';
import { faultsOf, warningsOf } from '../../lib/testing';
import { acknowledgeRules } from '../../lib';
import { addRunner } from '../support/runner';

const folder = mkdtempSync(path.join(tmpdir(), 'problems-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string) => {
  writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};
const newStack = () => new Stack(new App(), 'ci');

const CONFIG = 'cluster: { existing: {} }\nrunners:\n  Runner:\n    gitlabUrl: ';

describe('warningsOf', () => {
  const INSECURE = { gitlabUrl: 'http://gitlab.example.com' };

  test('a stack', () => {
    const stack = newStack();
    addRunner(stack, INSECURE);
    expect(warningsOf(stack)).toEqual([
      {
        rule: 'gitlab-url-unencrypted',
        severity: 'warning',
        at: 'gitlabUrl',
        message: expect.stringContaining('is not encrypted') as string,
      },
    ]);
  });

  test('without what is acknowledged', () => {
    const stack = newStack();
    acknowledgeRules(stack, { 'gitlab-url-unencrypted': 'in the same VPC' });
    addRunner(stack, INSECURE);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('a file, with the line', () => {
    expect(warningsOf(file('a.yaml', `${CONFIG}http://gitlab.example.com\n`))).toMatchObject([
      { rule: 'gitlab-url-unencrypted', at: 'runners.Runner.gitlabUrl', fileLine: 4 },
    ]);
  });
});

describe('faultsOf', () => {
  test('what a function builds', () => {
    expect(faultsOf(() => addRunner(newStack(), { concurrent: 0 }))).toMatchObject([
      { rule: 'whole-number', severity: 'error', at: 'concurrent' },
    ]);
    expect(faultsOf(() => addRunner(newStack()))).toEqual([]);
  });

  test('what shows in the whole app only, when the function returns a construct', () => {
    const taken = () => {
      const runner = addRunner(newStack());
      new RosParameter(Stack.of(runner), 'RunnerRelease', { type: RosParameterType.STRING });
      return runner;
    };
    expect(faultsOf(taken)).toMatchObject([{ rule: 'logical-id-taken' }]);
    const secret = () => {
      const runner = addRunner(newStack());
      new RosParameter(Stack.of(runner), 'P', {
        type: RosParameterType.STRING,
        defaultValue: `glrt-${'x1'.repeat(10)}`,
      });
      return runner;
    };
    expect(faultsOf(secret)).toMatchObject([{ rule: 'secret-in-clear' }]);
  });

  test('a file', () => {
    expect(faultsOf(file('b.yaml', `${CONFIG}gitlab\n`))).toMatchObject([{ rule: 'gitlab-url', fileLine: 4 }]);
    expect(faultsOf(file('c.yaml', `${CONFIG}http://gitlab.example.com\n`))).toEqual([]);
  });

  test('an error of another kind is thrown on', () => {
    const broken = () => {
      throw new TypeError('x is not a function');
    };
    expect(() => faultsOf(broken)).toThrow(TypeError);
  });
});
