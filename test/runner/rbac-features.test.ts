import { Placement } from '../../lib';
import type { RunnerOverrides } from '../support/runner';
import { modelOf } from '../rules/support';

/** The verbs that managers have, by resource. */
function verbsOf(props: RunnerOverrides): Record<string, string> {
  const { values } = modelOf({ on: { virtualNode: true }, jobs: { placement: Placement.nodePool() }, ...props });
  return Object.fromEntries(
    values.items('rbac.rules').map((rule) => {
      const texts = (key: string) => rule.items(key).map((item) => item.knownText([]));
      return [texts('resources').join(), texts('verbs').join(' ')];
    }),
  );
}

const text = (config: string): RunnerOverrides => ({ chartValues: { runners: { config } } });

test('managers may always do what pipelines turn on by variables', () => {
  const legacy = { FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY: true };
  for (const props of [
    {},
    { config: { runners: { featureFlags: legacy, kubernetes: { printPodWarningEvents: false } } } },
  ]) {
    expect(verbsOf(props)).toMatchObject({
      events: 'list watch',
      pods: 'create delete get list watch',
      'pods/log': 'get list',
    });
  }
  expect(verbsOf({})['services/proxy']).toBeUndefined();
});

test('the session server takes users to services of jobs', () => {
  expect(verbsOf({ sessionServer: {} })['services/proxy']).toBe('get');
  expect(verbsOf({ chartValues: { sessionServer: { enabled: true } } })['services/proxy']).toBe('get');
});

test('the permissions follow a text, and not the config in whose place it stands', () => {
  const budget = '[[runners]]\n[runners.kubernetes]\npod_disruption_budget = true\n';
  expect(verbsOf(text(budget)).poddisruptionbudgets).toBe('create get');
  const config = { runners: { kubernetes: { podDisruptionBudget: true } } };
  expect(verbsOf({ ...text('[[runners]]\n'), config }).poddisruptionbudgets).toBeUndefined();
});

test.each([
  '[[runners]]\nenvironment = ["FF_SUSPENDABLE_ENVIRONMENTS=1"]\n',
  '[[runners]]\n[runners.feature_flags]\nFF_SUSPENDABLE_ENVIRONMENTS = true\n',
])('flags count wherever the runner has them: %j', (config) => {
  expect(verbsOf(text(config)).configmaps).toBe('create delete get update');
});
