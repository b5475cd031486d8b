import { Fn, RosCondition } from '@alicloud/ros-cdk-core';
import { releaseObjects } from '../../lib/rules/release-objects';
import type { RunnerOverrides } from '../support/runner';
import { ManagerScaling, RunnerToken } from '../../lib';
import { chooseScaling } from '../../lib/forms';
import { problemsOf } from './support';

const MANAGERS = 'runner-gitlab-runner';
const ON_SCHEDULE = {
  timeZone: 'Asia/Shanghai',
  minReplicas: 1,
  windows: [{ start: '0 8 * * 1-5', end: '0 20 * * 1-5', replicas: 4 }],
};
type Plain = Record<string, unknown>;

const object = (kind: string, name: string, namespace?: string): Plain => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, ...(namespace !== undefined && { namespace }) },
});
const found = (extraObjects: Plain[], props: RunnerOverrides = {}) =>
  problemsOf(releaseObjects, { ...props, chartValues: { extraObjects } }).map(({ rule, at }) => [rule, at]);

describe('release-object-taken', () => {
  test.each<[string, Plain[], RunnerOverrides, string]>([
    ['twice in the list', [object('ConfigMap', 'a'), object('ConfigMap', 'a')], {}, '[1]'],
    ['a ConfigMap of the chart', [object('ConfigMap', MANAGERS)], {}, '[0]'],
    ['the budget of the library', [object('PodDisruptionBudget', MANAGERS)], {}, '[0]'],
    [
      'the Secret of the token',
      [object('ConfigMap', 'a'), object('Secret', 'runner-token')],
      { token: RunnerToken.fromParameter() },
      '[1]',
    ],
  ])('%s', (_, objects, props, item) => {
    const at = `chartValues.extraObjects${item}.metadata.name`;
    expect(found(objects, props)).toEqual([['release-object-taken', at]]);
  });

  test.each<[string, Plain[], RunnerOverrides]>([
    [
      'other names, kinds and namespaces',
      [object('ConfigMap', 'a'), object('Secret', 'a'), object('Secret', 'a', 'b')],
      {},
    ],
    [
      'a name that Helm makes',
      [object('ConfigMap', '{{ .Release.Name }}'), object('ConfigMap', '{{ .Release.Name }}')],
      {},
    ],
    ['a Secret that the stack does not make', [object('Secret', 'runner-token')], {}],
  ])('passes %s', (_, objects, props) => {
    expect(found(objects, props)).toEqual([]);
  });

  test('passes an object beside a scaling that the deployment chooses', () => {
    const problems = problemsOf(releaseObjects, (stack) => {
      const condition = new RosCondition(stack, 'Large', { expression: Fn.conditionEquals('a', 'b') });
      return {
        managers: {
          scaling: chooseScaling(condition, ManagerScaling.onSchedule(ON_SCHEDULE), ManagerScaling.fixed(2)),
        },
        chartValues: { extraObjects: [object('ConfigMap', 'a')] },
      };
    });
    expect(problems).toEqual([]);
  });
});
