import type { Stack } from '@alicloud/ros-cdk-core';
import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { IRunnerToken } from '../../lib';
import { RunnerToken } from '../../lib';
import { findCharts } from '../support/helm';
import type { KubernetesObject } from '../support/kubernetes';
import { managerContainer, managerEnv, objectsOfKind, onlyObject, projectedSecrets } from '../support/kubernetes';
import { SAMPLE_TOKEN } from '../support/releases';
import { render, secretTexts } from './render';

/** The keys that the entrypoint of managers reads. */
const MOUNTED_KEYS = ['runner-registration-token', 'runner-token'].map((key) => ({ key, path: key }));
const UNREGISTER = { preStop: { exec: { command: ['/entrypoint', 'unregister', '--all-runners'] } } };

const script = (objects: readonly KubernetesObject[]) => onlyObject(objects, 'ConfigMap').data!['register-the-runner'];

/** How a token is given, what the user enters for it, and what the token then is. */
const GIVEN: [string, (stack: Stack) => IRunnerToken, Record<string, string>, string][] = [
  ['fromParameter', () => RunnerToken.fromParameter('Token'), { Token: SAMPLE_TOKEN }, SAMPLE_TOKEN],
  [
    'fromRosParameter',
    (stack) =>
      RunnerToken.fromRosParameter(new RosParameter(stack, 'Mine', { type: RosParameterType.STRING, noEcho: true })),
    { Mine: SAMPLE_TOKEN },
    SAMPLE_TOKEN,
  ],
  ['fromOosSecret', () => RunnerToken.fromOosSecret('ci-token'), {}, 'value-of-ci-token'],
  ['unsafePlainText', () => RunnerToken.unsafePlainText(SAMPLE_TOKEN), {}, SAMPLE_TOKEN],
];

describe.each(findCharts())('with the chart $version', (chart) => {
  describe('a token in a Secret that exists', () => {
    const { objects, applied, faults } = render(
      chart,
      { token: RunnerToken.fromExistingSecret('company-token') },
      { secrets: ['company-token'] },
    );

    test('renders what Kubernetes and the runner take', () => {
      expect(faults).toEqual([]);
    });

    test('comes from that Secret alone, by both of its keys', () => {
      expect(objectsOfKind([...objects, ...applied], 'Secret')).toEqual([]);
      expect(projectedSecrets(objects)).toEqual([{ name: 'company-token', items: MOUNTED_KEYS }]);
    });

    test('leaves all settings to GitLab, since registration stops at any that is given', () => {
      expect(managerEnv(objects).RUNNER_TAG_LIST ?? '').toBe('');
      expect(script(objects)).not.toMatch(/--(maximum-timeout|run-untagged|access-level)=/);
    });

    test('lets managers take their entry out of GitLab when they stop', () => {
      expect(managerContainer(objects).lifecycle).toEqual(UNREGISTER);
    });
  });

  test.each(GIVEN)(
    'a token %s is in a Secret that the stack creates, and nowhere else',
    (_, token, parameters, text) => {
      const rendered = render(chart, (stack) => ({ token: token(stack) }), { parameters });
      expect(rendered.faults).toEqual([]);
      expect(objectsOfKind(rendered.objects, 'Secret')).toEqual([]);
      expect(projectedSecrets(rendered.objects)).toEqual([{ name: 'runner-token', items: MOUNTED_KEYS }]);
      expect(secretTexts(rendered, 'runner-token')).toEqual({ 'runner-registration-token': '', 'runner-token': text });
      expect(JSON.stringify(rendered.objects)).not.toContain(text);
    },
  );

  describe('a legacy registration token', () => {
    const registrationToken = 'sample'.repeat(4);
    const rendered = render(
      chart,
      () => ({
        token: RunnerToken.unsafeLegacyRegistrationToken('RegistrationToken'),
        chartValues: { runners: { tags: 'docker,linux', maximumTimeout: 3600 } },
      }),
      { parameters: { RegistrationToken: registrationToken } },
    );
    const { objects } = rendered;

    test('renders what Kubernetes and the runner take', () => {
      expect(rendered.faults).toEqual([]);
    });

    test('comes from a Secret that the stack creates, under the key that managers register with', () => {
      expect(objectsOfKind(objects, 'Secret')).toEqual([]);
      expect(projectedSecrets(objects)).toEqual([{ name: 'runner-token', items: MOUNTED_KEYS }]);
      expect(secretTexts(rendered, 'runner-token')).toEqual({
        'runner-registration-token': registrationToken,
        'runner-token': '',
      });
    });

    test('registers with the tags of the values', () => {
      expect(managerEnv(objects).RUNNER_TAG_LIST).toBe('docker,linux');
      expect(script(objects)).toContain('--maximum-timeout="3600"');
    });

    test('makes every manager remove the runner that it has registered', () => {
      expect(managerContainer(objects).lifecycle).toEqual(UNREGISTER);
    });
  });
});
