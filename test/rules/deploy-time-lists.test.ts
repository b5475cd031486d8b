import type { Stack } from '@alicloud/ros-cdk-core';
import { Fn, Token } from '@alicloud/ros-cdk-core';
import { ImageBuilds } from '../../lib';
import { parameter } from '../cluster/fixtures';
import type { RunnerOverrides } from '../support/runner';
import { renderRunner } from '../support/runner';

const HOW = 'is a list that only the deployment knows, and ROS has no certain text for one; list its items one by one';

describe('deploy-time-list', () => {
  test.each<[string, (list: string[]) => RunnerOverrides]>([
    ['config.runners.kubernetes.capAdd', (capAdd) => ({ config: { runners: { kubernetes: { capAdd } } } })],
    [
      'config.runners.kubernetes.volumes.secret[0].subPath',
      (list) => ({
        config: {
          runners: {
            kubernetes: { volumes: { secret: [{ name: 'a', mountPath: '/a', subPath: list as never }] } },
          },
        },
      }),
    ],
    ['jobs.allowedPullPolicies', (list) => ({ jobs: { allowedPullPolicies: list as never } })],
    ['jobs.allowedUsers', (list) => ({ jobs: { allowedUsers: list as never } })],
    [
      'imageBuilds.buildkitRootless.buildkitdFlags',
      (buildkitdFlags) => ({ imageBuilds: ImageBuilds.buildkitRootless({ buildkitdFlags }) }),
    ],
  ])('a list of the deployment at %s is refused, with the way out', (at, props) => {
    const withList = (stack: Stack) => props(parameter.list(stack, 'List'));
    expect(() => renderRunner(withList)).toThrow(`Runner has a problem:\n  - ${at}: ${HOW}`);
  });

  test('its items are taken one by one, whatever form they have', () => {
    const { kubernetes } = renderRunner((stack) => {
      const first = Fn.select(0, parameter.list(stack, 'List'));
      const capAdd = [Token.asString(first), first as unknown as string];
      return { config: { runners: { kubernetes: { capAdd, podLabels: { a: first as unknown as string } } } } };
    });
    const text = expect.any(String) as unknown;
    expect(kubernetes).toMatchObject({ cap_add: [text, text], pod_labels: { a: text } });
  });
});
