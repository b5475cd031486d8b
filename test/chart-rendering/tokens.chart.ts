import { RunnerToken } from '../../lib';
import { findCharts, helmTemplate } from '../support/helm';
import type { KubernetesObject } from '../support/kubernetes';
import { managerContainer, managerEnv, objectsOfKind, onlyObject, projectedSecrets } from '../support/kubernetes';
import { deploy, releases } from '../support/releases';
import { addRunner, renderRunner } from '../support/runner';
import { synth } from '../support/synth';

describe.each(findCharts())('with the chart $version', (chart) => {
  const render = (values: object) => helmTemplate({ chart, release: 'runner', namespace: 'ci', values });
  const script = (objects: readonly KubernetesObject[]) =>
    onlyObject(objects, 'ConfigMap').data!['register-the-runner'];

  describe('an authentication token', () => {
    const objects = render(renderRunner({ token: RunnerToken.fromExistingSecret('company-token') }).values);

    test('comes from the Secret alone, by both of its keys', () => {
      expect(objectsOfKind(objects, 'Secret')).toEqual([]);
      expect(projectedSecrets(objects)).toEqual([
        {
          name: 'company-token',
          items: [
            { key: 'runner-registration-token', path: 'runner-registration-token' },
            { key: 'runner-token', path: 'runner-token' },
          ],
        },
      ]);
    });

    test('leaves all settings to GitLab, since registration stops at any that is given', () => {
      expect(managerEnv(objects).RUNNER_TAG_LIST ?? '').toBe('');
      expect(script(objects)).not.toMatch(/--(maximum-timeout|run-untagged|access-level)=/);
    });

    test('lets managers take their entry out of GitLab when they stop', () => {
      expect(managerContainer(objects).lifecycle).toEqual({
        preStop: { exec: { command: ['/entrypoint', 'unregister', '--all-runners'] } },
      });
    });
  });

  describe('a legacy registration token', () => {
    const template = synth((stack) => {
      addRunner(stack, {
        token: RunnerToken.unsafeLegacyRegistrationToken(stack),
        chartValues: { runners: { tags: 'docker,linux', maximumTimeout: 3600 } },
      });
    });
    const [release] = releases(deploy(template, { parameters: { RegistrationToken: 'sample'.repeat(4) } }));
    const objects = render(release!.values);

    test('comes from a Secret that the stack creates, and not from the chart', () => {
      expect(objectsOfKind(objects, 'Secret')).toEqual([]);
      expect(projectedSecrets(objects).map(({ name }) => name)).toEqual(['runner-token']);
    });

    test('registers with the tags of the values', () => {
      expect(managerEnv(objects).RUNNER_TAG_LIST).toBe('docker,linux');
      expect(script(objects)).toContain('--maximum-timeout="3600"');
    });

    test('makes every manager remove the runner that it has registered', () => {
      expect(managerContainer(objects).lifecycle).toEqual({
        preStop: { exec: { command: ['/entrypoint', 'unregister', '--all-runners'] } },
      });
    });
  });
});
